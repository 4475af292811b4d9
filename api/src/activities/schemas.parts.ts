import { schema } from '@convergence/db'
import { createInsertSchema, createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { classCodes, schemes } from '../classes/schemes.ts'
import { isoDateTime, lifecycleWire, line, listOf, listQuery, pageOf, prose, solidLine, uuid } from '../schemas.ts'
import { SessionCreate } from '../sessions/schemas.ts'
import { Load } from '../solicitations/schemas.ts'
import { stakeholderFilters } from '../stakeholders/schemas.ts'

const { activityRisks, activityStakeholders } = schema
const count = z.int().min(0)
export const AUDIENCE_MAX = 5000

export const partParams = z.strictObject({ id: uuid, partId: uuid })
const attribute = z.enum(schema.stakeholderAttribute.enumValues)
const reason = prose(2000)

export const AudienceMember = createSelectSchema(activityStakeholders, lifecycleWire)
  .extend({
    reference: z.string(), name: z.string(), kind: z.enum(schema.stakeholderKind.enumValues), categoryId: uuid.nullable(), fictional: z.boolean(), load: Load,
    invited: count.describe('Sessions of the activity to which it was invited, cancelled ones left out'), attended: count.describe('Sessions of the activity at which it was present'), lastSessionOn: z.string().nullable().describe('Day of the last session at which it was present, of any activity'),
  })
  .meta({ id: 'AudienceMember', description: 'A stakeholder of an activity, and what makes it one (AA1000SES).' })
export const AudiencePage = pageOf(AudienceMember, 'AudiencePage')
export const AudienceListQuery = z.strictObject({ ...listQuery(['name', '-name']), attribute: listOf(attribute).optional() })
export const AudienceAdd = z.strictObject({ stakeholderIds: z.array(uuid).min(1).max(500), attribute: attribute.nullable().optional(), reason: reason.optional() }).meta({ id: 'AudienceAdd', description: 'Who is in the audience already stays as it is.' })
export const AudienceMemberPatch = z.strictObject({ attribute: attribute.nullable().optional(), reason: reason.optional() }).meta({ id: 'AudienceMemberPatch' })
export const AudienceChanged = z.object({ added: count, removed: count, audience: count }).meta({ id: 'AudienceChanged' })

const { asOf: _asOf, importId: _importId, ...filters } = stakeholderFilters
/** The register's filters, as its address holds them, and two that are computed: the class in a grid, the rank in a ranking. */
export const AudienceQuery = z
  .strictObject({
    ...filters,
    scheme: z.enum(schemes).optional().describe('The grid of `class`'),
    class: listOf(z.enum(classCodes as [(typeof classCodes)[number]])).optional().describe('By the cut-offs and the scores of the day on which it is asked'),
    rankingId: uuid.optional(),
    top: z.coerce.number().int().min(1).max(AUDIENCE_MAX).optional().describe('With `rankingId`: of this rank or better'),
  })
  .meta({ id: 'AudienceQuery', description: 'Stakeholders of the register, archived ones left out unless `status` names them. Values are words, as in an address; several are separated by commas.' })
export type AudienceQuery = z.output<typeof AudienceQuery>

export const AudienceCompare = z.strictObject({ query: AudienceQuery.optional().describe('That by which the audience was chosen when it is left out') }).meta({ id: 'AudienceCompare', description: 'Reads; changes nothing.' })
export const AudienceApply = z
  .strictObject({ query: AudienceQuery.optional().describe('That by which the audience was chosen when it is left out'), attribute: attribute.nullable().optional(), reason: reason.optional().describe('Of those who come in'), remove: z.boolean().default(false).describe('Also takes out those who no longer match') })
  .meta({ id: 'AudienceApply' })
const Named = z.object({ stakeholderId: uuid, reference: z.string(), name: z.string(), categoryId: uuid.nullable(), fictional: z.boolean(), load: Load })
export const AudienceComparison = z
  .object({ query: z.record(z.string(), z.string()), total: count.describe('Who match'), staying: count, joining: count, leaving: count.describe('In the audience, and no longer matching'), joiningRows: z.array(Named).describe('The first 100, by name'), leavingRows: z.array(Named).describe('The first 100, by name'), overloaded: count.describe('Of the first 100 who join: asked as much as the plan allows, or more') })
  .meta({ id: 'AudienceComparison' })

const riskLimits = { risk: () => solidLine(500), likelihood: () => z.int().min(1).max(5), severity: () => z.int().min(1).max(5), treatment: () => prose(2000), owner: () => line(200) }
export const ActivityRisk = createSelectSchema(activityRisks, { ...riskLimits, ...lifecycleWire }).extend({ score: z.int().describe('Likelihood × severity, 1–25') }).meta({ id: 'ActivityRisk', description: 'A risk of holding the dialogue, or of not holding it, and how it is treated.' })
export const RiskList = z.object({ items: z.array(ActivityRisk).describe('The worst first'), nextCursor: z.null() }).meta({ id: 'ActivityRiskList' })
const risk = createInsertSchema(activityRisks, riskLimits).pick({ risk: true, likelihood: true, severity: true, treatment: true, owner: true })
export const RiskCreate = z.strictObject(risk.shape).meta({ id: 'ActivityRiskCreate' })
export const RiskPatch = z.strictObject(risk.partial().shape).meta({ id: 'ActivityRiskPatch', description: 'JSON Merge Patch.' })

const { form, endsAt, timeZone, place, facilitatorId, templateId, bodyId, seats, videoUrl, reasonRule } = SessionCreate.shape
export const ActivitySessionCreate = z
  .strictObject({ title: SessionCreate.shape.title.optional().describe('That of the activity by default'), aim: SessionCreate.shape.aim.describe('The objective of the activity by default'), form, startsAt: isoDateTime, endsAt, timeZone, place, facilitatorId, templateId, bodyId, seats, videoUrl, reasonRule, invite: z.boolean().default(true).describe('Invites the organisations and groups of the audience; no mail leaves by this') })
  .meta({ id: 'ActivitySessionCreate', description: 'Level and perimeter are those of the activity.' })
export const SessionActivityPut = z.strictObject({ activityId: uuid.nullable() }).meta({ id: 'SessionActivityPut' })
