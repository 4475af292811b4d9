import type { Db } from '@convergence/db'
import { type SQL, sql } from 'drizzle-orm'
import { endOf } from '../plugins/day-bounds.ts'
import { current, stateOn, valueOn } from '../convergence/spans.ts'
import type { TraceLink } from './schemas.ts'

type Ids = readonly string[]
const many = (ids: Ids): SQL => sql`any(${`{${ids.join(',')}}`}::uuid[])`

export type Pair = { from: string; to: string; why: string }
const pairs = async (db: Db, query: SQL): Promise<Pair[]> => (await db.execute<Pair>(query)).rows

/** Impact → stakeholder, of these impacts or of these stakeholders; `why` says which way the effect goes. */
export const involvements = (db: Db, by: { impacts?: Ids; stakeholders?: Ids }) =>
  pairs(db, sql`select impact_id as "from", stakeholder_id as "to", involvement::text as why from impact_stakeholders where ${by.impacts ? sql`impact_id = ${many(by.impacts)}` : sql`stakeholder_id = ${many(by.stakeholders ?? [])}`}`)

/** Impact → point. */
export const subjects = (db: Db, by: { impacts?: Ids; points?: Ids }) =>
  pairs(db, sql`select impact_id as "from", point_id as "to", 'about' as why from point_impacts where ${by.impacts ? sql`impact_id = ${many(by.impacts)}` : sql`point_id = ${many(by.points ?? [])}`}`)

/** Area → impact and area → point. */
export const coverage = (db: Db, by: { areas?: Ids; impacts?: Ids; points?: Ids }) => {
  const where = by.areas ? sql`area_id = ${many(by.areas)}` : sql`(impact_id = ${many(by.impacts ?? [])} or point_id = ${many(by.points ?? [])})`
  return pairs(db, sql`select area_id as "from", coalesce(impact_id, point_id) as "to", case when impact_id is null then 'point' else 'impact' end as why from iso_ties where num_nonnulls(impact_id, point_id) = 1 and ${where}`)
}

/** Area → stakeholder, by what the stakeholder expects there. */
export const expectations = (db: Db, areas: Ids) =>
  pairs(db, sql`select distinct area_id as "from", stakeholder_id as "to", 'expects' as why from expectations where deleted_at is null and horizon = 'now' and area_id = ${many(areas)}`)

/** Session → point, by the agenda or by a position taken there. */
export const discussions = (db: Db, by: { sessions?: Ids; points?: Ids }) => {
  const side = (session: SQL, point: SQL) => (by.sessions ? sql`${session} = ${many(by.sessions)}` : sql`${point} = ${many(by.points ?? [])}`)
  return pairs(db, sql`
    select "from", "to", min(why) as why from (
      select session_id as "from", point_id as "to", 'agenda' as why from agenda_items where point_id is not null and ${side(sql`session_id`, sql`point_id`)}
      union select session_id, point_id, 'position' from positions where session_id is not null and withdrawn_at is null and ${side(sql`session_id`, sql`point_id`)}
    ) x group by 1, 2`)
}

/** Stakeholder → session, by attendance; absences too, since silence is a fact. */
export const attendances = (db: Db, sessions: Ids) =>
  pairs(db, sql`select stakeholder_id as "from", session_id as "to", status::text as why from attendances where session_id = ${many(sessions)}`)

export const attendedBy = (db: Db, stakeholders: Ids) =>
  pairs(db, sql`select stakeholder_id as "from", session_id as "to", status::text as why from attendances where stakeholder_id = ${many(stakeholders)}`)

/** Point → outcome, those that were not withdrawn and were decided by the end of a day. */
export const outcomesOf = (db: Db, by: { points?: Ids; outcomes?: Ids }, asOf: string | undefined) =>
  pairs(db, sql`select point_id as "from", id as "to", kind::text as why from outcomes where withdrawn_at is null ${asOf ? sql`and decided_on <= ${asOf}::date` : sql``} and ${by.points ? sql`point_id = ${many(by.points)}` : sql`id = ${many(by.outcomes ?? [])}`}`)

/** Point → commitment. */
export const promisesOf = (db: Db, by: { points?: Ids; commitments?: Ids }) =>
  pairs(db, sql`select point_id as "from", id as "to", 'promised' as why from commitments where deleted_at is null and point_id is not null and ${by.points ? sql`point_id = ${many(by.points)}` : sql`id = ${many(by.commitments ?? [])}`}`)

/** Commitment → indicator that tells whether it was kept. */
export const measuresOf = (db: Db, by: { commitments?: Ids; indicators?: Ids }) =>
  pairs(db, sql`select commitment_id as "from", indicator_id as "to", 'measured' as why from commitment_indicators where ${by.commitments ? sql`commitment_id = ${many(by.commitments)}` : sql`indicator_id = ${many(by.indicators ?? [])}`}`)

export type HeldRow = { id: string; pointId: string; holderId: string; sessionId: string | null; value: number | null; state: string; manner: string; confirmation: string; statedOn: string }

/** Positions in force on these points at the end of a day; of these holders only, where given; without those not asked. */
export async function heldPositions(db: Db, points: Ids, asOf: string | undefined, holders?: Ids): Promise<HeldRow[]> {
  if (points.length === 0) return []
  const { rows } = await db.execute<HeldRow>(sql`
    with ${current(points, endOf(asOf), holders)}
    select s.id, s.point_id as "pointId", s.holder_id as "holderId", s.session_id as "sessionId", s.value, s.state, x.manner, x.confirmation, ((s.stated_at at time zone 'Europe/Paris')::date)::text as "statedOn"
    from current s join positions x on x.id = s.id where s.state <> 'not_asked' order by s.value nulls last, s.id`)
  return rows
}

/** Points on which a holder said something before the end of a day. */
export async function pointsOf(db: Db, holders: Ids, asOf: string | undefined): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`select distinct point_id as id from positions where withdrawn_at is null and state <> 'not_asked' and stated_at < ${endOf(asOf)} and holder_id = ${many(holders)}`)
  return rows.map((row) => row.id)
}

/** One position, whether still in force or not. */
export async function findPosition(db: Db, id: string, asOf: string | undefined): Promise<HeldRow | null> {
  const { rows } = await db.execute<HeldRow>(sql`
    select id, point_id as "pointId", holder_id as "holderId", session_id as "sessionId", ${valueOn(endOf(asOf))} as value, ${stateOn(endOf(asOf))} as state, manner, confirmation, ((stated_at at time zone 'Europe/Paris')::date)::text as "statedOn"
    from positions x where id = ${id} and withdrawn_at is null and stated_at < ${endOf(asOf)}`)
  return rows[0] ?? null
}

export const link = (kind: TraceLink['kind'], from: TraceLink['from'], to: TraceLink['to'], why: string): TraceLink => ({ kind, from, to, why })
