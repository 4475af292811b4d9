import { type Db, schema } from '@convergence/db'
import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Reach } from '../plugins/access.ts'
import { keyset, type PageRequest } from '../plugins/keyset.ts'
import { within } from '../plugins/reach.ts'
import { bodyErrors } from './errors.ts'
import { membersOn } from './queries.parts.ts'
import { meetingDay, quorumsOf } from './quorum.ts'

const { attendances, editions, minutes, outcomes, plans, sessions, stakeholders } = schema

const columns = { id: sessions.id, reference: sessions.reference, title: sessions.title, status: sessions.status, form: sessions.form, startsAt: sessions.startsAt, timeZone: sessions.timeZone, place: sessions.place, day: meetingDay, fictional: sessions.fictional, minutesStatus: minutes.status }
const took = sql`${sessions.status} in ('open', 'closed')`
const ofBody = (bodyId: string, reach: Reach): SQL | undefined => and(eq(sessions.bodyId, bodyId), isNull(sessions.deletedAt), within(sessions.perimeterId, reach))

type Meeting = { id: string; day: string; status: string }

async function withQuorum<T extends Meeting>(db: Db, bodyId: string, rows: T[]) {
  const held = rows.filter((row) => row.status === 'open' || row.status === 'closed')
  const quorums = await quorumsOf(db, held.map(({ id, day }) => ({ id, day, bodyId })))
  return rows.map((row) => ({ ...row, quorum: quorums.get(row.id) ?? null }))
}

/** One page of the sessions at which a body met or is to meet, each held one with its quorum. */
export async function listMeetings(db: Db, bodyId: string, page: PageRequest & { held?: boolean | undefined }, reach: Reach, secret: string) {
  const k = keyset(page, { startsAt: sessions.startsAt }, sessions.id, secret)
  const rows = await db.select({ ...columns, key: k.key }).from(sessions).leftJoin(minutes, eq(minutes.sessionId, sessions.id))
    .where(and(ofBody(bodyId, reach), page.held === undefined ? undefined : page.held ? took : sql`not ${took}`, k.where)).orderBy(...k.orderBy).limit(k.limit)
  return withQuorum(db, bodyId, rows)
}

/** A meeting of the body with its members of that day, and how each counts for the quorum. */
export async function readMeeting(db: Db, bodyId: string, sessionId: string, reach: Reach) {
  const rows = await db.select(columns).from(sessions).leftJoin(minutes, eq(minutes.sessionId, sessions.id)).where(and(ofBody(bodyId, reach), eq(sessions.id, sessionId)))
  const [meeting] = await withQuorum(db, bodyId, rows)
  if (!meeting) throw bodyErrors['body-meeting-not-found']()
  const seated = await membersOn(db, bodyId, meeting.day)
  const proxies = alias(stakeholders, 'proxies')
  const came = await db.select({ stakeholderId: attendances.stakeholderId, status: attendances.status, proxyName: proxies.name }).from(attendances).leftJoin(proxies, eq(proxies.id, attendances.proxyId)).where(eq(attendances.sessionId, sessionId))
  const members = seated.map((seat) => {
    const presence = came.find((one) => one.stakeholderId === seat.stakeholderId)
    return { memberId: seat.id, stakeholderId: seat.stakeholderId, name: seat.name, personName: seat.personName, role: seat.role, collegeLabel: seat.collegeLabel, seats: seat.seats, attendance: presence?.status ?? null, proxyName: presence?.proxyName ?? null, counted: meeting.quorum?.counts.find((count) => count.memberId === seat.id)?.counted ?? 0 }
  })
  return { meeting, members }
}

const decisions = (bodyId: string, reach: Reach): SQL => sql`
  select ${outcomes.id} as id, 'outcome' as type, ${outcomes.pointId} as "objectId", p.title as label, ${outcomes.statement} as detail, ${outcomes.decidedOn} as on_day, ${outcomes.sessionId} as "sessionId", ${outcomes.fictional} as fictional
    from outcomes join points p on p.id = ${outcomes.pointId} and p.deleted_at is null where ${and(eq(outcomes.bodyId, bodyId), isNull(outcomes.withdrawnAt), within(outcomes.perimeterId, reach))}
  union all
  select ${minutes.id}, 'minutes', ${minutes.sessionId}, ${sessions.title}, '', ${minutes.approvedOn}, coalesce(${minutes.approvedAtSessionId}, ${minutes.sessionId}), ${sessions.fictional}
    from minutes join sessions on ${sessions.id} = ${minutes.sessionId} where ${and(eq(minutes.approvedByBodyId, bodyId), isNull(sessions.deletedAt), within(sessions.perimeterId, reach))} and ${minutes.approvedOn} is not null
  union all
  select ${plans.id}, 'plan', ${plans.id}, ${plans.title}, '', ${plans.adoptedOn}, ${plans.adoptedAtSessionId}, ${plans.fictional}
    from plans where ${and(eq(plans.adoptedByBodyId, bodyId), isNull(plans.deletedAt), within(plans.perimeterId, reach))} and ${plans.adoptedOn} is not null
  union all
  select ${editions.id}, 'edition', ${editions.id}, ${editions.title}, '', ${editions.approvedOn}, ${editions.approvedAtSessionId}, ${editions.fictional}
    from editions where ${and(eq(editions.approvedByBodyId, bodyId), isNull(editions.deletedAt), within(editions.perimeterId, reach))} and ${editions.approvedOn} is not null`

export type DecisionRow = { id: string; type: 'outcome' | 'minutes' | 'plan' | 'edition'; objectId: string; label: string; detail: string; on: string; sessionId: string | null; sessionTitle: string | null; fictional: boolean; key: string }

/** One page of what a body decided on points, and of what it approved or adopted. */
export async function listDecisions(db: Db, bodyId: string, page: PageRequest, reach: Reach, secret: string): Promise<DecisionRow[]> {
  const k = keyset(page, { on: sql`x.on_day` }, sql`x.id`, secret)
  const { rows } = await db.execute<DecisionRow>(sql`select x.id, x.type, x."objectId", x.label, x.detail, to_char(x.on_day, 'YYYY-MM-DD') as on, x."sessionId", s.title as "sessionTitle", x.fictional, ${k.key} as key
    from (${decisions(bodyId, reach)}) x left join sessions s on s.id = x."sessionId" and s.deleted_at is null where ${k.where ?? sql`true`} order by ${sql.join(k.orderBy, sql`, `)} limit ${k.limit}`)
  return rows
}
