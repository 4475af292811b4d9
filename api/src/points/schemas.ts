import { schema } from '@convergence/db'
import { createInsertSchema, createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { kept } from '../plugins/kept.ts'
import { flag, isoDateTime, lifecycleWire, line, listOf, listQuery, pageOf, prose, solidLine, solidProse, uuid } from '../schemas.ts'

const { points, pointVersions } = schema

const limits = { title: () => solidLine(120), internalNote: () => prose(5000) }
const statement = solidProse(2000)

export const PointVersion = createSelectSchema(pointVersions, { createdAt: isoDateTime }).meta({ id: 'PointVersion', description: 'A wording of a point; never edited.' })
export const PointVersionList = z.object({ items: z.array(PointVersion), nextCursor: z.null() }).meta({ id: 'PointVersionList' })
export const PointVersionCreate = z.strictObject({ statement, reason: solidProse(2000).describe('Why the wording changes') }).meta({ id: 'PointVersionCreate', description: 'A new wording: positions do not carry over.' })

export const Point = createSelectSchema(points, { ...limits, ...lifecycleWire, internalNote: kept('note', z.string()) })
  .omit({ deletedAt: true })
  .extend({
    currentVersion: PointVersion,
    areaIds: z.array(uuid),
    impactIds: z.array(uuid),
    sessionIds: z.array(uuid).describe('Sessions that have it on their agenda or recorded positions on it'),
    positions: z.int().min(0).describe('Holders with a valid row on the version in force'),
  })
  .meta({ id: 'Point', description: 'A statement under discussion. Its wording lives in its versions.' })

const writable = createInsertSchema(points, limits).pick({ title: true, perimeterId: true, internalNote: true })
const ties = { areaIds: z.array(uuid).max(45).optional().describe('ISO 26000 areas'), impactIds: z.array(uuid).max(200).optional() }

export const PointCreate = z.strictObject({ ...writable.shape, statement, ...ties }).meta({ id: 'PointCreate' })
export const PointPatch = z.strictObject({ ...writable.partial().shape, ...ties }).meta({ id: 'PointPatch', description: 'JSON Merge Patch; the wording changes through a new version.' })

export const PointListQuery = z.strictObject({
  ...listQuery(['-createdAt', 'createdAt', '-updatedAt', 'updatedAt', 'reference', '-reference']),
  q: line(200).optional().describe('Words of the title, the wording or the reference, without case or accents'),
  areaId: listOf(uuid).optional(),
  pillarId: uuid.optional(),
  impactId: uuid.optional(),
  stakeholderId: uuid.optional().describe('On which this stakeholder has a position'),
  sessionId: uuid.optional(),
  perimeterId: uuid.optional().describe('This perimeter and all below it'),
  fictional: flag.optional(),
})
export type PointFilter = Omit<z.output<typeof PointListQuery>, 'limit' | 'sort' | 'cursor'>
export const PointPage = pageOf(Point, 'PointPage')
