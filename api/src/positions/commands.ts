import { type Db, schema } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonCatalogue, commonErrors, type ProblemError } from '../errors.ts'
import { requireNoticeOfSpeakers } from '../notices/gate.ts'
import { principalIn, type Reach } from '../plugins/access.ts'
import { requireMatch } from '../plugins/etag.ts'
import { languageOf } from '../plugins/language.ts'
import { record } from '../plugins/record.ts'
import type { FieldProblem } from '../schemas.ts'
import { attendanceOf, loadContext, type RecordingContext, sessionStatus, versionAt } from './context.ts'
import { crowdedRows } from './crowd.ts'
import { positionCatalogue, positionErrors, type PositionProblem } from './errors.ts'
import { findPositions, insertPositions, type PositionRow, updatePosition } from './queries.ts'
import { dayIn, mandateCovers, refusalOf } from './rules.ts'
import type { PositionCreate, PositionPatch } from './schemas.ts'

type Body = z.output<typeof PositionCreate>
type Code = PositionProblem | 'unknown-reference'
interface Refused { code: Code; field: string }
type Judged = { row: Parameters<typeof insertPositions>[1][number] } | { refused: Refused }

/** Records positions, all or none; `pointerOf` gives the JSON pointer of the body at an index. Returns them in order. */
export async function recordPositions(tx: Db, request: FastifyRequest, bodies: readonly Body[], pointerOf: (index: number) => string): Promise<PositionRow[]> {
  const context = await loadContext(tx, bodies, request.reach)
  const recordedBy = principalIn(request).userId
  const judged = bodies.map((body) => judge(body, context, new Date()))
  const refused = judged.flatMap((j, i) => ('refused' in j ? [{ ...j.refused, pointer: `${pointerOf(i)}/${j.refused.field}` }] : []))
  if (refused.length > 0) throw problemOf(request, refused)
  await requireNoticeOfSpeakers(tx, bodies.map((body) => body.mandateId))
  const crowded = await crowdedRows(tx, judged.flatMap((j) => ('row' in j ? [j.row] : [])))
  if (crowded.length > 0) throw problemOf(request, crowded.map((i) => ({ code: 'position-session-full', field: 'pointId', pointer: `${pointerOf(i)}/pointId` })))
  const inserted = await insertPositions(tx, judged.flatMap((j) => ('row' in j ? [{ ...j.row, recordedBy }] : [])))
  await record(tx, request, ...inserted.map((row) => ({ type: 'position.created' as const, objectId: row.id, perimeterId: row.perimeterId, after: row })))
  return findPositions(tx, inserted.map((row) => row.id))
}

function judge(body: Body, context: RecordingContext, now: Date): Judged {
  const statedAt = body.statedAt ?? now
  const found = findSubject(body, context, statedAt)
  if (found.refused) return { refused: found.refused }
  const { point, version, inForce } = found
  const holder = context.holders.get(body.holderId)
  const session = body.sessionId ? context.sessions.get(body.sessionId) : null
  if (!holder) return { refused: { code: 'unknown-reference', field: 'holderId' } }
  if (session === undefined) return { refused: { code: 'unknown-reference', field: 'sessionId' } }
  const manner = body.manner ?? (session ? 'in_room' : 'written')
  const refusal = refusalOf({ state: body.state, value: body.value ?? null, manner, statedAt, now, holderKind: holder.kind, versionInForce: inForce, session, attendance: attendanceOf(context, body.sessionId, holder.id) })
  if (refusal) return { refused: refusal }
  const mandate = judgeMandate(body, context, dayIn(statedAt, session?.timeZone))
  if (mandate) return { refused: mandate }
  return { row: {
    pointId: point.id, pointVersionId: version.id, holderId: holder.id, mandateId: body.mandateId ?? null, sessionId: session?.id ?? null, perimeterId: point.perimeterId, state: body.state, value: body.value ?? null,
    reason: body.reason ?? '', reservation: body.reservation ?? '', condition: body.condition ?? '', manner, source: body.source, statedAt,
  } }
}

/** The point and the version that a position names, or the version in force at its date. */
function findSubject(body: Body, context: RecordingContext, statedAt: Date) {
  const named = body.pointVersionId ? context.versions.find((v) => v.id === body.pointVersionId) : undefined
  if (body.pointVersionId && !named) return { refused: { code: 'unknown-reference', field: 'pointVersionId' } } as const
  const point = context.points.get(body.pointId ?? named?.pointId ?? '')
  const field = body.pointId ? 'pointId' : 'pointVersionId'
  if (!point) return { refused: { code: 'unknown-reference', field } } as const
  if (named && named.pointId !== point.id) return { refused: { code: 'position-version-mismatch', field: 'pointVersionId' } } as const
  const current = versionAt(context.versions.filter((v) => v.pointId === point.id), statedAt)
  const version = named ?? current
  if (!version) return { refused: { code: 'unknown-reference', field } } as const
  return { point, version, inForce: version.id === current?.id }
}

function judgeMandate(body: Body, context: RecordingContext, day: string): Refused | null {
  if (!body.mandateId) return null
  const mandate = context.mandates.get(body.mandateId)
  if (!mandate) return { code: 'unknown-reference', field: 'mandateId' }
  return mandate.organisationId === body.holderId && mandateCovers(mandate, day) ? null : { code: 'position-mandate-invalid', field: 'mandateId' }
}

/** One problem for the whole request, with the first refusal's code and each refused line. */
function problemOf(request: FastifyRequest, refused: (Refused & { pointer: string })[]): ProblemError {
  const language = languageOf(request)
  const sentence = (code: Code): string => (code === 'unknown-reference' ? commonCatalogue[code] : positionCatalogue[code])[language]
  const errors: FieldProblem[] = refused.map(({ code, pointer }) => ({ pointer, code, message: sentence(code) }))
  const code = refused[0]?.code ?? 'unknown-reference'
  return code === 'unknown-reference' ? commonErrors[code]({ errors }) : positionErrors[code]({ errors })
}

/** The position, or a 404 that does not tell absent from out of reach. */
export async function requirePosition(db: Db, id: string, reach: Reach): Promise<PositionRow> {
  const [row] = await findPositions(db, [id], reach)
  if (!row) throw positionErrors['position-not-found']()
  return row
}

/** Takes a position back as recorded by mistake: the row stays, and no computation sees it. */
export async function withdrawPosition(tx: Db, request: FastifyRequest, id: string): Promise<PositionRow> {
  const before = await requirePosition(tx, id, request.reach)
  if (before.withdrawnAt) throw positionErrors['position-already-withdrawn']()
  if (before.sessionId && (await sessionStatus(tx, before.sessionId)) === 'closed') throw positionErrors['position-session-closed']()
  return save(tx, request, before, { withdrawnAt: new Date() }, 'position.withdrawn')
}

/** Keeps what the holder said of the record: confirmed, contested, or not yet asked. */
export async function confirmPosition(tx: Db, request: FastifyRequest, id: string, patch: z.output<typeof PositionPatch>): Promise<PositionRow> {
  const before = await requirePosition(tx, id, request.reach)
  requireMatch(request, before.version)
  if (before.withdrawnAt) throw positionErrors['position-withdrawn']()
  const confirmedAt = patch.confirmation === 'unconfirmed' ? null : new Date()
  await tx.insert(schema.positionConfirmations).values({ positionId: before.id, verdict: patch.confirmation, recordedBy: principalIn(request).userId })
  return save(tx, request, before, { confirmation: patch.confirmation, confirmedAt }, 'position.updated')
}

async function save(tx: Db, request: FastifyRequest, before: PositionRow, change: Parameters<typeof updatePosition>[2], type: `position.${string}`): Promise<PositionRow> {
  const row = await updatePosition(tx, before, change)
  if (!row) throw commonErrors['stale-version']()
  await record(tx, request, { type, objectId: row.id, perimeterId: row.perimeterId, before: { ...before }, after: { ...before, ...row } })
  return { ...before, ...row }
}
