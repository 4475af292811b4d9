import { type Db, schema } from '@convergence/db'
import { and, eq, getTableColumns, inArray, isNotNull, isNull, lte, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Reach } from '../plugins/access.ts'
import { keyset, type PageRequest } from '../plugins/keyset.ts'
import { within } from '../plugins/reach.ts'
import { endOfDay, isCurrent } from './current.ts'
import type { PositionFilter } from './schemas.ts'

const { positions, points, pointVersions, sessions, stakeholders, mandates, users } = schema
const person = alias(stakeholders, 'person')

export const positionColumns = {
  ...getTableColumns(positions),
  holderName: stakeholders.name,
  pointTitle: points.title,
  versionNumber: pointVersions.number,
  sessionTitle: sessions.title,
  personName: person.name,
  role: mandates.role,
  recordedByName: users.name,
}
export type PositionRow = Awaited<ReturnType<typeof findPositions>>[number]

const sorts = { statedAt: positions.statedAt, recordedAt: positions.recordedAt }

/** The select of positions with the words around them; points that were removed are left out. */
function selectPositions(db: Db, where: SQL | undefined, key: SQL<string> = sql<string>`''`) {
  return db.select({ ...positionColumns, key }).from(positions)
    .innerJoin(points, and(eq(points.id, positions.pointId), isNull(points.deletedAt)))
    .innerJoin(pointVersions, eq(pointVersions.id, positions.pointVersionId))
    .innerJoin(stakeholders, eq(stakeholders.id, positions.holderId))
    .leftJoin(sessions, eq(sessions.id, positions.sessionId))
    .leftJoin(mandates, eq(mandates.id, positions.mandateId))
    .leftJoin(person, eq(person.id, mandates.personId))
    .leftJoin(users, eq(users.id, positions.recordedBy))
    .where(where)
}

/** One page of positions within reach. */
export function listPositions(db: Db, page: PageRequest & PositionFilter, reach: Reach, secret: string) {
  const k = keyset(page, sorts, positions.id, secret)
  return selectPositions(db, and(positionWhere(page, reach), k.where), k.key).orderBy(...k.orderBy).limit(k.limit)
}

function positionWhere(f: PositionFilter, reach: Reach): SQL | undefined {
  const asOf = f.asOf ? endOfDay(f.asOf) : undefined
  return and(
    within(positions.perimeterId, reach),
    f.withdrawn ? isNotNull(positions.withdrawnAt) : isNull(positions.withdrawnAt),
    f.pointId ? inArray(positions.pointId, f.pointId) : undefined,
    f.pointVersionId ? eq(positions.pointVersionId, f.pointVersionId) : undefined,
    f.holderId ? inArray(positions.holderId, f.holderId) : undefined,
    f.sessionId ? eq(positions.sessionId, f.sessionId) : undefined,
    f.state ? inArray(positions.state, f.state) : undefined,
    f.confirmation ? eq(positions.confirmation, f.confirmation) : undefined,
    asOf ? lte(positions.statedAt, asOf) : undefined,
    f.current ? isCurrent({ asOf, pointIds: f.pointId, holderIds: f.holderId }) : undefined,
  )
}

/** Positions by id, in the order of the ids. */
export async function findPositions(db: Db, ids: readonly string[], reach: Reach = 'all') {
  if (ids.length === 0) return []
  const rows = await selectPositions(db, and(inArray(positions.id, [...ids]), within(positions.perimeterId, reach)))
  const byId = new Map(rows.map(({ key: _key, ...row }) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

export const insertPositions = (db: Db, rows: (typeof positions.$inferInsert)[]) => db.insert(positions).values(rows).returning()

/** Changes what is kept beside a statement; null when the row is not at that version any more. */
export async function updatePosition(db: Db, before: { id: string; version: number }, change: Partial<typeof positions.$inferInsert>) {
  const [row] = await db.update(positions).set({ ...change, version: sql`${positions.version} + 1` }).where(and(eq(positions.id, before.id), eq(positions.version, before.version))).returning()
  return row ?? null
}
