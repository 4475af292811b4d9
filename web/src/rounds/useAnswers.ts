import { computed, onBeforeUnmount, onMounted, reactive, ref } from 'vue'
import { isApiError } from '../api/client.ts'
import { answersIn, cell, type Given } from './desk.ts'
import type { Answer, Sheet } from './store.ts'

const TOGETHER_MS = 400
const RETRY_MS = 4000
const BATCH = 200

/**
 * The answers of one rater: on the screen at once, on the server as soon as it can. Those given close together leave
 * together; what meets no server waits and is tried again; what is refused goes back to what it was, with the reason.
 */
export function useAnswers(sheet: Sheet, send: (answers: Answer[]) => Promise<unknown>) {
  const answers = reactive(answersIn(sheet))
  const before = new Map(answers)
  const waiting = reactive(new Map<string, Answer>())
  const failed = ref(false)
  const refusal = ref<unknown>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let running = false

  function give(stakeholderId: string, criterionId: string, given: Given): void {
    const key = cell(stakeholderId, criterionId)
    answers.set(key, given)
    waiting.set(key, { stakeholderId, criterionId, value: given.value, reason: given.reason, statedAt: new Date().toISOString() })
    refusal.value = undefined
    schedule(TOGETHER_MS)
  }

  function schedule(delay: number): void {
    clearTimeout(timer)
    timer = setTimeout(() => void flush(), delay)
  }

  async function flush(): Promise<void> {
    clearTimeout(timer)
    if (running || waiting.size === 0) return
    running = true
    const leaving = [...waiting].slice(0, BATCH)
    try {
      // A device's clock may be wrong: the server says when.
      await send(leaving.map(([, { statedAt: _when, ...answer }]) => answer))
      settle(leaving)
      failed.value = false
    } catch (error) {
      failed.value = true
      const lost = isApiError(error) && error.status >= 400 && error.status < 500 && error.status !== 429
      if (lost) giveUp(leaving, error)
    } finally {
      running = false
    }
    if (waiting.size > 0) schedule(failed.value ? RETRY_MS : 0)
  }

  /** A later answer to the same question stays in the queue. */
  function settle(leaving: [string, Answer][]): void {
    for (const [key, sent] of leaving) {
      before.set(key, { value: sent.value, reason: sent.reason ?? '' })
      if (waiting.get(key) === sent) waiting.delete(key)
    }
  }

  function giveUp(leaving: [string, Answer][], error: unknown): void {
    refusal.value = error
    for (const [key] of leaving) {
      waiting.delete(key)
      const old = before.get(key)
      if (old) answers.set(key, old)
      else answers.delete(key)
    }
  }

  const warn = (event: BeforeUnloadEvent): void => {
    if (waiting.size > 0) event.preventDefault()
  }
  const again = (): void => void flush()
  onMounted(() => {
    window.addEventListener('beforeunload', warn)
    window.addEventListener('online', again)
  })
  onBeforeUnmount(() => {
    window.removeEventListener('beforeunload', warn)
    window.removeEventListener('online', again)
    void flush()
  })

  const status = computed<'saved' | 'saving' | 'failed'>(() => (waiting.size === 0 ? 'saved' : failed.value ? 'failed' : 'saving'))
  return { answers, give, flush, status, refusal }
}
