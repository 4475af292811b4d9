import { schema } from '@convergence/db'
import { type AnyColumn, and, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { Reach } from '../plugins/access.ts'
import { inPerimeter, within } from '../plugins/reach.ts'
import { matchesWords } from '../plugins/words.ts'
import { askedFrom, awaitedSql, lateSql } from './asked.ts'
import type { indicatorStates, IndicatorFilter } from './schemas.ts'

const { indicators } = schema
type State = (typeof indicatorStates)[number]

const idsOf = (ids: readonly string[]): SQL => sql`any(${`{${ids.join(',')}}`}::uuid[])`
/** These perimeters and all above them. */
const above = (ids: readonly string[]): SQL => sql`(with recursive up(id) as (select p.id from perimeters p where p.id = ${idsOf(ids)} union select p.parent_id from perimeters p join up u on p.id = u.id where p.parent_id is not null) select id from up)`

/** An indicator that is defined above applies below: who reaches a region reads the definitions of the whole. */
export const appliesWithin = (column: AnyColumn, reach: Reach): SQL | undefined => (reach === 'all' ? undefined : reach.length === 0 ? sql`false` : sql`${column} in ${above(reach)}`)

const scoped = (reach: Reach, perimeterId: string | undefined): SQL =>
  sql`${reach === 'all' ? sql`true` : sql`c.perimeter_id = ${idsOf(reach)}`} and ${perimeterId ? sql`c.perimeter_id in (with recursive below(id) as (select ${perimeterId}::uuid union select p.id from perimeters p join below b on p.parent_id = b.id) select id from below)` : sql`true`}`
const asked = (condition: SQL, reach: Reach, perimeterId: string | undefined): SQL => sql`exists (select 1 from ${askedFrom} where c.indicator_id = indicators.id and ${condition} and ${scoped(reach, perimeterId)})`
/** A value waits to be validated. */
const submitted = (reach: Reach, perimeterId: string | undefined): SQL => sql`exists (select 1 from indicator_values c where c.indicator_id = indicators.id and c.status = 'submitted' and c.withdrawn_at is null and ${scoped(reach, perimeterId)})`

/** The condition of each state of an indicator. */
export function stateConditions(reach: Reach, perimeterId: string | undefined): Record<State, SQL> {
  const [late, awaited, waiting] = [asked(lateSql, reach, perimeterId), asked(awaitedSql, reach, perimeterId), submitted(reach, perimeterId)]
  return { late, awaited, to_validate: waiting, up_to_date: sql`(not ${awaited} and not ${waiting})` }
}

/** The condition of a filter within reach; removed rows never match. */
export function indicatorWhere(f: IndicatorFilter, reach: Reach): SQL | undefined {
  const tied = (column: string, ids: readonly string[]): SQL => sql`exists (select 1 from iso_ties t where t.indicator_id = indicators.id and t.${sql.raw(column)} = ${idsOf(ids)})`
  const states = f.state ? stateConditions(reach, f.perimeterId) : null
  return and(
    isNull(indicators.deletedAt), appliesWithin(indicators.perimeterId, reach),
    f.q ? matchesWords(f.q, [indicators.title, indicators.definition, indicators.reference]) : undefined,
    f.theme ? inArray(indicators.theme, f.theme) : undefined,
    f.source ? inArray(indicators.source, f.source) : undefined,
    f.frequency ? inArray(indicators.frequency, f.frequency) : undefined,
    f.pillarId ? inArray(indicators.pillarId, f.pillarId) : undefined,
    f.practiceId ? inArray(indicators.practiceId, f.practiceId) : undefined,
    f.areaId ? tied('area_id', f.areaId) : undefined,
    f.commitmentId ? sql`exists (select 1 from commitment_indicators t where t.indicator_id = indicators.id and t.commitment_id = ${idsOf(f.commitmentId)})` : undefined,
    f.perimeterId ? or(inPerimeter(indicators.perimeterId, f.perimeterId), sql`${indicators.perimeterId} in ${above([f.perimeterId])}`) : undefined,
    f.fictional === undefined ? undefined : eq(indicators.fictional, f.fictional),
    states && f.state ? or(...f.state.map((state) => states[state])) : undefined,
  )
}

export { idsOf, within }
