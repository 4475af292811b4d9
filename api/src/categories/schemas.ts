import { schema } from '@convergence/db'
import { createInsertSchema, createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { lifecycleWire, pageOf, solidLine } from '../schemas.ts'

const { categories } = schema
const slug = () => z.string().max(60).regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)

const limits = {
  code: slug,
  labelFr: () => solidLine(80),
  labelEn: () => solidLine(80),
  icon: slug,
  colour: () => z.int().min(1).max(14),
  rank: () => z.int().min(0).max(10_000),
}

export const Category = createSelectSchema(categories, { ...limits, ...lifecycleWire }).meta({ id: 'Category', description: 'Category of stakeholders, with the side, sphere and contract that it gives by default.' })
export const CategoryPage = pageOf(Category, 'CategoryPage')

const writable = createInsertSchema(categories, limits).pick({ code: true, labelFr: true, labelEn: true, side: true, sphere: true, contractual: true, icon: true, colour: true, rank: true })

/** `rank` defaults to the last place. */
export const CategoryCreate = z.strictObject(writable.partial({ rank: true }).shape).meta({ id: 'CategoryCreate' })
export const CategoryPatch = z.strictObject(writable.omit({ code: true }).partial().shape).meta({ id: 'CategoryPatch', description: 'JSON Merge Patch: absent fields stay as they are; the code never changes.' })
