import { type SQL, sql } from 'drizzle-orm'

/** Where a round stands: prepared, announced for later, answered now, or speaking in every result. */
export const phases = ['draft', 'planned', 'open', 'closed'] as const
export type Phase = (typeof phases)[number]

/** A round closes by hand or when its time is over, without anybody watching the clock. `r` is the alias of `rounds`. */
export const hasClosed = (r: SQL = sql`rounds`): SQL => sql`(${r}.status = 'closed' or (${r}.status = 'open' and ${r}.closes_at <= now()))`

/** The phase of a row of `rounds`, now. */
export const phaseOf = (r: SQL = sql`rounds`): SQL<Phase> =>
  sql<Phase>`case when ${hasClosed(r)} then 'closed' when ${r}.status = 'draft' then 'draft' when ${r}.opens_at > now() then 'planned' else 'open' end`
