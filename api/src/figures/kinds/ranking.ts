import { schema } from '@convergence/db'
import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { inPerimeter, within } from '../../plugins/reach.ts'
import { endOf } from '../../plugins/day-bounds.ts'
import type { FigureContext } from '../context.ts'
import { dayText, numberText } from '../format.ts'
import { type FigureKind, valueCell, wordCell } from '../kind.ts'
import { numberParam, type Params, textParam } from '../params.ts'
import { aPerson, noCategory } from '../words.ts'

const { categories, rankingRows, rankings, stakeholders } = schema

/** The ranking that the parameters name, else the last adopted by the end of the period, else the last computed. */
export const rankingOf = (ctx: FigureContext, params: Params) => {
  const id = textParam(params, 'rankingId')
  return ctx.once(`ranking/${id ?? ''}`, async () => {
    const [row] = await ctx.db.select({ id: rankings.id, title: rankings.title, reference: rankings.reference, adoptedOn: rankings.adoptedOn, asOf: rankings.asOf, n: rankings.stakeholderCount }).from(rankings).where(and(
      isNull(rankings.deletedAt), eq(rankings.status, 'done'), within(rankings.perimeterId, ctx.reach),
      id ? eq(rankings.id, id) : and(inPerimeter(rankings.perimeterId, ctx.perimeterId), sql`${rankings.asOf} < ${endOf(ctx.asOf)}`),
    )).orderBy(sql`(${rankings.adoptedOn} is not null and ${rankings.adoptedOn} <= ${ctx.asOf}) desc, ${rankings.asOf} desc, ${rankings.id} desc`).limit(1)
    return row ?? null
  })
}

/** The first of a ranking, in order. */
export const firstRanked = (ctx: FigureContext, rankingId: string, limit: number) =>
  ctx.once(`ranked/${rankingId}/${limit}`, () =>
    ctx.db.select({ id: stakeholders.id, name: stakeholders.name, kind: stakeholders.kind, reference: stakeholders.reference, rank: rankingRows.rank, total: rankingRows.total, low: rankingRows.rankLow, high: rankingRows.rankHigh, labelFr: categories.labelFr, labelEn: categories.labelEn, colour: categories.colour })
      .from(rankingRows).innerJoin(stakeholders, and(eq(stakeholders.id, rankingRows.stakeholderId), isNull(stakeholders.deletedAt), within(stakeholders.perimeterId, ctx.reach))).leftJoin(categories, eq(categories.id, stakeholders.categoryId))
      .where(eq(rankingRows.rankingId, rankingId)).orderBy(asc(rankingRows.rank), asc(rankingRows.stakeholderId)).limit(limit))

const heads = { fr: ['Rang', 'Partie prenante', 'Catégorie', 'Total', 'Rang probable'], en: ['Rank', 'Stakeholder', 'Category', 'Total', 'Likely rank'] } as const

export const rankingTable: FigureKind = {
  name: 'ranking-top', block: 'table', group: 'map', method: 'ranking@1',
  params: [
    { name: 'rankingId', kind: 'ranking', label: { fr: 'Hiérarchisation', en: 'Ranking' }, required: false },
    { name: 'top', kind: 'number', label: { fr: 'Nombre de lignes', en: 'Lines' }, required: false, min: 3, max: 50 },
  ],
  label: { fr: 'Premières parties prenantes de la hiérarchisation', en: 'First stakeholders of the ranking' },
  rule: { fr: 'Hiérarchisation adoptée en dernier avant la fin de la période, sinon la dernière calculée ; rang probable : de 5 % à 95 % des tirages parmi les évaluateurs.', en: 'Ranking last adopted before the end of the period, else the last computed; likely rank: 5% to 95% of the draws over raters.' },
  compute: async (ctx, params) => {
    const ranking = await rankingOf(ctx, params)
    if (!ranking) return null
    const { language } = ctx
    const rows = await firstRanked(ctx, ranking.id, numberParam(params, 'top', 10))
    const on = ranking.adoptedOn ? `${language === 'fr' ? 'adoptée le' : 'adopted on'} ${dayText(ranking.adoptedOn, language)}` : dayText(ranking.asOf.toISOString(), language)
    return {
      head: { label: `${ranking.title} (${on})`, value: ranking.n, unit: 'count', unitText: language === 'fr' ? 'classées' : 'ranked', n: ranking.n, rowCount: rows.length },
      body: {
        type: 'table', sums: 'columns', cut: 0, total: null, columns: ['rank', 'name', 'category', 'total', 'interval'].map((key, i) => ({ key, label: heads[language][i] ?? key, kind: key === 'rank' ? 'number' : key === 'total' ? 'score' : 'text' })),
        rows: rows.map((row) => ({
          link: { type: 'stakeholder', id: row.id },
          cells: [valueCell(row.rank, 'count', language), wordCell(row.kind === 'person' ? aPerson[language] : row.name), wordCell((language === 'fr' ? row.labelFr : row.labelEn) ?? noCategory[language]), valueCell(row.total, 'score', language), wordCell(row.low === null || row.high === null ? '—' : row.low === row.high ? numberText(row.low, language) : `${numberText(row.low, language)}–${numberText(row.high, language)}`)],
        })),
      },
    }
  },
  rows: async (ctx, params) => {
    const ranking = await rankingOf(ctx, params)
    const rows = ranking ? await firstRanked(ctx, ranking.id, numberParam(params, 'top', 10)) : []
    return rows.map((row) => ({ id: row.id, type: 'stakeholder', objectId: row.id, label: row.name, detail: `${ctx.language === 'fr' ? 'rang' : 'rank'} ${row.rank}`, at: null, counted: true }))
  },
}
