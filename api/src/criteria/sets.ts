import { type Db, schema } from '@convergence/db'
import { asc, eq, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { record } from '../plugins/record.ts'
import { requireEverywhere } from './commands.ts'
import { criterionErrors } from './errors.ts'
import { findCriteria, listSets } from './queries.ts'
import type { CriterionSetCreate, CriterionSetWrite } from './schemas.ts'

const { criterionSets, criterionSetMembers } = schema
type Words = z.output<typeof CriterionSetWrite>

/** Adds a set of criteria, after the others. */
export async function createSet(tx: Db, request: FastifyRequest, { code, rank, criterionIds, ...words }: z.output<typeof CriterionSetCreate>) {
  requireEverywhere(request)
  await requireCriteria(tx, criterionIds)
  const last = sql<number>`(select coalesce(max(rank), 0) + 1 from criterion_sets)`
  const [inserted] = await tx.insert(criterionSets).values({ ...words, code, rank: rank ?? (last as never) }).onConflictDoNothing({ target: criterionSets.code }).returning({ id: criterionSets.id })
  if (!inserted) throw criterionErrors['criterion-set-code-taken']()
  await setMembers(tx, inserted.id, criterionIds)
  const row = await requireSet(tx, inserted.id)
  await record(tx, request, { type: 'criterion-set.created', objectId: row.id, after: row })
  return row
}

/** Gives a set other words and other criteria, in the order given; rounds keep the criteria that they took from it. */
export async function replaceSet(tx: Db, request: FastifyRequest, id: string, { criterionIds, ...words }: Words) {
  requireEverywhere(request)
  const before = await lockSet(tx, id)
  await requireCriteria(tx, criterionIds)
  await tx.update(criterionSets).set(words).where(eq(criterionSets.id, id))
  await setMembers(tx, id, criterionIds)
  const row = await requireSet(tx, id)
  await record(tx, request, { type: 'criterion-set.updated', objectId: id, before, after: row })
  return row
}

/** Removes a set; its criteria stay. */
export async function removeSet(tx: Db, request: FastifyRequest, id: string): Promise<void> {
  requireEverywhere(request)
  const before = await lockSet(tx, id)
  await tx.delete(criterionSets).where(eq(criterionSets.id, id))
  await record(tx, request, { type: 'criterion-set.removed', objectId: id, before })
}

async function requireSet(db: Db, id: string) {
  const row = (await listSets(db)).find((set) => set.id === id)
  if (!row) throw criterionErrors['criterion-set-not-found']()
  return row
}

/** The set, locked against another writer. */
async function lockSet(tx: Db, id: string) {
  await tx.select({ id: criterionSets.id }).from(criterionSets).where(eq(criterionSets.id, id)).orderBy(asc(criterionSets.id)).for('update')
  return requireSet(tx, id)
}

async function setMembers(tx: Db, setId: string, criterionIds: readonly string[]): Promise<void> {
  await tx.delete(criterionSetMembers).where(eq(criterionSetMembers.setId, setId))
  await tx.insert(criterionSetMembers).values(criterionIds.map((criterionId, i) => ({ setId, criterionId, rank: i + 1 })))
}

async function requireCriteria(db: Db, ids: readonly string[]): Promise<void> {
  const known = new Set((await findCriteria(db, ids)).map((row) => row.id))
  const missing = ids.findIndex((id) => !known.has(id))
  if (missing >= 0) throw commonErrors['unknown-reference']({ errors: [{ pointer: `/criterionIds/${missing}`, code: 'unknown', message: 'unknown criterion' }] })
}
