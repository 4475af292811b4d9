import { type Db, schema } from '@convergence/db'
import { inArray, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Reach } from '../plugins/access.ts'
import { within } from '../plugins/reach.ts'
import { askedFrom, awaitedSql, lateSql } from './asked.ts'
import { idsOf } from './filter.ts'
import { type Frequency, periodOf } from './periods.ts'
import type { BareIndicator } from './queries.ts'
import { type CurrentValue, currentValues } from './queries.values.ts'
import { ancestorsOf, type Cell, comparable, consolidate, counts, distanceTo, topmost, trendOf } from './rules.ts'
import type { IndicatorSeries, SeriesQuery } from './schemas.series.ts'

const { indicatorCollectors, perimeters } = schema
const PERIODS_MAX = 240
const SPARK = 12

interface Places { names: ReadonlyMap<string, string>; parents: ReadonlyMap<string, string | null> }
async function placesOf(db: Db): Promise<Places> {
  const rows = await db.select({ id: perimeters.id, name: perimeters.name, parentId: perimeters.parentId }).from(perimeters)
  return { names: new Map(rows.map((row) => [row.id, row.name])), parents: new Map(rows.map((row) => [row.id, row.parentId])) }
}
const liesIn = (id: string, whole: string, { parents }: Places): boolean => id === whole || ancestorsOf(id, parents).includes(whole)

type Collector = { indicatorId: string; perimeterId: string; since: string }
const collectorsOf = (db: Db, indicatorIds: readonly string[], reach: Reach): Promise<Collector[]> =>
  indicatorIds.length === 0 ? Promise.resolve([]) : db.select({ indicatorId: indicatorCollectors.indicatorId, perimeterId: indicatorCollectors.perimeterId, since: indicatorCollectors.since }).from(indicatorCollectors).where(sql`${inArray(indicatorCollectors.indicatorId, [...indicatorIds])} and ${within(indicatorCollectors.perimeterId, reach) ?? sql`true`}`)

const cellOf = (row: CurrentValue): Cell => ({ perimeterId: row.perimeterId, value: row.value, numerator: row.numerator, denominator: row.denominator, count: row.count, statedAt: row.statedAt.getTime() })
type Period = z.output<typeof IndicatorSeries>['periods'][number]
const valued = (periods: readonly Period[]) => periods.flatMap((period) => (period.value === null ? [] : [{ ...period, value: period.value }]))

/** One period over several perimeters: what is in it, and who is missing. */
export function consolidatePeriod(indicator: Pick<BareIndicator, 'aggregation' | 'unit'>, rows: readonly CurrentValue[], asked: readonly string[], places: Places, period: { start: string; end: string }): Period {
  const counted = topmost(rows.filter((row) => counts(row.status)), places.parents)
  const covered = (id: string): boolean => counted.some((row) => liesIn(id, row.perimeterId, places))
  const expected = [...new Set([...asked, ...rows.map((row) => row.perimeterId)])]
  const missing = expected.filter((id) => !covered(id)).map((id) => ({ perimeterId: id, name: places.names.get(id) ?? '', status: rows.find((row) => row.perimeterId === id)?.status ?? null })).sort((a, b) => a.name.localeCompare(b.name, 'fr'))
  const figure = consolidate(indicator.aggregation, indicator.unit, counted.map(cellOf))
  return {
    periodStart: period.start, periodEnd: period.end, value: figure?.value ?? null, numerator: figure?.numerator ?? null, denominator: figure?.denominator ?? null, count: figure?.count ?? null,
    n: counted.length, of: counted.length + missing.length, missing, frozen: counted.length > 0 && counted.every((row) => row.status === 'frozen'), restated: counted.some((row) => row.restatesId !== null), fictional: counted.some((row) => row.fictional),
  }
}

/** Periods that have a value, the oldest first. */
function periodsOf(indicator: Pick<BareIndicator, 'aggregation' | 'unit' | 'frequency'>, rows: readonly CurrentValue[], collectors: readonly Collector[], places: Places): Period[] {
  const starts = [...new Set(rows.map((row) => row.periodStart))].sort().slice(-PERIODS_MAX)
  return starts.map((start) => {
    const period = periodOf(indicator.frequency satisfies Frequency, start)
    return consolidatePeriod(indicator, rows.filter((row) => row.periodStart === start), collectors.filter((c) => c.since <= period.end).map((c) => c.perimeterId), places, period)
  })
}

/** The series of an indicator: each perimeter, and all of them together by its rule. */
export async function readSeries(db: Db, indicator: BareIndicator, query: z.output<typeof SeriesQuery>, reach: Reach): Promise<z.output<typeof IndicatorSeries>> {
  const places = await placesOf(db)
  const whole = query.perimeterId ?? indicator.perimeterId
  const inWhole = (row: { perimeterId: string }) => liesIn(row.perimeterId, whole, places)
  const rows = (await currentValues(db, [indicator.id], reach)).filter((row) => inWhole(row) && (!query.from || row.periodEnd >= query.from) && (!query.to || row.periodStart <= query.to)).sort((a, b) => (a.periodStart < b.periodStart ? -1 : 1))
  const collectors = (await collectorsOf(db, [indicator.id], reach)).filter(inWhole)
  const periods = periodsOf(indicator, rows, collectors, places)
  const values = comparable(valued(periods)).map((period) => period.value)
  const used = [...new Set(rows.map((row) => row.perimeterId))].map((id) => ({ id, name: places.names.get(id) ?? '' })).sort((a, b) => a.name.localeCompare(b.name, 'fr'))
  const points = rows.map((row) => ({ perimeterId: row.perimeterId, periodStart: row.periodStart, periodEnd: row.periodEnd, valueId: row.id, status: row.status, value: row.value, numerator: row.numerator, denominator: row.denominator, restated: row.restatesId !== null, frozenBefore: row.frozenBefore, counts: counts(row.status) }))
  return { perimeterId: whole, perimeters: used, points, periods, trend: trendOf(indicator.direction, values), toTarget: distanceTo({ ...indicator, value: values.at(-1) ?? null }) }
}

type Tally = { indicatorId: string; awaited: number; late: number; toValidate: number }
/** What is owed on these indicators within reach and a perimeter. */
async function talliesOf(db: Db, ids: readonly string[], reach: Reach, perimeterId: string | undefined): Promise<Map<string, Tally>> {
  if (ids.length === 0) return new Map()
  const place = sql`${reach === 'all' ? sql`true` : sql`c.perimeter_id = ${idsOf(reach)}`} and ${perimeterId ? sql`c.perimeter_id in (with recursive below(id) as (select ${perimeterId}::uuid union select p.id from perimeters p join below b on p.parent_id = b.id) select id from below)` : sql`true`}`
  const { rows } = await db.execute<Tally>(sql`
    select x.id as "indicatorId", coalesce(a.awaited, 0) as awaited, coalesce(a.late, 0) as late, coalesce(s.n, 0) as "toValidate" from unnest(${`{${ids.join(',')}}`}::uuid[]) x(id)
    left join (select c.indicator_id, count(*) filter (where ${awaitedSql})::int as awaited, count(*) filter (where ${lateSql})::int as late from ${askedFrom} where c.indicator_id = ${idsOf(ids)} and ${place} group by 1) a on a.indicator_id = x.id
    left join (select c.indicator_id, count(*)::int as n from indicator_values c where c.indicator_id = ${idsOf(ids)} and c.status = 'submitted' and c.withdrawn_at is null and ${place} group by 1) s on s.indicator_id = x.id`)
  return new Map(rows.map((row) => [row.indicatorId, row]))
}

/** Indicators with where they stand: last value, spark line, trend, distance to the target, what is owed. */
export async function withStanding<T extends BareIndicator>(db: Db, indicators: readonly T[], reach: Reach, perimeterId?: string) {
  const ids = indicators.map((row) => row.id)
  // One after the other: a transaction has a single connection.
  const places = await placesOf(db)
  const values = await currentValues(db, ids, reach)
  const collectors = await collectorsOf(db, ids, reach)
  const tallies = await talliesOf(db, ids, reach, perimeterId)
  return indicators.map((indicator) => {
    const inWhole = (row: { indicatorId: string; perimeterId: string }) => row.indicatorId === indicator.id && (!perimeterId || liesIn(row.perimeterId, perimeterId, places))
    const asked = collectors.filter(inWhole)
    const known = comparable(valued(periodsOf(indicator, values.filter(inWhole), asked, places)))
    const last = known.at(-1)
    const { awaited = 0, late = 0, toValidate = 0 } = tallies.get(indicator.id) ?? {}
    return {
      ...indicator, last: last ? { periodStart: last.periodStart, periodEnd: last.periodEnd, value: last.value, n: last.n, of: last.of, fictional: last.fictional } : null, spark: known.slice(-SPARK).map((period) => period.value),
      trend: trendOf(indicator.direction, known.map((period) => period.value)).kind, toTarget: distanceTo({ ...indicator, value: last?.value ?? null }), collectors: asked.length, awaited, late, toValidate,
    }
  })
}
