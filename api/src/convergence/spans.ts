import { type SQL, sql } from 'drizzle-orm'

/** An instant as RFC 3339 text, whatever the driver makes of timestamps. */
export const isoText = (instant: SQL): SQL => sql`to_char(${instant} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const parisDay = (instant: SQL): SQL => sql`(${instant} at time zone 'Europe/Paris')::date`

/** Ids, or a sub-query of ids; all without them. */
export type Among = readonly string[] | SQL | undefined

function among(column: SQL, ids: Among): SQL {
  if (ids === undefined) return sql`true`
  return 'queryChunks' in ids ? sql`${column} in ${ids}` : sql`${column} = any(${`{${ids.join(',')}}`}::uuid[])`
}

/** Which statements are looked at: of these points (of every point without them) and of these holders, before an instant. */
interface Window { points: Among; holders?: Among; end: SQL }

/**
 * `version`: from when to when each wording was the current one. A wording counts from its first statement where that is
 * earlier than its entry here: past sessions are entered late.
 */
const version = ({ points, end }: Window): SQL => sql`
  version as (
    select v.id, v.point_id, v.number, v.starts, lead(v.starts) over (partition by v.point_id order by v.number) as ends
    from (
      select pv.id, pv.point_id, pv.number, least(pv.created_at, f.first) as starts
      from point_versions pv
      left join (select point_version_id, min(stated_at) as first from positions where ${among(sql`point_id`, points)} and withdrawn_at is null group by 1) f on f.point_version_id = pv.id
      where ${among(sql`pv.point_id`, points)}
    ) v where v.starts < ${end}
  )`

/** From and where of the statements that count, `positions x` with their `version v`; not those taken back, nor of a removed holder or session. */
const counting = ({ points, holders, end }: Window): SQL => sql`
  from positions x
  join version v on v.id = x.point_version_id
  join stakeholders h on h.id = x.holder_id and h.deleted_at is null
  left join sessions s on s.id = x.session_id
  where ${among(sql`x.point_id`, points)} and ${among(sql`x.holder_id`, holders)} and x.withdrawn_at is null and x.stated_at < ${end} and s.deleted_at is null`

/**
 * What a row of `positions` counts as at an instant: a position that its holder contested by then is no position, and counts as
 * `contested`, asked and without value, until it is corrected. The row itself keeps what was recorded.
 */
export const stateOn = (end: SQL, row = 'x'): SQL => sql`case when ${contestedOn(end, row)} then 'contested' else ${column(row, 'state')}::text end`
export const valueOn = (end: SQL, row = 'x'): SQL => sql`case when ${contestedOn(end, row)} then null else ${column(row, 'value')} end`
export const contestedOn = (end: SQL, row = 'x'): SQL => sql`(${column(row, 'confirmation')} = 'contested' and coalesce(${column(row, 'confirmed_at')} < ${end}, true))`
const column = (row: string, name: string): SQL => sql.raw(`${row}.${name}`)

/** "Not asked" and "left before" are no statement: they never replace one that the holder made on the same wording. */
const NO_STATEMENT = sql`('not_asked', 'left_before')`

/**
 * Common table expression `current`: the latest statement of each holder on the wording of each point in force at the
 * instant. The spans below that are still open are these rows: both are made of the same parts, and a test compares them.
 */
export const current = (points: Among, end: SQL, holders?: Among): SQL => sql`
  ${version({ points, end })},
  current as (
    select distinct on (x.point_id, x.holder_id) x.id, x.point_id, x.holder_id, x.session_id, ${stateOn(end)} as state, ${valueOn(end)} as value, x.stated_at
    ${counting({ points, holders, end })} and v.ends is null
    order by x.point_id, x.holder_id, x.state in ${NO_STATEMENT}, x.stated_at desc, x.recorded_at desc, x.id desc
  )`

/**
 * Common table expressions that turn dated statements into spans of validity, for these points, before an instant:
 * `version`, `said` (statements that count), `span` (from when to when a statement was a holder's latest on the current
 * wording) and `step` (each session or day of discussion).
 */
export const spans = (points: readonly string[], end: SQL): SQL => sql`
  ${version({ points, end })},
  said as (
    select x.id, x.point_id, x.holder_id, x.session_id, x.state as recorded, ${stateOn(end)} as state, ${valueOn(end)} as value, x.stated_at, v.number, v.ends,
      bool_or(x.state not in ${NO_STATEMENT}) over (turn rows unbounded preceding) as answered,
      lead(x.stated_at) over turn as next,
      min(x.stated_at) filter (where x.state not in ${NO_STATEMENT}) over (turn rows between 1 following and unbounded following) as next_answer
    ${counting({ points, end })}
    -- In the order of the index positions_current, so that only the statements of one holder on one point are sorted.
    window turn as (partition by x.point_id, x.holder_id, x.point_version_id order by x.stated_at, x.recorded_at, x.id)
  ),
  span as (
    select id, point_id, holder_id, session_id, state, value, stated_at, number, least(coalesce(case when answered then next_answer else next end, 'infinity'), coalesce(ends, 'infinity')) as until
    from said where recorded not in ${NO_STATEMENT} or not answered
  ),
  step as (
    select point_id, session_id, min(stated_at) as starts_at, max(stated_at) as ends_at, ${parisDay(sql`max(stated_at)`)} as on_day
    from said group by point_id, session_id, case when session_id is null then ${parisDay(sql`stated_at`)} end
    having bool_or(recorded not in ${NO_STATEMENT})
  )`

/** The instant of the earlier state per point: the end of the step before the last one, or of the last step before `since`. */
export const earlier = (since: SQL | null): SQL =>
  since
    ? sql`earlier as (select point_id, max(ends_at) as at from step where ends_at < ${since} group by point_id)`
    : sql`earlier as (select point_id, ends_at as at from (select point_id, ends_at, row_number() over (partition by point_id order by ends_at desc) as rank from step) ranked where rank = 2)`
