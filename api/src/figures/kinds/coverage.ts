import { countAreas } from '../../coverage/queries.ts'
import { rateOf, stateOf } from '../../coverage/rules.ts'
import { schema } from '@convergence/db'
import { asc } from 'drizzle-orm'
import type { FigureContext } from '../context.ts'
import { numberText, shareOf } from '../format.ts'
import { type Computed, countCell, type FigureKind, wordCell } from '../kind.ts'
import { total } from '../words.ts'

/** Each area with what it counts, and each core subject with its areas. */
const coverageOf = (ctx: FigureContext) =>
  ctx.once('coverage', async () => {
    const [counts, subjects, areas] = await Promise.all([
      countAreas(ctx.db, { perimeterId: ctx.perimeterId, asOf: ctx.asOf }, ctx.reach),
      ctx.db.select().from(schema.subjects).orderBy(asc(schema.subjects.rank)), ctx.db.select().from(schema.areas).orderBy(asc(schema.areas.rank)),
    ])
    const states = counts.map((area) => ({ ...area, state: stateOf(area) }))
    const lines = subjects.map((subject) => {
      const own = states.filter((area) => area.subjectId === subject.id)
      const sum = (key: 'stakeholders' | 'impacts' | 'points' | 'commitments') => own.reduce((all, area) => all + area[key], 0)
      return { label: ctx.language === 'fr' ? subject.labelFr : subject.labelEn, rate: rateOf(own.map((area) => area.state)), impacts: sum('impacts'), points: sum('points'), commitments: sum('commitments') }
    })
    const names = new Map(areas.map((area) => [area.id, `${area.code} ${ctx.language === 'fr' ? area.labelFr : area.labelEn}`]))
    return { lines, states, names, overall: rateOf(states.map((area) => area.state)) }
  })

const shared = {
  group: 'agreement' as const, method: 'iso-coverage@1', params: [],
  rule: { fr: 'Domaines d’action de l’ISO 26000 auxquels se rattache au moins un impact, une attente ou un point au dernier jour de la période.', en: 'ISO 26000 areas to which at least one impact, expectation or point was tied on the last day of the period.' },
  rows: async (ctx: FigureContext) => {
    const { states, names } = await coverageOf(ctx)
    const said = (ctx.language === 'fr' ? { blind: 'angle mort', partial: 'en partie', full: 'couvert' } : { blind: 'blind spot', partial: 'in part', full: 'covered' })
    return states.map((area) => ({ id: area.areaId, type: 'area', objectId: area.areaId, label: names.get(area.areaId) ?? '', detail: said[area.state], at: null, counted: area.state !== 'blind' }))
  },
}

async function headOf(ctx: FigureContext): Promise<Computed['head']> {
  const { overall } = await coverageOf(ctx)
  return { label: ctx.language === 'fr' ? 'Domaines ISO 26000 couverts' : 'ISO 26000 areas covered', value: shareOf(overall.covered, overall.areas), unit: 'percent', numerator: overall.covered, denominator: overall.areas, n: overall.areas, rowCount: overall.areas }
}

const heads = { fr: ['Question centrale', 'Domaines', 'Couverts', 'Angles morts', 'Impacts', 'Points', 'Engagements'], en: ['Core subject', 'Areas', 'Covered', 'Blind spots', 'Impacts', 'Points', 'Commitments'] } as const
const keys = ['subject', 'areas', 'covered', 'blind', 'impacts', 'points', 'commitments'] as const

export const coverageTable: FigureKind = {
  ...shared, name: 'iso-coverage', block: 'table',
  label: { fr: 'Couverture des domaines ISO 26000', en: 'Coverage of the ISO 26000 areas' },
  compute: async (ctx) => {
    const { language } = ctx
    const { lines, overall } = await coverageOf(ctx)
    return {
      head: await headOf(ctx),
      body: {
        type: 'table', sums: 'columns', cut: 0, columns: keys.map((key, i) => ({ key, label: heads[language][i] ?? key, kind: i === 0 ? 'text' : 'number' })),
        rows: lines.map((line) => ({ link: null, cells: [wordCell(line.label), ...[line.rate.areas, line.rate.covered, line.rate.blind, line.impacts, line.points, line.commitments].map((n) => countCell(n, language))] })),
        total: [wordCell(total[language]), countCell(overall.areas, language), countCell(overall.covered, language), countCell(overall.blind, language), wordCell(''), wordCell(''), wordCell('')],
      },
    }
  },
}

export const coverageChart: FigureKind = {
  ...shared, name: 'iso-coverage-chart', block: 'chart',
  label: { fr: 'Couverture par question centrale', en: 'Coverage by core subject' },
  compute: async (ctx) => {
    const { language } = ctx
    const { lines } = await coverageOf(ctx)
    const names = language === 'fr' ? { covered: 'Couverts', blind: 'Angles morts' } : { covered: 'Covered', blind: 'Blind spots' }
    const cell = (n: number) => ({ value: n, text: numberText(n, language), people: null, withheld: null })
    return {
      head: await headOf(ctx),
      body: {
        type: 'chart', form: 'stacked', sums: 'category', unit: 'count', unitText: '', target: null,
        series: [{ key: 'covered', label: names.covered, tone: 'done' }, { key: 'blind', label: names.blind, tone: 'unknown' }],
        categories: lines.map(({ label, rate }) => ({ label, tone: 'plain', link: null, values: [cell(rate.covered), cell(rate.blind)] })),
      },
    }
  },
}

