import { type SQL, sql } from 'drizzle-orm'
import { askedFrom, awaitedSql, dueSql, todaySql } from '../indicators/asked.ts'

/** The condition of the reader's scope on a column of an alias. */
type InScope = (column: SQL) => SQL
const at = (day: SQL): SQL => sql`(${day})::timestamp at time zone 'Europe/Paris' as at, null::uuid as "sessionId"`

/** Values of indicators that are asked for and not yet submitted: the period is over. */
export const valueDue = (inScope: InScope): SQL => sql`select md5(c.id::text || p.starts::text) as id, 'indicator'::text as type, i.id as "objectId", i.title || ' — ' || place.name as label, to_char(${dueSql}, 'YYYYMMDD') || i.title as sort, i.fictional as fictional, coalesce(r.name, u.name) as detail, ${at(dueSql)}
  from ${askedFrom} left join relays r on r.id = c.relay_id left join users u on u.id = c.user_id where ${awaitedSql} and ${inScope(sql`c.perimeter_id`)}`

/** Values that were handed in and wait to be validated. */
export const valueToValidate = (inScope: InScope): SQL => sql`select v.id as id, 'indicator'::text as type, i.id as "objectId", i.title || ' — ' || place.name as label, to_char(v.period_end, 'YYYYMMDD') || i.title as sort, v.fictional as fictional, r.name as detail, v.stated_at as at, null::uuid as "sessionId"
  from indicator_values v join indicators i on i.id = v.indicator_id and i.deleted_at is null join perimeters place on place.id = v.perimeter_id left join relays r on r.id = v.relay_id where v.status = 'submitted' and v.withdrawn_at is null and ${inScope(sql`v.perimeter_id`)}`

/** Watch items whose day of review has come. */
export const watchReview = (inScope: InScope): SQL => sql`select w.id as id, 'watchItem'::text as type, w.id as "objectId", w.title as label, to_char(w.review_on, 'YYYYMMDD') || w.title as sort, w.fictional as fictional, nullif(w.owner, '') as detail, ${at(sql`w.review_on`)}
  from watch_items w where w.deleted_at is null and w.status <> 'closed' and w.review_on <= ${todaySql} and ${inScope(sql`w.perimeter_id`)}`

/** Progress actions of relays whose day has passed. */
export const progressLate = (inScope: InScope): SQL => sql`select a.id as id, 'relayReport'::text as type, x.id as "objectId", a.progress_action as label, to_char(a.progress_due_on, 'YYYYMMDD') || a.progress_action as sort, x.fictional as fictional, r.name as detail, ${at(sql`a.progress_due_on`)}
  from relay_report_practices a join relay_reports x on x.id = a.report_id and x.deleted_at is null and x.status <> 'draft' join relays r on r.id = x.relay_id
  where a.progress_action <> '' and a.progress_done_on is null and a.progress_due_on < ${todaySql} and ${inScope(sql`x.perimeter_id`)}`
