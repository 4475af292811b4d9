import { schema } from '@convergence/db'
import { createInsertSchema, createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { lifecycleWire, line, pageOf, solidLine } from '../schemas.ts'

const { savedViews } = schema

const PARAMETERS_MAX = 60
const state = () => z.record(z.string().regex(/^[A-Za-z][A-Za-z0-9.-]{0,59}$/), line(4000)).refine((map) => Object.keys(map).length <= PARAMETERS_MAX, `at most ${PARAMETERS_MAX} parameters`)
const limits = {
  name: () => solidLine(120),
  screen: () => z.string().min(1).max(60).regex(/^[a-z]+(?:-[a-z]+)*$/).describe('Name of the screen, such as map'),
  state: () => state().describe('Query parameters of the screen’s address'),
}

export const SavedView = createSelectSchema(savedViews, { ...lifecycleWire, state: () => z.record(z.string(), z.string()) })
  .extend({ mine: z.boolean().describe('Only its owner changes it') })
  .meta({ id: 'SavedView', description: 'Filters, lens, date and camera of a screen under a name.' })
const writable = createInsertSchema(savedViews, limits).pick({ name: true, screen: true, shared: true, state: true })
export const SavedViewCreate = z.strictObject(writable.shape).meta({ id: 'SavedViewCreate' })
export const SavedViewPatch = z.strictObject(writable.omit({ screen: true }).partial().shape).meta({ id: 'SavedViewPatch' })
export const SavedViewPage = pageOf(SavedView, 'SavedViewPage')
export const SavedViewQuery = z.strictObject({ screen: limits.screen().optional() })
