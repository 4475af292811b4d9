import type { Db } from '@convergence/db'
import { type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Reach } from '../plugins/access.ts'
import { indicatorWhere, stateConditions } from './filter.ts'
import { type IndicatorFacets, type IndicatorFilter, indicatorStates } from './schemas.ts'

type Facets = z.output<typeof IndicatorFacets>
interface Counted<T extends string = string> extends Record<string, unknown> { id: T; n: number }

/** How many indicators each value of each facet would leave; a facet leaves its own filter out. */
export async function countFacets(db: Db, f: IndicatorFilter, reach: Reach): Promise<Facets> {
  const without = (name?: keyof IndicatorFilter): SQL => indicatorWhere(name ? { ...f, [name]: undefined } : f, reach) ?? sql`true`
  const by = async <T extends string>(id: SQL, where: SQL, join: SQL = sql``): Promise<Counted<T>[]> => (await db.execute<Counted<T>>(sql`select ${id} as id, count(*)::int as n from indicators ${join} where ${where} and ${id} is not null group by 1 order by n desc, 1 limit 100`)).rows
  // One after the other: the embedded engine has a single connection.
  const states = await countStates(db, f, reach, without('state'))
  const totals = await countStates(db, f, reach, without())
  const n = (state: string) => totals.find((row) => row.id === state)?.n ?? 0
  const { rows } = await db.execute<{ n: number }>(sql`select count(*)::int as n from indicators where ${without()}`)
  return {
    total: rows[0]?.n ?? 0, late: n('late'), awaited: n('awaited'), toValidate: n('to_validate'), states,
    themes: await by(sql`indicators.theme`, without('theme')), sources: await by(sql`indicators.source`, without('source')), frequencies: await by(sql`indicators.frequency`, without('frequency')),
    pillars: await by(sql`indicators.pillar_id`, without('pillarId')), practices: await by(sql`indicators.practice_id`, without('practiceId')),
    areas: await by(sql`t.area_id`, without('areaId'), sql`join iso_ties t on t.indicator_id = indicators.id`),
  }
}

async function countStates(db: Db, f: IndicatorFilter, reach: Reach, where: SQL): Promise<Facets['states']> {
  const conditions = stateConditions(reach, f.perimeterId)
  const { rows } = await db.execute<Record<string, number>>(sql`select ${sql.join(indicatorStates.map((state) => sql`count(*) filter (where ${conditions[state]})::int as ${sql.identifier(state)}`), sql`, `)} from indicators where ${where}`)
  return indicatorStates.map((id) => ({ id, n: rows[0]?.[id] ?? 0 })).filter((row) => row.n > 0)
}
