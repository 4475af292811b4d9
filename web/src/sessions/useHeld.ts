import type { ComputedRef } from 'vue'
import type { Operation } from '../offline/queue.ts'

/** What a person does with entries that the server takes nothing of, as after a right was lost: it never had them, so they change here. */
export function useHeld(operations: ComputedRef<readonly Operation[]>, change: (ids: readonly string[], part: Partial<Operation>) => void) {
  /** Lets one go, with what takes it back; what was based on it is based on what it was based on. Gives the way back. */
  function drop(operation: Operation): () => void {
    const gone = operations.value.filter((o) => o.id === operation.id || (o.status === 'waiting' && o.payload['positionId'] === operation.id))
    const onIt = operations.value.filter((o) => o.status === 'waiting' && o.basedOn === operation.id)
    change(gone.map((o) => o.id), { status: 'discarded', sequence: null })
    change(onIt.map((o) => o.id), { basedOn: operation.basedOn ?? null })
    return () => {
      change(gone.map((o) => o.id), { status: 'waiting' })
      change(onIt.map((o) => o.id), { basedOn: operation.id })
    }
  }
  const amend = (operation: Operation, correction: Record<string, unknown>): void => change([operation.id], { payload: { ...operation.payload, ...correction } })
  return { drop, amend }
}
