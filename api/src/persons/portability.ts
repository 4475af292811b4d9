import type { Db } from '@convergence/db'
import { stringify } from 'csv-stringify/sync'
import { type SQL, sql } from 'drizzle-orm'
import { harmless } from '../stakeholders/export.ts'
import type { Held } from './find.ts'

type Row = Record<string, unknown>

// What the person gave or said themselves (GDPR 20): not what others wrote of them, nor what was inferred or computed.
const given: Record<string, (id: string) => SQL> = {
  contacts: (id) => sql`select role, email, start_on as "startOn", end_on as "endOn", o.name as organisation from mandates m join stakeholders o on o.id = m.organisation_id where m.person_id = ${id} and m.deleted_at is null`,
  positions: (id) => sql`select p.title as point, x.state, x.value, x.reason, x.reservation, x.condition, x.manner, x.stated_at as "statedAt" from positions x join points p on p.id = x.point_id where x.holder_id = ${id} and x.manner <> 'inferred' and x.withdrawn_at is null order by x.stated_at`,
  confirmations: (id) => sql`select c.verdict, c.text, c.at from position_confirmations c join positions x on x.id = c.position_id where x.holder_id = ${id} order by c.at`,
  answersToInvitations: (id) => sql`select s.title as session, i.status, i.answer_note as note, i.answered_at as "answeredAt" from invitations i join sessions s on s.id = i.session_id where i.stakeholder_id = ${id} and i.answered_at is not null order by i.answered_at`,
  corrections: (id) => sql`select text, created_at as "askedAt" from minutes_corrections where stakeholder_id = ${id} order by created_at`,
  scoresGiven: (id) => sql`select c.label_fr as criterion, s.state, s.value, s.reason, s.stated_at as "statedAt" from scores s join round_raters r on r.id = s.rater_id join criteria c on c.id = s.criterion_id where r.stakeholder_id = ${id} and s.withdrawn_at is null order by s.stated_at`,
  checkIns: (id) => sql`select s.title as session, k.organisation, k.person_name as name, k.person_role as role, k.at from check_ins k join sessions s on s.id = k.session_id where k.stakeholder_id = ${id} and k.withdrawn_at is null order by k.at`,
  requests: (id) => sql`select kind, details, received_on as "receivedOn" from person_requests where stakeholder_id = ${id} order by received_on`,
}

/** What the person gave, in a form that a machine reads. */
export async function makePortabilityFile(db: Db, { id, name, city, website }: Held) {
  const sections: { code: string; rows: Row[] }[] = []
  for (const [code, select] of Object.entries(given)) {
    const { rows } = await db.execute<Row>(select(id))
    if (rows.length > 0) sections.push({ code, rows: rows.map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, value instanceof Date ? value.toISOString() : value]))) })
  }
  return { madeAt: new Date(), person: { kind: 'person', name, city, website }, sections }
}

/** The same as CSV: one line for each value. */
export function portabilityCsv({ person, sections }: Awaited<ReturnType<typeof makePortabilityFile>>): string {
  const lines = [{ code: 'person', rows: [person as Row] }, ...sections].flatMap(({ code, rows }) => rows.flatMap((row, i) => Object.entries(row).map(([field, value]) => [code, i + 1, field, value === null ? '' : harmless(String(value))])))
  return stringify([['section', 'row', 'field', 'value'], ...lines], { record_delimiter: '\r\n' })
}
