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

/** Refuses to add an address or words to somebody who is only covered by the public notice (P-02). */
export async function requireIndividualNotice(tx: Db, personId: string): Promise<void> {
  const { rows } = await tx.execute<{ kind: string }>(sql`select n.kind from notices n where n.stakeholder_id = ${personId} and n.withdrawn_at is null and (n.kind <> 'exempted' or n.review_on >= current_date)`)
  if (rows.some((row) => row.kind === 'public') && rows.every((row) => row.kind === 'public')) throw noticeErrors['notice-individual-required']()
}
