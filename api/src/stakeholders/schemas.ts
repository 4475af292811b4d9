import { schema } from '@convergence/db'
import { createInsertSchema, createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { kept } from '../plugins/kept.ts'
import { day, flag, isoDateTime, lifecycleWire, line, listOf, listQuery, pageOf, prose, solidLine, uuid } from '../schemas.ts'

const { stakeholders } = schema

const limits = {
  name: () => solidLine(400),
  headcount: () => z.int().min(0).max(2_000_000_000),
  tags: () => z.array(solidLine(60)).max(50),
  description: () => prose(5000),
  internalNote: () => prose(5000),
  city: () => line(120),
  website: () => line(300),
  externalId: () => solidLine(400),
  since: () => day,
  archivedOn: () => day,
}

export const Stakeholder = createSelectSchema(stakeholders, { ...limits, ...lifecycleWire, internalNote: kept('note', z.string()), tags: () => z.array(z.string()), reference: (s) => s.meta({ examples: ['2026-00001'] }) })
  .omit({ searchName: true, deletedAt: true })
  .meta({ id: 'Stakeholder', description: 'Partie prenante: an organisation, a group or a person.' })

const writable = createInsertSchema(stakeholders, limits).pick({
  kind: true, name: true, categoryId: true, side: true, contractual: true, sphere: true, status: true, parentId: true, perimeterId: true, headcount: true, tags: true,
  description: true, internalNote: true, city: true, website: true, since: true, archivedOn: true, externalId: true,
})

/** `side` and `sphere` default to the category's, `since` to today. */
export const StakeholderCreate = z.strictObject(writable.partial().required({ kind: true, name: true, perimeterId: true }).shape).meta({ id: 'StakeholderCreate' })
export const StakeholderPatch = z.strictObject(writable.partial().shape).meta({ id: 'StakeholderPatch', description: 'JSON Merge Patch: absent fields stay as they are.' })

/** What narrows a set of stakeholders: the same words for the list, its facets and the map. */
export const stakeholderFilters = {
  q: line(200).optional().describe('Words of the name, the city, a tag or the reference, without case or accents'),
  kind: listOf(z.enum(schema.stakeholderKind.enumValues)).optional(),
  categoryId: listOf(uuid).optional(),
  side: listOf(z.enum(schema.side.enumValues)).optional(),
  sphere: listOf(z.enum(schema.sphere.enumValues)).optional(),
  status: listOf(z.enum(schema.stakeholderStatus.enumValues)).optional(),
  contractual: flag.optional(),
  tag: listOf(solidLine(60)).optional(),
  perimeterId: uuid.optional().describe('This perimeter and all below it'),
  areaId: listOf(uuid).optional().describe('Concerned by this ISO area: by an expectation, or by an impact tied to it'),
  pillarId: listOf(uuid).optional(),
  importId: uuid.optional(),
  parentId: uuid.optional(),
  withoutSession: z.coerce.number().int().min(1).max(3660).optional().describe('At no session for so many days'),
  neverAsked: flag.optional().describe('true: nobody ever asked them anything, they came to no session and no activity is to ask them'),
  asOf: day.optional().describe('As the register stood on this day'),
}

const sorts = ['name', '-name', 'reference', '-reference', 'updatedAt', '-updatedAt', 'headcount', '-headcount'] as const
const csvDialect = z.enum(['fr', 'machine']).optional().describe('Of an answer in text/csv. fr: French words, semicolons and a byte order mark, as French Excel opens it; machine: codes, commas, ISO dates')

export const StakeholderListQuery = z.strictObject({ ...listQuery(sorts), csv: csvDialect, ...stakeholderFilters })
export const StakeholderFilterQuery = z.strictObject(stakeholderFilters)
export type StakeholderFilter = z.output<typeof StakeholderFilterQuery>

const many = <T extends z.ZodType>(item: T) => z.array(item).min(1).max(100).optional()
const searchFilters = {
  q: stakeholderFilters.q,
  kind: many(z.enum(schema.stakeholderKind.enumValues)),
  categoryId: many(uuid),
  side: many(z.enum(schema.side.enumValues)),
  sphere: many(z.enum(schema.sphere.enumValues)),
  status: many(z.enum(schema.stakeholderStatus.enumValues)),
  contractual: z.boolean().optional(),
  tag: many(solidLine(60)),
  perimeterId: stakeholderFilters.perimeterId,
  areaId: many(uuid),
  pillarId: many(uuid),
  importId: uuid.optional(),
  parentId: uuid.optional(),
  withoutSession: z.int().min(1).max(3660).optional().describe('At no session for so many days'),
  neverAsked: z.boolean().optional(),
  asOf: stakeholderFilters.asOf,
}

/** The list's filters in a body: what is searched may be a person's name, which must not stand in an address or a log. */
export const StakeholderSearch = z.strictObject({ limit: z.int().min(1).max(100).default(50), cursor: z.string().min(1).max(1000).optional(), sort: z.enum(sorts).default('name'), csv: csvDialect, ...searchFilters }).meta({ id: 'StakeholderSearch' })
export const StakeholderCount = z.strictObject(searchFilters).meta({ id: 'StakeholderCount' })

export const StakeholderPage = pageOf(Stakeholder, 'StakeholderPage')

const Count = z.object({ value: z.string(), count: z.int().min(0) })
export const StakeholderFacets = z
  .object({ total: z.int().min(0).describe('Stakeholders that match the filters'), all: z.int().min(0).describe('Stakeholders within reach, unfiltered'), categoryId: z.array(Count), kind: z.array(Count), side: z.array(Count), sphere: z.array(Count), status: z.array(Count), tag: z.array(Count), perimeterId: z.array(Count), pillarId: z.array(Count), areaId: z.array(Count) })
  .meta({ id: 'StakeholderFacets', description: 'How many stakeholders each filter value would leave.' })

export const StakeholderBatch = z
  .strictObject({
    ids: z.array(uuid).min(1).max(1000),
    addTags: z.array(solidLine(60)).max(20).optional(),
    removeTags: z.array(solidLine(60)).max(20).optional(),
    categoryId: uuid.nullable().optional(),
    status: z.enum(schema.stakeholderStatus.enumValues).optional(),
  })
  .meta({ id: 'StakeholderBatch', description: 'The same change to many stakeholders: all or none.' })
export const BatchResult = z.object({ changed: z.int().min(0), at: isoDateTime }).meta({ id: 'BatchResult' })

export const StakeholderVersionRestore = z.strictObject({
  at: isoDateTime.describe('The sheet as it was at this instant, e.g. the `at` of an entry of its history; before the first entry, as far back as the history tells'),
  version: z.int().min(1).optional().describe('The version that is known now; another one is refused as stale'),
}).meta({ id: 'StakeholderVersionRestore' })
