import { schema } from '@convergence/db'
import { createInsertSchema, createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { day, isoDateTime, lifecycleWire, line, listQuery, pageOf, prose, solidLine, uuid } from '../schemas.ts'

const { bodies } = schema
const limits = {
  name: () => solidLine(200), purpose: () => prose(2000), since: () => day, ceasedOn: () => day, ceasedReason: () => line(500),
  quorumPercent: () => z.int().min(1).max(100).nullable().describe('Share of the seats filled that must be in the room for it to decide, in percent; null for no quorum'),
  meetingsPerYear: () => z.int().min(1).max(52).nullable().describe('Meetings a year that it set itself; null when it meets as needed'),
}
const count = z.int().min(0)

export const Quorum = z
  .object({
    percent: z.int().nullable().describe('null when the body set no quorum'),
    filled: count.describe('Seats filled on the day of the meeting'),
    required: count.nullable().describe('The share of the seats filled, rounded up; null without a quorum'),
    present: count.describe('Seats whose holders came, online or in the room, or were represented by a member who came'),
    reached: z.boolean().nullable().describe('null without a quorum'),
  })
  .meta({ id: 'Quorum', description: 'The quorum of one meeting, counted on its attendance.' })

const Meeting = z.object({ id: uuid, startsAt: isoDateTime })
const Standing = z
  .object({
    day: day.describe('The day that the figures stand for'),
    seats: count.describe('Seats of its colleges'),
    filled: count.describe('Seats filled'),
    vacant: count.describe('Seats of its colleges that nobody fills'),
    members: count,
    ending: count.describe('Members whose term ends within 90 days and is not renewed'),
    held: count.describe('Meetings held over the twelve months up to the day'),
    owed: count.describe('Meetings that its rhythm asked for over them'),
    rhythm: z.enum(['free', 'kept', 'behind', 'ceased']).describe('free: it set itself none'),
    next: Meeting.nullable(),
    last: Meeting.extend({ quorum: Quorum }).nullable().describe('The latest meeting held, up to the day'),
  })
  .meta({ id: 'BodyStanding', description: 'Who sits in a body on a day, and whether it meets as it set itself to.' })

export const Body = createSelectSchema(bodies, { ...limits, ...lifecycleWire })
  .omit({ deletedAt: true })
  .extend({ sessions: z.int().min(0).describe('Sessions at which it met or is to meet'), standing: Standing })
  .meta({ id: 'Body', description: 'Instance: a standing group that meets, decides and approves.' })
const writable = createInsertSchema(bodies, limits).pick({ name: true, kind: true, purpose: true, perimeterId: true, since: true, ceasedOn: true, ceasedReason: true, quorumPercent: true, meetingsPerYear: true })

export const BodyCreate = z.strictObject(writable.shape).meta({ id: 'BodyCreate' })
export const BodyPatch = z.strictObject(writable.omit({ perimeterId: true }).partial().shape).meta({ id: 'BodyPatch', description: 'JSON Merge Patch. The day on which it ceases wants its reason.' })
const asOf = day.optional().describe('The figures as of this day; today when left out')
export const BodyQuery = z.strictObject({ asOf })
export const BodyListQuery = z.strictObject({
  ...listQuery(['name', '-name', 'createdAt', '-createdAt']),
  q: line(200).optional().describe('Words of the name or the reference, without case or accents'),
  perimeterId: uuid.optional().describe('This perimeter and all below it'),
  on: day.optional().describe('In force on this day'),
  stakeholderId: uuid.optional().describe('In which this stakeholder sits, or once sat'),
  asOf,
})
export type BodyFilter = Omit<z.output<typeof BodyListQuery>, 'limit' | 'sort' | 'cursor'>
export const BodyPage = pageOf(Body, 'BodyPage')
