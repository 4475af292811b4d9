import { type Db, schema } from '@convergence/db'
import { and, eq, inArray, isNull, ne, or, type SQL, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { addDays } from '../indicators/periods.ts'
import type { Reach } from '../plugins/access.ts'
import { requireMatch } from '../plugins/etag.ts'
import { keyset } from '../plugins/keyset.ts'
import { inPerimeter, within } from '../plugins/reach.ts'
import { record } from '../plugins/record.ts'
import { dayIn } from '../positions/rules.ts'
import { relayErrors } from './errors.ts'
import { DAYS_DUE, type ProgressState, progressState } from './rules.ts'
import type { ProgressPatch, ProgressQuery } from './schemas.reports.ts'

const { perimeters, relayReportPractices: p, relayReports, relays } = schema
const columns = {
  id: p.id, reportId: p.reportId, relayId: relayReports.relayId, relayName: relays.name, perimeterId: relayReports.perimeterId, perimeterName: perimeters.name, practiceId: p.practiceId, maturity: p.maturity,
  action: p.progressAction, dueOn: p.progressDueOn, doneOn: p.progressDoneOn, fictional: relayReports.fictional, version: p.version, updatedAt: p.updatedAt,
}
const soonOf = (today: string): string => addDays(today, DAYS_DUE)
const complete = <T extends { dueOn: string | null; doneOn: string | null }>(row: T) => {
  const today = dayIn(new Date())
  return { ...row, state: progressState(row, today, soonOf(today)) }
}

/** The same states as `progressState`, in SQL. */
function stateWhere(states: readonly ProgressState[]): SQL | undefined {
  const today = dayIn(new Date())
  const soon = soonOf(today)
  const open = sql`${p.progressDoneOn} is null`
  const by: Record<ProgressState, SQL> = { done: sql`${p.progressDoneOn} is not null`, late: sql`${open} and ${p.progressDueOn} < ${today}`, due: sql`${open} and ${p.progressDueOn} between ${today} and ${soon}`, open: sql`${open} and (${p.progressDueOn} is null or ${p.progressDueOn} > ${soon})` }
  return or(...states.map((state) => sql`(${by[state]})`))
}

const select = <T extends object>(db: Db, more: T) =>
  db.select({ ...columns, ...more } as typeof columns & T).from(p).innerJoin(relayReports, and(eq(relayReports.id, p.reportId), isNull(relayReports.deletedAt))).innerJoin(relays, eq(relays.id, relayReports.relayId)).innerJoin(perimeters, eq(perimeters.id, relayReports.perimeterId)).$dynamic()

/** One page of progress actions that were handed in, the next due first. */
export async function listProgress(db: Db, query: z.output<typeof ProgressQuery>, reach: Reach, secret: string) {
  const k = keyset(query, { dueOn: sql`coalesce(${p.progressDueOn}, date '9999-12-31')` }, p.id, secret)
  const rows = await select(db, { key: k.key }).where(and(
    ne(p.progressAction, ''), ne(relayReports.status, 'draft'), within(relayReports.perimeterId, reach), k.where,
    query.perimeterId ? inPerimeter(relayReports.perimeterId, query.perimeterId) : undefined, query.practiceId ? inArray(p.practiceId, query.practiceId) : undefined, query.relayId ? eq(relayReports.relayId, query.relayId) : undefined, query.state ? stateWhere(query.state) : undefined,
  )).orderBy(...k.orderBy).limit(k.limit)
  return rows.map(complete)
}

/** One progress action within reach, or a 404. */
export async function requireProgress(db: Db, id: string, reach: Reach) {
  const [row] = await select(db, {}).where(and(eq(p.id, id), ne(p.progressAction, ''), within(relayReports.perimeterId, reach)))
  if (!row) throw relayErrors['progress-action-not-found']()
  return complete(row)
}

/** Says when it is due, or that it is done; the report may be validated already. */
export async function patchProgress(tx: Db, request: FastifyRequest, id: string, patch: z.output<typeof ProgressPatch>) {
  const before = await requireProgress(tx, id, request.reach)
  requireMatch(request, before.version)
  const rows = await tx.update(p).set({ ...(patch.dueOn === undefined ? {} : { progressDueOn: patch.dueOn }), ...(patch.doneOn === undefined ? {} : { progressDoneOn: patch.doneOn }), version: sql`${p.version} + 1`, updatedAt: new Date() }).where(and(eq(p.id, id), eq(p.version, before.version))).returning({ id: p.id })
  if (rows.length === 0) throw commonErrors['stale-version']()
  const after = await requireProgress(tx, id, request.reach)
  await record(tx, request, { type: 'progressAction.updated', objectId: id, perimeterId: after.perimeterId, before, after })
  return after
}
