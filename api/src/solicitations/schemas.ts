import { schema } from '@convergence/db'
import { z } from 'zod'
import { day, listQuery, pageOf, uuid } from '../schemas.ts'
import { stakeholderFilters } from '../stakeholders/schemas.ts'
import { askKinds } from './asks.ts'
import { loadLevels } from './rules.ts'

const count = z.int().min(0)
const kinds = Object.fromEntries(askKinds.map((kind) => [kind, count])) as Record<(typeof askKinds)[number], typeof count>

const counting = 'invitation: to a session that was not cancelled, on its day; planned: a meeting that an activity still owes, with a session or not, to a member of its audience who is not invited to it yet; round: to score, once per round; evaluation: a questionnaire; confirmation: of positions after a session, or of a commitment, once however often the link was sent.'
export const Load = z
  .object({ total: count, ...kinds, elsewhere: count.describe('Of the total, those beyond the reach of whoever asks: counted, not shown'), limit: z.int().describe('The lowest limit of the open plans that have it in an audience; 4 without one'), level: z.enum(loadLevels).describe('over: from the limit on; near: one below it') })
  .meta({ id: 'Load', description: `Solicitations of a stakeholder within a window. ${counting}` })

const who = { stakeholderId: uuid, reference: z.string(), name: z.string(), kind: z.enum(schema.stakeholderKind.enumValues), categoryId: uuid.nullable(), fictional: z.boolean() }
export const Solicitation = z.object({ id: uuid, ...who, load: Load, lastSessionOn: z.string().nullable().describe('Day of the last session at which it was present') }).meta({ id: 'Solicitation', description: 'A stakeholder and what is asked of it.' })

const windowFields = {
  on: day.optional().describe('The window is the twelve months around this day; today by default'),
  from: day.optional().describe('With `to`: another window, both days included'),
  to: day.optional(),
}
const { asOf: _asOf, importId: _importId, ...filters } = stakeholderFilters
export const SolicitationQuery = z.strictObject({
  ...listQuery(['-total', 'total', 'name', '-name']),
  ...windowFields,
  ...filters,
  state: z.enum(['asked', 'over', 'near', 'silent']).default('asked').describe('asked: at least once in the window; over and near: by their level; silent: organisations and groups, not archived, that nobody ever asked, that came to no session and that no activity is to ask'),
  planId: uuid.optional().describe('In the audience of an activity of this plan that was not cancelled; its limit is then the limit'),
  activityId: uuid.optional().describe('In the audience of this activity'),
})
export type SolicitationFilter = Omit<z.output<typeof SolicitationQuery>, 'limit' | 'sort' | 'cursor'>
export const SolicitationPage = pageOf(Solicitation, 'SolicitationPage')

export const Ask = z
  .object({
    id: z.string(), kind: z.enum(askKinds), day: z.string(), title: z.string().nullable().describe('Null for what is beyond reach'),
    objectType: z.enum(['session', 'activity', 'round', 'evaluation', 'commitment']), objectId: uuid.nullable(), activityId: uuid.nullable(), activityTitle: z.string().nullable(), planId: uuid.nullable(), planTitle: z.string().nullable(),
  })
  .meta({ id: 'Ask', description: 'One thing asked of a stakeholder, or that an activity is to ask.' })
export const WindowQuery = z.strictObject(windowFields)
export const StakeholderLoad = Solicitation.extend({ from: z.string(), to: z.string(), asks: z.array(Ask).describe('In order of their day, at most 1,000') }).meta({ id: 'StakeholderLoad' })
export const stakeholderParams = z.strictObject({ stakeholderId: uuid })

export const LoadSummaryQuery = z.strictObject({ ...windowFields, perimeterId: uuid.optional().describe('This perimeter and all below it'), planId: uuid.optional() })
export const LoadSummary = z
  .object({ from: z.string(), to: z.string(), stakeholders: count.describe('Organisations and groups that are not archived'), asked: count.describe('Of any kind'), over: count, near: count, silent: count, asks: count.describe('In all'), median: z.number().nullable().describe('Of those asked') })
  .meta({ id: 'LoadSummary' })

export const LoadWarningsRequest = z
  .strictObject({ stakeholderIds: z.array(uuid).min(1).max(1000), on: day.optional().describe('The twelve months around this day; today by default'), sessionId: uuid.optional().describe('Reads the day, and the limit of the plan, of this session'), activityId: uuid.optional().describe('Reads the limit of its plan') })
  .meta({ id: 'LoadWarningsRequest', description: 'Reads; changes nothing. Whom one is about to ask.' })
const LoadWarning = z.object({ ...who, load: Load }).meta({ id: 'LoadWarning' })
export const LoadWarnings = z.object({ items: z.array(LoadWarning).describe('Those at or over the limit already, the most asked first'), nextCursor: z.null(), checked: count, from: z.string(), to: z.string() }).meta({ id: 'LoadWarnings' })
