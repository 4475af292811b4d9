import { findMeasure, measures } from '../../measures/catalogue.ts'
import type { Measure } from '../../measures/measure.ts'
import { type FigureContext, measureContextOf, narrowed } from '../context.ts'
import { valueText } from '../format.ts'
import type { FigureKind } from '../kind.ts'
import { numberParam, type Params, type ParamSpec, textParam } from '../params.ts'
import type { FigureRow } from '../rows.ts'

const AT_ONCE = 10_000
/** Rows of one figure that are read and kept; beyond, the count says how many there are. */
export const ROWS_KEPT = 20_000

async function rowsOf(ctx: FigureContext, measure: Measure): Promise<FigureRow[]> {
  const rows: FigureRow[] = []
  const scope = { reach: ctx.reach, perimeterId: ctx.perimeterId, from: ctx.from, to: ctx.to }
  const page = await measure.rows(ctx.db, scope, { limit: Math.min(AT_ONCE, ROWS_KEPT), sort: 'at', secret: '', language: ctx.language })
  for (const { id, type, objectId, label, detail, at, counted } of page) rows.push({ id, type, objectId, label, detail: detail ?? '', at, counted })
  return rows
}

const resultOf = (ctx: FigureContext, name: string) => ctx.once(`measure/${name}`, async () => findMeasure(name)?.computeIn(await measureContextOf(ctx)))

/** A measure of the catalogue as a figure of the report: the same name, the same figure. */
const measureFigure = (measure: Measure): FigureKind => ({
  name: `measure:${measure.name}`, block: 'figure', group: 'quality', label: measure.label, rule: measure.rule, method: `${measure.name}@1`, params: [],
  compute: async (ctx) => {
    const result = await resultOf(ctx, measure.name)
    if (!result) return null
    return { head: { label: measure.label[ctx.language], unit: measure.unit, rowCount: result.n, ...result }, body: { type: 'figure' } }
  },
  rows: (ctx) => rowsOf(ctx, measure),
})

export const measureFigures: readonly FigureKind[] = [...measures.values()].map(measureFigure)

const YEARS: ParamSpec = { name: 'years', kind: 'number', label: { fr: 'Périodes', en: 'Periods' }, required: false, min: 2, max: 10 }

/** The same period so many years earlier; 29 February becomes the 28th. */
export function yearsBefore(day: string, years: number): string {
  const year = String(Math.max(1, Number(day.slice(0, 4)) - years)).padStart(4, '0')
  return day.endsWith('-02-29') ? `${year}-02-28` : `${year}${day.slice(4)}`
}

const shiftedOf = (ctx: FigureContext, back: number) => narrowed(ctx, { from: yearsBefore(ctx.from, back), to: yearsBefore(ctx.to, back) })

/** A measure over this period and the same one of the years before. */
export const trendChart: FigureKind = {
  name: 'measure-trend', block: 'chart', group: 'quality', method: 'measure-trend@1',
  params: [{ name: 'measure', kind: 'measure', label: { fr: 'Mesure', en: 'Measure' }, required: true }, YEARS],
  label: { fr: 'Évolution d’une mesure', en: 'Trend of a measure' },
  rule: { fr: 'La même mesure sur la même période de chaque année.', en: 'The same measure over the same period of each year.' },
  compute: async (ctx, params) => {
    const measure = measureOf(params)
    if (!measure) return null
    const years = numberParam(params, 'years', 4)
    const periods = Array.from({ length: years }, (_, i) => shiftedOf(ctx, years - 1 - i))
    const results = await Promise.all(periods.map((period) => resultOf(period, measure.name)))
    const last = results.at(-1)
    if (!last) return null
    const label = measure.label[ctx.language]
    const words = periods.map((period) => periodText(period.from, period.to))
    const text = (value: number | null | undefined): string => valueText(value ?? null, measure.unit, ctx.language)
    return {
      head: { label, unit: measure.unit, rowCount: last.n, rule: measure.rule[ctx.language], ...last },
      body: {
        type: 'chart', form: 'line', sums: 'none', unit: measure.unit, unitText: '', target: null, series: [{ key: measure.name, label, tone: 'plain' }],
        categories: periods.map((_, i) => ({ label: words[i] ?? '', tone: 'plain', link: null, values: [{ value: results[i]?.value ?? null, text: text(results[i]?.value), people: results[i]?.people ?? null, withheld: null }] })),
      },
    }
  },
  rows: async (ctx, params) => {
    const measure = measureOf(params)
    return measure ? rowsOf(ctx, measure) : []
  },
}

const measureOf = (params: Params): Measure | undefined => measures.get(textParam(params, 'measure') ?? '')

/** "2026", or "2011–2012" of a period over two years. */
export const periodText = (from: string, to: string): string => (from.slice(0, 4) === to.slice(0, 4) ? from.slice(0, 4) : `${from.slice(0, 4)}–${to.slice(0, 4)}`)
