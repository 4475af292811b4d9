import { type Db, schema } from '@convergence/db'
import { and, eq, getTableColumns, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import type { Reach } from '../plugins/access.ts'
import { keyset, type PageRequest } from '../plugins/keyset.ts'
import { inPerimeter, within } from '../plugins/reach.ts'
import { matchesWords } from '../plugins/words.ts'
import { isCurrent } from '../positions/current.ts'
import type { PointFilter } from './schemas.ts'

const { points, pointVersions, pointImpacts, isoTies, positions } = schema
const { deletedAt: _deletedAt, ...columns } = getTableColumns(points)

type Bare = Omit<typeof points.$inferSelect, 'deletedAt'>
export type PointRow = Awaited<ReturnType<typeof withNeighbours>>[number]

const sorts = { createdAt: points.createdAt, updatedAt: points.updatedAt, reference: points.reference }

/** One page of points, each with the wording in force and its neighbours on the spine. */
export async function listPoints(db: Db, page: PageRequest & PointFilter, reach: Reach, secret: string) {
  const k = keyset(page, sorts, points.id, secret)
  const rows = await db.select({ ...columns, key: k.key }).from(points).where(and(pointWhere(page, reach), k.where)).orderBy(...k.orderBy).limit(k.limit)
  return withNeighbours(db, rows)
}

export function pointWhere(f: PointFilter, reach: Reach): SQL | undefined {
  const area = (condition: SQL) => sql`exists (select 1 from iso_ties t where t.point_id = ${points.id} and ${condition})`
  const valid = (condition: SQL) => sql`exists (select 1 from positions p where p.point_id = ${points.id} and p.withdrawn_at is null and ${condition})`
  return and(
    isNull(points.deletedAt),
    within(points.perimeterId, reach),
    f.q ? matchesWords(f.q, [points.title, points.reference, sql`(select v.statement from point_versions v where v.point_id = ${points.id} order by v.number desc limit 1)`]) : undefined,
    f.areaId ? area(sql`t.area_id in (${sql.join(f.areaId.map((id) => sql`${id}::uuid`), sql`, `)})`) : undefined,
    f.pillarId ? area(sql`t.area_id in (select area_id from pillar_areas where pillar_id = ${f.pillarId})`) : undefined,
    f.impactId ? sql`exists (select 1 from point_impacts i where i.point_id = ${points.id} and i.impact_id = ${f.impactId})` : undefined,
    f.stakeholderId ? valid(sql`p.holder_id = ${f.stakeholderId}`) : undefined,
    f.sessionId ? sql`(exists (select 1 from agenda_items a where a.point_id = ${points.id} and a.session_id = ${f.sessionId}) or ${valid(sql`p.session_id = ${f.sessionId}`)})` : undefined,
    f.perimeterId ? inPerimeter(points.perimeterId, f.perimeterId) : undefined,
    f.fictional === undefined ? undefined : eq(points.fictional, f.fictional),
  )
}

/** A point within reach that was not removed, or null. */
export async function findPoint(db: Db, id: string, reach: Reach) {
  const rows = await db.select(columns).from(points).where(and(eq(points.id, id), isNull(points.deletedAt), within(points.perimeterId, reach)))
  return (await withNeighbours(db, rows))[0] ?? null
}

export async function findRemovedPoint(db: Db, id: string, reach: Reach) {
  const rows = await db.select(columns).from(points).where(and(eq(points.id, id), isNotNull(points.deletedAt), within(points.perimeterId, reach)))
  return (await withNeighbours(db, rows))[0] ?? null
}

/** True when every id is a point within reach; an empty list is. */
export async function pointsExist(db: Db, ids: readonly string[], reach: Reach): Promise<boolean> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return true
  const [row] = await db.select({ n: sql<number>`count(*)::int` }).from(points).where(and(inArray(points.id, wanted), isNull(points.deletedAt), within(points.perimeterId, reach)))
  return row?.n === wanted.length
}

async function withNeighbours<T extends Bare>(db: Db, rows: T[]) {
  const ids = rows.map((row) => row.id)
  if (ids.length === 0) return []
  // One after the other: within a transaction there is one connection.
  const versions = await db.selectDistinctOn([pointVersions.pointId]).from(pointVersions).where(inArray(pointVersions.pointId, ids)).orderBy(pointVersions.pointId, sql`${pointVersions.number} desc`)
  const areas = await db.select({ of: isoTies.pointId, id: isoTies.areaId }).from(isoTies).where(inArray(isoTies.pointId, ids))
  const impacts = await db.select({ of: pointImpacts.pointId, id: pointImpacts.impactId }).from(pointImpacts).where(inArray(pointImpacts.pointId, ids))
  const met = await sessionsOf(db, ids)
  const held = await db.select({ of: positions.pointId, n: sql<number>`count(*)::int` }).from(positions).where(isCurrent({ pointIds: ids })).groupBy(positions.pointId)
  const idsOf = (list: { of: string | null; id: string }[], id: string) => list.filter((x) => x.of === id).map((x) => x.id)
  return rows.flatMap((row) => {
    const currentVersion = versions.find((v) => v.pointId === row.id)
    return currentVersion ? [{ ...row, currentVersion, areaIds: idsOf(areas, row.id), impactIds: idsOf(impacts, row.id), sessionIds: idsOf(met, row.id), positions: held.find((h) => h.of === row.id)?.n ?? 0 }] : []
  })
}

async function sessionsOf(db: Db, ids: string[]): Promise<{ of: string; id: string }[]> {
  const list = sql.join(ids.map((id) => sql`${id}::uuid`), sql`, `)
  const { rows } = await db.execute<{ of: string; id: string }>(sql`select x.of, x.id from (
    select point_id as of, session_id as id from agenda_items where point_id in (${list}) union select point_id, session_id from positions where point_id in (${list}) and session_id is not null and withdrawn_at is null
  ) x join sessions s on s.id = x.id and s.deleted_at is null order by s.starts_at, s.id`)
  return rows
}

export const listVersions = (db: Db, pointId: string) => db.select().from(pointVersions).where(eq(pointVersions.pointId, pointId)).orderBy(sql`${pointVersions.number} desc`)

/** Locks the point against a position being recorded while its wording changes. */
export const lockPoint = (tx: Db, id: string) => tx.select({ id: points.id }).from(points).where(eq(points.id, id)).for('update')

export async function insertPoint(db: Db, row: typeof points.$inferInsert): Promise<string> {
  const [inserted] = await db.insert(points).values(row).returning({ id: points.id })
  if (!inserted) throw new Error('insert returned no row')
  return inserted.id
}

export async function insertVersion(db: Db, row: typeof pointVersions.$inferInsert) {
  const [inserted] = await db.insert(pointVersions).values(row).returning()
  if (!inserted) throw new Error('insert returned no row')
  return inserted
}

/** Applies a change to a version of the row; null when the row is not at that version any more. */
export async function updatePoint(db: Db, before: { id: string; version: number }, change: Partial<typeof points.$inferInsert>) {
  const [row] = await db.update(points).set({ ...change, version: sql`${points.version} + 1`, updatedAt: new Date() }).where(and(eq(points.id, before.id), eq(points.version, before.version))).returning(columns)
  return row ? ((await withNeighbours(db, [row]))[0] ?? null) : null
}
