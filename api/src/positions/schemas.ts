import { schema } from '@convergence/db'
import { createInsertSchema, createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { day, flag, isoDateTime, listOf, listQuery, pageOf, prose, solidLine, uuid } from '../schemas.ts'

const { positions } = schema

const value = () => z.int().min(-2).max(2)
const limits = { value, reason: () => prose(2000), reservation: () => prose(2000), condition: () => prose(2000), source: () => solidLine(300), statedAt: () => isoDateTime }

export const Position = createSelectSchema(positions, { ...limits, source: () => z.string(), recordedAt: () => isoDateTime, confirmedAt: () => isoDateTime, withdrawnAt: () => isoDateTime })
  .extend({
    holderName: z.string(),
    pointTitle: z.string(),
    versionNumber: z.int().min(1),
    sessionTitle: z.string().nullable(),
    personName: z.string().nullable().describe('Who spoke, when a mandate is named'),
    role: z.string().nullable().describe('The mandate’s role'),
    recordedByName: z.string().nullable(),
  })
  .meta({ id: 'Position', description: 'Who holds what on a version of a point: a dated statement, corrected by a later one.' })

const writable = createInsertSchema(positions, limits).pick({ pointId: true, pointVersionId: true, holderId: true, mandateId: true, sessionId: true, state: true, value: true, reason: true, reservation: true, condition: true, manner: true, source: true, statedAt: true })

/** Names the point (its version in force is taken) or the version. `manner` defaults to in_room with a session, else written; `statedAt` to now. */
export const PositionCreate = z
  .strictObject(writable.partial().required({ holderId: true, state: true, source: true }).shape)
  .refine((body) => body.pointId !== undefined || body.pointVersionId !== undefined, { path: ['pointId'], message: 'pointId or pointVersionId' })
  .meta({ id: 'PositionCreate' })
export const PositionBatch = z.strictObject({ positions: z.array(PositionCreate).min(1).max(500) }).meta({ id: 'PositionBatch', description: 'Up to 500 positions: all or none.' })
export const PositionPatch = z.strictObject({ confirmation: z.enum(['unconfirmed', 'confirmed', 'contested']) }).meta({ id: 'PositionPatch', description: 'What the holder said of the record; the statement itself never changes.' })

export const PositionListQuery = z.strictObject({
  ...listQuery(['-statedAt', 'statedAt', '-recordedAt', 'recordedAt']),
  pointId: listOf(uuid).optional(),
  pointVersionId: uuid.optional(),
  holderId: listOf(uuid).optional(),
  sessionId: uuid.optional(),
  state: listOf(z.enum(schema.positionState.enumValues)).optional(),
  confirmation: z.enum(schema.positionConfirmation.enumValues).optional(),
  withdrawn: flag.optional().describe('true: only those taken back; false, the default: without them'),
  current: flag.optional().describe('Only the latest valid position of each holder on the version in force'),
  asOf: day.optional().describe('As it stood at the end of this day'),
})
export type PositionFilter = Omit<z.output<typeof PositionListQuery>, 'limit' | 'sort' | 'cursor'>

export const PositionPage = pageOf(Position, 'PositionPage')
export const PositionList = z.object({ items: z.array(Position), nextCursor: z.null() }).meta({ id: 'PositionList' })
