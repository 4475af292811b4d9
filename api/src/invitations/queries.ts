import { type Db, schema } from '@convergence/db'
import { and, asc, eq, getTableColumns, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Reach } from '../plugins/access.ts'
import { within } from '../plugins/reach.ts'
import { dayIn, mandateCovers } from '../positions/rules.ts'
import { type MandateChoice, spokespersonAmong } from './rules.ts'

const { invitations, mails, mandates, sessions, stakeholders } = schema
const person = alias(stakeholders, 'person')
const proxy = alias(stakeholders, 'proxy')
const other = alias(invitations, 'other')

/** Where a mail to the invited goes: the address given for this session, else the mandate's. */
const address = sql<string>`coalesce(nullif(${invitations.email}, ''), ${mandates.email}, '')`
const queuePlace = sql<number | null>`case when ${invitations.status} = 'waitlisted' then (select count(*)::int from invitations w where w.session_id = ${invitations.sessionId} and w.status = 'waitlisted' and (w.registered_at, w.id) <= (${invitations.registeredAt}, ${invitations.id})) end`
const represents = sql<number>`(select count(*)::int from invitations r where r.session_id = ${invitations.sessionId} and r.status = 'represented' and r.proxy_id = ${invitations.stakeholderId})`
const lastMail = sql<{ id: string; kind: (typeof mails.$inferSelect)['kind']; status: (typeof mails.$inferSelect)['status']; at: string } | null>`(select json_build_object('id', m.id, 'kind', m.kind, 'status', m.status, 'at', to_char(coalesce(m.sent_at, m.created_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) from ${mails} m where m.object_type = 'invitation' and m.object_id = ${invitations.id} order by m.created_at desc, m.id desc limit 1)`
/** A mail that was not taken back told the invited of the session as it stands: its calendar file has the same SEQUENCE. */
const told = sql<boolean>`(${invitations.sentAt} is null or ${address} = '' or exists (select 1 from ${mails} m where m.object_type = 'invitation' and m.object_id = ${invitations.id} and m.status <> 'cancelled' and m.calendar like '%SEQUENCE:' || ${sessions.calendarSequence} || chr(13) || '%'))`

const select = (db: Db, where: SQL | undefined) =>
  db.select({
    ...getTableColumns(invitations), stakeholderName: stakeholders.name, headcount: stakeholders.headcount, personName: person.name, mandateRole: mandates.role, proxyName: proxy.name,
    sessionPerimeterId: sessions.perimeterId, address, addressPerimeterId: sql<string>`case when ${invitations.email} = '' then coalesce(${mandates.perimeterId}, ${sessions.perimeterId}) else ${sessions.perimeterId} end`, queuePlace, represents, lastMail, told,
  }).from(invitations)
    .innerJoin(sessions, eq(sessions.id, invitations.sessionId))
    .innerJoin(stakeholders, eq(stakeholders.id, invitations.stakeholderId))
    .leftJoin(mandates, eq(mandates.id, invitations.mandateId))
    .leftJoin(person, eq(person.id, mandates.personId))
    .leftJoin(proxy, eq(proxy.id, invitations.proxyId))
    .where(where).orderBy(asc(stakeholders.searchName), asc(invitations.id))

export type InvitationRow = Awaited<ReturnType<typeof selectInvitations>>[number]

/** The invitations of a session by name, all or those named. */
export const selectInvitations = (db: Db, sessionId: string, ids?: readonly string[]) => select(db, and(eq(invitations.sessionId, sessionId), ids ? inArray(invitations.id, [...ids]) : undefined))

/** The invitation of a holder to a session, or null. */
export async function invitationOf(db: Db, sessionId: string, stakeholderId: string): Promise<InvitationRow | null> {
  return (await select(db, and(eq(invitations.sessionId, sessionId), eq(invitations.stakeholderId, stakeholderId))))[0] ?? null
}

/** The session of a change to its seats, alone with it until the transaction ends: two who want the last seat come one after the other. */
export async function lockSession(tx: Db, id: string, reach: Reach) {
  const [row] = await tx.select().from(sessions).where(and(eq(sessions.id, id), isNull(sessions.deletedAt), within(sessions.perimeterId, reach))).for('update')
  return row ?? null
}
export type LockedSession = NonNullable<Awaited<ReturnType<typeof lockSession>>>

/** Seats that are taken: one per participant who is registered. */
export async function seatsTaken(db: Db, sessionId: string): Promise<number> {
  return db.$count(invitations, and(eq(invitations.sessionId, sessionId), eq(invitations.status, 'registered'), eq(invitations.role, 'participant')))
}

/** The first in the queue, or null. */
export async function firstWaiting(db: Db, sessionId: string): Promise<string | null> {
  const [row] = await db.select({ id: other.id }).from(other).where(and(eq(other.sessionId, sessionId), eq(other.status, 'waitlisted'))).orderBy(asc(other.registeredAt), asc(other.id)).limit(1)
  return row?.id ?? null
}

/** Holder → the mandate through which it is invited on the day of a session. */
export async function spokespersonsOf(db: Db, session: { startsAt: Date; timeZone: string }, stakeholderIds: readonly string[]): Promise<Map<string, string>> {
  const day = dayIn(session.startsAt, session.timeZone)
  const rows = stakeholderIds.length === 0 ? [] : await db.select().from(mandates).where(and(inArray(mandates.organisationId, [...stakeholderIds]), isNull(mandates.deletedAt)))
  const byHolder = new Map<string, MandateChoice[]>()
  for (const row of rows) if (mandateCovers(row, day)) byHolder.set(row.organisationId, [...(byHolder.get(row.organisationId) ?? []), row])
  return new Map([...byHolder].flatMap(([holder, choices]) => {
    const best = spokespersonAmong(choices)
    return best ? [[holder, best.id] as const] : []
  }))
}
