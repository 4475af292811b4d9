import type { components, operations } from '../api/generated.ts'
import type { Anchor, Stamp } from './clock.ts'

type Schemas = components['schemas']
type Body = operations['sendOperations']['requestBody']['content']['application/json']
export type Sent = Body['operations'][number]
export type Answer = Schemas['OperationAnswer']
export type Opposed = Schemas['OperationOpposed']

/** What somebody did in a session, from the key that was pressed to the answer of the server. */
export interface Operation {
  id: string
  sessionId: string
  /** Its place among all that was done on this device; over every tab. */
  order: number
  /** Its place in what the server takes; none until it is about to be sent. */
  sequence: number | null
  kind: string
  payload: Record<string, unknown>
  basedOn?: string | null
  replaces?: string
  /** When it was done, and the last time that the server had told by then. */
  done: Stamp
  known: Anchor | null
  status: 'waiting' | Schemas['OperationAnswer']['status']
  code: string
  message: string
  resultId: string | null
  saidAt: string | null
  current: Opposed | null
}

/** What of an operation is decided by who does it. */
export type Draft = Pick<Operation, 'kind' | 'payload'> & { basedOn?: string | null; replaces?: string }

const BATCH = 50
const BATCH_CHARACTERS = 400_000
/** What speaks about other operations is no entry of its own for a person. */
export const isAboutOthers = (operation: Pick<Operation, 'kind'>): boolean => operation.kind.startsWith('operation.')

export const inOrder = (list: readonly Operation[]): Operation[] => [...list].sort((a, b) => a.order - b.order)
export const waitingOf = (list: readonly Operation[]): Operation[] => inOrder(list).filter((o) => o.status === 'waiting')

/**
 * Gives the waiting ones of a session their places, from what the server expects next. One that may have arrived keeps its place,
 * so that it is known again; what the server cannot hold yet follows in order, also when it has lost what it had taken.
 */
export function number(list: readonly Operation[], next: number): Operation[] {
  let free = next
  const places = new Map(waitingOf(list).map((o) => [o.id, o.sequence !== null && o.sequence < next ? o.sequence : free++]))
  return list.map((o) => ({ ...o, sequence: places.get(o.id) ?? o.sequence }))
}

/** The next ones to send, in order: as many as one request takes. */
export function nextBatch(list: readonly Operation[]): Operation[] {
  const batch: Operation[] = []
  let characters = 0
  for (const operation of waitingOf(list).slice(0, BATCH)) {
    characters += JSON.stringify(operation.payload).length
    if (batch.length > 0 && characters > BATCH_CHARACTERS) break
    batch.push(operation)
  }
  return batch
}

/** Takes the answers over. What waits behind a gap waits on; where another stands in its place, it gets a new one. */
export function settle(list: readonly Operation[], answers: readonly Answer[]): Operation[] {
  const byId = new Map(answers.map((answer) => [answer.id, answer]))
  return list.map((operation) => {
    const answer = byId.get(operation.id)
    if (!answer || operation.status !== 'waiting' || answer.status === 'waiting') return operation
    if (answer.code === 'operation-sequence-taken') return { ...operation, sequence: null }
    return { ...operation, status: answer.status, code: answer.code, message: answer.message, resultId: answer.result?.id ?? null, saidAt: answer.saidAt, current: answer.current }
  })
}

/** Refused before the server could keep it: it leaves its place to the next one. */
export const refuse = (list: readonly Operation[], id: string, code: string, message: string): Operation[] =>
  list.map((o) => (o.id === id ? { ...o, status: 'refused', code, message, sequence: null } : o))

/** Those that a person must look at: refused or in conflict, and not corrected since. The latest of each subject speaks for the earlier ones. */
export function toAnswer(list: readonly Operation[]): Operation[] {
  const corrected = new Set(list.flatMap((o) => o.replaces ?? []))
  const open = inOrder(list).filter((o) => (o.status === 'refused' || o.status === 'conflict') && !isAboutOthers(o) && !corrected.has(o.id))
  const latest = new Map(open.map((o) => [subjectOf(o), o.id]))
  return open.filter((o) => latest.get(subjectOf(o)) === o.id)
}

/** Every open one on the same subject, the given one last: they are answered together. */
export const sameSubject = (list: readonly Operation[], operation: Operation): Operation[] =>
  inOrder(list).filter((o) => (o.status === 'refused' || o.status === 'conflict') && o.order <= operation.order && subjectOf(o) === subjectOf(operation))

function subjectOf({ id, kind, payload }: Operation): string {
  if (kind === 'position.record') return `${String(payload['pointVersionId'])}/${String(payload['holderId'])}`
  if (kind === 'attendance.set') return `attendance/${String(payload['stakeholderId'])}`
  return kind === 'point.reword' ? `wording/${String(payload['pointId'])}` : id
}
