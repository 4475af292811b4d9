import { schema } from '@convergence/db'
import { type CommitmentState, commitmentStates } from '../../commitments/rules.ts'
import { type CommitmentRow, listCommitments } from '../../commitments/queries.ts'
import { listMilestones } from '../../commitments/queries.parts.ts'
import type { FigureContext } from '../context.ts'
import { numberText, shortDayText } from '../format.ts'
import { type Computed, type FigureKind, valueCell, wordCell } from '../kind.ts'
import { inSubject, type Params, subjectParam, textParam } from '../params.ts'
import { personNames } from '../persons.ts'
import { stateWords } from '../words.ts'

const MOST = 10_000
const owed: readonly CommitmentState[] = ['open', 'blocked', 'contested']
type Row = Awaited<ReturnType<typeof listCommitments>>[number]

/** All that was promised by the end of the period, read once for every block. */
const allCommitments = (ctx: FigureContext): Promise<Row[]> =>
  ctx.once('commitments-all', () => listCommitments(ctx.db, { limit: MOST, sort: 'dueOn', asOf: ctx.asOf, perimeterId: ctx.perimeterId }, ctx.reach, ''))

/** Of these, what was in the period, fell due in it or was still owed when it began. */
async function commitmentsOf(ctx: FigureContext, params: Params): Promise<Row[]> {
  const codes = await ctx.once('area-codes', async () => new Map((await ctx.db.select({ id: schema.areas.id, code: schema.areas.code }).from(schema.areas)).map((area) => [area.id, area.code])))
  return (await allCommitments(ctx)).filter((row) => inSubject(row.areaIds.map((id) => codes.get(id) ?? ''), params) && isOf(row, ctx.from))
}

const isOf = (row: Row, from: string): boolean => row.madeOn >= from || (row.dueOn !== null && row.dueOn >= from) || owed.includes(row.state) || (row.stateAt !== null && row.stateAt.toISOString().slice(0, 10) >= from)
const rule = { fr: 'Engagements pris dans la période, échus dans la période, ou encore dus à son début ; leur état est celui du dernier jour.', en: 'Commitments made within the period, due within it, or still owed when it began; their state is that of its last day.' }
const fr = (ctx: FigureContext) => ctx.language === 'fr'

/** Who answers for it, as a report may say it: never the name of a person. */
async function ownersOf(ctx: FigureContext, rows: readonly Pick<CommitmentRow, 'owner' | 'counterpartName'>[]): Promise<(text: string | null) => string> {
  const persons = await ctx.once('commitment-owners', () => personNames(ctx.db, rows.flatMap((row) => [row.owner, row.counterpartName ?? ''])))
  const anonymous = ctx.organisation || (fr(ctx) ? 'L’organisation' : 'The organisation')
  return (text) => (text === null || text === '' ? '—' : persons.has(text) ? anonymous : text)
}

const listRows = async (ctx: FigureContext, params: Params) => (await commitmentsOf(ctx, params)).map((row) => ({ id: row.id, type: 'commitment', objectId: row.id, label: row.statement, detail: `${row.reference} · ${stateWords[row.state][ctx.language]}`, at: row.dueOn ?? row.madeOn, counted: true }))

const heads = { fr: ['Référence', 'Engagement', 'Responsable', 'Échéance', 'État', 'Avancement'], en: ['Reference', 'Commitment', 'Owner', 'Due', 'State', 'Progress'] } as const
const keys = ['reference', 'statement', 'owner', 'due', 'state', 'progress'] as const
const kinds = ['text', 'text', 'text', 'day', 'text', 'percent'] as const
const SHOWN = 60

export const commitmentsTable: FigureKind = {
  name: 'commitments', block: 'table', group: 'follow_up', method: 'commitments@1', params: [subjectParam], rule,
  label: { fr: 'Engagements et leur état', en: 'Commitments and their state' },
  compute: async (ctx, params) => {
    const { language } = ctx
    const rows = await commitmentsOf(ctx, params)
    const owner = await ownersOf(ctx, await allCommitments(ctx))
    return {
      head: { label: commitmentsTable.label[language], value: rows.length, unit: 'count', n: rows.length, rowCount: rows.length },
      body: {
        type: 'table', sums: 'columns', total: null, cut: Math.max(0, rows.length - SHOWN), columns: keys.map((key, i) => ({ key, label: heads[language][i] ?? key, kind: kinds[i] ?? 'text' })),
        rows: rows.slice(0, SHOWN).map((row) => ({
          link: { type: 'commitment', id: row.id },
          cells: [wordCell(row.reference), wordCell(row.statement), wordCell(owner(row.owner)), wordCell(shortDayText(row.dueOn, language)), wordCell(stateWords[row.state][language]), valueCell(row.progress, 'percent', language)],
        })),
      },
    }
  },
  rows: listRows,
}

const tones: Record<CommitmentState, 'done' | 'late' | 'plain' | 'unknown'> = { open: 'plain', blocked: 'late', contested: 'late', done: 'done', verified: 'done', dropped: 'unknown' }

export const commitmentsChart: FigureKind = {
  name: 'commitments-state', block: 'chart', group: 'follow_up', method: 'commitments@1', params: [subjectParam], rule,
  label: { fr: 'État des engagements', en: 'State of the commitments' },
  compute: async (ctx, params): Promise<Computed> => {
    const { language } = ctx
    const rows = await commitmentsOf(ctx, params)
    const lines = commitmentStates.map((state) => ({ state, n: rows.filter((row) => row.state === state).length })).filter(({ n }) => n > 0)
    return {
      head: { label: commitmentsChart.label[language], value: rows.length, unit: 'count', n: rows.length, rowCount: rows.length },
      body: {
        type: 'chart', form: 'bars', sums: 'series', unit: 'count', unitText: '', target: null, series: [{ key: 'commitments', label: fr(ctx) ? 'Engagements' : 'Commitments', tone: 'plain' }],
        categories: lines.map(({ state, n }) => ({ label: stateWords[state][language], tone: tones[state], link: null, values: [{ value: n, text: numberText(n, language), people: null, withheld: null }] })),
      },
    }
  },
  rows: listRows,
}

export const commitmentFigure: FigureKind = {
  name: 'commitment', block: 'commitment', group: 'follow_up', method: 'commitments@1',
  params: [{ name: 'commitmentId', kind: 'commitment', label: { fr: 'Engagement', en: 'Commitment' }, required: true }],
  label: { fr: 'Un engagement', en: 'One commitment' },
  rule: { fr: 'État au dernier jour de la période ; avancement : part pondérée des étapes franchies.', en: 'State on the last day of the period; progress: weighted share of the milestones done.' },
  compute: async (ctx, params) => {
    const row = await oneOf(ctx, params)
    if (!row) return null
    const { language } = ctx
    const owner = await ownersOf(ctx, await allCommitments(ctx))
    const milestones = (await listMilestones(ctx.db, row.id)).map(({ title, dueOn, doneOn }) => ({ title, dueOn, doneOn: doneOn !== null && doneOn <= ctx.asOf ? doneOn : null }))
    return {
      head: { label: row.reference, value: row.progress, unit: 'percent', n: milestones.length, rowCount: 1 },
      body: {
        type: 'commitment', reference: row.reference, statement: row.statement, owner: owner(row.owner), counterpart: owner(row.counterpartName), madeOn: row.madeOn, dueOn: row.dueOn,
        state: row.state, stateText: stateWords[row.state][language], stateReason: row.stateReason, overdue: row.dueOn !== null && row.dueOn < ctx.asOf && owed.includes(row.state), progress: row.progress, milestones, link: { type: 'commitment', id: row.id },
      },
    }
  },
  rows: async (ctx, params) => {
    const row = await oneOf(ctx, params)
    return row ? [{ id: row.id, type: 'commitment', objectId: row.id, label: row.statement, detail: row.reference, at: row.dueOn ?? row.madeOn, counted: true }] : []
  },
}

const oneOf = async (ctx: FigureContext, params: Params): Promise<Row | undefined> => (await allCommitments(ctx)).find((row) => row.id === textParam(params, 'commitmentId'))
