import { type Db, schema } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import { commonErrors, ProblemError } from '../errors.ts'
import { principalIn } from '../plugins/access.ts'
import { databaseProblem, sqlStateOf } from '../plugins/database-problem.ts'
import { loggable } from '../plugins/error-handler.ts'
import { record } from '../plugins/record.ts'
import { findIn, keepReason, reasonFor } from '../texts/guard.ts'
import { leavesOf } from '../texts/leaves.ts'
import { sessionErrors } from '../sessions/errors.ts'
import { operationErrors } from './errors.ts'
import { type Applied, Opposition, type Scene } from './kind.ts'
import { kinds } from './kinds.ts'
import { findOperation, findOperations, lastOf, lockSession, type LockedSession, openedAt, type OperationRow, readClock, setStatus } from './queries.ts'
import { after, isStorable, reckon } from './rules.ts'
import type { OperationSent } from './schemas.ts'

/** What is said of one operation: its row, or why there is none. */
export type Taken = { row: OperationRow } | { untaken: OperationSent; status: 'waiting' | 'refused'; code: string }

interface Line { tx: Db; request: FastifyRequest; session: LockedSession; deviceId: string; floor: Date | null; previous: Date | null; now: () => Date }

/**
 * Takes what a device sends, in the order of its sequence, each operation once and by itself: in a savepoint, with its row. One
 * sent again is answered from its row; after a gap the rest waits. Runs in the transaction of the caller, which holds the session.
 */
export async function takeOperations(tx: Db, request: FastifyRequest, sessionId: string, deviceId: string, sent: readonly OperationSent[]): Promise<{ taken: Taken[]; nextSequence: number; serverTime: Date }> {
  const session = await lockSession(tx, sessionId, request.reach)
  if (!session) throw sessionErrors['session-not-found']()
  const last = await lastOf(tx, sessionId, deviceId)
  if (last && last.recordedBy !== principalIn(request).userId) throw operationErrors['operation-device-taken']()
  const known = new Map((await findOperations(tx, sent.map((o) => o.id))).map((row) => [row.id, row]))
  const line: Line = { tx, request, session, deviceId, floor: (await openedAt(tx, sessionId)) ?? session.createdAt, previous: last?.saidAt ?? null, now: clockFrom(await readClock(tx)) }
  let next = (last?.sequence ?? 0) + 1
  const taken: Taken[] = []
  for (const operation of sent.toSorted((a, b) => a.sequence - b.sequence)) {
    const row = known.get(operation.id)
    if (row) taken.push(isSame(row, operation, line) ? { row } : { untaken: operation, status: 'refused', code: 'operation-id-taken' })
    else if (operation.sequence > next) taken.push({ untaken: operation, status: 'waiting', code: 'operation-out-of-order' })
    else if (operation.sequence < next) taken.push({ untaken: operation, status: 'refused', code: 'operation-sequence-taken' })
    else {
      const made = await takeOne(line, operation)
      known.set(made.id, made)
      taken.push({ row: made })
      line.previous = made.saidAt
      next += 1
    }
  }
  return { taken, nextSequence: next, serverTime: line.now() }
}

/** The database's time, carried on by the monotonic clock of this process. */
function clockFrom(start: Date): () => Date {
  const from = performance.now()
  return () => new Date(start.getTime() + Math.floor(performance.now() - from))
}

/** Known again by its id and its maker; a device that lost its name, or was given other places, is still heard once. */
const isSame = (row: OperationRow, sent: OperationSent, { session, request }: Line): boolean =>
  row.sessionId === session.id && row.kind === sent.kind && row.recordedBy === principalIn(request).userId

async function takeOne(line: Line, operation: OperationSent): Promise<OperationRow> {
  // Two operations never share a millisecond: what was said later is the later one everywhere.
  const receivedAt = new Date(Math.max(line.now().getTime(), after(line.previous)?.getTime() ?? 0))
  const said = (...laterThan: (Date | null | undefined)[]): Date => reckon({ knownAt: operation.knownAt ?? null, elapsedMs: operation.elapsedMs ?? null, receivedAt, notBefore: [line.floor, after(line.previous), ...laterThan.map(after)] })
  let saidAt = said()
  const outcome = await attempt(line, operation, (...laterThan) => (saidAt = said(...laterThan)))
  const recordedBy = principalIn(line.request).userId
  const [row] = await line.tx.insert(schema.sessionOperations).values({
    id: operation.id, sessionId: line.session.id, deviceId: line.deviceId, sequence: operation.sequence, kind: operation.kind, payload: kept(operation, outcome.status),
    basedOn: operation.basedOn ?? null, replacesId: operation.replaces ?? null, ...outcome, saidAt, receivedAt, recordedBy,
  }).returning()
  if (!row) throw new Error('insert returned no row')
  if (row.status === 'conflict') await record(line.tx, line.request, { type: 'operation.opposed', objectId: row.id, perimeterId: line.session.perimeterId })
  return row
}

type Outcome = Pick<OperationRow, 'status' | 'code' | 'resultId' | 'opposedId'>

/** Applies an operation in a savepoint; whatever keeps it from being applied becomes its outcome. */
async function attempt({ tx, request, session }: Line, operation: OperationSent, said: Scene['said']): Promise<Outcome> {
  try {
    const done = await tx.transaction((savepoint) => apply({ tx: savepoint, request, session, operation, said }))
    return { status: 'applied', code: done.code ?? '', resultId: done.resultId, opposedId: null }
  } catch (error) {
    if (error instanceof Opposition) return { status: 'conflict', code: 'operation-conflict', resultId: null, opposedId: error.opposedId }
    return { status: 'refused', code: problemOf(error, request).code, resultId: null, opposedId: null }
  } finally {
    if (operation.replaces) await letGo(tx, session.id, operation.replaces)
  }
}

async function apply(scene: Scene): Promise<Applied> {
  const kind = kinds.get(scene.operation.kind)
  if (!kind) throw operationErrors['operation-kind-unknown']()
  const payload = kind.payload.safeParse(scene.operation.payload)
  if (!payload.success || !isStorable(scene.operation.payload)) throw operationErrors['operation-payload-invalid']()
  const { tx, request, operation } = scene
  const found = findIn(leavesOf(kind.payload, payload.data), (leaf) => leaf.names)
  // Refused like the rest: the words stay in the queue, to be corrected or sent again with their reason.
  const reason = reasonFor(found, request, operation.textReason)
  const applied = await kind.apply(scene, payload.data)
  if (reason !== null && applied.resultId !== null) {
    const made = kind.result === 'position' ? { type: 'position.recorded', objectId: applied.resultId } : { type: 'operation.applied', objectId: operation.id }
    const subject = { ...made, perimeterId: scene.session.perimeterId, people: [] }
    for (const { leaf, found: of } of found) await keepReason(tx, request, subject, leaf, of, reason)
  }
  return applied
}

/** What was corrected waits for no answer any more, whatever came of the correction. */
async function letGo(tx: Db, sessionId: string, id: string): Promise<void> {
  const row = await findOperation(tx, sessionId, id)
  if (row && (row.status === 'refused' || row.status === 'conflict')) await setStatus(tx, id, 'discarded')
}

/** The refusal of one operation. A database that is away, or that must try the whole again, is no refusal and is thrown on. */
function problemOf(error: unknown, request: FastifyRequest): ProblemError {
  if (error instanceof ProblemError) return error
  const problem = databaseProblem(error)
  if (problem?.code === 'unavailable') throw error
  if (problem) return problem
  // A fault of ours must not hold back everything behind it in the queue: it is listed with the refusals, and logged.
  request.log.error({ err: error instanceof Error ? loggable(error) : {}, sqlState: sqlStateOf(error)?.code }, 'operation failed')
  return commonErrors['internal-error']()
}

/** An applied operation leaves its words to the table that they went to; one that cannot be stored leaves nothing. */
function kept({ kind, payload }: OperationSent, status: OperationRow['status']): Record<string, unknown> {
  if (!isStorable(payload)) return {}
  const words = new Set(status === 'applied' ? kinds.get(kind)?.words : [])
  return Object.fromEntries(Object.entries(payload).filter(([name]) => !words.has(name)))
}
