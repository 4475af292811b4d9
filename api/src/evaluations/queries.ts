import { type Db, schema } from '@convergence/db'
import { and, eq, getTableColumns, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import type { Reach } from '../plugins/access.ts'
import { keyset, type PageRequest } from '../plugins/keyset.ts'
import { inScope, within } from '../plugins/reach.ts'
import type { EvaluationFilter } from './schemas.ts'

const { activities, evaluations, questionnaires, sessions } = schema
const { deletedAt: _deletedAt, ...plain } = getTableColumns(evaluations)
const ofRecipients = (what: SQL) => sql<number>`(select count(*)::int from evaluation_recipients r where r.evaluation_id = evaluations.id and ${what})`
/** Who attended what is not open yet: whom it would ask. */
const wouldAsk = sql`(select count(distinct a.stakeholder_id)::int from attendances a join sessions x on x.id = a.session_id and x.deleted_at is null and x.status in ('open', 'closed') join stakeholders h on h.id = a.stakeholder_id and h.deleted_at is null
  where a.status in ('present', 'remote', 'observer') and (a.session_id = evaluations.session_id or a.session_id in (select y.session_id from activity_sessions y where y.activity_id = evaluations.activity_id)))`
const columns = {
  ...plain, questionnaireTitle: questionnaires.title, language: questionnaires.language,
  sessionTitle: sessions.title, startsAt: sessions.startsAt, timeZone: sessions.timeZone, activityTitle: activities.title,
  asked: sql<number>`case when evaluations.status = 'draft' then ${wouldAsk} else ${ofRecipients(sql`true`)} end`, answered: ofRecipients(sql`r.answered_on is not null`), written: ofRecipients(sql`r.sent_at is not null`),
  overdue: sql<boolean>`(evaluations.status = 'open' and coalesce(evaluations.closes_at <= now(), false))`,
}
const sorts = { createdAt: evaluations.createdAt, closesAt: sql`coalesce(${evaluations.closesAt}, timestamptz '9999-12-31 00:00Z')` }

const select = <T extends object>(db: Db, more: T) =>
  db.select({ ...columns, ...more } as typeof columns & T).from(evaluations).innerJoin(questionnaires, eq(questionnaires.id, evaluations.questionnaireId)).leftJoin(sessions, eq(sessions.id, evaluations.sessionId)).leftJoin(activities, eq(activities.id, evaluations.activityId)).$dynamic()

type Raw = Awaited<ReturnType<typeof select<object>>>[number]
function withSubject<T extends Raw>({ sessionTitle, startsAt, activityTitle, ...row }: T) {
  const subject = row.sessionId ? { type: 'session' as const, id: row.sessionId, title: sessionTitle ?? '', startsAt } : { type: 'activity' as const, id: row.activityId ?? '', title: activityTitle ?? '', startsAt: null }
  return { ...row, subject }
}
export type EvaluationRow = NonNullable<Awaited<ReturnType<typeof findEvaluation>>>

/** One page of evaluations with how many were asked and answered. */
export async function listEvaluations(db: Db, page: PageRequest & EvaluationFilter, reach: Reach, secret: string) {
  const k = keyset(page, sorts, evaluations.id, secret)
  const rows = await select(db, { key: k.key }).where(and(
    isNull(evaluations.deletedAt), inScope(evaluations.perimeterId, { reach, perimeterId: page.perimeterId }),
    page.sessionId ? eq(evaluations.sessionId, page.sessionId) : undefined, page.activityId ? eq(evaluations.activityId, page.activityId) : undefined,
    page.status ? inArray(evaluations.status, page.status) : undefined, k.where,
  )).orderBy(...k.orderBy).limit(k.limit)
  return rows.map(withSubject)
}

const found = async (db: Db, id: string, reach: Reach, state: SQL) => {
  const [row] = await select(db, {}).where(and(eq(evaluations.id, id), state, within(evaluations.perimeterId, reach)))
  return row ? withSubject(row) : null
}
/** An evaluation within reach that was not removed, or null. */
export const findEvaluation = (db: Db, id: string, reach: Reach) => found(db, id, reach, isNull(evaluations.deletedAt))
export const findRemovedEvaluation = (db: Db, id: string, reach: Reach) => found(db, id, reach, isNotNull(evaluations.deletedAt))

export async function insertEvaluation(db: Db, row: typeof evaluations.$inferInsert): Promise<string> {
  const [inserted] = await db.insert(evaluations).values(row).returning({ id: evaluations.id })
  if (!inserted) throw new Error('insert returned no row')
  return inserted.id
}

/** Applies a change to a version; false when the row is not at that version any more. */
export async function updateEvaluation(db: Db, before: { id: string; version: number }, change: Partial<typeof evaluations.$inferInsert>): Promise<boolean> {
  const rows = await db.update(evaluations).set({ ...change, version: sql`${evaluations.version} + 1`, updatedAt: new Date() }).where(and(eq(evaluations.id, before.id), eq(evaluations.version, before.version))).returning({ id: evaluations.id })
  return rows.length > 0
}

/** Holds the row until the transaction ends, so that two sheets are not written at once. */
export const lockEvaluation = (tx: Db, id: string) => tx.select({ id: evaluations.id }).from(evaluations).where(eq(evaluations.id, id)).for('update')
