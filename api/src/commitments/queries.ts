import { type Db, schema } from '@convergence/db'
import { and, eq, getTableColumns, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Reach } from '../plugins/access.ts'
import { dayIn } from '../positions/rules.ts'
import { keyset, type PageRequest } from '../plugins/keyset.ts'
import { within } from '../plugins/reach.ts'
import { plainText } from '../plugins/words.ts'
import { commitmentWhere } from './filter.ts'
import { type CommitmentState, isOverdue, progressOf } from './rules.ts'
import type { CommitmentFilter } from './schemas.ts'
import { standing } from './standing.ts'

const { commitments, points, sessions, stakeholders, users, isoTies } = schema
const { deletedAt: _deletedAt, ...own } = getTableColumns(commitments)
const owners = alias(stakeholders, 'owners')
const counterparts = alias(stakeholders, 'counterparts')

const columns = (asOf: string | undefined) => ({
  ...own, ...standing(asOf), pointTitle: points.title, sessionTitle: sessions.title, ownerUserName: users.name, ownerStakeholderName: owners.name, counterpartName: counterparts.name,
  areaIds: sql<string[]>`array(select t.area_id from iso_ties t join areas a on a.id = t.area_id where t.commitment_id = commitments.id order by a.rank)`,
})

const sorts = { dueOn: sql`coalesce(${commitments.dueOn}, date '9999-12-31')`, madeOn: commitments.madeOn, reference: commitments.reference, statement: plainText(commitments.statement), updatedAt: commitments.updatedAt }

export type CommitmentRow = NonNullable<Awaited<ReturnType<typeof findCommitment>>>

interface Standing { state: CommitmentState; declared: number | null; weight: number; weightDone: number; dueOn: string | null }
function complete<T extends Standing>(row: T, asOf: string | undefined) {
  const { declared: _declared, weight: _weight, weightDone: _weightDone, ...rest } = row
  return { ...rest, ...progressOf(row), overdue: isOverdue(row.state, row.dueOn, asOf ?? dayIn(new Date())) }
}

const select = <T extends object>(db: Db, asOf: string | undefined, more: T) =>
  db.select({ ...columns(asOf), ...more } as ReturnType<typeof columns> & T).from(commitments)
    .leftJoin(points, eq(points.id, commitments.pointId)).leftJoin(sessions, eq(sessions.id, commitments.sessionId)).leftJoin(users, eq(users.id, commitments.ownerUserId))
    .leftJoin(owners, eq(owners.id, commitments.ownerStakeholderId)).leftJoin(counterparts, eq(counterparts.id, commitments.counterpartId)).$dynamic()

/** One page of commitments, the next due first unless asked otherwise, each with the `key` that the next cursor needs. */
export async function listCommitments(db: Db, page: PageRequest & CommitmentFilter, reach: Reach, secret: string) {
  const k = keyset(page, sorts, commitments.id, secret)
  const rows = await select(db, page.asOf, { key: k.key }).where(and(commitmentWhere(page, reach), k.where)).orderBy(...k.orderBy).limit(k.limit)
  return rows.map((row) => complete(row, page.asOf))
}

/** A commitment within reach that was not removed, or null; as of a day when one is named. */
export const findCommitment = (db: Db, id: string, reach: Reach, asOf?: string) => findOne(db, id, reach, isNull(commitments.deletedAt), asOf)
export const findRemovedCommitment = (db: Db, id: string, reach: Reach) => findOne(db, id, reach, isNotNull(commitments.deletedAt), undefined)

async function findOne(db: Db, id: string, reach: Reach, where: SQL, asOf: string | undefined) {
  const [row] = await select(db, asOf, {}).where(and(eq(commitments.id, id), where, within(commitments.perimeterId, reach)))
  return row ? complete(row, asOf) : null
}

/** Locks the commitment, so that what is said of it is said in order. */
export const lockCommitment = (tx: Db, id: string) => tx.select({ id: commitments.id }).from(commitments).where(eq(commitments.id, id)).for('update')

export async function insertCommitment(db: Db, row: typeof commitments.$inferInsert): Promise<string> {
  const [inserted] = await db.insert(commitments).values(row).returning({ id: commitments.id })
  if (!inserted) throw new Error('insert returned no row')
  return inserted.id
}

/** Applies a change to a version; false when the row is not at that version any more. Its ISO ties follow it into another perimeter. */
export async function updateCommitment(db: Db, before: { id: string; version: number; perimeterId: string }, change: Partial<typeof commitments.$inferInsert>): Promise<boolean> {
  const rows = await db.update(commitments).set({ ...change, version: sql`${commitments.version} + 1`, updatedAt: new Date() }).where(and(eq(commitments.id, before.id), eq(commitments.version, before.version))).returning({ id: commitments.id })
  if (rows.length > 0 && change.perimeterId && change.perimeterId !== before.perimeterId) await db.update(isoTies).set({ perimeterId: change.perimeterId }).where(eq(isoTies.commitmentId, before.id))
  return rows.length > 0
}
