import { schema } from '@convergence/db'
import { createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { isoDateTime, pageOf, uuid } from '../schemas.ts'
import { topics } from './topics.ts'

const count = z.int().min(0)

const TodaySession = createSelectSchema(schema.sessions, { startsAt: isoDateTime, endsAt: isoDateTime.nullable() })
  .pick({ id: true, reference: true, title: true, form: true, status: true, startsAt: true, endsAt: true, timeZone: true, place: true, fictional: true, facilitatorId: true })
  .extend({ invited: count, answered: count.describe('Registered or apologised'), present: count.describe('Organisations in the room, online or represented'), points: count.describe('On the agenda'), positions: count.describe('Recorded there'), agreed: count.describe('Points that ended in convergence'), divided: count.describe('Points that ended in divergence') })
  .meta({ id: 'TodaySession' })

const TodayImport = createSelectSchema(schema.imports, { updatedAt: isoDateTime }).pick({ id: true, fileName: true, target: true, rowCount: true, updatedAt: true })

export const TodayRow = z
  .object({ id: z.string(), type: z.enum(['stakeholder', 'point', 'position', 'impact', 'commitment', 'session', 'evaluation', 'body', 'skill', 'activity', 'task', 'indicator', 'watchItem', 'relayReport']), objectId: uuid, label: z.string(), detail: z.string().nullable().describe('The session, or the ISO area'), at: z.iso.datetime().nullable(), sessionId: uuid.nullable(), fictional: z.boolean() })
  .meta({ id: 'TodayRow', description: 'One row that a figure counts: what it is and the object to open.' })
export const TodayRowPage = pageOf(TodayRow, 'TodayRowPage')

export const Topic = z.enum(topics).meta({ id: 'TodayTopic', description: 'taskLate: tasks past their day, opened at the record that they came from; activityBehind: activities of open plans that are late or behind; overSolicited: stakeholders at or over their limit in the twelve months around today; missing: in the room within a year, without a recorded position; contested and unconfirmed: current positions by their confirmation; unreviewed: ISO ties; emerging, commitmentOverdue, commitmentDue (within 30 days), toVerify (said to be done), commitmentStuck (blocked or contested): commitments; answerOwed: holders to whom an answer is owed; evaluationToOpen: sessions of the last 60 days that nobody was asked about; evaluationToClose: evaluations past their last day or answered by all; outcomeReview: outcomes whose day of review has come; valueDue: values of indicators that are awaited; valueToValidate: handed in; watchReview: watch items whose day of review has come; progressLate: progress actions of relays past their day; silent (absent from the last session held to which they were invited, and no word since), neverMet, withoutMandate: stakeholders; termEnding: seats whose term ends within 90 days; bodyBehind: bodies behind their rhythm; skillLapsing: skills within 90 days of their last day, told to administrators and staff.' })
const counts = Object.fromEntries(topics.map((topic) => [topic, count])) as Record<(typeof topics)[number], typeof count>

export const Today = z
  .object({
    figures: z.object({ stakeholders: count.describe('Active or emerging'), active: count, emerging: count, organisations: count.describe('Organisations and groups among them'), heard: count.describe('With a recorded opinion that they did not contest'), sessionsHeld: count, sessionsAhead: count, isoTies: count, areas: count, areasFull: count, areasBlind: count }),
    counts: z.object(counts).meta({ description: 'How many rows each topic has; read them at /today/rows' }),
    upcoming: z.array(TodaySession).describe('Open, or within 90 days; the next one first'),
    lastSession: TodaySession.nullable(),
    imports: z.array(TodayImport).describe('Checked and not yet written; empty for whom may not import'),
    blind: z.array(z.object({ id: uuid, code: z.string(), labelFr: z.string(), labelEn: z.string() })).describe('ISO areas to which nothing is tied'),
    missing: z.array(z.object({ sessionId: uuid, title: z.string(), startsAt: z.iso.datetime(), fictional: z.boolean(), holders: count, cells: count })).describe('The latest sessions with holders in the room of whom nothing is recorded on a point of the agenda'),
    unconfirmed: z.array(z.object({ sessionId: uuid, title: z.string(), startsAt: z.iso.datetime(), fictional: z.boolean(), positions: count })).describe('The latest sessions whose holders did not answer for their current positions; at most five'),
  })
  .meta({ id: 'Today', description: 'What waits, what is near, what to watch, within reach.' })

const perimeterId = uuid.optional().describe('This perimeter and all below it')
export const TodayQuery = z.strictObject({ perimeterId })
export const TodayRowQuery = z.strictObject({ topic: Topic, perimeterId, limit: z.coerce.number().int().min(1).max(100).default(50), cursor: z.string().min(1).max(1000).optional() })
