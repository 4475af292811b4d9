import { computed, onBeforeUnmount, reactive, ref, type ComputedRef } from 'vue'

export interface Edit { row: string; column: string; value: number | null; reason?: string }
export type Saving = 'idle' | 'waiting' | 'saving' | 'saved' | 'failed'

const WAIT_MS = 450
const keyOf = (edit: { row: string; column: string }): string => `${edit.row}/${edit.column}`

export interface Edits {
  /** The value typed into a cell that the server has not confirmed yet; undefined when there is none. */
  typed: (row: string, column: string) => number | null | undefined
  edit: (edits: Edit[], before: (edit: Edit) => number | null) => void
  undo: () => boolean
  retry: () => void
  state: ComputedRef<Saving>
}

/** Keeps what is typed on screen at once and sends it a moment later, many cells together; what fails stays, to be sent again. */
export function useEdits(send: (edits: Edit[]) => Promise<unknown>, failed: (error: unknown) => void): Edits {
  const drafts = reactive(new Map<string, Edit>())
  const past: Edit[][] = []
  const state = ref<Saving>('idle')
  let timer: ReturnType<typeof setTimeout> | undefined
  let busy = false

  async function flush(): Promise<void> {
    clearTimeout(timer)
    if (busy || drafts.size === 0) return
    const sent = [...drafts.values()]
    busy = true
    state.value = 'saving'
    try {
      await send(sent)
      // What was typed into the same cell meanwhile is another value, still to be sent.
      for (const edit of sent) if (drafts.get(keyOf(edit)) === edit) drafts.delete(keyOf(edit))
      state.value = 'saved'
    } catch (error) {
      state.value = 'failed'
      failed(error)
    } finally {
      busy = false
    }
    if (drafts.size > 0 && state.value === 'saved') later()
  }
  function later(): void {
    state.value = 'waiting'
    clearTimeout(timer)
    timer = setTimeout(() => void flush(), WAIT_MS)
  }
  function put(edits: Edit[]): void {
    for (const edit of edits) drafts.set(keyOf(edit), edit)
    later()
  }
  onBeforeUnmount(() => void flush())
  return {
    typed: (row, column) => drafts.get(`${row}/${column}`)?.value,
    edit: (edits, before) => {
      if (edits.length === 0) return
      past.push(edits.map((edit) => ({ row: edit.row, column: edit.column, value: before(edit) })))
      put(edits)
    },
    undo: () => {
      const last = past.pop()
      if (last) put(last)
      return last !== undefined
    },
    retry: () => void flush(),
    state: computed(() => state.value),
  }
}
