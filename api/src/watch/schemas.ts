import { schema } from '@convergence/db'
import { createInsertSchema, createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { day, flag, isoDateTime, lifecycleWire, line, listOf, listQuery, pageOf, prose, solidLine, solidProse, uuid } from '../schemas.ts'
import { levels } from './rules.ts'

const { watchItems } = schema
const degree = () => z.int().min(1).max(5)
const webAddress = () => z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(2000)])
const limits = { title: () => solidLine(200), description: () => prose(5000), sourceName: () => solidLine(300), sourceUrl: webAddress, observedOn: () => day, reviewOn: () => day, severity: degree, likelihood: degree, decision: () => prose(3000), owner: () => line(200) }
const status = z.enum(schema.watchStatus.enumValues)
const kind = z.enum(schema.watchKind.enumValues)
const level = z.enum(levels)

export const WatchItem = createSelectSchema(watchItems, { ...limits, ...lifecycleWire, closedAt: () => isoDateTime })
  .omit({ deletedAt: true })
  .extend({ perimeterName: z.string(), stakeholderName: z.string().nullable(), recordedByName: z.string().nullable(), level: level.describe('Severity × likelihood: up to 4 low, 9 moderate, 15 high, above critical'), toReview: z.boolean().describe('Its day of review has come') })
  .meta({ id: 'WatchItem', description: 'Veille: something seen outside that may matter, always with its source.' })
const writable = createInsertSchema(watchItems, limits).pick({ kind: true, title: true, description: true, sourceName: true, sourceUrl: true, observedOn: true, severity: true, likelihood: true, owner: true, reviewOn: true, stakeholderId: true, areaId: true, perimeterId: true })

export const WatchItemCreate = z.strictObject(writable.shape).meta({ id: 'WatchItemCreate', description: 'Severity 1 slight to 5 severe, likelihood 1 to 5; 3 unless told.' })
export const WatchItemPatch = z.strictObject({ ...writable.partial().shape }).meta({ id: 'WatchItemPatch', description: 'JSON Merge Patch. What is decided is said by the operations that follow, close and reopen.' })
export const WatchDecision = z.strictObject({ decision: solidProse(3000).describe('What was decided'), reviewOn: day.nullable().optional() }).meta({ id: 'WatchDecision' })
export const WatchReopening = z.strictObject({ reviewOn: day.nullable().optional() }).meta({ id: 'WatchReopening' })
export const EmergingStakeholder = z.strictObject({ name: solidLine(400), kind: z.enum(schema.stakeholderKind.enumValues), categoryId: uuid.nullable().optional(), description: prose(5000).optional() }).meta({ id: 'EmergingStakeholder', description: 'In the perimeter of the watch item, with the status emerging.' })

export const watchFilters = {
  q: line(200).optional().describe('Words of the title, the source or the reference, without case or accents'),
  kind: listOf(kind).optional(), status: listOf(status).optional(), level: listOf(level).optional(), severity: z.coerce.number().int().min(1).max(5).optional(), likelihood: z.coerce.number().int().min(1).max(5).optional(),
  toReview: flag.optional(), areaId: listOf(uuid).optional(), stakeholderId: listOf(uuid).optional(), perimeterId: uuid.optional().describe('This perimeter and all below it'), fictional: flag.optional(),
}
export type WatchFilter = z.output<z.ZodObject<typeof watchFilters>>
export const WatchListQuery = z.strictObject({ ...listQuery(['-weight', 'weight', '-observedOn', 'observedOn', 'reviewOn', '-reviewOn', 'title', '-title']), ...watchFilters })
export const WatchPage = pageOf(WatchItem, 'WatchItemPage')

const count = z.int().min(0)
export const WatchFacetsQuery = z.strictObject(watchFilters)
export const WatchFacets = z
  .object({
    total: count, toReview: count,
    cells: z.array(z.object({ severity: z.int().min(1).max(5), likelihood: z.int().min(1).max(5), n: count })).describe('The matrix severity × likelihood; counts without its own filters'),
    kinds: z.array(z.object({ id: kind, n: count })), statuses: z.array(z.object({ id: status, n: count })), areas: z.array(z.object({ id: uuid, n: count })),
  })
  .meta({ id: 'WatchFacets', description: 'How many items each value would leave; a facet counts without its own filter.' })
