import type { Db } from '@convergence/db'
import { type SQL, sql } from 'drizzle-orm'
import type { Language } from '../errors.ts'
import { keyset, type PageRequest } from '../plugins/keyset.ts'
import { type BoardReader, boardReader } from './board.ts'
import type { FactType } from './fact.ts'
import type { MeasureScope } from './scope.ts'

export const units = ['count', 'percent', 'days', 'score'] as const
export type Unit = (typeof units)[number]
export interface Words { fr: string; en: string }

export interface MeasureResult {
  /** Null when there is nothing to measure. count: an integer; percent 0–100; days: a median; score 1–5: a mean. Never rounded. */
  value: number | null
  numerator: number | null
  denominator: number | null
  /** Rows looked at. */
  n: number
  /** People or organisations behind the figure, for small cells; null when it counts none. */
  people: number | null
}
export interface MeasurePart extends MeasureResult { label: Words }
export type RowPage = PageRequest & { counted?: boolean | undefined; language?: Language | undefined; secret: string }
export type MeasureRow = { id: string; key: string; type: FactType; objectId: string; label: string; detail: string | null; at: string | null; counted: boolean; numerator: number; denominator: number; amount: number | null }

export interface Measure {
  name: string
  unit: Unit
  label: Words
  /** The period rule and the denominator, printed with the figure. */
  rule: Words
  /** True where it can be told by college. */
  byCollege: boolean
  /** Which way is better. */
  direction: 'up' | 'down' | 'none'
  compute(db: Db, scope: MeasureScope): Promise<MeasureResult>
  /** One result per college, in order of their label; empty where the measure is not told by college. */
  computeColleges(db: Db, scope: MeasureScope): Promise<MeasurePart[]>
  /** One page of the rows looked at, `counted` or not; sorts `at` and `-at`. One more row than asked, for `pageFrom`. */
  rows(db: Db, scope: MeasureScope, page: RowPage): Promise<MeasureRow[]>
}

/** What a definition may read. The board of points is computed once for all the measures of one question. */
export interface MeasureContext { db: Db; scope: MeasureScope; board: BoardReader }
export const contextOf = (db: Db, scope: MeasureScope): MeasureContext => ({ db, scope, board: boardReader(db, scope) })

/** `facts`: a select of `fact(…)` rows, from which both the figure and its rows are read, so that they cannot differ. */
export interface Definition extends Pick<Measure, 'name' | 'unit' | 'label' | 'rule'> {
  byCollege?: boolean
  direction?: Measure['direction']
  /** A count told out of a total, such as points in convergence out of those discussed. */
  outOf?: boolean
  facts: (context: MeasureContext) => SQL | Promise<SQL>
}

export type DefinedMeasure = Measure & { computeIn(context: MeasureContext): Promise<MeasureResult> }

/** A measure from its definition. */
export function measure(d: Definition): DefinedMeasure {
  const computeIn = async (context: MeasureContext): Promise<MeasureResult> => {
    const { rows: [row] } = await context.db.execute<Sums>(sql`select ${sums} from (${await d.facts(context)}) x`)
    return resultOf(d, row)
  }
  return {
    name: d.name, unit: d.unit, label: d.label, rule: d.rule, byCollege: d.byCollege ?? false, direction: d.direction ?? 'none', computeIn,
    compute: (db, scope) => computeIn(contextOf(db, scope)),
    computeColleges: (db, scope) => (d.byCollege ? collegesOf(d, contextOf(db, scope)) : Promise.resolve([])),
    rows: async (db, scope, page) => listRows(db, await d.facts(contextOf(db, scope)), page),
  }
}

type Sums = { n: number; numerator: number; denominator: number; median: number | null; people: number | null }
const sums = sql`count(*)::int as n, coalesce(sum(numerator), 0)::float8 as numerator, coalesce(sum(denominator), 0)::float8 as denominator, percentile_cont(0.5) within group (order by amount) as median,
  coalesce(sum(heads)::int, case when count(who) > 0 then count(distinct who)::int end) as people`

function resultOf({ unit, outOf }: Definition, row: Sums | undefined): MeasureResult {
  const { n, numerator, denominator, median, people } = row ?? { n: 0, numerator: 0, denominator: 0, median: null, people: null }
  if (unit === 'days') return { value: median, numerator: null, denominator: null, n, people }
  if (unit === 'count') return { value: numerator, numerator, denominator: outOf ? denominator : null, n, people }
  return { value: denominator === 0 ? null : (numerator / denominator) * (unit === 'percent' ? 100 : 1), numerator, denominator, n, people }
}

async function collegesOf(d: Definition, context: MeasureContext): Promise<MeasurePart[]> {
  const { rows } = await context.db.execute<Sums & { fr: string; en: string }>(sql`select college_fr as fr, college_en as en, ${sums} from (${await d.facts(context)}) x group by college_fr, college_en order by college_fr`)
  return rows.map(({ fr, en, ...row }) => ({ label: { fr, en }, ...resultOf(d, row) }))
}

async function listRows(db: Db, facts: SQL, page: RowPage): Promise<MeasureRow[]> {
  const k = keyset(page, { at: sql`x.sort` }, sql`x.id`, page.secret)
  const counted = page.counted === undefined ? sql`true` : page.counted ? sql`x.numerator > 0` : sql`x.numerator = 0`
  const { rows } = await db.execute<MeasureRow>(sql`
    select x.id, ${k.key} as key, x.type, x.object_id as "objectId", ${sql.raw(page.language === 'en' ? 'x.label_en' : 'x.label_fr')} as label, x.detail, to_char(x.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
      x.numerator > 0 as counted, x.numerator, x.denominator, x.amount
    from (${facts}) x where ${k.where ?? sql`true`} and ${counted} order by ${sql.join(k.orderBy, sql`, `)} limit ${k.limit}`)
  return rows
}
