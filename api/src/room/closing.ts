import { type Db, schema } from '@convergence/db'
import { and, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import { toldMandates } from '../notices/gate.ts'
import { principalIn } from '../plugins/access.ts'
import { record } from '../plugins/record.ts'
import { roomErrors } from './errors.ts'
import { leftBefore, owesReason, type ReasonRule } from './rules.ts'
import { endRunning } from './running.ts'
import { discussedAt, type Standing, standingAt } from './standing.ts'

const { attendances, positions, sessions } = schema
interface Closing { id: string; title: string; perimeterId: string; reasonRule: ReasonRule }

/** What a session settles when it closes: reasons are there, the clock stops, who had left before a point is written down. */
export async function settleSession(tx: Db, request: FastifyRequest, session: Closing): Promise<void> {
  // Locked first: a position that is being recorded is either counted here or refused.
  await tx.select({ id: sessions.id }).from(sessions).where(eq(sessions.id, session.id)).for('update')
  const standing = await standingAt(tx, session.id)
  requireReasons(session.reasonRule, standing)
  await endRunning(tx, request, session, new Date())
  await recordLeftBefore(tx, request, session, standing)
}

function requireReasons(rule: ReasonRule, standing: readonly Standing[]): void {
  const owed = standing.filter((position) => owesReason(rule, position))
  if (owed.length > 0) throw roomErrors['session-reasons-owed']({ params: { n: owed.length }, errors: owed.map((p) => ({ pointer: `/positions/${p.id}`, code: 'reason-owed', message: `${p.holderName} – ${p.pointTitle}` })) })
}

/** Inferred from the departure: rows of an earlier closing that no longer hold are taken back. */
async function recordLeftBefore(tx: Db, request: FastifyRequest, session: Closing, standing: readonly Standing[]): Promise<void> {
  const gone = await tx.select({ holderId: attendances.stakeholderId, mandateId: attendances.mandateId, leftAt: attendances.leftAt }).from(attendances)
    .where(and(eq(attendances.sessionId, session.id), inArray(attendances.status, ['present', 'remote', 'represented']), isNotNull(attendances.leftAt)))
  const departed = gone.flatMap((row) => (row.leftAt ? [{ ...row, leftAt: row.leftAt }] : []))
  const discussed = await discussedAt(tx, session.id)
  const inferred = standing.filter((p) => p.state === 'left_before' && p.manner === 'inferred')
  const said = new Set(standing.filter((p) => !inferred.includes(p)).map((p) => `${p.pointId}/${p.holderId}`))
  const due = leftBefore(discussed, departed, (pointId, holderId) => said.has(`${pointId}/${holderId}`))
  const kept = new Set(due.map(({ point, holder }) => `${point.pointId}/${holder.holderId}`))
  await takeBack(tx, request, inferred.filter((p) => !kept.has(`${p.pointId}/${p.holderId}`)))
  const known = new Set(inferred.map((p) => `${p.pointId}/${p.holderId}`))
  const fresh = due.filter(({ point, holder }) => !known.has(`${point.pointId}/${holder.holderId}`))
  if (fresh.length === 0) return
  const told = await toldMandates(tx, fresh.map(({ holder }) => holder.mandateId))
  const rows = await tx.insert(positions).values(fresh.map(({ point, holder }) => ({
    pointId: point.pointId, pointVersionId: point.versionId, holderId: holder.holderId, mandateId: holder.mandateId !== null && told.has(holder.mandateId) ? holder.mandateId : null, sessionId: session.id, perimeterId: discussed.find((d) => d.pointId === point.pointId)?.perimeterId ?? session.perimeterId,
    state: 'left_before' as const, manner: 'inferred' as const, source: session.title, statedAt: point.beganAt, recordedBy: principalIn(request).userId,
  }))).returning()
  await record(tx, request, ...rows.map((row) => ({ type: 'position.created' as const, objectId: row.id, perimeterId: row.perimeterId, after: row })))
}

async function takeBack(tx: Db, request: FastifyRequest, rows: readonly Standing[]): Promise<void> {
  if (rows.length === 0) return
  const done = await tx.update(positions).set({ withdrawnAt: new Date(), version: sql`${positions.version} + 1` }).where(and(inArray(positions.id, rows.map((row) => row.id)), isNull(positions.withdrawnAt))).returning()
  await record(tx, request, ...done.map((row) => ({ type: 'position.withdrawn' as const, objectId: row.id, perimeterId: row.perimeterId, before: { ...row, withdrawnAt: null }, after: row })))
}
