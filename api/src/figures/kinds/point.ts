import { schema } from '@convergence/db'
import { sql } from 'drizzle-orm'
import { current } from '../../convergence/spans.ts'
import { endOf } from '../../plugins/day-bounds.ts'
import { type FigureContext, pointOf } from '../context.ts'
import type { FigureKind } from '../kind.ts'
import { type Params, textParam } from '../params.ts'
import { movementWords, outcomeWords, statusWords } from '../words.ts'
import { against, againstOf, sidesOf, signed, valueOf } from './points.ts'

const itemOf = (ctx: FigureContext, params: Params) => pointOf(ctx, textParam(params, 'pointId') ?? '', againstOf(params))

/** The reason of an outcome, which the board does not carry. */
async function reasonOf(ctx: FigureContext, outcomeId: string): Promise<string> {
  const [row] = await ctx.db.select({ reason: schema.outcomes.reason }).from(schema.outcomes).where(sql`${schema.outcomes.id} = ${outcomeId}`)
  return row?.reason ?? ''
}

/** One point: its wording, where its holders stand, what moved, what became of it. */
export const pointFigure: FigureKind = {
  name: 'point', block: 'point', group: 'agreement', method: 'status@1',
  params: [{ name: 'pointId', kind: 'point', label: { fr: 'Point', en: 'Point' }, required: true }, against],
  label: { fr: 'Un point et son état', en: 'One point and its status' },
  rule: { fr: 'Dernière position de chaque partie prenante sur le texte en vigueur, au dernier jour de la période.', en: 'Latest position of each stakeholder on the wording in force, on the last day of the period.' },
  compute: async (ctx, params) => {
    const item = await itemOf(ctx, params)
    if (!item) return null
    const { language } = ctx
    const { rapprochement, counts } = item
    const moved = valueOf(rapprochement.figure)
    const words = movementWords[rapprochement.direction][language]
    return {
      head: { label: item.title, value: valueOf(item.agreement), unit: 'score', n: item.n, people: item.n, denominator: item.asked, rowCount: item.asked },
      body: {
        type: 'point', reference: item.reference, title: item.title, statement: item.statement, version: item.version, status: item.status, statusText: statusWords[item.status][language],
        counts: { ...sidesOf(item), abstained: counts.abstained, silent: counts.noAnswer + counts.contested + counts.leftBefore }, n: item.n, asked: item.asked,
        movement: { direction: rapprochement.direction, text: moved === null ? words : `${words} (${signed(moved, language)})`, n: rapprochement.n },
        outcome: item.outcome ? { kind: item.outcome.kind, kindText: outcomeWords[item.outcome.kind][language], statement: item.outcome.statement, reason: await reasonOf(ctx, item.outcome.id), decidedOn: item.outcome.decidedOn } : null,
        link: { type: 'point', id: item.id },
      },
    }
  },
  rows: async (ctx, params) => {
    const id = textParam(params, 'pointId')
    const item = await itemOf(ctx, params)
    return item && id ? positionRows(ctx, id) : []
  },
}

interface Held extends Record<string, unknown> { id: string; holderId: string; name: string; state: string; value: number | null; on: string }

/** The holders of a point and where each stands: who is behind the figure. */
async function positionRows(ctx: FigureContext, pointId: string) {
  const { rows } = await ctx.db.execute<Held>(sql`
    with ${current([pointId], endOf(ctx.asOf))}
    select s.id, s.holder_id as "holderId", h.name, s.state, s.value, ((s.stated_at at time zone 'Europe/Paris')::date)::text as on
    from current s join stakeholders h on h.id = s.holder_id order by h.search_name, s.id`)
  return rows.map((row) => ({ id: row.id, type: 'stakeholder', objectId: row.holderId, label: row.name, detail: saidOf(row, ctx.language), at: row.on, counted: row.value !== null }))
}

const valueWords = { fr: ['Contre', 'Plutôt contre', 'Neutre', 'Plutôt pour', 'Pour'], en: ['Against', 'Rather against', 'Neutral', 'Rather for', 'For'] } as const
const silentWords: Record<string, { fr: string; en: string }> = {
  abstained: { fr: 'Abstention', en: 'Abstained' }, no_answer: { fr: 'Sans réponse', en: 'No answer' }, not_asked: { fr: 'Non interrogée', en: 'Not asked' }, left_before: { fr: 'Partie avant', en: 'Left before' }, contested: { fr: 'Conteste le relevé', en: 'Contests the record' },
}
const saidOf = ({ state, value }: Held, language: FigureContext['language']): string => (value === null ? (silentWords[state]?.[language] ?? state) : (valueWords[language][value + 2] ?? String(value)))
