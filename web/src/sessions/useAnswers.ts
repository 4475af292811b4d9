import type { ComputedRef } from 'vue'
import { type Draft, type Operation, sameSubject } from '../offline/queue.ts'
import { saidBy } from './standing.ts'
import type { BoardPoint } from './types.ts'

interface Queue {
  operations: ComputedRef<readonly Operation[]>
  add(draft: Draft): string | null
  change(ids: readonly string[], part: Partial<Operation>): void
  newerWording(operation: Operation): BoardPoint | undefined
  /** What a new position of a holder on a point is based on. */
  standsOn(point: BoardPoint, holderId: string): string | null
}

/** The two answers to what was refused or met another's word: let it go, or send it again. */
export function useAnswers({ operations, add, change, newerWording, standsOn }: Queue) {
  /** Lets a refused or conflicting one go, with the earlier ones that it stands for; gives the way back. */
  function discard(operation: Operation): () => void {
    const all = sameSubject(operations.value, operation)
    const before = new Map(all.map((o) => [o.id, o.status]))
    change([...before.keys()], { status: 'discarded' })
    for (const id of kept(all)) add({ kind: 'operation.discard', payload: { operationId: id } })
    return () => {
      for (const [id, status] of before) change([id], { status })
      for (const id of kept(all)) add({ kind: 'operation.restore', payload: { operationId: id } })
    }
  }
  /** Those that the server knows: they had a place in its queue. */
  const kept = (list: readonly Operation[]): string[] => list.flatMap((o) => (o.sequence === null ? [] : [o.id]))

  /** What is said now stands for one that was open, and for the earlier ones on the same subject: none of them asks again, in this page or the next. */
  function supersede(operation: Operation): void {
    const earlier = sameSubject(operations.value, operation).filter((o) => o.id !== operation.id)
    change([operation.id, ...earlier.map((o) => o.id)], { status: 'discarded' })
    for (const id of kept(earlier)) add({ kind: 'operation.discard', payload: { operationId: id } })
  }

  /** Sends what was refused or in conflict again, corrected or as it was, in the knowledge of what opposes it. */
  function resend(operation: Operation, correction: Record<string, unknown> = {}): void {
    supersede(operation)
    const { position, version, attendance } = operation.current ?? {}
    const basedOn = position?.id ?? version?.id ?? operation.basedOn
    const was = attendance ? { was: { status: attendance.status, left: attendance.leftAt !== null } } : {}
    const replaces = operation.sequence === null ? {} : { replaces: operation.id }
    const moved = newerWording(operation)
    const onNew = moved ? { pointVersionId: moved.versionId } : {}
    const base = moved ? standsOn(moved, saidBy(operation).holderId) : basedOn
    add({ kind: operation.kind, payload: { ...operation.payload, ...was, ...onNew, ...correction }, ...(base === undefined ? {} : { basedOn: base }), ...replaces })
  }

  return { discard, resend, supersede }
}
