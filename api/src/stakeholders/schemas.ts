import { schema } from '@convergence/db'
import { createInsertSchema, createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { day, flag, isoDateTime, lifecycleWire, line, listOf, listQuery, pageOf, prose, solidLine, uuid } from '../schemas.ts'

const { stakeholders } = schema

const limits = {
  name: () => solidLine(200),
  headcount: () => z.int().min(0).max(2_000_000_000),
  tags: () => z.array(solidLine(60)).max(50),
  description: () => prose(5000),
  internalNote: () => prose(5000),
  city: () => line(120),
  website: () => line(300),
  externalId: () => solidLine(120),
  since: () => day,
  archivedOn: () => day,
}

export const Stakeholder = createSelectSchema(stakeholders, { ...limits, ...lifecycleWire, tags: () => z.array(z.string()), reference: (s) => s.meta({ examples: ['2026-00001'] }) })
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
  side: z.enum(schema.side.enumValues).optional(),
  sphere: listOf(z.enum(schema.sphere.enumValues)).optional(),
  status: listOf(z.enum(schema.stakeholderStatus.enumValues)).optional(),
  contractual: flag.optional(),
  tag: listOf(solidLine(60)).optional(),
  perimeterId: uuid.optional().describe('This perimeter and all below it'),
  areaId: uuid.optional().describe('Concerned by this ISO area: by an expectation, or by an impact tied to it'),
  pillarId: uuid.optional(),
  importId: uuid.optional(),
  parentId: uuid.optional(),
  asOf: day.optional().describe('As the register stood on this day'),
}

export const StakeholderListQuery = z.strictObject({ ...listQuery(['name', '-name', 'reference', '-reference', 'updatedAt', '-updatedAt', 'headcount', '-headcount']), ...stakeholderFilters })
export const StakeholderFilterQuery = z.strictObject(stakeholderFilters)
export type StakeholderFilter = z.output<typeof StakeholderFilterQuery>

export const StakeholderPage = pageOf(Stakeholder, 'StakeholderPage')

const Count = z.object({ value: z.string(), count: z.int().min(0) })
export const StakeholderFacets = z
  .object({ total: z.int().min(0).describe('Stakeholders that match the filters'), all: z.int().min(0).describe('Stakeholders within reach, unfiltered'), categoryId: z.array(Count), kind: z.array(Count), side: z.array(Count), sphere: z.array(Count), status: z.array(Count), tag: z.array(Count) })
  .meta({ id: 'StakeholderFacets', description: 'How many stakeholders each filter value would leave.' })

export const StakeholderBatch = z
  .strictObject({
    ids: z.array(uuid).min(1).max(1000),
    addTags: z.array(solidLine(60)).max(20).optional(),
    removeTags: z.array(solidLine(60)).max(20).optional(),
    categoryId: uuid.optional(),
    status: z.enum(schema.stakeholderStatus.enumValues).optional(),
  })
  .meta({ id: 'StakeholderBatch', description: 'The same change to many stakeholders: all or none.' })
export const BatchResult = z.object({ changed: z.int().min(0), at: isoDateTime }).meta({ id: 'BatchResult' })
