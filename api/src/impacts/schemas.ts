import { schema } from '@convergence/db'
import { createInsertSchema, createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { kept } from '../plugins/kept.ts'
import { day, isoDateTime, lifecycleWire, line, listOf, listQuery, pageOf, prose, solidLine, uuid } from '../schemas.ts'
import { severityParts } from './rules.ts'

const { impacts, impactStakeholders } = schema

const oneToFive = () => z.int().min(1).max(5)
const limits = {
  title: () => solidLine(200),
  description: () => prose(5000),
  internalNote: () => prose(5000),
  sign: () => z.union([z.literal(-1), z.literal(1)]),
  scale: oneToFive, scope: oneToFive, irremediability: oneToFive, likelihood: oneToFive,
  since: () => day,
}
const count = z.int().min(0)

export const Impact = createSelectSchema(impacts, { ...limits, ...lifecycleWire, internalNote: kept('note', z.string()) })
  .omit({ deletedAt: true })
  .extend({
    severity: z.int().min(1).max(5).describe('The worst of scale, scope and irremediability; never their mean'),
    severityFrom: z.array(z.enum(severityParts)).describe('The parts that decide the severity'),
    affected: count.describe('Stakeholders within reach that the impact affects'),
    affecting: count.describe('Stakeholders within reach that cause it'),
    areaIds: z.array(uuid).describe('ISO areas that it is tied to, in the order of the norm'),
    reviewedAreaIds: z.array(uuid).describe('Those whose tie somebody reviewed'),
  })
  .meta({ id: 'Impact', description: 'An effect of the organisation on stakeholders or of stakeholders on it. severity = max(scale, scope, irremediability).' })

const writable = createInsertSchema(impacts, limits).pick({
  title: true, description: true, direction: true, sign: true, directness: true, actuality: true, scale: true, scope: true, irremediability: true, likelihood: true,
  horizon: true, stage: true, pillarId: true, perimeterId: true, since: true, internalNote: true,
})

export const ImpactCreate = z.strictObject(writable.partial({ since: true }).shape).meta({ id: 'ImpactCreate', description: '`likelihood` exactly when potential; `since` defaults to today.' })
export const ImpactPatch = z.strictObject(writable.partial().shape).meta({ id: 'ImpactPatch', description: 'JSON Merge Patch. `likelihood` goes by itself when an impact becomes actual.' })

/** What narrows a set of impacts: the same words for the list and for the cross-table of impacts and areas. */
export const impactFilters = {
  q: line(200).optional().describe('Words of the title, the description or the reference, without case or accents'),
  direction: z.enum(schema.impactDirection.enumValues).optional(),
  sign: z.enum(['-1', '1']).transform(Number).optional().describe('−1 harm, 1 benefit'),
  actuality: z.enum(schema.impactActuality.enumValues).optional(),
  horizon: listOf(z.enum(schema.impactHorizon.enumValues)).optional(),
  stage: listOf(z.enum(schema.valueChainStage.enumValues)).optional(),
  pillarId: listOf(uuid).optional(),
  areaId: listOf(uuid).optional().describe('Tied to one of these ISO areas'),
  stakeholderId: uuid.optional().describe('Affects this stakeholder, or is caused by it'),
  perimeterId: uuid.optional().describe('This perimeter and all below it'),
  asOf: day.optional().describe('As the register stood on this day'),
}
export const ImpactListQuery = z.strictObject({ ...listQuery(['-severity', 'severity', 'title', '-title', 'reference', '-reference', 'updatedAt', '-updatedAt']), ...impactFilters })
export type ImpactFilter = z.output<z.ZodObject<typeof impactFilters>>
export const ImpactPage = pageOf(Impact, 'ImpactPage')

const StakeholderBrief = createSelectSchema(schema.stakeholders).pick({ id: true, reference: true, name: true, kind: true, categoryId: true, side: true, fictional: true }).meta({ id: 'StakeholderBrief' })
export const ImpactLink = createSelectSchema(impactStakeholders).pick({ id: true, impactId: true, involvement: true }).extend({ stakeholder: StakeholderBrief }).meta({ id: 'ImpactLink', description: 'Affected and affecting stakeholders are different ties.' })
export const ImpactLinkCreate = z.strictObject({ stakeholderId: uuid, involvement: z.enum(schema.impactInvolvement.enumValues) }).meta({ id: 'ImpactLinkCreate' })

const ImpactArea = z.object({ tieId: uuid, version: z.int(), areaId: uuid, reviewedOn: day.nullable(), reviewedByName: z.string().nullable() }).meta({ id: 'ImpactArea' })
const ImpactPoint = createSelectSchema(schema.points).pick({ id: true, reference: true, title: true, fictional: true }).extend({ statement: z.string() }).meta({ id: 'ImpactPoint' })
const ImpactSession = createSelectSchema(schema.sessions, { startsAt: () => isoDateTime }).pick({ id: true, reference: true, title: true, status: true, startsAt: true, fictional: true }).meta({ id: 'ImpactSession' })

export const ImpactSheet = z
  .object({ impact: Impact, affected: z.array(ImpactLink), affecting: z.array(ImpactLink), areas: z.array(ImpactArea), points: z.array(ImpactPoint), sessions: z.array(ImpactSession) })
  .meta({ id: 'ImpactSheet', description: 'An impact and its neighbours on the spine: stakeholders both ways, ISO areas, points about it, sessions where those stood on the agenda or got a position.' })
