import { type Db, schema, searchKey } from '@convergence/db'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import { requirePersonRequest } from '../person-requests/commands.ts'
import { destroyKey } from '../audit/seal.ts'
import { record } from '../plugins/record.ts'
import { personErrors } from './errors.ts'
import { type Held, requirePerson } from './find.ts'
import { ERASED, type Holding, holdings } from './holdings.ts'
import { keepInJournal } from './journal.ts'
import { patternOf } from './mask.ts'
import { frozenNaming, type Resealed, sealAnew } from './reseal.ts'
import { addressesOf } from './restrict.ts'
import { erasureHash } from './suppression.ts'
import { sweep } from './sweep.ts'

const { erasures, legalHolds, stakeholders } = schema

/** Name of the shell that stays, for figures to count. */
export const SHELL_NAME = 'Personne effacée'

export interface Erased { counts: Record<string, number>; masked: Record<string, number>; resealed: Resealed[]; hash: string }

/** Erases a person (GDPR 17): 409 while a legal hold stands. The receipt holds nothing of them. */
export async function erasePerson(tx: Db, request: FastifyRequest, id: string, requestId: string | undefined) {
  const person = await requirePerson(tx, id, request.reach)
  if (requestId) await requirePersonRequest(tx, requestId, request.reach)
  const held = await tx.select({ id: legalHolds.id }).from(legalHolds).where(and(eq(legalHolds.stakeholderId, id), isNull(legalHolds.liftedAt))).limit(1)
  if (held.length > 0) throw personErrors['person-on-hold']()
  const { config } = request.server
  const { counts, masked, resealed, hash } = await forget(tx, person, { secret: config.secret, requestId: requestId ?? null })
  for (const { type, objectId, before, after } of resealed) await record(tx, request, { type, objectId, perimeterId: person.perimeterId, before: { sha256: before }, after: { sha256: after } })
  await record(tx, request, { type: 'stakeholder.erased', objectId: id, perimeterId: person.perimeterId })
  // Last: what was just recorded of the person may have made a key again.
  await destroyKey(tx, id)
  await keepInJournal(config.erasureFolder, [{ kind: 'erasure', hash, perimeterId: person.perimeterId }])
  return { erasedAt: new Date(), counts, masked, resealed: resealed.length }
}

/** Takes identity and words out of every table, and leaves rows that figures count. Idempotent. */
export async function forget(tx: Db, person: Pick<Held, 'id' | 'name' | 'perimeterId'>, { secret, requestId }: { secret: string; requestId: string | null }): Promise<Erased> {
  const { id, perimeterId } = person
  const pattern = patternOf({ name: person.name, emails: await addressesOf(tx, id) })
  const files = await evidenceOf(tx, id)
  const frozen = pattern ? await frozenNaming(tx, pattern.posix) : { versions: [], snapshots: [] }
  const counts: Record<string, number> = {}
  for (const holding of holdings) {
    const n = await eraseHolding(tx, holding, id)
    if (n > 0) counts[holding.table] = (counts[holding.table] ?? 0) + n
  }
  await dropFiles(tx, files)
  const hash = erasureHash(secret, id)
  await leaveShell(tx, id, hash)
  const masked = pattern ? await sweep(tx, { id, pattern }) : {}
  const resealed = await sealAnew(tx, frozen)
  await destroyKey(tx, id)
  await tx.insert(erasures).values({ personHash: hash, perimeterId, requestId, counts }).onConflictDoNothing()
  return { counts, masked, resealed, hash }
}

async function eraseHolding(tx: Db, { table, of, erase, before }: Holding, id: string): Promise<number> {
  if (erase === 'keep') return 0
  for (const statement of before?.(id) ?? []) await tx.execute(statement)
  const name = sql.identifier(table)
  if (erase === 'delete') return (await tx.execute(sql`delete from ${name} t where ${of(id)} returning 1`)).rows.length
  const sets = Object.entries(typeof erase === 'function' ? erase(id) : erase).map(([column, value]) => sql`${sql.identifier(column)} = ${value}`)
  return (await tx.execute(sql`update ${name} t set ${sql.join(sets, sql`, `)} where ${of(id)} returning 1`)).rows.length
}

async function evidenceOf(tx: Db, id: string): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`select distinct evidence_file_id as id from commitment_events where stakeholder_id = ${id} and evidence_file_id is not null`)
  return rows.map((row) => row.id)
}

/** Files that only this person's rows pointed to. */
async function dropFiles(tx: Db, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    await tx.execute(sql`delete from files where id = ${id} and not exists (select 1 from commitment_events where evidence_file_id = ${id}) and not exists (select 1 from session_documents where file_id = ${id})
      and not exists (select 1 from indicator_values where evidence_file_id = ${id}) and not exists (select 1 from step_marks where evidence_file_id = ${id})`)
  }
}

async function leaveShell(tx: Db, id: string, hash: string): Promise<void> {
  await tx.update(stakeholders).set({
    // Not a number of the register any more: printed on paper, it would still tell who this was.
    reference: `${ERASED} ${hash.slice(0, 16)}`, name: SHELL_NAME, searchName: searchKey(SHELL_NAME), description: '', internalNote: '', city: '', website: '', tags: [], externalId: null, importId: null, parentId: null,
    restrictedAt: new Date(), deletedAt: null, firstContactOn: null, lastContactOn: null, version: sql`${stakeholders.version} + 1`, updatedAt: new Date(),
  }).where(eq(stakeholders.id, id))
}
