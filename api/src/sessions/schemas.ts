import { schema } from '@convergence/db'
import { createInsertSchema, createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { kept } from '../plugins/kept.ts'
import { day, flag, isoDateTime, lifecycleWire, line, listOf, listQuery, pageOf, prose, solidLine, uuid } from '../schemas.ts'
import { isTimeZone } from './rules.ts'

const { sessions } = schema
const count = z.int().min(0)

const limits = {
  title: () => solidLine(200),
  aim: () => prose(2000),
  startsAt: () => isoDateTime,
  endsAt: () => isoDateTime,
  place: () => line(200),
  summary: () => prose(20_000),
  internalNote: () => prose(5000),
  seats: () => z.int().min(1).max(10_000).describe('Organisations that may register; who registers beyond waits'),
  videoUrl: () => videoUrl(),
}
/** An https address, or nothing. */
const videoUrl = () => z.string().max(500).regex(/^(?:https:\/\/[^\s\p{Cc}\p{Cs}]+)?$/u)
const timeZone = () => solidLine(64).refine(isTimeZone, { message: 'not an IANA time zone' }).meta({ examples: ['Europe/Paris'] })

export const OpinionCounts = z
  .object({ against2: count, against1: count, neutral: count, for1: count, for2: count, abstained: count, unknown: count.describe('Asked without answer'), contested: count.describe('Contested by their holder since') })
  .meta({ id: 'OpinionCounts', description: 'How many hold each opinion.' })

export const PointTally = z
  .object({
    pointId: uuid,
    counts: OpinionCounts,
    n: count.describe('Holders with a value'),
    asked: count.describe('Holders with a value, who abstained, who gave no answer, or who contest the record'),
    status: z.enum(['unknown', 'convergence', 'divergence', 'mixed']),
    agreement: z.number().nullable().describe('van der Eijk’s A; null without a value'),
    balance: z.number().nullable(),
  })
  .meta({ id: 'PointTally', description: 'What the positions recorded at one session say of a point, on the wording last discussed there.' })

export const SessionTally = z
  .object({ agendaItems: count, agendaPoints: count, minutes: count.describe('Planned length of the agenda'), invited: count, registered: count.describe('Participants with a seat'), observers: count.describe('Observers who registered'), waitlisted: count, apologised: count, represented: count.describe('Holders who gave their proxy'), unanswered: count, present: count.describe('Organisations in the room, online or represented'), people: count.describe('Heads in the room or online'), positions: count, points: z.array(PointTally) })
  .meta({ id: 'SessionTally' })

export const Session = createSelectSchema(sessions, { ...limits, ...lifecycleWire, internalNote: kept('note', z.string()) })
  .omit({ deletedAt: true, checkInCode: true })
  .extend({
    facilitatorName: z.string().nullable(),
    facilitatorQualified: z.boolean().nullable().describe('Whether the facilitator is trained for facilitation on the day of the session; null without facilitator'),
    facilitatorQualifiedUntil: z.string().nullable().describe('Last day of that training; null without one, or when it does not lapse'),
    bodyName: z.string().nullable(),
    activityId: uuid.nullable().describe('The activity of a plan that it belongs to'),
    activityTitle: z.string().nullable(),
    tally: SessionTally,
  })
  .meta({ id: 'Session', description: 'Séance: a consultation meeting.' })

const prepared = { engagementLevel: true, bodyId: true, seats: true, reasonRule: true, videoUrl: true } as const
const writable = createInsertSchema(sessions, { ...limits, timeZone }).pick({ title: true, aim: true, form: true, startsAt: true, endsAt: true, timeZone: true, place: true, perimeterId: true, facilitatorId: true, summary: true, internalNote: true, ...prepared })
const patchable = createInsertSchema(sessions, { ...limits, timeZone }).pick({ title: true, aim: true, form: true, status: true, startsAt: true, endsAt: true, timeZone: true, place: true, facilitatorId: true, summary: true, internalNote: true, ...prepared })

export const SessionCreate = z.strictObject({ ...writable.shape, templateId: uuid.optional().describe('Copies its agenda, and its aim, level, rule and seats where they are not given') }).meta({ id: 'SessionCreate' })
export const SessionPatch = z.strictObject(patchable.partial().shape).meta({ id: 'SessionPatch', description: 'JSON Merge Patch. Status: planned → open → closed; planned or open → cancelled; closed → open and cancelled → planned undo.' })

export const SessionListQuery = z.strictObject({
  ...listQuery(['-startsAt', 'startsAt', '-updatedAt', 'updatedAt', 'reference', '-reference']),
  status: listOf(z.enum(schema.sessionStatus.enumValues)).optional(),
  from: day.optional().describe('Starting on this day or later, where it is held'),
  to: day.optional().describe('Starting on this day or earlier'),
  stakeholderId: uuid.optional().describe('Invited, attending, or with a position recorded there'),
  bodyId: uuid.optional().describe('At which this body meets'),
  activityId: uuid.optional().describe('Of this activity'),
  planId: uuid.optional().describe('Of an activity of this plan'),
  pointId: uuid.optional().describe('On the agenda, or with a position recorded there'),
  perimeterId: uuid.optional().describe('This perimeter and all below it'),
  q: line(200).optional().describe('Words of the title, the place, the aim or the reference, without case or accents'),
  fictional: flag.optional(),
})
export type SessionFilter = Omit<z.output<typeof SessionListQuery>, 'limit' | 'sort' | 'cursor'>
export const SessionPage = pageOf(Session, 'SessionPage')
