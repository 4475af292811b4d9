import { schema } from '@convergence/db'
import { createInsertSchema, createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { lifecycleWire, solidLine, uuid } from '../schemas.ts'

const limits = { code: () => solidLine(20), labelFr: () => solidLine(300), labelEn: () => solidLine(300), rank: () => z.int().min(1).max(10_000) }
const wire = { ...limits, ...lifecycleWire }
const labelled = { code: true, labelFr: true, labelEn: true, rank: true } as const
const issues = () => z.array(solidLine(200)).max(100)
const areaIds = z.array(uuid).max(200).refine((ids) => new Set(ids).size === ids.length, 'each area once').describe('Areas of the pillar: the cross-table; given whole, in any order')

export const Subject = createSelectSchema(schema.subjects, wire).meta({ id: 'Subject', description: 'Core subject of ISO 26000.' })
export const Area = createSelectSchema(schema.areas, wire).meta({ id: 'Area', description: 'Area of action of ISO 26000 (domaine d’action), within a subject.' })
export const Pillar = createSelectSchema(schema.pillars, { ...wire, issues: () => z.array(z.string()) }).extend({ areaIds: z.array(uuid) }).meta({ id: 'Pillar', description: 'Enjeu: a pillar of the policy, and the areas that it answers.' })
export const Pledge = createSelectSchema(schema.pledges, wire).meta({ id: 'Pledge', description: 'Engagement of the policy.' })
export const Practice = createSelectSchema(schema.practices, wire).meta({ id: 'Practice', description: 'Pratique clé.' })
export const Orientation = createSelectSchema(schema.orientations, wire).meta({ id: 'Orientation', description: 'Orientation stratégique.' })

const insertLabelled = createInsertSchema(schema.practices, limits).pick(labelled).required()
const area = insertLabelled.extend(createInsertSchema(schema.areas).pick({ subjectId: true, certainty: true }).shape)
const pillar = insertLabelled.extend({ issues: issues().optional(), areaIds: areaIds.optional() })
const pledge = insertLabelled.extend(createInsertSchema(schema.pledges).pick({ pillarId: true }).shape)

export const LabelledCreate = z.strictObject(insertLabelled.shape).meta({ id: 'FrameworkCreate' })
export const LabelledPatch = z.strictObject(insertLabelled.partial().shape).meta({ id: 'FrameworkPatch' })
export const AreaCreate = z.strictObject(area.shape).meta({ id: 'AreaCreate' })
export const AreaPatch = z.strictObject(area.partial().shape).meta({ id: 'AreaPatch' })
export const PillarCreate = z.strictObject(pillar.shape).meta({ id: 'PillarCreate' })
export const PillarPatch = z.strictObject(pillar.partial().shape).meta({ id: 'PillarPatch', description: 'JSON Merge Patch: `areaIds` replaces the whole row of the cross-table.' })
export const PledgeCreate = z.strictObject(pledge.shape).meta({ id: 'PledgeCreate' })
export const PledgePatch = z.strictObject(pledge.partial().shape).meta({ id: 'PledgePatch' })

/** The whole of a small list, in the same envelope as a paged one. */
export const wholeList = <T extends z.ZodType>(item: T, id: string) => z.object({ items: z.array(item), nextCursor: z.null() }).meta({ id })
