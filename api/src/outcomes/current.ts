import { type SQL, sql } from 'drizzle-orm'
import { endOf } from '../plugins/day-bounds.ts'

/** The outcome of each point that stands at the end of a day: the latest that was not withdrawn. A sub-query with every column of `outcomes`. */
export const currentOutcomes = (asOf?: string): SQL =>
  sql`(select distinct on (point_id) * from outcomes where withdrawn_at is null ${asOf ? sql`and decided_on <= ${asOf}::date` : sql``} order by point_id, decided_on desc, recorded_at desc, id desc)`

/** Who took position on each point, and when first: the holders to whom an answer is owed. A contested position was taken all the same. */
export const contributors = (asOf?: string): SQL =>
  sql`(select point_id, holder_id, min(stated_at) as first_at from positions where withdrawn_at is null and state in ('stated', 'abstained') and stated_at < ${endOf(asOf)} group by point_id, holder_id)`
