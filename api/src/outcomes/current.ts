import { type SQL, sql } from 'drizzle-orm'
import { endOf } from '../plugins/day-bounds.ts'

/** The outcome of each point that stands at the end of a day: the latest that was not withdrawn. A sub-query with every column of `outcomes`. */
export const currentOutcomes = (asOf?: string): SQL =>
  sql`(select distinct on (point_id) * from outcomes where withdrawn_at is null ${asOf ? sql`and decided_on <= ${asOf}::date` : sql``} order by point_id, decided_on desc, recorded_at desc, id desc)`

/** Who took position on each point, and when first: the holders to whom an answer is owed. A contested position was taken all the same. */
export const contributors = (asOf?: string): SQL =>
  sql`(select point_id, holder_id, min(stated_at) as first_at from positions where withdrawn_at is null and state in ('stated', 'abstained') and stated_at < ${endOf(asOf)} group by point_id, holder_id)`

const answered = (asOf?: string): SQL => sql`a.withdrawn_at is null ${asOf ? sql`and a.given_at < ${endOf(asOf)}` : sql``}`

/**
 * Pairs of a current outcome `o` and a holder `k.holder_id` who waits for an answer, at the end of a day: outcome_id, holder_id, since (the day
 * from which it is owed), answer_id and given_at, both null.
 */
export const owedPairs = (asOf?: string, where: SQL = sql`true`): SQL => sql`select o.id as outcome_id, k.holder_id, greatest(o.decided_on, (k.first_at at time zone 'Europe/Paris')::date) as since, null::uuid as answer_id, null::timestamptz as given_at
  from ${currentOutcomes(asOf)} o join ${contributors(asOf)} k on k.point_id = o.point_id where not exists (select 1 from answers a where a.outcome_id = o.id and a.stakeholder_id = k.holder_id and ${answered(asOf)}) and ${where}`

/** Pairs of an outcome `o` and a holder who got an answer `a` by the end of a day, in the same columns; a replaced outcome that was answered stays answered. */
export const givenPairs = (asOf?: string, where: SQL = sql`true`): SQL => sql`select o.id as outcome_id, a.stakeholder_id as holder_id, o.decided_on as since, a.id as answer_id, a.given_at
  from answers a join outcomes o on o.id = a.outcome_id where o.withdrawn_at is null and ${answered(asOf)} and ${where}`
