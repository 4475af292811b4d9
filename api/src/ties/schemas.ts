import { schema } from '@convergence/db'
import { createInsertSchema, createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { kept } from '../plugins/kept.ts'
import { day, impreciseDay, lifecycleWire, line, listOf, listQuery, pageOf, prose, solidLine, uuid } from '../schemas.ts'
import { isRealImpreciseDay } from './dates.ts'

const { ties, tieTypes } = schema
const kinds = z.enum(schema.stakeholderKind.enumValues)

/** The pattern cannot tell that February has no 31st; this can. */
const realImpreciseDay = () => impreciseDay.refine(isRealImpreciseDay, 'not a day of the calendar')

const limits = {
  strength: () => z.int().min(0).max(4).describe('0 none to 4 very strong'),
  sign: () => z.int().min(-1).max(1).describe('−1 conflict, 0 neutral, 1 cooperation'),
  startOn: realImpreciseDay,
  endOn: realImpreciseDay,
  confirmedOn: () => day,
  source: () => line(500),
  note: () => prose(5000),
  externalId: () => solidLine(120),
}

export const Tie = createSelectSchema(ties, { ...lifecycleWire, note: kept('note', z.string()), strength: limits.strength, sign: limits.sign, confirmedOn: limits.confirmedOn, startOn: () => z.string(), endOn: () => z.string() })
  .omit({ deletedAt: true })
  .meta({ id: 'Tie', description: 'Lien: from one stakeholder to another, of a type, between two dates that may be imprecise.' })

const writable = createInsertSchema(ties, limits).pick({
  typeId: true, fromId: true, toId: true, strength: true, sign: true, basis: true, startOn: true, endOn: true, source: true, note: true, confirmedById: true, confirmedOn: true, externalId: true,
})

export const TieCreate = z.strictObject(writable.partial().required({ typeId: true, fromId: true, toId: true }).shape).meta({ id: 'TieCreate', description: 'The perimeter is that of the stakeholder it starts from.' })
export const TiePatch = z.strictObject(writable.partial().shape).meta({ id: 'TiePatch', description: 'JSON Merge Patch: absent fields stay as they are.' })

export const TieListQuery = z.strictObject({
  ...listQuery(['-updatedAt', 'updatedAt', '-strength', 'strength']),
  stakeholderId: uuid.optional().describe('Ties that start or end there'),
  typeId: listOf(uuid).optional(),
  basis: z.enum(schema.tieBasis.enumValues).optional(),
  asOf: day.optional().describe('Valid on this day: an imprecise start counts from its first possible day, an imprecise end to its last'),
})
export type TieFilter = z.output<typeof TieListQuery>
export const TiePage = pageOf(Tie, 'TiePage')

const typeLimits = {
  code: () => z.string().min(1).max(60).regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
  labelFr: () => solidLine(80),
  labelEn: () => solidLine(80),
  reverseFr: () => solidLine(80),
  reverseEn: () => solidLine(80),
  fromKinds: () => z.array(kinds).min(1).max(3),
  toKinds: () => z.array(kinds).min(1).max(3),
  rank: () => z.int().min(0).max(10_000),
}

export const TieType = createSelectSchema(tieTypes, { ...lifecycleWire, fromKinds: () => z.array(kinds), toKinds: () => z.array(kinds) }).meta({ id: 'TieType', description: 'A type of tie, read from each of its sides.' })
const writableType = createInsertSchema(tieTypes, typeLimits).pick({ code: true, labelFr: true, labelEn: true, reverseFr: true, reverseEn: true, fromKinds: true, toKinds: true, directed: true, rank: true })
export const TieTypeCreate = z.strictObject(writableType.shape).meta({ id: 'TieTypeCreate' })
export const TieTypePatch = z.strictObject(writableType.partial().shape).meta({ id: 'TieTypePatch' })
export const TieTypePage = pageOf(TieType, 'TieTypePage')
