import { schema } from '@convergence/db'
import { createInsertSchema, createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { lifecycleWire, pageOf, solidLine, uuid } from '../schemas.ts'

const limits = { code: () => z.string().min(1).max(60).regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/), name: () => solidLine(120) }

export const Perimeter = createSelectSchema(schema.perimeters, { ...limits, ...lifecycleWire }).meta({ id: 'Perimeter', description: 'Périmètre: national, a region or a business direction. Rights cover it and all below it.' })

const writable = createInsertSchema(schema.perimeters, limits).pick({ code: true, name: true, kind: true, parentId: true })
export const PerimeterCreate = z.strictObject({ ...writable.shape, parentId: uuid, kind: z.enum(['region', 'direction']) }).meta({ id: 'PerimeterCreate' })
export const PerimeterPatch = z.strictObject({ name: solidLine(120).optional(), parentId: uuid.optional() }).meta({ id: 'PerimeterPatch' })
export const PerimeterPage = pageOf(Perimeter, 'PerimeterPage')
