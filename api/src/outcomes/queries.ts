import { type Db, schema } from '@convergence/db'
import { and, eq, getTableColumns, inArray, isNotNull, isNull, lte, type SQL, sql } from 'drizzle-orm'
import { keyset, type PageRequest } from '../plugins/keyset.ts'
import type { Reach } from '../plugins/access.ts'
import { inPerimeter, within } from '../plugins/reach.ts'
import { contributors, currentOutcomes } from './current.ts'
import type { OutcomeFilter } from './schemas.ts'

const { bodies, outcomes, points, sessions, users } = schema

const isCurrent = (asOf?: string): SQL<boolean> => sql<boolean>`(outcomes.id in (select c.id from ${currentOutcomes(asOf)} c))`
const columns = (asOf?: string) => ({
  ...getTableColumns(outcomes), current: isCurrent(asOf), pointTitle: points.title, pointReference: points.reference, bodyName: bodies.name, sessionTitle: sessions.title, recordedByName: users.name,
  given: sql<number>`(select count(distinct a.stakeholder_id)::int from answers a where a.outcome_id = outcomes.id and a.withdrawn_at is null)`,
  owed: sql<number>`case when ${isCurrent(asOf)} then (select count(*)::int from ${contributors()} k where k.point_id = outcomes.point_id and not exists (select 1 from answers a where a.outcome_id = outcomes.id and a.stakeholder_id = k.holder_id and a.withdrawn_at is null)) else 0 end`,
})

export type OutcomeRow = NonNullable<Awaited<ReturnType<typeof findOutcome>>>

const select = <T extends object>(db: Db, asOf: string | undefined, more: T) =>
  db.select({ ...columns(asOf), ...more } as ReturnType<typeof columns> & T).from(outcomes).innerJoin(points, and(eq(points.id, outcomes.pointId), isNull(points.deletedAt)))
    .leftJoin(bodies, eq(bodies.id, outcomes.bodyId)).leftJoin(sessions, eq(sessions.id, outcomes.sessionId)).leftJoin(users, eq(users.id, outcomes.recordedBy)).$dynamic()

const today = sql`(now() at time zone 'Europe/Paris')::date`
/** Its day of review has come, and nobody has looked at it since. */
export const toReview: SQL = sql`(${outcomes.reviewOn} <= ${today} and (${outcomes.reviewedAt} is null or (${outcomes.reviewedAt} at time zone 'Europe/Paris')::date < ${outcomes.reviewOn}))`

function outcomeWhere(f: OutcomeFilter, reach: Reach): SQL | undefined {
  const current = f.withdrawn ? undefined : (f.current ?? true) ? isCurrent(f.asOf) : sql`not ${isCurrent(f.asOf)}`
  return and(
    within(outcomes.perimeterId, reach),
    f.withdrawn ? isNotNull(outcomes.withdrawnAt) : isNull(outcomes.withdrawnAt),
    current,
    f.pointId ? inArray(outcomes.pointId, f.pointId) : undefined,
    f.kind ? inArray(outcomes.kind, f.kind) : undefined,
    f.bodyId ? eq(outcomes.bodyId, f.bodyId) : undefined,
    f.sessionId ? eq(outcomes.sessionId, f.sessionId) : undefined,
    f.toReview === undefined ? undefined : f.toReview ? toReview : sql`not coalesce(${toReview}, false)`,
    f.perimeterId ? inPerimeter(outcomes.perimeterId, f.perimeterId) : undefined,
    f.asOf ? lte(outcomes.decidedOn, f.asOf) : undefined,
  )
}

const sorts = { decidedOn: outcomes.decidedOn, reviewOn: sql`coalesce(${outcomes.reviewOn}, date '9999-12-31')` }

/** One page of outcomes, the latest decided first unless asked otherwise. */
export function listOutcomes(db: Db, page: PageRequest & OutcomeFilter, reach: Reach, secret: string) {
  const k = keyset(page, sorts, outcomes.id, secret)
  return select(db, page.asOf, { key: k.key }).where(and(outcomeWhere(page, reach), k.where)).orderBy(...k.orderBy).limit(k.limit)
}

/** An outcome within reach, withdrawn or not; or null. */
export async function findOutcome(db: Db, id: string, reach: Reach) {
  const [row] = await select(db, undefined, {}).where(and(eq(outcomes.id, id), within(outcomes.perimeterId, reach)))
  return row ?? null
}

export async function insertOutcome(db: Db, row: typeof outcomes.$inferInsert): Promise<string> {
  const [inserted] = await db.insert(outcomes).values(row).returning({ id: outcomes.id })
  if (!inserted) throw new Error('insert returned no row')
  return inserted.id
}

/** Applies a change to a version; false when the row is not at that version any more. */
export async function updateOutcome(db: Db, before: { id: string; version: number }, change: Partial<typeof outcomes.$inferInsert>): Promise<boolean> {
  const rows = await db.update(outcomes).set({ ...change, version: sql`${outcomes.version} + 1`, updatedAt: new Date() }).where(and(eq(outcomes.id, before.id), eq(outcomes.version, before.version))).returning({ id: outcomes.id })
  return rows.length > 0
}

/** The wording of a point in force, and the commitments on it that still hold. */
export async function findBackground(db: Db, pointId: string) {
  const [version] = await db.select({ statement: schema.pointVersions.statement }).from(schema.pointVersions).where(eq(schema.pointVersions.pointId, pointId)).orderBy(sql`${schema.pointVersions.number} desc`).limit(1)
  const { commitments } = schema
  const dropped = sql`(select e.kind from commitment_events e where e.commitment_id = commitments.id and e.withdrawn_at is null and e.kind <> 'progress' order by e.at desc, e.id desc limit 1) is not distinct from 'dropped'`
  const promised = await db.select({ statement: commitments.statement, owner: commitments.owner, dueOn: commitments.dueOn }).from(commitments).where(and(eq(commitments.pointId, pointId), isNull(commitments.deletedAt), sql`not ${dropped}`)).orderBy(commitments.dueOn)
  return { statement: version?.statement ?? '', commitments: promised }
}

/** Where each holder is written to: the address of a mandate in force, a spokesperson's first. */
export async function findAddresses(db: Db, holderIds: readonly string[]): Promise<Map<string, { address: string; name: string }>> {
  if (holderIds.length === 0) return new Map()
  const { rows } = await db.execute<{ holderId: string; address: string; name: string }>(sql`
    select distinct on (m.organisation_id) m.organisation_id as "holderId", m.email as address, p.name from mandates m join stakeholders p on p.id = m.person_id
    where m.organisation_id = any(${`{${holderIds.join(',')}}`}::uuid[]) and ${mailable(sql`m`)} order by m.organisation_id, m.spokesperson desc, m.id`)
  return new Map(rows.map(({ holderId, ...to }) => [holderId, to]))
}

/** Where these mandates are written to today, by mandate; those that cannot be are left out. */
export async function mailableMandates(db: Db, ids: readonly string[]): Promise<Map<string, { address: string; name: string }>> {
  if (ids.length === 0) return new Map()
  const { rows } = await db.execute<{ id: string; address: string; name: string }>(sql`select m.id, m.email as address, p.name from mandates m join stakeholders p on p.id = m.person_id where m.id = any(${`{${ids.join(',')}}`}::uuid[]) and ${mailable(sql`m`)}`)
  return new Map(rows.map(({ id, ...to }) => [id, to]))
}

/** The condition that a mandate can be written to today. Its days may be imprecise: YYYY or YYYY-MM. */
export const mailable = (m: SQL): SQL => sql`${m}.email <> '' and ${m}.deleted_at is null and (${m}.end_on is null or ${m}.end_on >= left(to_char(now(), 'YYYY-MM-DD'), length(${m}.end_on))) and (${m}.start_on is null or ${m}.start_on <= left(to_char(now(), 'YYYY-MM-DD'), length(${m}.start_on)))`

