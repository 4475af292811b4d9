import { schema } from '@convergence/db'
import { createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { flag, lifecycleWire, listQuery, pageOf, uuid } from '../schemas.ts'

export const isoTargets = ['impact', 'expectation', 'point', 'commitment', 'indicator'] as const
export type IsoTarget = (typeof isoTargets)[number]
const target = z.enum(isoTargets)

export const IsoTie = createSelectSchema(schema.isoTies, lifecycleWire)
  .omit({ impactId: true, expectationId: true, pointId: true, commitmentId: true, indicatorId: true })
  .extend({ targetType: target, targetId: uuid, targetTitle: z.string().describe('Title of the impact or the point, statement of the expectation or the commitment, title of the indicator') })
  .meta({ id: 'IsoTie', description: 'Rattachement ISO: ties an impact, an expectation, a point, a commitment or an indicator to an area; reviewed by whom and when.' })

export const IsoTieCreate = z.strictObject({ areaId: uuid, targetType: target, targetId: uuid }).meta({ id: 'IsoTieCreate', description: 'The perimeter is that of the target.' })
export const IsoTiePatch = z.strictObject({ reviewed: z.boolean() }).meta({ id: 'IsoTiePatch', description: 'true: reviewed by you, today; false: takes the review back.' })

const filters = { areaId: uuid.optional(), targetType: target.optional(), targetId: uuid.optional(), reviewed: flag.optional(), perimeterId: uuid.optional().describe('This perimeter and all below it') }
export const IsoTieListQuery = z.strictObject({ ...listQuery(['createdAt', '-createdAt', 'updatedAt', '-updatedAt']), ...filters })
export type IsoTieFilter = z.output<z.ZodObject<typeof filters>>
export const IsoTiePage = pageOf(IsoTie, 'IsoTiePage')
