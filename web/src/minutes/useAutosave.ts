import { computed, onBeforeUnmount, ref, watch } from 'vue'
import { isApiError } from '../api/client.ts'
import type { MinutesPatch } from './store.ts'
import type { Minutes, MinutesText } from './types.ts'

export type SaveState = 'saved' | 'waiting' | 'saving' | 'conflict' | 'failed'
const REST_MS = 900

export const textOf = ({ content }: Minutes): MinutesText => ({ introduction: content.introduction, conclusion: content.conclusion, results: Object.fromEntries(content.agenda.map((item) => [item.id, item.result])) })

/** What differs from the text that was read, as a patch; null when nothing does. */
export function patchOf(read: MinutesText, now: MinutesText): MinutesPatch | null {
  const results = Object.entries(now.results).filter(([itemId, result]) => read.results[itemId] !== result).map(([itemId, result]) => ({ itemId, result }))
  const patch: MinutesPatch = { ...(now.introduction === read.introduction ? {} : { introduction: now.introduction }), ...(now.conclusion === read.conclusion ? {} : { conclusion: now.conclusion }), ...(results.length > 0 ? { results } : {}) }
  return Object.keys(patch).length > 0 ? patch : null
}

/**
 * Keeps what is typed once the hand rests, under the version that was read. When somebody else wrote since, nothing is sent:
 * `keepMine` writes over it, `takeTheirs` drops what was typed here.
 */
export function useAutosave(minutes: () => Minutes | undefined, save: (version: number, patch: MinutesPatch) => Promise<Minutes>, reload: () => Promise<Minutes | undefined>) {
  const draft = ref<MinutesText>({ introduction: '', conclusion: '', results: {} })
  const state = ref<SaveState>('saved')
  let read: MinutesText | undefined
  let version = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  function take(now: Minutes): void {
    read = textOf(now)
    version = now.version
    draft.value = textOf(now)
    state.value = 'saved'
  }
  // What arrives while something is being typed does not replace it.
  watch(minutes, (now) => now && state.value === 'saved' && take(now), { immediate: true })

  async function send(): Promise<void> {
    clearTimeout(timer)
    const patch = read ? patchOf(read, draft.value) : null
    if (!patch || state.value === 'saving') return
    const sent = structuredClone({ ...draft.value, results: { ...draft.value.results } })
    state.value = 'saving'
    try {
      version = (await save(version, patch)).version
      read = sent
      state.value = patchOf(sent, draft.value) ? 'waiting' : 'saved'
      if (state.value === 'waiting') plan()
    } catch (error) {
      state.value = isApiError(error) && error.status === 412 ? 'conflict' : 'failed'
    }
  }
  function plan(): void {
    clearTimeout(timer)
    timer = setTimeout(() => void send(), REST_MS)
  }
  function typed(): void {
    if (state.value === 'conflict') return
    if (state.value !== 'saving') state.value = 'waiting'
    plan()
  }
  async function keepMine(): Promise<void> {
    const now = await reload()
    if (!now) return
    version = now.version
    read = textOf(now)
    state.value = 'waiting'
    await send()
  }
  async function takeTheirs(): Promise<void> {
    const now = await reload()
    if (now) take(now)
  }
  onBeforeUnmount(() => void send())
  return { draft, state: computed(() => state.value), typed, flush: send, keepMine, takeTheirs }
}
