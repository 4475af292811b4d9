import { type Db, schema } from '@convergence/db'
import { and, eq, getTableColumns, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Reach } from '../plugins/access.ts'
import { keyset, type PageRequest } from '../plugins/keyset.ts'
import { inPerimeter, within } from '../plugins/reach.ts'
import { contributors, currentOutcomes, givenPairs, owedPairs } from './current.ts'
import { mailable } from './queries.ts'
import type { Answer, OwedAnswerFilter, OwedSummary } from './schemas.ts'

const { answers, mails, users, outcomes } = schema

const select = (db: Db) => db.select({ ...getTableColumns(answers), recordedByName: users.name, mailStatus: mails.status }).from(answers).leftJoin(users, eq(users.id, answers.recordedBy)).leftJoin(mails, eq(mails.id, answers.mailId)).$dynamic()
export type AnswerRow = z.output<typeof Answer>

export const listAnswers = (db: Db, ids: readonly string[]): Promise<AnswerRow[]> => (ids.length === 0 ? Promise.resolve([]) : select(db).where(inArray(answers.id, [...ids])))

export async function findAnswer(db: Db, id: string, reach: Reach): Promise<AnswerRow | null> {
  const [row] = await select(db).where(and(eq(answers.id, id), within(answers.perimeterId, reach)))
  return row ?? null
}

export const insertAnswers = (db: Db, rows: (typeof answers.$inferInsert)[]) => db.insert(answers).values(rows).returning({ id: answers.id })

export async function withdrawAnswer(db: Db, before: AnswerRow): Promise<boolean> {
  const rows = await db.update(answers).set({ withdrawnAt: new Date(), version: sql`${answers.version} + 1`, updatedAt: new Date() }).where(and(eq(answers.id, before.id), isNull(answers.withdrawnAt))).returning({ id: answers.id })
  return rows.length > 0
}

interface Pair extends Record<string, unknown> {
  id: string; key: string; outcomeId: string; pointId: string; pointTitle: string; pointReference: string; kind: AnswerKind; statement: string; decidedOn: string; fictional: boolean; stakeholderId: string; stakeholderName: string
  value: number | null; since: string; waitingDays: number; mailable: boolean; answerId: string | null
}
type AnswerKind = (typeof schema.outcomeKind.enumValues)[number]

/** Pairs of an outcome and a holder: those of current outcomes that wait for an answer, those that got one on any outcome. */
function pairs(f: OwedAnswerFilter, reach: Reach): SQL {
  const where = (of: SQL, holder: SQL): SQL => and(
    sql`true`, f.outcomeId ? sql`${of}.id = ${f.outcomeId}` : undefined, f.pointId ? sql`${of}.point_id = ${f.pointId}` : undefined, f.stakeholderId ? sql`${holder} = ${f.stakeholderId}` : undefined,
    sql`${of}.id in (select outcomes.id from outcomes where ${and(within(outcomes.perimeterId, reach), f.perimeterId ? inPerimeter(outcomes.perimeterId, f.perimeterId) : undefined) ?? sql`true`})`,
  ) ?? sql`true`
  const owed = owedPairs(undefined, where(sql`o`, sql`k.holder_id`))
  const given = givenPairs(undefined, where(sql`o`, sql`a.stakeholder_id`))
  const both = f.state === 'owed' ? owed : f.state === 'given' ? given : sql`${owed} union all ${given}`
  return sql`select w.*, o.point_id, o.kind, o.statement, o.decided_on, o.fictional, p.title, p.reference, h.name, h.search_name, md5(w.outcome_id::text || w.holder_id::text) as id
    from (${both}) w(outcome_id, holder_id, since, answer_id, given_at) join outcomes o on o.id = w.outcome_id join points p on p.id = o.point_id and p.deleted_at is null join stakeholders h on h.id = w.holder_id and h.deleted_at is null`
}

const DAY = sql`(now() at time zone 'Europe/Paris')::date`
const waiting = sql`greatest(0, coalesce((x.given_at at time zone 'Europe/Paris')::date, ${DAY}) - x.since)`
const hasAddress = sql`exists (select 1 from mandates m where m.organisation_id = x.holder_id and ${mailable(sql`m`)})`

/** One page of answers owed or given, who has waited longest first unless asked otherwise. */
export async function listOwed(db: Db, page: PageRequest & OwedAnswerFilter, reach: Reach, secret: string) {
  const k = keyset(page, { since: sql`x.since`, stakeholder: sql`x.search_name` }, sql`x.id`, secret)
  const { rows } = await db.execute<Pair>(sql`
    select x.id, ${k.key} as key, x.outcome_id as "outcomeId", x.point_id as "pointId", x.title as "pointTitle", x.reference as "pointReference", x.kind, x.statement, x.decided_on::text as "decidedOn", x.fictional, x.holder_id as "stakeholderId", x.name as "stakeholderName",
      (select q.value from positions q where q.point_id = x.point_id and q.holder_id = x.holder_id and q.withdrawn_at is null and q.state = 'stated' order by q.stated_at desc, q.id desc limit 1) as value,
      x.since::text as since, ${waiting}::int as "waitingDays", ${hasAddress} as mailable, x.answer_id as "answerId"
    from (${pairs(page, reach)}) x where ${k.where ?? sql`true`} order by ${sql.join(k.orderBy, sql`, `)} limit ${k.limit}`)
  const found = new Map((await listAnswers(db, rows.flatMap((row) => row.answerId ?? []))).map((answer) => [answer.id, answer]))
  return rows.map(({ answerId, ...row }) => ({ ...row, answer: answerId ? (found.get(answerId) ?? null) : null }))
}

/** What is owed over all the current outcomes, and how much of each was answered. */
export async function summariseOwed(db: Db, f: { perimeterId?: string | undefined }, reach: Reach): Promise<z.output<typeof OwedSummary>> {
  const { rows: [sum] } = await db.execute<{ owed: number; holders: number; longestDays: number; mailable: number }>(sql`
    select count(*)::int as owed, count(distinct x.holder_id)::int as holders, coalesce(max(${waiting}), 0)::int as "longestDays", count(*) filter (where ${hasAddress})::int as mailable from (${pairs({ ...f, state: 'owed' }, reach)}) x`)
  const { rows: [told] } = await db.execute<{ given: number }>(sql`select count(*)::int as given from (${pairs({ ...f, state: 'given' }, reach)}) x`)
  const inReach = and(within(outcomes.perimeterId, reach), f.perimeterId ? inPerimeter(outcomes.perimeterId, f.perimeterId) : undefined) ?? sql`true`
  const { rows } = await db.execute<z.output<typeof OwedSummary>['outcomes'][number]>(sql`
    select outcomes.id as "outcomeId", outcomes.point_id as "pointId", p.title as "pointTitle", outcomes.kind, outcomes.decided_on::text as "decidedOn", outcomes.fictional,
      count(k.holder_id) filter (where a.id is null)::int as owed, count(distinct a.stakeholder_id)::int as given
    from ${currentOutcomes()} outcomes join points p on p.id = outcomes.point_id and p.deleted_at is null left join ${contributors()} k on k.point_id = outcomes.point_id left join answers a on a.outcome_id = outcomes.id and a.stakeholder_id = k.holder_id and a.withdrawn_at is null
    where ${inReach} group by 1, 2, 3, 4, 5, 6 order by owed desc, "decidedOn", "pointTitle" limit 500`)
  return { owed: sum?.owed ?? 0, holders: sum?.holders ?? 0, longestDays: sum?.longestDays ?? 0, mailable: sum?.mailable ?? 0, given: told?.given ?? 0, outcomes: rows }
}
