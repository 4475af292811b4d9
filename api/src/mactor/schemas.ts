import { schema } from '@convergence/db'
import { createInsertSchema, createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { day, flag, isoDateTime, lifecycleWire, line, listQuery, pageOf, prose, solidLine, uuid } from '../schemas.ts'
import { MEMBERS_MAX } from './rules.ts'

const { mactorStudies } = schema

const limits = { title: () => solidLine(200), purpose: () => prose(5000) }

export const MactorActor = z.object({ id: uuid, stakeholderId: uuid, name: z.string(), categoryId: uuid.nullable(), fictional: z.boolean() }).meta({ id: 'MactorActor' })
export const MactorObjective = z.object({ id: uuid, kind: z.enum(schema.objectiveKind.enumValues), title: z.string(), pointId: uuid.nullable(), areaId: uuid.nullable() }).meta({ id: 'MactorObjective' })

export const MactorStudy = createSelectSchema(mactorStudies, { ...limits, ...lifecycleWire })
  .omit({ deletedAt: true })
  .extend({ actors: z.array(MactorActor).describe('In their order'), objectives: z.array(MactorObjective).describe('In their order') })
  .meta({ id: 'MactorStudy', description: 'Étude MACTOR: the play of some actors over some objectives.' })

const writable = createInsertSchema(mactorStudies, limits).pick({ title: true, purpose: true, perimeterId: true })
export const MactorStudyCreate = z.strictObject(writable.shape).meta({ id: 'MactorStudyCreate' })
export const MactorStudyPatch = z.strictObject(writable.partial().shape).meta({ id: 'MactorStudyPatch', description: 'JSON Merge Patch: absent fields stay as they are.' })

export const MactorStudyQuery = z.strictObject({
  ...listQuery(['-updatedAt', 'updatedAt', '-createdAt', 'createdAt', 'reference', '-reference']),
  q: line(200).optional().describe('Words of the title, the purpose or the reference, without case or accents'),
  perimeterId: uuid.optional().describe('This perimeter and all below it'),
})
export type MactorStudyFilter = Omit<z.output<typeof MactorStudyQuery>, 'limit' | 'sort' | 'cursor'>
export const MactorStudyPage = pageOf(MactorStudy, 'MactorStudyPage')

export const MactorActorsPut = z.strictObject({ stakeholderIds: z.array(uuid).max(MEMBERS_MAX) })
  .meta({ id: 'MactorActorsPut', description: 'All actors in their order. Who is left out keeps its statements, and comes back with them.' })

const objective = z.strictObject({ id: uuid.optional(), pointId: uuid.optional(), areaId: uuid.optional(), title: solidLine(200).optional() })
  .refine((o) => [o.id, o.pointId, o.areaId].filter(Boolean).length <= 1 && (o.id ?? o.pointId ?? o.areaId ?? o.title) !== undefined, { message: 'id, pointId, areaId or title' })
export const MactorObjectivesPut = z.strictObject({ objectives: z.array(objective).max(MEMBERS_MAX) })
  .meta({ id: 'MactorObjectivesPut', description: 'All objectives in their order: one that is there already by `id`, a point, an ISO area, or one in words of its own by `title` alone. What is left out keeps its statements, and comes back with them.' })
export type ObjectivePut = z.output<typeof objective>

const CELLS_MAX = MEMBERS_MAX * MEMBERS_MAX
const said = { reason: prose(2000).optional(), statedAt: isoDateTime.optional().describe('Now by default') }
const influence = z.strictObject({ actorId: uuid, onActorId: uuid, value: z.int().min(0).max(4).nullable(), ...said })
const stance = z.strictObject({ actorId: uuid, objectiveId: uuid, value: z.int().min(-4).max(4).nullable(), ...said })

export const MactorInfluencesCreate = z.strictObject({ influences: z.array(influence).min(1).max(CELLS_MAX) })
  .meta({ id: 'MactorInfluencesCreate', description: 'Cells of MID: 0 none, 1 operating processes, 2 projects, 3 missions, 4 existence; null takes the statement back. All or none.' })
export const MactorStancesCreate = z.strictObject({ stances: z.array(stance).min(1).max(CELLS_MAX) })
  .meta({ id: 'MactorStancesCreate', description: 'Cells of 2MAO: −4 (against, existence at stake) to 4 (for); null takes the statement back. All or none.' })
export const MactorFill = z.strictObject({ overwrite: z.boolean().default(false).describe('Also where a person entered a value') }).meta({ id: 'MactorFill' })

const wire = { statedAt: () => isoDateTime }
const who = { authorName: z.string().nullable() }
export const MactorInfluence = createSelectSchema(schema.mactorInfluences, wire).omit({ studyId: true }).extend(who).meta({ id: 'MactorInfluence', description: 'What somebody said of a cell of MID, on a day.' })
export const MactorStance = createSelectSchema(schema.mactorStances, wire).omit({ studyId: true }).extend(who).meta({ id: 'MactorStance', description: 'What somebody said of a cell of 2MAO, on a day, or the recorded position that it was filled from.' })
export const MactorInfluenceList = z.object({ items: z.array(MactorInfluence), nextCursor: z.null() }).meta({ id: 'MactorInfluenceList' })
export const MactorStanceList = z.object({ items: z.array(MactorStance), nextCursor: z.null() }).meta({ id: 'MactorStanceList' })
export const MactorFilled = z.object({
  items: z.array(MactorStance).describe('What was stated anew'),
  nextCursor: z.null(),
  kept: z.int().min(0).describe('Cells that a person entered'),
  same: z.int().min(0).describe('Cells filled from the same position before'),
  without: z.int().min(0).describe('Cells of a point or an area on which the actor holds no position'),
}).meta({ id: 'MactorFilled' })

const cells = { asOf: day.optional().describe('As it stood at the end of this day'), all: flag.optional().describe('Also what later statements replaced, the latest 500'), actorId: uuid.optional() }
export const MactorInfluenceQuery = z.strictObject({ ...cells, onActorId: uuid.optional() })
export const MactorStanceQuery = z.strictObject({ ...cells, objectiveId: uuid.optional() })
