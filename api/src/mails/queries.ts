import { type Db, schema } from '@convergence/db'
import { and, eq, getTableColumns, inArray, or, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Reach } from '../plugins/access.ts'
import { keyset } from '../plugins/keyset.ts'
import { within } from '../plugins/reach.ts'
import { readFailure } from './rules.ts'
import type { MailQuery } from './schemas.ts'

const { mails } = schema
const { secret: _secret, html: _html, calendar: _calendar, calendarMethod: _method, linkPath: _path, takenAt: _taken, text, lastError, ...plain } = getTableColumns(mails)

const sessionOf = sql<string | null>`case ${mails.objectType} when 'session' then ${mails.objectId} when 'invitation' then (select i.session_id from invitations i where i.id = ${mails.objectId}) when 'minutes' then (select m.session_id from minutes m where m.id = ${mails.objectId}) when 'evaluation' then (select e.session_id from evaluations e where e.id = ${mails.objectId}) end`
const labelOf = sql<string | null>`case ${mails.objectType}
  when 'session' then (select title from sessions where id = ${mails.objectId})
  when 'invitation' then (select s.title from invitations i join sessions s on s.id = i.session_id where i.id = ${mails.objectId})
  when 'minutes' then (select s.title from minutes m join sessions s on s.id = m.session_id where m.id = ${mails.objectId})
  when 'outcome' then (select p.title from outcomes o join points p on p.id = o.point_id where o.id = ${mails.objectId})
  when 'commitment' then (select statement from commitments where id = ${mails.objectId})
  when 'evaluation' then (select coalesce(s.title, v.title) from evaluations e left join sessions s on s.id = e.session_id left join activities v on v.id = e.activity_id where e.id = ${mails.objectId})
  when 'round' then (select title from rounds where id = ${mails.objectId})
  when 'user' then (select name from users where id = ${mails.objectId}) end`

const columns = { ...plain, lastError, objectLabel: labelOf, sessionId: sessionOf }
const wire = <T extends { lastError: string }>({ lastError: stored, ...row }: T) => {
  const { failure, sentence } = readFailure(stored)
  return { ...row, failure, serverSays: sentence }
}

const about = (objectId: string | undefined): SQL | undefined =>
  objectId === undefined ? undefined : or(eq(mails.objectId, objectId), inArray(mails.objectId, sql`(select i.id from invitations i where i.session_id = ${objectId} union all select m.id from minutes m where m.session_id = ${objectId} union all select e.id from evaluations e where e.session_id = ${objectId})`))

const like = (q: string | undefined): SQL | undefined =>
  q === undefined || q.trim() === '' ? undefined : sql`${mails.toAddress} || ' ' || ${mails.toName} || ' ' || ${mails.subject} ilike ${`%${q.trim().replace(/[\\%_]/g, '\\$&')}%`}`

/** One page of the mails within reach; never a secret. */
export async function listMails(db: Db, query: z.output<typeof MailQuery>, reach: Reach, secret: string) {
  const k = keyset(query, { createdAt: mails.createdAt }, mails.id, secret)
  const rows = await db.select({ ...columns, key: k.key }).from(mails).where(and(
    within(mails.perimeterId, reach), about(query.objectId), like(query.q),
    query.status ? inArray(mails.status, query.status) : undefined, query.kind ? inArray(mails.kind, query.kind) : undefined, k.where,
  )).orderBy(...k.orderBy).limit(k.limit)
  return rows.map(wire)
}

/** One mail with its text, or null. */
export async function findMail(db: Db, id: string, reach: Reach) {
  const [row] = await db.select({ ...columns, text }).from(mails).where(and(eq(mails.id, id), within(mails.perimeterId, reach)))
  return row ? { ...wire(row), text: row.kind === 'digest' ? '' : row.text } : null
}

/** How many wait, are parked, and left today. */
export async function summarise(db: Db, reach: Reach, objectId: string | undefined) {
  const count = (condition: SQL) => sql<number>`count(*) filter (where ${condition})::int`
  const waits = sql`${mails.status} in ('queued', 'sending')`
  const [row] = await db.select({
    queued: count(waits), retrying: count(sql`${waits} and ${mails.lastError} <> ''`), parked: count(sql`${mails.status} = 'parked'`),
    sentToday: count(sql`${mails.sentAt} >= date_trunc('day', now() at time zone 'Europe/Paris') at time zone 'Europe/Paris'`),
    oldestQueuedAt: sql`min(${mails.createdAt}) filter (where ${waits})`.mapWith(mails.createdAt) as SQL<Date | null>,
  }).from(mails).where(and(within(mails.perimeterId, reach), about(objectId)))
  return row ?? { queued: 0, retrying: 0, parked: 0, sentToday: 0, oldestQueuedAt: null }
}
