import { schema } from '@convergence/db'
import { createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { Anchor } from '../criteria/schemas.ts'
import { isoDateTime, lifecycleWire, line, listQuery, pageOf, solidLine, uuid } from '../schemas.ts'
import { StakeholderCount } from '../stakeholders/schemas.ts'
import { phases } from './phase.ts'
import { count, RoundRaterCreate } from './schemas.ts'

const { roundRaters, rounds, scores, stakeholders } = schema

export const partParams = z.strictObject({ id: uuid, partId: uuid })
export const memberParams = z.strictObject({ id: uuid, stakeholderId: uuid })

export const RoundStakeholder = createSelectSchema(stakeholders).pick({ id: true, reference: true, name: true, kind: true, categoryId: true }).extend({ rank: count, answered: count.describe('Answers given on it, by all raters') }).meta({ id: 'RoundStakeholder' })
export const RoundStakeholderPage = pageOf(RoundStakeholder, 'RoundStakeholderPage')
export const RoundStakeholderQuery = z.strictObject({ ...listQuery(['rank', 'name']), q: line(200).optional() })
export const RoundStakeholderAdd = z
  .strictObject({ ids: z.array(uuid).min(1).max(1000).optional(), filter: StakeholderCount.optional().describe('Every stakeholder that these filters of the register leave') })
  .refine((body) => (body.ids === undefined) !== (body.filter === undefined), { path: ['ids'], error: 'ids or filter' })
  .meta({ id: 'RoundStakeholderAdd' })
export const RoundStakeholderAdded = z.object({ added: count, total: count }).meta({ id: 'RoundStakeholderAdded' })

const name = () => solidLine(200)
export const RoundRater = createSelectSchema(roundRaters, { ...lifecycleWire, linkExpiresAt: () => isoDateTime, remindedAt: () => isoDateTime, finishedAt: () => isoDateTime })
  .omit({ linkHash: true })
  .extend({ stakeholderName: z.string().nullable(), linked: z.boolean().describe('Has a private link that still works'), expected: count, answered: count, unknown: count, lastAt: isoDateTime.nullable() })
  .meta({ id: 'RoundRater', description: 'Somebody asked to score: with an account, by a private link, or whose scores another person records.' })
export const RoundRaterList = z.object({ items: z.array(RoundRater), nextCursor: z.null() }).meta({ id: 'RoundRaterList' })
export const RoundRatersCreate = z.strictObject({ raters: z.array(RoundRaterCreate).min(1).max(100) }).meta({ id: 'RoundRatersCreate', description: 'All or none.' })
export const RaterCandidates = z.object({ items: z.array(z.object({ id: uuid, name: z.string(), roles: z.array(z.enum(schema.role.enumValues)) })), nextCursor: z.null() }).meta({ id: 'RaterCandidates', description: 'Accounts that may score and are not asked yet.' })
export const CandidateQuery = z.strictObject({ q: line(200).optional().describe('Words of the name, without case or accents') })
export const RoundRaterPatch = z.strictObject({ name: name().optional(), finished: z.boolean().optional().describe('Nothing more to add; said by the rater, or for one without account by who records') }).meta({ id: 'RoundRaterPatch' })
export const RaterLinkCreate = z.strictObject({ expiresInDays: z.int().min(1).max(180).default(30) }).meta({ id: 'RaterLinkCreate' })
export const RaterLink = z.object({ raterId: uuid, secret: z.string().describe('Shown once. The page is `/cotation#` and the secret, which no server ever reads in an address.'), expiresAt: isoDateTime }).meta({ id: 'RaterLink' })
export const RemindersCreate = z.strictObject({ raterIds: z.array(uuid).min(1).max(500).optional().describe('Everybody who has not finished, when absent') }).meta({ id: 'RemindersCreate' })
export const RemindersMade = z.object({ reminded: count, mailed: count.describe('Of them, by mail as well'), at: isoDateTime }).meta({ id: 'RemindersMade' })

const SheetCriterion = z.object({ criterionId: uuid, criterionVersionId: uuid, labelFr: z.string(), labelEn: z.string(), questionFr: z.string(), questionEn: z.string(), min: z.int(), max: z.int(), anchors: z.array(Anchor) })
const SheetStakeholder = z.object({ id: uuid, name: z.string(), kind: z.enum(schema.stakeholderKind.enumValues), categoryFr: z.string().nullable(), categoryEn: z.string().nullable() })
const SheetScore = createSelectSchema(scores, { statedAt: isoDateTime }).pick({ id: true, stakeholderId: true, criterionId: true, state: true, value: true, confidence: true, reason: true, statedAt: true })

export const RoundSheet = z
  .object({
    round: createSelectSchema(rounds, { opensAt: () => isoDateTime, closesAt: () => isoDateTime }).pick({ id: true, reference: true, title: true, purpose: true, horizon: true, scenario: true, opensAt: true, closesAt: true, fictional: true }).extend({ phase: z.enum(phases) }),
    rater: z.object({ id: uuid, name: z.string(), capacity: z.enum(schema.capacity.enumValues), stakeholderName: z.string().nullable(), finishedAt: isoDateTime.nullable(), version: z.int() }),
    criteria: z.array(SheetCriterion),
    stakeholders: z.array(SheetStakeholder),
    scores: z.array(SheetScore).describe('The latest answer of this rater to each question'),
  })
  .meta({ id: 'RoundSheet', description: 'What a rater is asked, and what they have answered; nothing of the others.' })
export const SheetQuery = z.strictObject({ raterId: uuid.optional().describe('The rater for whom scores are recorded; oneself when absent') })
export const LinkedFinish = z.strictObject({ finished: z.boolean() }).meta({ id: 'LinkedFinish' })
