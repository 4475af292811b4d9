import type { BoardItem } from '../../convergence/schemas.ts'
import { type Against, discussedOf, type FigureContext } from '../context.ts'
import { numberText } from '../format.ts'
import { type Computed, countCell, type FigureKind, valueCell, wordCell } from '../kind.ts'
import { inSubject, type Params, type ParamSpec, subjectParam, textParam } from '../params.ts'
import { movementWords, statusWords } from '../words.ts'

export const against: ParamSpec = {
  name: 'against', kind: 'choice', label: { fr: 'Mouvement', en: 'Movement' }, required: false,
  options: [
    { value: 'period', label: { fr: 'depuis la veille de la période', en: 'since the eve of the period' } },
    { value: 'discussion', label: { fr: 'depuis la discussion précédente de chaque point', en: 'since the discussion before of each point' } },
  ],
}
export const againstOf = (params: Params): Against => (textParam(params, 'against') === 'discussion' ? 'discussion' : 'period')
export const statusOrder = ['convergence', 'mixed', 'divergence', 'unknown'] as const

export const valueOf = (figure: { value: number } | { reason: string }): number | null => ('value' in figure ? figure.value : null)
export const pointsRule = { fr: 'Points sur lesquels une position a été prise dans la période, ou à l’ordre du jour d’une séance tenue dans la période ; état à la fin de la période, selon la règle en vigueur ce jour-là.', en: 'Points on which a position was taken within the period, or on the agenda of a session held in it; as they stood at its end, under the rule in force that day.' }

export const pointRows = async (ctx: FigureContext, params: Params) =>
  (await discussedOf(ctx, againstOf(params))).filter((item) => inSubject(item.areas.map((area) => area.code), params)).map((item) => ({ id: item.id, type: 'point', objectId: item.id, label: item.title, detail: statusWords[item.status][ctx.language], at: item.lastOn, counted: true }))

const heads = { fr: ['Référence', 'Point', 'État', 'Pour', 'Neutres', 'Contre', 'Accord', 'Mouvement'], en: ['Reference', 'Point', 'Status', 'For', 'Neutral', 'Against', 'Agreement', 'Movement'] } as const
const keys = ['reference', 'title', 'status', 'for', 'neutral', 'against', 'agreement', 'movement'] as const

export const sidesOf = ({ counts }: BoardItem) => ({ for: counts.for1 + counts.for2, neutral: counts.neutral, against: counts.against1 + counts.against2 })

export const pointsTable: FigureKind = {
  name: 'points', block: 'table', group: 'agreement', method: 'status@1', params: [against, subjectParam], rule: pointsRule,
  label: { fr: 'Points discutés et leur état', en: 'Points discussed and their status' },
  compute: async (ctx, params) => {
    const { language } = ctx
    const items = (await discussedOf(ctx, againstOf(params))).filter((item) => inSubject(item.areas.map((area) => area.code), params))
    const kinds = ['text', 'text', 'text', 'number', 'number', 'number', 'score', 'text'] as const
    return {
      head: { label: pointsTable.label[language], value: items.length, unit: 'count', n: items.length, rowCount: items.length },
      body: {
        type: 'table', sums: 'rows', cut: 0, total: null, columns: keys.map((key, i) => ({ key, label: heads[language][i] ?? key, kind: kinds[i] ?? 'text' })),
        rows: items.map((item) => {
          const sides = sidesOf(item)
          return {
            link: { type: 'point', id: item.id },
            cells: [wordCell(item.reference), wordCell(item.title), wordCell(statusWords[item.status][language], item.n), countCell(sides.for, language, true), countCell(sides.neutral, language, true), countCell(sides.against, language, true), valueCell(valueOf(item.agreement), 'score', language, item.n), wordCell(movementWords[item.rapprochement.direction][language], item.rapprochement.n)],
          }
        }),
      },
    }
  },
  rows: pointRows,
}

export const pointsChart: FigureKind = {
  name: 'points-status', block: 'chart', group: 'agreement', method: 'status@1', params: [], rule: pointsRule,
  label: { fr: 'État des points discutés', en: 'Status of the points discussed' },
  compute: async (ctx) => {
    const { language } = ctx
    const items = await discussedOf(ctx)
    const lines = statusOrder.map((status) => ({ status, n: items.filter((item) => item.status === status).length }))
    return {
      head: { label: pointsChart.label[language], value: items.length, unit: 'count', n: items.length, rowCount: items.length },
      body: {
        type: 'chart', form: 'bars', sums: 'series', unit: 'count', unitText: '', target: null,
        series: [{ key: 'points', label: 'Points', tone: 'plain' }],
        categories: lines.map(({ status, n }) => ({ label: statusWords[status][language], tone: status, link: null, values: [{ value: n, text: numberText(n, language), people: null, withheld: null }] })),
      },
    }
  },
  rows: pointRows,
}

/** For, neutral and against of each point, the most discussed first. */
export const positionsChart: FigureKind = {
  name: 'positions', block: 'chart', group: 'agreement', method: 'status@1', params: [], rule: pointsRule,
  label: { fr: 'Positions sur chaque point', en: 'Positions on each point' },
  compute: async (ctx): Promise<Computed> => {
    const { language } = ctx
    const items = (await discussedOf(ctx)).toSorted((a, b) => b.n - a.n || a.title.localeCompare(b.title, language))
    const cell = (n: number) => ({ value: n, text: numberText(n, language), people: n, withheld: null })
    const names = language === 'fr' ? ['Pour', 'Neutres', 'Contre'] : ['For', 'Neutral', 'Against']
    const tones = ['for', 'neutral', 'against'] as const
    return {
      head: { label: positionsChart.label[language], value: items.length, unit: 'count', n: items.reduce((sum, item) => sum + item.n, 0), rowCount: items.length },
      body: {
        type: 'chart', form: 'stacked', sums: 'category', unit: 'count', unitText: '', target: null,
        series: tones.map((tone, i) => ({ key: tone, label: names[i] ?? tone, tone })),
        categories: items.slice(0, 20).map((item) => { const sides = sidesOf(item); return { label: item.title, tone: item.status, link: { type: 'point', id: item.id }, values: tones.map((tone) => cell(sides[tone])) } }),
      },
    }
  },
  rows: pointRows,
}

/** Mean distance before minus after, per point that has both: above zero, its holders came closer. */
export const movementChart: FigureKind = {
  name: 'movement', block: 'chart', group: 'agreement', method: 'rapprochement@1', params: [against],
  label: { fr: 'Rapprochements', en: 'Movement towards each other' },
  rule: { fr: 'Écart moyen entre ceux qui étaient là aux deux dates, avant moins après : au-dessus de zéro, les positions se rapprochent. Dernière position avant la période, ou avant la dernière discussion ; dernière position dans la période.', en: 'Mean distance between those present at both dates, before minus after: above zero, positions came closer. Last position before the period, or before the last discussion; last position within the period.' },
  compute: async (ctx, params) => {
    const { language } = ctx
    const items = await discussedOf(ctx, againstOf(params))
    const moved = items.filter((item) => 'value' in item.rapprochement.figure).toSorted((a, b) => (valueOf(b.rapprochement.figure) ?? 0) - (valueOf(a.rapprochement.figure) ?? 0))
    const closer = items.filter((item) => item.rapprochement.direction === 'closer').length
    const lines = moved.slice(0, 20).map((item) => ({ item, value: valueOf(item.rapprochement.figure) ?? 0 }))
    return {
      head: { label: language === 'fr' ? 'Points qui se rapprochent' : 'Points that came closer', value: closer, unit: 'count', numerator: closer, denominator: moved.length, n: items.length, rowCount: items.length },
      body: {
        type: 'chart', form: 'bars', sums: 'none', unit: 'score', unitText: '', target: null,
        series: [{ key: 'movement', label: movementChart.label[language], tone: 'plain' }],
        categories: lines.map(({ item, value }) => ({ label: item.title, tone: item.rapprochement.direction === 'unknown' ? 'plain' : item.rapprochement.direction, link: { type: 'point', id: item.id }, values: [{ value, text: signed(value, language), people: item.rapprochement.n, withheld: null }] })),
      },
    }
  },
  rows: async (ctx, params) => (await discussedOf(ctx, againstOf(params))).map((item) => ({ id: item.id, type: 'point', objectId: item.id, label: item.title, detail: `${movementWords[item.rapprochement.direction][ctx.language]} · n = ${item.rapprochement.n}`, at: item.lastOn, counted: item.rapprochement.direction === 'closer' })),
}

export const signed = (value: number, language: FigureContext['language']): string => `${value > 0 ? '+' : value < 0 ? '−' : ''}${numberText(Math.abs(value), language, 2)}`
