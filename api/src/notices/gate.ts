import { type Db, schema } from '@convergence/db'
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { noticeErrors } from './errors.ts'

const { mandates, stakeholders } = schema

/** SQL: a statement holds for the person of `stakeholders`, which must be in the query. */
const told = (): SQL => sql`exists (select 1 from notices n where n.stakeholder_id = ${stakeholders.id} and n.withdrawn_at is null and (n.kind <> 'exempted' or n.review_on >= current_date))`

/** SQL: told, not yet due, or no person at all. Who should have been told and was not is left out of lists, maps and exports (P-03). */
export const toldInTime = (): SQL => sql`(${stakeholders.kind} <> 'person' or least(${stakeholders.firstContactOn}, (${stakeholders.createdAt} + interval '1 month')::date) >= current_date or ${told()})`

/** Refuses with 409 `notice-required` when somebody among these is a person of whom nothing says that they were told. */
export async function requireNotice(tx: Db, stakeholderIds: readonly string[]): Promise<void> {
  const wanted = [...new Set(stakeholderIds)]
  if (wanted.length === 0) return
  const [untold] = await tx.select({ reference: stakeholders.reference }).from(stakeholders).where(and(inArray(stakeholders.id, wanted), eq(stakeholders.kind, 'person'), sql`not ${told()}`)).limit(1)
  if (untold) throw noticeErrors['notice-required']({ params: { reference: untold.reference } })
}

/** The same for those who speak under these mandates: their words are recorded of them by name. */
export async function requireNoticeOfSpeakers(tx: Db, mandateIds: readonly (string | null | undefined)[]): Promise<void> {
  const wanted = [...new Set(mandateIds.filter((id): id is string => Boolean(id)))]
  if (wanted.length === 0) return
  const rows = await tx.select({ personId: mandates.personId }).from(mandates).where(inArray(mandates.id, wanted))
  await requireNotice(tx, rows.map((row) => row.personId))
}

/** Those of these mandates whose holders were told: words are kept under their name. Others are the organisation's alone. */
export async function toldMandates(tx: Db, mandateIds: readonly (string | null)[]): Promise<Set<string>> {
  const wanted = [...new Set(mandateIds.filter((id): id is string => id !== null))]
  if (wanted.length === 0) return new Set()
  const rows = await tx.select({ id: mandates.id }).from(mandates).innerJoin(stakeholders, eq(stakeholders.id, mandates.personId)).where(and(inArray(mandates.id, wanted), told()))
  return new Set(rows.map((row) => row.id))
}

/** Refuses to make a person, by a change of kind, of whoever was scored or quoted already and was not told. */
export async function requireUnquoted(tx: Db, stakeholderIds: readonly string[]): Promise<void> {
  if (stakeholderIds.length === 0) return
  const quoted = sql`(exists (select 1 from scores s where s.stakeholder_id = ${stakeholders.id}) or exists (select 1 from positions p where p.holder_id = ${stakeholders.id}))`
  const [bad] = await tx.select({ reference: stakeholders.reference }).from(stakeholders).where(and(inArray(stakeholders.id, [...stakeholderIds]), eq(stakeholders.kind, 'person'), sql`not ${told()}`, quoted)).limit(1)
  if (bad) throw noticeErrors['notice-kind-refused']({ params: { reference: bad.reference } })
}

/** Refuses when words stand on the sheet of somebody who is only covered by the public notice, however they came there (P-02). */
export async function requireBareWhenPublic(tx: Db, stakeholderIds: readonly string[]): Promise<void> {
  if (stakeholderIds.length === 0) return
  const only = sql`exists (select 1 from notices n where n.stakeholder_id = ${stakeholders.id} and n.withdrawn_at is null and n.kind = 'public') and not exists (select 1 from notices n where n.stakeholder_id = ${stakeholders.id} and n.withdrawn_at is null and n.kind <> 'public' and (n.kind <> 'exempted' or n.review_on >= current_date))`
  const [bad] = await tx.select({ id: stakeholders.id }).from(stakeholders).where(and(inArray(stakeholders.id, [...stakeholderIds]), eq(stakeholders.kind, 'person'), sql`(${stakeholders.description} <> '' or ${stakeholders.internalNote} <> '')`, only)).limit(1)
  if (bad) throw noticeErrors['notice-individual-required']()
}

/** True unless this is a person who should have been told by now and was not. */
export async function isToldInTime(db: Db, id: string): Promise<boolean> {
  const rows = await db.select({ id: stakeholders.id }).from(stakeholders).where(and(eq(stakeholders.id, id), toldInTime()))
  return rows.length > 0
}

/** Refuses to add an address or words to somebody who is only covered by the public notice (P-02). */
export async function requireIndividualNotice(tx: Db, personId: string): Promise<void> {
  const { rows } = await tx.execute<{ kind: string }>(sql`select n.kind from notices n where n.stakeholder_id = ${personId} and n.withdrawn_at is null and (n.kind <> 'exempted' or n.review_on >= current_date)`)
  if (rows.some((row) => row.kind === 'public') && rows.every((row) => row.kind === 'public')) throw noticeErrors['notice-individual-required']()
}
