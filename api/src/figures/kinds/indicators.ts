import { findBareIndicator } from '../../indicators/queries.ts'
import { currentValues } from '../../indicators/queries.values.ts'
import { counts } from '../../indicators/rules.ts'
import { readSeries } from '../../indicators/series.ts'
import type { FigureContext } from '../context.ts'
import { numberText, type Unit, valueText } from '../format.ts'
import type { FigureKind, Head } from '../kind.ts'
import { numberParam, type Params, type ParamSpec, textParam } from '../params.ts'
import { periodText, yearsBefore } from './measures.ts'

const indicatorParam: ParamSpec = { name: 'indicatorId', kind: 'indicator', label: { fr: 'Indicateur', en: 'Indicator' }, required: true }
const rule = {
  fr: 'Valeurs validées ou figées des périodes qui tombent dans celle de l’édition, consolidées sur ses périmètres selon la règle de l’indicateur ; une valeur remplacée compte pour ce qu’elle est devenue.',
  en: 'Validated or frozen values of the periods that lie within that of the edition, consolidated over its perimeters by the rule of the indicator; a restated value counts as restated.',
}

/** The indicator and its consolidated periods within the edition’s own period, and before it as far as `back` years. */
const seriesOf = (ctx: FigureContext, params: Params, back = 0) => {
  const id = textParam(params, 'indicatorId') ?? ''
  return ctx.once(`indicator/${id}/${back}`, async () => {
    const indicator = await findBareIndicator(ctx.db, id, ctx.reach)
    if (!indicator) return null
    const series = await readSeries(ctx.db, indicator, { perimeterId: ctx.perimeterId, from: yearsBefore(ctx.from, back), to: ctx.to }, ctx.reach)
    return { indicator, periods: series.periods.filter((period) => period.periodEnd <= ctx.to) }
  })
}
type Series = NonNullable<Awaited<ReturnType<typeof seriesOf>>>

const unitOf = (unit: string): { unit: Unit; unitText: string } => (unit.startsWith('%') ? { unit: 'percent', unitText: '' } : { unit: 'other', unitText: unit })

/** One figure of several periods: their sum where values add up, else the last of them. */
function figureOver({ indicator, periods }: Series, from: string): Pick<Head, 'value' | 'numerator' | 'denominator' | 'n' | 'people'> {
  const own = periods.filter((period) => period.periodStart >= from && period.value !== null)
  const last = own.at(-1)
  const sum = (key: 'value' | 'count') => own.reduce((total, period) => total + (period[key] ?? 0), 0)
  const n = own.reduce((total, period) => total + period.n, 0)
  const people = own.some((period) => period.count !== null) && indicator.minimumCount > 0 ? (indicator.aggregation === 'sum' ? sum('count') : (last?.count ?? null)) : null
  if (!last) return { value: null, numerator: null, denominator: null, n: 0, people: null }
  if (indicator.aggregation === 'sum') return { value: sum('value'), numerator: null, denominator: null, n, people }
  return { value: last.value, numerator: last.numerator, denominator: last.denominator, n, people }
}

async function rowsOf(ctx: FigureContext, params: Params, back = 0) {
  const series = await seriesOf(ctx, params, back)
  if (!series) return []
  const from = yearsBefore(ctx.from, back)
  const values = (await currentValues(ctx.db, [series.indicator.id], ctx.reach)).filter((row) => row.periodStart >= from && row.periodEnd <= ctx.to)
  const { unit, unitText } = unitOf(series.indicator.unit)
  return values.sort((a, b) => (a.periodStart === b.periodStart ? (a.id < b.id ? -1 : 1) : a.periodStart < b.periodStart ? -1 : 1))
    .map((row) => ({ id: row.id, type: 'indicator', objectId: series.indicator.id, label: `${series.indicator.title} : ${valueText(row.value, unit, ctx.language, unitText)}`, detail: `${row.periodStart} – ${row.periodEnd}`, at: row.periodEnd, counted: counts(row.status) }))
}

/** The value of an indicator over the period. */
export const indicatorFigure: FigureKind = {
  name: 'indicator', block: 'figure', group: 'indicator', method: 'indicator@1', params: [indicatorParam], rule,
  label: { fr: 'Valeur d’un indicateur', en: 'Value of an indicator' },
  compute: async (ctx, params) => {
    const series = await seriesOf(ctx, params)
    if (!series) return null
    const rows = await rowsOf(ctx, params)
    const { indicator } = series
    return { head: { label: indicator.title, ...unitOf(indicator.unit), ...figureOver(series, ctx.from), rowCount: rows.length, rule: indicator.formula || rule[ctx.language] }, body: { type: 'figure' } }
  },
  rows: (ctx, params) => rowsOf(ctx, params),
}

const BACK: ParamSpec = { name: 'years', kind: 'number', label: { fr: 'Années avant', en: 'Years before' }, required: false, min: 0, max: 10 }

/** The periods of an indicator as a line, with its target. */
export const indicatorChart: FigureKind = {
  name: 'indicator-series', block: 'chart', group: 'indicator', method: 'indicator@1', params: [indicatorParam, BACK], rule,
  label: { fr: 'Série d’un indicateur', en: 'Series of an indicator' },
  compute: async (ctx, params) => {
    const back = numberParam(params, 'years', 3)
    const series = await seriesOf(ctx, params, back)
    if (!series) return null
    const { indicator, periods } = series
    const { unit, unitText } = unitOf(indicator.unit)
    const rows = await rowsOf(ctx, params, back)
    const people = (period: Series['periods'][number]): number | null => (indicator.minimumCount > 0 ? period.count : null)
    return {
      head: { label: indicator.title, unit, unitText, ...figureOver(series, ctx.from), rowCount: rows.length, rule: indicator.formula || rule[ctx.language] },
      body: {
        type: 'chart', form: 'line', sums: 'none', unit, unitText, target: indicator.target, series: [{ key: 'value', label: indicator.title, tone: 'plain' }],
        categories: periods.map((period) => ({ label: labelOf(period, ctx), tone: 'plain', link: null, values: [{ value: period.value, text: period.value === null ? '—' : numberText(period.value, ctx.language, 2), people: people(period), withheld: null }] })),
      },
    }
  },
  rows: (ctx, params) => rowsOf(ctx, params, numberParam(params, 'years', 3)),
}

/** "2026" of a year, "T2 2026" of a quarter, "03/2026" of a month, "S1 2026" of half a year. */
function labelOf({ periodStart, periodEnd }: { periodStart: string; periodEnd: string }, { language }: FigureContext): string {
  const [year, month] = [periodStart.slice(0, 4), Number(periodStart.slice(5, 7))]
  const months = (Number(periodEnd.slice(0, 4)) - Number(year)) * 12 + Number(periodEnd.slice(5, 7)) - month + 1
  if (months === 1) return `${String(month).padStart(2, '0')}/${year}`
  if (months === 3) return `${language === 'fr' ? 'T' : 'Q'}${Math.ceil(month / 3)} ${year}`
  return months === 6 ? `${language === 'fr' ? 'S' : 'H'}${Math.ceil(month / 6)} ${year}` : periodText(periodStart, periodEnd)
}
