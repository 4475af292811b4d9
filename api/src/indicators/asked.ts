import { type SQL, sql } from 'drizzle-orm'
import { DAYS_TO_GIVE } from './periods.ts'

/** Today, in Paris. */
export const todaySql = sql`(now() at time zone 'Europe/Paris')::date`
const months = sql`case i.frequency when 'monthly' then 1 when 'quarterly' then 3 when 'half_yearly' then 6 else 12 end`

/** Whether a value `v` stands before the others of its perimeter and period: one that counts before one that does not, the latest said before the others. */
export const currentFirst = sql`(v.status in ('validated', 'frozen')) desc, v.stated_at desc, v.id desc`

/**
 * Every period over which somebody gives a value, up to the last one that is over: `c` the collector, `i` the indicator,
 * `p` the period (the rule of `askedPeriods`, in SQL), `v` its current value or nulls. To stand after `from`.
 */
export const askedFrom: SQL = sql`indicator_collectors c join indicators i on i.id = c.indicator_id and i.deleted_at is null and i.source = 'collected'
  join perimeters place on place.id = c.perimeter_id
  cross join lateral (select ${months} as months) f
  cross join lateral (
    select s::date as starts, (s + make_interval(months => f.months) - interval '1 day')::date as ends
    from generate_series(date_trunc('month', c.since::timestamp) - make_interval(months => (extract(month from c.since)::int - 1) % f.months), ${todaySql}::timestamp, make_interval(months => f.months)) s) p
  left join lateral (select v.id, v.status, v.value, v.stated_at from indicator_values v where v.indicator_id = c.indicator_id and v.perimeter_id = c.perimeter_id and v.period_start = p.starts and v.withdrawn_at is null order by ${currentFirst} limit 1) v on true`

/** Only periods that are over. */
export const overSql: SQL = sql`p.ends < ${todaySql}`
/** Over, and not yet submitted. */
export const awaitedSql: SQL = sql`${overSql} and (v.status is null or v.status = 'draft')`
export const dueSql: SQL = sql`(p.ends + ${sql.raw(String(DAYS_TO_GIVE))})`
export const lateSql: SQL = sql`${awaitedSql} and ${dueSql} < ${todaySql}`
