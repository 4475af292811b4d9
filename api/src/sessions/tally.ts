import { type Db, schema } from '@convergence/db'
import { desc, inArray, lte, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { stateOn, valueOn } from '../convergence/spans.ts'
import { type Counts5, DEFAULT_THRESHOLDS, statusOf, type StatusThresholds } from '../methods/agreement/index.ts'
import type { OpinionCounts, PointTally, SessionTally } from './schemas.ts'

const sizeKeys = ['agendaItems', 'agendaPoints', 'minutes', 'invited', 'registered', 'observers', 'waitlisted', 'apologised', 'represented', 'unanswered', 'present', 'people'] as const
type Counts = z.output<typeof OpinionCounts>
type Tally = z.output<typeof SessionTally>
interface Cell { sessionId: string; pointId: string; state: string; value: number | null; n: number }
interface Size extends Record<(typeof sizeKeys)[number], number> { sessionId: string }

const nothing = Object.fromEntries(sizeKeys.map((key) => [key, 0])) as Omit<Size, 'sessionId'>
const listOf = (ids: readonly string[]) => sql.join(ids.map((id) => sql`${id}::uuid`), sql`, `)
const now = sql`'infinity'::timestamptz`
const byValue = ['against2', 'against1', 'neutral', 'for1', 'for2'] as const

/** Figures of sessions: who was asked and came, and what was recorded there on each point. */
export async function talliesOf(db: Db, sessionIds: readonly string[]): Promise<Map<string, Tally>> {
  if (sessionIds.length === 0) return new Map()
  // One after the other: within a transaction there is one connection.
  const sizes = await countSizes(db, sessionIds)
  const cells = await countOpinions(db, sessionIds)
  const thresholds = await thresholdsAt(db, new Date())
  return new Map(sessionIds.map((id) => {
    const own = cells.filter((c) => c.sessionId === id)
    const points = [...new Set(own.map((c) => c.pointId))].map((pointId) => tallyPoint(pointId, own.filter((c) => c.pointId === pointId), thresholds))
    const { sessionId: _id, ...size } = sizes.find((s) => s.sessionId === id) ?? { ...nothing, sessionId: id }
    return [id, { ...size, positions: own.reduce((sum, c) => sum + c.n, 0), points }]
  }))
}

/** The thresholds in force at an instant; those of the design until somebody sets others. */
export async function thresholdsAt(db: Db, at: Date): Promise<StatusThresholds> {
  const { agreementThresholds: t } = schema
  const [row] = await db.select().from(t).where(lte(t.validFrom, at)).orderBy(desc(t.validFrom), desc(t.id)).limit(1)
  return row ? { minHolders: row.minHolders, minAskedShare: row.minAskedShare, minAgreement: row.convergenceAgreement, minSideShare: row.divergenceShare } : DEFAULT_THRESHOLDS
}

function tallyPoint(pointId: string, cells: Cell[], thresholds: StatusThresholds): z.output<typeof PointTally> {
  const of = (state: string, value: number | null = null): number => cells.filter((c) => c.state === state && c.value === value).reduce((sum, c) => sum + c.n, 0)
  const counts5: Counts5 = [of('stated', -2), of('stated', -1), of('stated', 0), of('stated', 1), of('stated', 2)]
  const counts: Counts = { ...(Object.fromEntries(byValue.map((key, i) => [key, counts5[i] ?? 0])) as Omit<Counts, 'abstained' | 'unknown' | 'contested'>), abstained: of('abstained'), unknown: of('no_answer'), contested: of('contested') }
  const n = counts5.reduce((sum, x) => sum + x, 0)
  const asked = n + counts.abstained + counts.unknown + counts.contested
  const { status, agreement, balance } = statusOf({ counts5, asked, holders: n }, thresholds)
  return { pointId, counts, n, asked, status, agreement: 'value' in agreement ? agreement.value : null, balance: 'value' in balance ? balance.value : null }
}

async function countSizes(db: Db, ids: readonly string[]): Promise<Size[]> {
  const { rows } = await db.execute<Record<keyof Size, string>>(sql`select s.id as "sessionId",
    (select count(*) from agenda_items a where a.session_id = s.id) as "agendaItems",
    (select count(distinct a.point_id) from agenda_items a where a.session_id = s.id) as "agendaPoints",
    (select coalesce(sum(a.duration_minutes), 0) from agenda_items a where a.session_id = s.id) as minutes,
    i.invited, i.registered, i.observers, i.waitlisted, i.apologised, i.represented, i.unanswered,
    (select count(*) from attendances t where t.session_id = s.id and t.status in ('present', 'remote', 'represented')) as present,
    (select coalesce(sum(t.headcount), 0) from attendances t where t.session_id = s.id and t.status in ('present', 'remote')) as people
    from sessions s cross join lateral (select count(*) as invited, count(*) filter (where status = 'registered' and role = 'participant') as registered, count(*) filter (where status = 'registered' and role = 'observer') as observers,
      count(*) filter (where status = 'waitlisted') as waitlisted, count(*) filter (where status = 'apologised') as apologised, count(*) filter (where status = 'represented') as represented, count(*) filter (where status = 'invited') as unanswered
      from invitations where session_id = s.id) i where s.id in (${listOf(ids)})`)
  return rows.map((r) => ({ ...(Object.fromEntries(sizeKeys.map((key) => [key, Number(r[key])])) as Omit<Size, 'sessionId'>), sessionId: r.sessionId }))
}

/** The latest row of each holder on the wording last discussed at each session, counted by state and value. */
async function countOpinions(db: Db, ids: readonly string[]): Promise<Cell[]> {
  const { rows } = await db.execute<{ sessionId: string; pointId: string; state: string; value: number | null; n: number }>(sql`
    select session_id as "sessionId", point_id as "pointId", state, value, count(*)::int as n from (
      select distinct on (p.session_id, p.point_id, p.holder_id) p.session_id, p.point_id, ${stateOn(now, 'p')} as state, ${valueOn(now, 'p')} as value
      from (select p.*, v.number, max(v.number) over (partition by p.session_id, p.point_id) as last from positions p join point_versions v on v.id = p.point_version_id where p.withdrawn_at is null and p.session_id in (${listOf(ids)})) p
      where p.number = p.last
      order by p.session_id, p.point_id, p.holder_id, p.stated_at desc, p.recorded_at desc, p.id desc
    ) latest group by 1, 2, 3, 4`)
  return rows
}

/** True when a position stands at the session, optionally of one holder. */
export async function hasPositions(db: Db, sessionId: string, holderId?: string): Promise<boolean> {
  const { positions } = schema
  const ids = db.select({ id: positions.id }).from(positions).where(sql`${positions.sessionId} = ${sessionId} and ${positions.withdrawnAt} is null and ${holderId ? sql`${positions.holderId} = ${holderId}` : sql`true`}`).limit(1)
  return (await db.select({ id: positions.id }).from(positions).where(inArray(positions.id, ids))).length > 0
}
