import { type Db, schema } from '@convergence/db'
import { and, eq, inArray, isNull, notInArray } from 'drizzle-orm'
import { commonErrors } from '../errors.ts'
import type { Reach } from '../plugins/access.ts'
import { within } from '../plugins/reach.ts'
import { mactorErrors } from './errors.ts'
import type { StudyRow } from './queries.ts'
import type { ObjectivePut } from './schemas.ts'

const { areas, mactorActors, mactorObjectives, points, stakeholders } = schema

const unknown = (pointer: string) => commonErrors['unknown-reference']({ errors: [{ pointer, code: 'unknown', message: 'unknown id' }] })

function refuseTwice(keys: readonly string[], pointer: string): void {
  const twice = keys.findIndex((key, i) => keys.indexOf(key) < i)
  if (twice >= 0) throw mactorErrors['mactor-member-twice']({ errors: [{ pointer: `${pointer}/${twice}`, code: 'mactor-member-twice', message: 'named twice' }] })
}

/** Sets the actors in this order; who is left out is kept aside with its statements. New ones must lie within reach. */
export async function replaceActors(tx: Db, study: StudyRow, stakeholderIds: readonly string[], reach: Reach): Promise<void> {
  refuseTwice(stakeholderIds, '/stakeholderIds')
  const known = await tx.select().from(mactorActors).where(eq(mactorActors.studyId, study.id))
  const byStakeholder = new Map(known.map((actor) => [actor.stakeholderId, actor]))
  await requireStakeholders(tx, stakeholderIds, new Set(byStakeholder.keys()), reach)
  const now = new Date()
  await tx.update(mactorActors).set({ removedAt: now }).where(and(eq(mactorActors.studyId, study.id), isNull(mactorActors.removedAt), stakeholderIds.length ? notInArray(mactorActors.stakeholderId, [...stakeholderIds]) : undefined))
  for (const [index, stakeholderId] of stakeholderIds.entries()) {
    const actor = byStakeholder.get(stakeholderId)
    if (actor) await tx.update(mactorActors).set({ rank: index + 1, removedAt: null }).where(eq(mactorActors.id, actor.id))
    else await tx.insert(mactorActors).values({ studyId: study.id, stakeholderId, rank: index + 1, addedAt: now })
  }
}

/** Whoever is in the study already may stay, even where the reader of today does not reach them. */
async function requireStakeholders(tx: Db, ids: readonly string[], known: ReadonlySet<string>, reach: Reach): Promise<void> {
  const wanted = ids.filter((id) => !known.has(id))
  if (wanted.length === 0) return
  const found = await tx.select({ id: stakeholders.id, kind: stakeholders.kind }).from(stakeholders).where(and(inArray(stakeholders.id, wanted), isNull(stakeholders.deletedAt), within(stakeholders.perimeterId, reach)))
  for (const [index, id] of ids.entries()) {
    if (known.has(id)) continue
    const row = found.find((f) => f.id === id)
    if (!row) throw unknown(`/stakeholderIds/${index}`)
    if (row.kind === 'person') throw mactorErrors['mactor-person-actor']({ errors: [{ pointer: `/stakeholderIds/${index}`, code: 'mactor-person-actor', message: 'a person' }] })
  }
}

type Row = typeof mactorObjectives.$inferSelect
/** `id` is absent from one that is new. */
type Placed = Pick<Row, 'kind' | 'pointId' | 'areaId' | 'title'> & { id?: string }

/** Sets the objectives in this order; what is left out is kept aside with its statements. */
export async function replaceObjectives(tx: Db, study: StudyRow, wanted: readonly ObjectivePut[], reach: Reach): Promise<void> {
  const known = await tx.select().from(mactorObjectives).where(eq(mactorObjectives.studyId, study.id))
  const titles = await titlesOf(tx, wanted, reach)
  const placed = wanted.map((objective, index) => place(objective, known, titles, `/objectives/${index}`))
  refuseTwice(placed.map((p, i) => p.pointId ?? p.areaId ?? p.id ?? String(i)), '/objectives')
  const now = new Date()
  const kept = placed.flatMap((p) => p.id ?? [])
  await tx.update(mactorObjectives).set({ removedAt: now }).where(and(eq(mactorObjectives.studyId, study.id), isNull(mactorObjectives.removedAt), kept.length ? notInArray(mactorObjectives.id, kept) : undefined))
  for (const [index, row] of placed.entries()) {
    if (row.id) await tx.update(mactorObjectives).set({ title: row.title, rank: index + 1, removedAt: null }).where(eq(mactorObjectives.id, row.id))
    else await tx.insert(mactorObjectives).values({ ...row, studyId: study.id, rank: index + 1, addedAt: now })
  }
}

/** The row that an objective of the body stands for: one that is known, or a new one. */
function place(wanted: ObjectivePut, known: readonly Row[], titles: ReadonlyMap<string, string>, pointer: string): Placed {
  const { id, pointId = null, areaId = null } = wanted
  const found = known.find((k) => (id ? k.id === id : (pointId !== null && k.pointId === pointId) || (areaId !== null && k.areaId === areaId)))
  if (found) return { id: found.id, kind: found.kind, pointId: found.pointId, areaId: found.areaId, title: wanted.title ?? found.title }
  if (id) throw unknown(`${pointer}/id`)
  const told = titles.get(pointId ?? areaId ?? '')
  if (pointId && told === undefined) throw unknown(`${pointer}/pointId`)
  if (areaId && told === undefined) throw unknown(`${pointer}/areaId`)
  return { kind: pointId ? 'point' : areaId ? 'area' : 'own', pointId, areaId, title: wanted.title ?? told ?? '' }
}

/** The titles of the points within reach and of the areas that are named. */
async function titlesOf(tx: Db, wanted: readonly ObjectivePut[], reach: Reach): Promise<Map<string, string>> {
  const pointIds = wanted.flatMap((o) => o.pointId ?? [])
  const areaIds = wanted.flatMap((o) => o.areaId ?? [])
  const found = pointIds.length === 0 ? [] : await tx.select({ id: points.id, title: points.title }).from(points).where(and(inArray(points.id, pointIds), isNull(points.deletedAt), within(points.perimeterId, reach)))
  const named = areaIds.length === 0 ? [] : await tx.select({ id: areas.id, title: areas.labelFr }).from(areas).where(inArray(areas.id, areaIds))
  return new Map([...found, ...named].map((row) => [row.id, row.title]))
}
