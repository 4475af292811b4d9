import { schema } from '@convergence/db'
import { and, eq, isNull, lte, gte, sql } from 'drizzle-orm'
import { during, onDay } from '../../measures/scope.ts'
import { givenPairs, owedPairs } from '../../outcomes/current.ts'
import { inPerimeter, inScope, within } from '../../plugins/reach.ts'
import type { FigureContext } from '../context.ts'
import { shareOf, shortDayText } from '../format.ts'
import { countCell, type FigureKind, valueCell, wordCell } from '../kind.ts'
import { type Params, textParam } from '../params.ts'
import { activityWords, levelWords, outcomeWords, total } from '../words.ts'

const { activities, bodies, outcomes, plans } = schema
type Level = (typeof schema.engagementLevel.enumValues)[number]
type OutcomeKind = (typeof schema.outcomeKind.enumValues)[number]
interface Answered extends Record<string, unknown> { id: string; pointId: string; title: string; kind: OutcomeKind; decidedOn: string; owed: number; given: number }

/** Outcomes decided in the period with the answers owed on each and those given: the pairs that the measures count. */
const answersOf = (ctx: FigureContext) =>
  ctx.once('answers', async () => {
    const { rows } = await ctx.db.execute<Answered>(sql`
      select outcomes.id, outcomes.point_id as "pointId", p.title, outcomes.kind::text as kind, outcomes.decided_on::text as "decidedOn", count(distinct w.holder_id)::int as owed, count(distinct w.holder_id) filter (where w.given_at is not null)::int as given
      from (${owedPairs(ctx.asOf)} union all ${givenPairs(ctx.asOf)}) w join outcomes on outcomes.id = w.outcome_id join points p on p.id = outcomes.point_id and p.deleted_at is null join stakeholders h on h.id = w.holder_id and h.deleted_at is null
      where ${onDay(sql`outcomes.decided_on`, ctx)} and ${inScope(outcomes.perimeterId, ctx) ?? sql`true`} group by outcomes.id, p.title order by outcomes.decided_on, outcomes.id`)
    return rows
  })

const answerHeads = { fr: ['Suite donnée le', 'Point', 'Suite', 'Réponses dues', 'Données', 'Part'], en: ['Decided on', 'Point', 'Outcome', 'Answers owed', 'Given', 'Share'] } as const
const answerKeys = ['day', 'point', 'kind', 'owed', 'given', 'share'] as const
const answerKinds = ['day', 'text', 'text', 'number', 'number', 'percent'] as const

export const answersTable: FigureKind = {
  name: 'answers-given', block: 'table', group: 'follow_up', method: 'answers@1', params: [],
  label: { fr: 'Réponses données aux contributeurs', en: 'Answers given to contributors' },
  rule: { fr: 'Suites données dans la période. Une réponse est due à chaque partie prenante qui avait pris position sur le point ; elle compte si elle est donnée avant la fin de la période.', en: 'Outcomes decided within the period. An answer is owed to each stakeholder that had taken position on the point; it counts when given before the end of the period.' },
  compute: async (ctx) => {
    const { language } = ctx
    const rows = await answersOf(ctx)
    const [owed, given] = [rows.reduce((sum, row) => sum + row.owed, 0), rows.reduce((sum, row) => sum + row.given, 0)]
    return {
      head: { label: answersTable.label[language], value: shareOf(given, owed), unit: 'percent', numerator: given, denominator: owed, n: owed, rowCount: rows.length },
      body: {
        type: 'table', sums: 'columns', cut: 0, columns: answerKeys.map((key, i) => ({ key, label: answerHeads[language][i] ?? key, kind: answerKinds[i] ?? 'text' })),
        rows: rows.map((row) => ({
          link: { type: 'point', id: row.pointId },
          cells: [wordCell(shortDayText(row.decidedOn, language)), wordCell(row.title), wordCell(outcomeWords[row.kind][language]), countCell(row.owed, language), countCell(row.given, language), valueCell(shareOf(row.given, row.owed), 'percent', language)],
        })),
        total: [wordCell(total[language]), wordCell(''), wordCell(''), countCell(owed, language), countCell(given, language), valueCell(shareOf(given, owed), 'percent', language)],
      },
    }
  },
  rows: async (ctx) => (await answersOf(ctx)).map((row) => ({ id: row.id, type: 'point', objectId: row.pointId, label: row.title, detail: `${outcomeWords[row.kind][ctx.language]} · ${row.given} / ${row.owed}`, at: row.decidedOn, counted: row.owed > 0 && row.given === row.owed })),
}

interface Seat extends Record<string, unknown> { id: string; bodyId: string; body: string; reference: string; college: string; seats: number; filled: number; meetings: number }

/** Colleges of the bodies in force, with the seats filled on the last day and the meetings held in the period. */
const seatsOf = (ctx: FigureContext, params: Params) => {
  const bodyId = textParam(params, 'bodyId')
  return ctx.once(`bodies/${bodyId ?? ''}`, async () => {
    const inForce = and(isNull(bodies.deletedAt), within(bodies.perimeterId, ctx.reach), inPerimeter(bodies.perimeterId, ctx.perimeterId), sql`(${bodies.since} is null or ${bodies.since} <= ${ctx.asOf}) and (${bodies.ceasedOn} is null or ${bodies.ceasedOn} >= ${ctx.from})`, bodyId ? eq(bodies.id, bodyId) : undefined)
    const { rows } = await ctx.db.execute<Seat>(sql`
      select coalesce(c.id, b.id) as id, b.id as "bodyId", b.name as body, b.reference, coalesce(c.label, '') as college, coalesce(c.seats, 0)::int as seats,
        coalesce((select sum(m.seats)::int from body_members m where m.body_id = b.id and m.college_id is not distinct from c.id and m.start_on <= least(b.ceased_on, ${ctx.asOf}::date) and (m.end_on is null or m.end_on >= least(b.ceased_on, ${ctx.asOf}::date))), 0) as filled,
        (select count(*)::int from sessions s where s.body_id = b.id and s.deleted_at is null and s.status in ('open', 'closed') and ${during(sql`s.starts_at`, ctx)} and s.starts_at <= now()) as meetings
      from (select * from bodies where ${inForce}) b left join body_colleges c on c.body_id = b.id order by b.name, b.id, c.rank, c.id`)
    return rows
  })
}

const bodyHeads = { fr: ['Instance', 'Collège', 'Sièges', 'Pourvus', 'Réunions'], en: ['Body', 'College', 'Seats', 'Filled', 'Meetings'] } as const

export const bodiesTable: FigureKind = {
  name: 'bodies', block: 'table', group: 'dialogue', method: 'bodies@1',
  params: [{ name: 'bodyId', kind: 'body', label: { fr: 'Instance', en: 'Body' }, required: false }],
  label: { fr: 'Instances et leur composition', en: 'Bodies and their composition' },
  rule: { fr: 'Instances en vigueur dans la période ; sièges pourvus à son dernier jour, ou à celui de l’instance, réunions tenues dans la période.', en: 'Bodies in force within the period; seats filled on its last day, or on that of the body, meetings held within it.' },
  compute: async (ctx, params) => {
    const { language } = ctx
    const rows = await seatsOf(ctx, params)
    if (rows.length === 0 && textParam(params, 'bodyId')) return null
    const count = new Set(rows.map((row) => row.bodyId)).size
    const first = (i: number) => rows[i - 1]?.bodyId !== rows[i]?.bodyId
    return {
      head: { label: bodiesTable.label[language], value: count, unit: 'count', n: rows.length, rowCount: count },
      body: {
        type: 'table', sums: 'columns', cut: 0, total: null, columns: ['body', 'college', 'seats', 'filled', 'meetings'].map((key, i) => ({ key, label: bodyHeads[language][i] ?? key, kind: i < 2 ? 'text' : 'number' })),
        rows: rows.map((row, i) => ({
          link: { type: 'body', id: row.bodyId },
          cells: [wordCell(first(i) ? row.body : ''), wordCell(row.college || '—'), row.college ? countCell(row.seats, language) : wordCell('—'), row.college || row.filled ? countCell(row.filled, language) : wordCell('—'), first(i) ? countCell(row.meetings, language) : wordCell('')],
        })),
      },
    }
  },
  rows: async (ctx, params) => {
    const rows = await seatsOf(ctx, params)
    return rows.filter((row, i) => rows[i - 1]?.bodyId !== row.bodyId).map((row) => ({ id: row.bodyId, type: 'body', objectId: row.bodyId, label: row.body, detail: row.reference, at: null, counted: true }))
  },
}

/** Dialogues of the plans that touch the period, with the sessions held for each in it. */
const activitiesOf = (ctx: FigureContext) =>
  ctx.once('activities', () =>
    ctx.db.select({
      id: activities.id, reference: activities.reference, title: activities.title, status: activities.status, level: activities.engagementLevel, planned: activities.sessionsPlanned, startsOn: activities.startsOn,
      held: sql<number>`(select count(*)::int from activity_sessions x join sessions s on s.id = x.session_id and s.deleted_at is null and s.status in ('open', 'closed') where x.activity_id = activities.id and ${during(sql`s.starts_at`, ctx)} and s.starts_at <= now())`,
    }).from(activities).innerJoin(plans, and(eq(plans.id, activities.planId), isNull(plans.deletedAt)))
      .where(and(isNull(activities.deletedAt), within(activities.perimeterId, ctx.reach), inPerimeter(activities.perimeterId, ctx.perimeterId), lte(activities.startsOn, ctx.to), gte(activities.endsOn, ctx.from))).orderBy(activities.startsOn, activities.id))

const planHeads = { fr: ['Dialogue', 'Niveau', 'Séances prévues', 'Tenues', 'État'], en: ['Dialogue', 'Level', 'Sessions planned', 'Held', 'State'] } as const

export const planTable: FigureKind = {
  name: 'plan', block: 'table', group: 'dialogue', method: 'plan@1', params: [],
  label: { fr: 'Plan de dialogue : prévu et réalisé', en: 'Dialogue plan: planned and done' },
  rule: { fr: 'Actions de dialogue dont les dates touchent la période ; séances tenues dans la période.', en: 'Dialogues whose dates touch the period; sessions held within it.' },
  compute: async (ctx) => {
    const { language } = ctx
    const rows = await activitiesOf(ctx)
    const live = rows.filter((row) => row.status !== 'cancelled')
    const [planned, held] = [live.reduce((sum, row) => sum + row.planned, 0), rows.reduce((sum, row) => sum + row.held, 0)]
    const done = rows.filter((row) => row.status === 'done').length
    return {
      head: { label: language === 'fr' ? 'Dialogues menés à leur terme' : 'Dialogues brought to their end', value: done, unit: 'count', numerator: done, denominator: live.length, n: rows.length, rowCount: rows.length },
      body: {
        type: 'table', sums: 'columns', cut: 0, columns: ['dialogue', 'level', 'planned', 'held', 'state'].map((key, i) => ({ key, label: planHeads[language][i] ?? key, kind: key === 'planned' || key === 'held' ? 'number' : 'text' })),
        rows: rows.map((row) => ({ link: { type: 'activity', id: row.id }, cells: [wordCell(row.title), wordCell(levelWords[row.level satisfies Level][language]), countCell(row.planned, language), countCell(row.held, language), wordCell(activityWords[row.status][language])] })),
        total: [wordCell(total[language]), wordCell(''), countCell(planned, language), countCell(held, language), wordCell('')],
      },
    }
  },
  rows: async (ctx) => (await activitiesOf(ctx)).map((row) => ({ id: row.id, type: 'activity', objectId: row.id, label: row.title, detail: `${row.reference} · ${activityWords[row.status][ctx.language]}`, at: row.startsOn, counted: row.status === 'done' })),
}
