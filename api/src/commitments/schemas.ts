import { schema } from '@convergence/db'
import { createInsertSchema, createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { kept } from '../plugins/kept.ts'
import { day, flag, isoDateTime, lifecycleWire, line, listOf, listQuery, pageOf, prose, solidLine, solidProse, uuid } from '../schemas.ts'
import { commitmentStates, progressSources } from './rules.ts'
import { Milestone, MilestoneCreate, CommitmentEvent } from './schemas.parts.ts'

const { commitments } = schema
const count = z.int().min(0)

const limits = { statement: () => solidProse(2000), owner: () => solidLine(200), internalNote: () => prose(5000), madeOn: () => day, dueOn: () => day }
const state = z.enum(commitmentStates)
const brief = z.object({ id: uuid, label: z.string() })

export const Commitment = createSelectSchema(commitments, { ...limits, ...lifecycleWire, internalNote: kept('note', z.string()) })
  .omit({ deletedAt: true })
  .extend({
    state: state.describe('The latest event decides: open until something else is said'),
    stateAt: isoDateTime.nullable().describe('When that was said; null while nothing was'),
    stateReason: z.string().describe('Why it is blocked, dropped, contested or open again'),
    progress: z.int().min(0).max(100).describe('Weighted share of the milestones done; without milestones the latest declared progress'),
    progressFrom: z.enum(progressSources),
    overdue: z.boolean().describe('Its day has passed and something is still owed'),
    milestones: count,
    milestonesDone: count,
    nextMilestoneOn: day.nullable().describe('When the next milestone that is not done is due'),
    pointTitle: z.string().nullable(),
    sessionTitle: z.string().nullable(),
    ownerUserName: z.string().nullable(),
    ownerStakeholderName: z.string().nullable(),
    counterpartName: z.string().nullable(),
    areaIds: z.array(uuid).describe('ISO areas that it is tied to, in the order of the norm'),
  })
  .meta({ id: 'Commitment', description: 'Engagement pris: what somebody promised, to whom, on which point, until when.' })

const writable = createInsertSchema(commitments, limits).pick({
  statement: true, owner: true, ownerUserId: true, ownerStakeholderId: true, counterpartId: true, pointId: true, sessionId: true, madeOn: true, dueOn: true, perimeterId: true, internalNote: true,
})
const areaIds = z.array(uuid).max(45).optional().describe('ISO 26000 areas; those of the point when a point is named and none are given')

export const CommitmentCreate = z
  .strictObject({ ...writable.partial({ owner: true, madeOn: true, perimeterId: true }).shape, areaIds, milestones: z.array(MilestoneCreate).max(50).optional() })
  .meta({ id: 'CommitmentCreate', description: '`owner` may be left out when a user or a stakeholder is named; `madeOn` defaults to the day of the session, else today; `perimeterId` to that of the point, else of the session.' })
export const CommitmentPatch = z.strictObject({ ...writable.partial().shape, areaIds: z.array(uuid).max(45).optional() }).meta({ id: 'CommitmentPatch', description: 'JSON Merge Patch. What was said of it, its state with it, changes by events only.' })

/** What narrows a set of commitments: the same for the list, the facets and the export. */
export const commitmentFilters = {
  q: line(200).optional().describe('Words of the statement, the owner or the reference, without case or accents'),
  state: listOf(state).optional(),
  overdue: flag.optional(),
  owner: listOf(z.string().regex(/^[0-9a-f]{32}$/)).optional().describe('Keys of owners, as the facets give them: words have no place in an address'),
  ownerUserId: uuid.optional(),
  dueFrom: day.optional(),
  dueTo: day.optional(),
  areaId: listOf(uuid).optional().describe('Tied to one of these ISO areas'),
  pillarId: listOf(uuid).optional().describe('By an ISO area of one of these pillars'),
  stakeholderId: listOf(uuid).optional().describe('Promised by or to one of these'),
  pointId: listOf(uuid).optional(),
  sessionId: listOf(uuid).optional(),
  perimeterId: uuid.optional().describe('This perimeter and all below it'),
  fictional: flag.optional(),
  asOf: day.optional().describe('As everything stood at the end of this day, Paris time'),
}
export type CommitmentFilter = z.output<z.ZodObject<typeof commitmentFilters>>
export const CommitmentListQuery = z.strictObject({ ...listQuery(['dueOn', '-dueOn', 'madeOn', '-madeOn', 'reference', '-reference', 'statement', '-statement', 'updatedAt', '-updatedAt']), ...commitmentFilters })
export const CommitmentPage = pageOf(Commitment, 'CommitmentPage')

const facet = z.array(brief.extend({ n: count }))
export const CommitmentFacetsQuery = z.strictObject(commitmentFilters)
export const CommitmentFacets = z
  .object({
    total: count,
    overdue: count,
    dueSoon: count.describe('Owed within 30 days'),
    toVerify: count.describe('Said to be done, not yet verified'),
    states: z.array(z.object({ id: state, n: count })),
    owners: z.array(z.object({ id: z.string(), label: z.string(), n: count })).describe('At most 100, the most frequent first'),
    stakeholders: facet.describe('Promised by or to them'),
    points: facet, sessions: facet,
    areas: z.array(z.object({ id: uuid, n: count })), pillars: z.array(z.object({ id: uuid, n: count })),
  })
  .meta({ id: 'CommitmentFacets', description: 'How many commitments each value would leave; a facet counts without its own filter.' })

export const CommitmentSheet = z
  .object({
    commitment: Commitment,
    milestones: z.array(Milestone),
    events: z.array(CommitmentEvent).describe('What was said of it, the latest first; withdrawn ones too'),
    mayFollow: z.array(z.enum(schema.commitmentEventKind.enumValues)).describe('What may be said next'),
    areas: z.array(z.object({ tieId: uuid, version: z.int(), areaId: uuid, reviewedOn: day.nullable(), reviewedByName: z.string().nullable() })),
    impacts: z.array(brief).describe('Those that its point is about'),
  })
  .meta({ id: 'CommitmentSheet', description: 'A commitment with its milestones, all that was said of it, and its neighbours on the spine.' })
