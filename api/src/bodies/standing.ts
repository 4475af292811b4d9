import { type Db, schema } from '@convergence/db'
import { and, desc, inArray, isNull, sql } from 'drizzle-orm'
import type { Reach } from '../plugins/access.ts'
import { within } from '../plugins/reach.ts'
import { meetingDay, quorumsOf } from './quorum.ts'
import { meetingsOwed, RENEWAL_DAYS, rhythmOf } from './rules.ts'

const { sessions } = schema

/** Members of `bodies` in their seats on a day, as the tail of a select. */
const seated = (day: string) => sql`from body_members m where m.body_id = bodies.id and m.start_on <= ${day}::date and (m.end_on is null or m.end_on >= ${day}::date) and (bodies.ceased_on is null or bodies.ceased_on >= ${day}::date)`
/** The condition that a later term of the same stakeholder in the same college follows the one named `m`. */
export const followed = sql`exists (select 1 from body_members n where n.body_id = m.body_id and n.stakeholder_id = m.stakeholder_id and n.college_id is not distinct from m.college_id and n.start_on > m.end_on)`
export const endsSoon = (day: string) => sql`m.end_on <= ${day}::date + ${RENEWAL_DAYS}::int and not ${followed}`

/** Figures of the body named `bodies` on a day, one subquery each: bodies are few. */
export const figures = (day: string) => ({
  seats: sql<number>`(select coalesce(sum(c.seats), 0)::int from body_colleges c where c.body_id = bodies.id)`,
  filled: sql<number>`(select coalesce(sum(m.seats), 0)::int ${seated(day)})`,
  vacant: sql<number>`case when bodies.ceased_on < ${day}::date then 0 else (select coalesce(sum(greatest(0, c.seats - (select coalesce(sum(m.seats), 0) ${seated(day)} and m.college_id = c.id))), 0)::int from body_colleges c where c.body_id = bodies.id) end`,
  members: sql<number>`(select count(*)::int ${seated(day)})`,
  ending: sql<number>`(select count(*)::int ${seated(day)} and ${endsSoon(day)})`,
  held: sql<number>`(select count(*)::int from sessions s where s.body_id = bodies.id and s.deleted_at is null and s.status in ('open', 'closed') and (s.starts_at at time zone s.time_zone)::date > (${day}::date - interval '12 months') and (s.starts_at at time zone s.time_zone)::date <= ${day}::date)`,
})

interface Figures { id: string; seats: number; filled: number; vacant: number; members: number; ending: number; held: number; meetingsPerYear: number | null; since: string | null; ceasedOn: string | null }

/** Gathers the figures of rows into their standing, with the meetings next to the day and the quorum of the latest one. */
export async function withStanding<T extends Figures>(db: Db, rows: T[], day: string, reach: Reach) {
  const ids = rows.map((row) => row.id)
  const last = ids.length === 0 ? [] : await nearest(db, ids, day, 'last', reach)
  const next = ids.length === 0 ? [] : await nearest(db, ids, day, 'next', reach)
  const quorums = await quorumsOf(db, last)
  return rows.map(({ seats, filled, vacant, members, ending, held, ...row }) => {
    const latest = last.find((meeting) => meeting.bodyId === row.id)
    const ahead = next.find((meeting) => meeting.bodyId === row.id)
    const counted = latest && quorums.get(latest.id)
    const owed = rhythmOf({ ...row, held, day }) === 'ceased' ? 0 : meetingsOwed({ ...row, day })
    const standing = {
      day, seats, filled, vacant, members, ending, held, owed, rhythm: rhythmOf({ ...row, held, day }),
      next: ahead ? { id: ahead.id, startsAt: ahead.startsAt } : null, last: latest && counted ? { id: latest.id, startsAt: latest.startsAt, quorum: counted } : null,
    }
    return { ...row, standing }
  })
}

/** The meeting of each body that is nearest to a day: the last held up to it, or the next one planned after it. */
async function nearest(db: Db, bodyIds: readonly string[], day: string, which: 'last' | 'next', reach: Reach) {
  const held = sql`${sessions.status} in ('open', 'closed') and ${meetingDay} <= ${day}`
  const ahead = sql`${sessions.status} in ('planned', 'open') and ${meetingDay} >= ${day}`
  const rows = await db.selectDistinctOn([sessions.bodyId], { id: sessions.id, bodyId: sessions.bodyId, startsAt: sessions.startsAt, day: meetingDay }).from(sessions)
    .where(and(inArray(sessions.bodyId, [...bodyIds]), isNull(sessions.deletedAt), within(sessions.perimeterId, reach), which === 'last' ? held : ahead))
    .orderBy(sessions.bodyId, which === 'last' ? desc(sessions.startsAt) : sessions.startsAt)
  return rows.flatMap((row) => (row.bodyId ? [{ ...row, bodyId: row.bodyId }] : []))
}
