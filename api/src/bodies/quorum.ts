import { type Db, schema } from '@convergence/db'
import { and, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import type { ProblemError } from '../errors.ts'
import { bodyErrors } from './errors.ts'
import { countQuorum, type Presence, type QuorumCount, type Seat } from './rules.ts'

const { bodies, bodyMembers, sessions } = schema

/** A session at which a body met, and the day where it took place. */
export interface MeetingRef { id: string; bodyId: string; day: string }

/** Day of a session where it takes place, YYYY-MM-DD. */
export const meetingDay = sql<string>`to_char(${sessions.startsAt} at time zone ${sessions.timeZone}, 'YYYY-MM-DD')`

/** The condition that a row of body_members is in force on a day: a body that has ceased has no member any more. */
export const inSeat = (day: SQL | string): SQL =>
  sql`(${bodyMembers.startOn} <= ${day}::date and (${bodyMembers.endOn} is null or ${bodyMembers.endOn} >= ${day}::date) and exists (select 1 from bodies b where b.id = ${bodyMembers.bodyId} and (b.ceased_on is null or b.ceased_on >= ${day}::date)))`

type Counted = ReturnType<typeof countQuorum>

/** The quorum of meetings, by session: three statements however many there are. */
export async function quorumsOf(db: Db, meetings: readonly MeetingRef[]): Promise<Map<string, Counted>> {
  if (meetings.length === 0) return new Map()
  const bodyIds = [...new Set(meetings.map((meeting) => meeting.bodyId))]
  // One after the other: within a transaction there is one connection.
  const shares = await db.select({ id: bodies.id, percent: bodies.quorumPercent, ceasedOn: bodies.ceasedOn }).from(bodies).where(inArray(bodies.id, bodyIds))
  const seats = await db.select().from(bodyMembers).where(inArray(bodyMembers.bodyId, bodyIds)).orderBy(bodyMembers.startOn, bodyMembers.id)
  const came = await attendancesOf(db, meetings.map((meeting) => meeting.id), bodyIds)
  return new Map(meetings.map(({ id, bodyId, day }) => {
    const body = shares.find((one) => one.id === bodyId)
    const living = !body?.ceasedOn || body.ceasedOn >= day
    const own: Seat[] = living ? seats.filter((s) => s.bodyId === bodyId && s.startOn <= day && (s.endOn === null || s.endOn >= day)).map((s) => ({ memberId: s.id, stakeholderId: s.stakeholderId, seats: s.seats })) : []
    return [id, countQuorum(body?.percent ?? null, own, came.filter((presence) => presence.sessionId === id))]
  }))
}

/** Attendances of stakeholders that ever sat in the bodies; the others cannot count. */
async function attendancesOf(db: Db, sessionIds: readonly string[], bodyIds: readonly string[]): Promise<(Presence & { sessionId: string })[]> {
  const { attendances } = schema
  const seated = db.select({ id: bodyMembers.stakeholderId }).from(bodyMembers).where(inArray(bodyMembers.bodyId, [...bodyIds]))
  return db.select({ sessionId: attendances.sessionId, stakeholderId: attendances.stakeholderId, status: attendances.status, headcount: attendances.headcount, proxyId: attendances.proxyId })
    .from(attendances).where(and(inArray(attendances.sessionId, [...sessionIds]), inArray(attendances.stakeholderId, seated)))
}

export interface Approval { day: string | null; quorum: QuorumCount | null }

/**
 * Refuses an approval by a body whose quorum is not reached at the meeting named, with the figures (409 `quorum-not-reached`), or
 * that names no meeting (422) or one of another body (422). A body without a quorum approves with or without a meeting. Gives the
 * day of the meeting, before which nothing can have been approved there, and the count.
 */
export async function requireQuorum(tx: Db, bodyId: string, sessionId: string | null): Promise<Approval> {
  const [body] = await tx.select({ name: bodies.name, percent: bodies.quorumPercent, since: bodies.since, ceasedOn: bodies.ceasedOn }).from(bodies).where(and(eq(bodies.id, bodyId), isNull(bodies.deletedAt)))
  if (!body) throw bodyErrors['body-not-found']()
  if (sessionId === null) {
    if (body.percent === null) return { day: null, quorum: null }
    throw bodyErrors['quorum-meeting-missing']({ params: { body: body.name, percent: body.percent }, errors: [{ pointer: '/sessionId', code: 'required', message: 'the meeting at which the body decided' }] })
  }
  const [meeting] = await tx.select({ id: sessions.id, bodyId: sessions.bodyId, status: sessions.status, day: meetingDay }).from(sessions).where(and(eq(sessions.id, sessionId), isNull(sessions.deletedAt)))
  if (meeting?.bodyId !== bodyId) throw bodyErrors['quorum-other-body']({ params: { body: body.name }, errors: [{ pointer: '/sessionId', code: 'invalid', message: 'not a meeting of this body' }] })
  if (meeting.status !== 'open' && meeting.status !== 'closed') throw bodyErrors['quorum-meeting-not-held']()
  if ((body.since && body.since > meeting.day) || (body.ceasedOn && body.ceasedOn < meeting.day)) throw bodyErrors['quorum-body-ceased']({ params: { body: body.name } })
  const counted = (await quorumsOf(tx, [{ id: meeting.id, bodyId, day: meeting.day }])).get(meeting.id)
  if (!counted) throw new Error('counted for every meeting')
  const { counts: _counts, ...quorum } = counted
  if (quorum.reached === false) throw notReached(body.name, meeting.day, quorum)
  return { day: meeting.day, quorum }
}

const notReached = (body: string, day: string, { percent, filled, required, present }: QuorumCount): ProblemError =>
  bodyErrors['quorum-not-reached']({ params: { body, day, present, filled, required: required ?? 0, percent: percent ?? 0 } })
