import type { Db, schema } from '@convergence/db'
import { type SQL, sql } from 'drizzle-orm'
import type { Reach } from '../plugins/access.ts'
import { endOf } from '../plugins/day-bounds.ts'
import { pointWhere } from './filter.ts'
import type { PointFilter } from './schemas.ts'
import { earlier, isoText, spans } from './spans.ts'

/** What a position counts as: its state, or `contested` once its holder contested the record. */
export type PositionState = (typeof schema.positionState.enumValues)[number] | 'contested'

export type PointRow = { id: string; reference: string; title: string; statement: string; version: number; versionId: string; perimeterId: string; fictional: boolean }

/** The points that a filter leaves, each with its wording on that day, in order of title. */
export async function listPoints(db: Db, filter: PointFilter, reach: Reach, ids?: readonly string[]): Promise<PointRow[]> {
  const where = pointWhere(filter, reach)
  const only = ids ? sql`and points.id = any(${`{${ids.join(',')}}`}::uuid[])` : sql``
  const end = endOf(filter.asOf)
  const { rows } = await db.execute<PointRow>(sql`
    select points.id, points.reference, points.title, v.statement, v.number as version, v.id as "versionId", points.perimeter_id as "perimeterId", points.fictional
    from points
    join lateral (
      select id, number, statement from point_versions v
      where v.point_id = points.id and (v.created_at < ${end} or exists (select 1 from positions x where x.point_version_id = v.id and x.point_id = points.id and x.withdrawn_at is null and x.stated_at < ${end}))
      order by number desc limit 1
    ) v on true
    where ${where ?? sql`true`} ${only}
    order by points.title, points.id`)
  return rows
}

export type Labelled = { pointId: string; id: string; code: string; labelFr: string; labelEn: string }

const points = (ids: readonly string[]): SQL => sql`${`{${ids.join(',')}}`}::uuid[]`

/** ISO areas of points, in the order of the norm. */
export async function listAreas(db: Db, ids: readonly string[]): Promise<Labelled[]> {
  const { rows } = await db.execute<Labelled>(sql`
    select t.point_id as "pointId", a.id, a.code, a.label_fr as "labelFr", a.label_en as "labelEn" from iso_ties t join areas a on a.id = t.area_id where t.point_id = any(${points(ids)}) order by a.rank`)
  return rows
}

/** Pillars of points: of their areas and of their impacts. */
export async function listPillars(db: Db, ids: readonly string[]): Promise<Labelled[]> {
  const { rows } = await db.execute<Labelled>(sql`
    select x.point_id as "pointId", p.id, p.code, p.label_fr as "labelFr", p.label_en as "labelEn" from (
      select t.point_id, a.pillar_id from iso_ties t join pillar_areas a on a.area_id = t.area_id where t.point_id = any(${points(ids)})
      union select i.point_id, m.pillar_id from point_impacts i join impacts m on m.id = i.impact_id and m.deleted_at is null where i.point_id = any(${points(ids)})
    ) x join pillars p on p.id = x.pillar_id order by p.rank`)
  return rows
}

export type ImpactOfPoint = { pointId: string; id: string; reference: string; title: string }

/** Impacts that points are about, within reach. */
export async function listImpacts(db: Db, ids: readonly string[], reach: Reach): Promise<ImpactOfPoint[]> {
  const within = reach === 'all' ? sql`` : sql`and m.perimeter_id = any(${points(reach)})`
  const { rows } = await db.execute<ImpactOfPoint>(sql`
    select i.point_id as "pointId", m.id, m.reference, m.title from point_impacts i join impacts m on m.id = i.impact_id and m.deleted_at is null ${within} where i.point_id = any(${points(ids)}) order by m.title`)
  return rows
}

export type ShiftRow = { pointId: string; state: PositionState | null; value: number | null; stateBefore: PositionState | null; valueBefore: number | null; n: number; holders: string[] | null }
export type StepRow = { pointId: string; on: string; at: string; sessionId: string | null; version: number; earlier: boolean; state: PositionState; value: number | null; n: number }
type StateRow = ({ kind: 'shift' } & ShiftRow) | ({ kind: 'step' } & StepRow)

const STEPS_SHOWN = 24

/**
 * Where the holders of these points stand, counted by the database. Shifts: how many stand where, now and at the earlier
 * state, and who they are where the value changed. Steps: the state after each session or day of discussion, the latest 24
 * and the earlier state. One query, since both read the same spans.
 */
export async function listStates(db: Db, ids: readonly string[], filter: PointFilter): Promise<{ shifts: ShiftRow[]; steps: StepRow[] }> {
  const since = filter.since ? endOf(filter.since) : null
  const { rows } = await db.execute<StateRow>(sql`
    with ${spans(ids, endOf(filter.asOf))}, ${earlier(since)},
    held as (
      select span.point_id, span.holder_id,
        max(state) filter (where until = 'infinity') as state, max(value) filter (where until = 'infinity') as value,
        max(state) filter (where stated_at <= at and until > at) as state_before, max(value) filter (where stated_at <= at and until > at) as value_before
      from span left join earlier on earlier.point_id = span.point_id
      where until = 'infinity' or (stated_at <= at and until > at)
      group by span.point_id, span.holder_id
    ),
    ranked as (select step.*, row_number() over (partition by point_id order by ends_at desc) as rank from step)
    select 'shift' as kind, point_id as "pointId", null as "on", null as "at", null::uuid as "sessionId", null::int as version, null::bool as earlier, state, value, state_before as "stateBefore", value_before as "valueBefore", count(*)::int as n,
      case when value <> value_before then array_agg(holder_id::text order by holder_id) end as holders
    from held group by point_id, state, value, state_before, value_before
    union all
    select 'step', r.point_id, r.on_day::text, ${isoText(sql`r.ends_at`)}, r.session_id, max(s.number)::int, bool_or(coalesce(e.at = r.ends_at, false)), s.state, s.value, null, null, count(*)::int, null
    from ranked r join span s on s.point_id = r.point_id and s.stated_at <= r.ends_at and s.until > r.ends_at left join earlier e on e.point_id = r.point_id
    where r.rank <= ${STEPS_SHOWN} or e.at = r.ends_at
    group by r.point_id, r.on_day, r.ends_at, r.session_id, s.state, s.value
    order by "pointId", "at" nulls first, value, "valueBefore", state, "stateBefore"`)
  return { shifts: rows.filter((row) => row.kind === 'shift'), steps: rows.filter((row) => row.kind === 'step') }
}

/** Names of holders by id. */
export async function namesOf(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await db.execute<{ id: string; name: string }>(sql`select id, name from stakeholders where id = any(${points(ids)})`)
  return new Map(rows.map((row) => [row.id, row.name]))
}
