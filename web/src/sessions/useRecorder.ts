import { computed, onBeforeUnmount, reactive, toValue, type MaybeRefOrGetter } from 'vue'
import { isApiError, newIdempotencyKey } from '../api/client.ts'
import { cellKey, positionsByCell } from './model.ts'
import { positionRequests, serverNow, useBoardRefresh } from './store.ts'
import type { Board, BoardHolder, BoardPoint, Choice, Words } from './types.ts'

/** A position on its way: on the screen at once, on the server as soon as it can. */
export interface Entry extends Choice, Words {
  key: string
  pointId: string
  versionId: string
  holderId: string
  statedAt: string
  status: 'saving' | 'saved' | 'failed'
  /** Why it failed, in the server's words; empty when no answer came. */
  problem: string
  serverId: string | null
  withdrawn: boolean
}

/** What a cell shows: the position and where it stands. */
export interface Cell extends Choice, Words {
  status: 'saving' | 'saved' | 'failed' | 'read'
  problem: string
  statedAt: string
}

const RETRY_MS = 4000

/**
 * The queue of the recording screen. Rows leave one after the other, in order, each under its own key; one that meets no
 * server waits and is tried again; one that is refused stays on the screen with the reason.
 */
export function useRecorder(sessionId: MaybeRefOrGetter<string>, board: MaybeRefOrGetter<Board | undefined>) {
  const entries = reactive<Entry[]>([])
  const refresh = useBoardRefresh(sessionId)
  let running: Promise<void> = Promise.resolve()
  let timer: ReturnType<typeof setTimeout> | undefined

  const read = computed(() => positionsByCell(toValue(board)?.here ?? []))
  const latest = computed(() => {
    const cells = new Map<string, Entry>()
    for (const entry of entries) if (!entry.withdrawn) cells.set(cellKey(entry.pointId, entry.holderId), entry)
    return cells
  })
  const withdrawnIds = computed(() => new Set(entries.flatMap((entry) => (entry.withdrawn && entry.serverId ? [entry.serverId] : []))))

  /** The position of a holder on the wording in force of a point, newest first: just recorded, else read. */
  function cellOf(point: BoardPoint, holderId: string): Cell | null {
    const own = latest.value.get(cellKey(point.id, holderId))
    const row = read.value.get(cellKey(point.id, holderId))
    const kept = row && row.versionId === point.versionId && !withdrawnIds.value.has(row.id) ? row : undefined
    const mine = own?.versionId === point.versionId ? own : undefined
    if (mine && (!kept || kept.id === mine.serverId || kept.statedAt <= mine.statedAt)) return mine
    return kept ? { ...kept, status: 'read', problem: '' } : null
  }

  function record(point: BoardPoint, holder: BoardHolder, choice: Choice, words: Words = { reason: '', reservation: '', condition: '' }): Entry {
    const entry: Entry = { ...choice, ...words, key: newIdempotencyKey(), pointId: point.id, versionId: point.versionId, holderId: holder.id, statedAt: serverNow().toISOString(), status: 'saving', problem: '', serverId: null, withdrawn: false }
    entries.push(entry)
    const kept = entries.at(-1) ?? entry
    enqueue(() => send(kept, holder))
    return kept
  }

  /** Takes back the last entry of this screen; nothing when there is none. */
  function undo(): Entry | null {
    const entry = entries.findLast((e) => !e.withdrawn)
    if (!entry) return null
    entry.withdrawn = true
    enqueue(async () => {
      if (entry.serverId) await positionRequests.withdraw(entry.serverId, `${entry.key}-withdraw`).then(refresh, () => { entry.withdrawn = false })
    })
    return entry
  }

  function enqueue(work: () => Promise<unknown>): void {
    running = running.then(work).then(() => undefined, () => undefined)
  }

  async function send(entry: Entry, holder?: BoardHolder): Promise<void> {
    if (entry.withdrawn) return
    entry.status = 'saving'
    const { state, value, reason, reservation, condition, holderId, versionId, statedAt } = entry
    try {
      const mandateId = holder?.mandateId ?? toValue(board)?.holders.find((h) => h.id === holderId)?.mandateId ?? null
      const source = toValue(board)?.session.title ?? ''
      entry.serverId = (await positionRequests.send({ pointVersionId: versionId, holderId, sessionId: toValue(sessionId), mandateId, state, value, reason, reservation, condition, manner: 'in_room', source, statedAt }, entry.key)).id
      entry.status = 'saved'
      refresh()
    } catch (error) {
      entry.status = 'failed'
      entry.problem = isApiError(error) && error.status > 0 ? error.message : ''
      if (entry.problem === '') retryLater()
    }
  }

  /** Sends again what met no server; a refusal is not asked twice unless `all`. */
  function retry(all = true): void {
    for (const entry of entries) {
      if (entry.withdrawn || entry.status !== 'failed' || (!all && entry.problem !== '')) continue
      // What was refused may pass now: a new key, or the stored refusal would be replayed.
      if (entry.problem !== '') Object.assign(entry, { key: newIdempotencyKey(), problem: '' })
      entry.status = 'saving'
      enqueue(() => send(entry))
    }
  }

  /** Lets a refused entry go. */
  function discard(cell: Cell): void {
    for (const entry of entries) if (entry.status === 'failed' && entry.statedAt === cell.statedAt) entry.withdrawn = true
  }

  function retryLater(): void {
    clearTimeout(timer)
    timer = setTimeout(() => retry(false), RETRY_MS)
  }

  const unsaved = computed(() => entries.filter((entry) => !entry.withdrawn && entry.status !== 'saved').length)
  const failed = computed(() => entries.filter((entry) => !entry.withdrawn && entry.status === 'failed').length)
  const onLeave = (event: BeforeUnloadEvent): void => {
    if (unsaved.value > 0) event.preventDefault()
  }
  const onLine = (): void => retry(false)
  window.addEventListener('beforeunload', onLeave)
  window.addEventListener('online', onLine)
  onBeforeUnmount(() => {
    clearTimeout(timer)
    window.removeEventListener('beforeunload', onLeave)
    window.removeEventListener('online', onLine)
  })
  return { entries, cellOf, record, undo, retry, discard, unsaved, failed, settled: () => running }
}
export type Recorder = ReturnType<typeof useRecorder>
