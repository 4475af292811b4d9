import { computed, onBeforeUnmount, ref, shallowRef, toValue, watch, type MaybeRefOrGetter } from 'vue'
import { useSession } from '../auth/store.ts'
import { type Device, deviceOf } from '../offline/device.ts'
import type { Engine } from '../offline/engine.ts'
import { type Draft, isAboutOthers, type Operation, toAnswer, waitingOf } from '../offline/queue.ts'
import { positionsByCell } from './model.ts'
import { overlay, type Spoken, spokenOn } from './overlay.ts'
import { indexOf, saidBy, standingOf, timeSaid, wordingsMade } from './standing.ts'
import { boardAsked, useBoardRefresh } from './store.ts'
import { boardKept } from './boards.ts'
import { useAnswers } from './useAnswers.ts'
import { useDoor } from './useDoor.ts'
import { useHeld } from './useHeld.ts'
import type { Board, BoardHolder, BoardPoint, BoardPosition, Choice, Words } from './types.ts'

/** What a cell shows: the position and where it stands. */
export interface Cell extends Choice, Words {
  /** What its holder says of it, where it was read. */
  confirmation?: BoardPosition['confirmation']
  status: 'saving' | 'saved' | 'failed' | 'read'
  problem: string
  statedAt: string
}

const shownAs: Record<Operation['status'], Cell['status']> = { waiting: 'saving', applied: 'saved', refused: 'failed', conflict: 'failed', discarded: 'saved' }
const PATIENCE_MS = 3000
const silent: Words = { reason: '', reservation: '', condition: '' }

/**
 * What the recording screen does goes through the queue of this device: on the screen at once, kept at once, sent in order. What is
 * refused or meets another's word stays on the screen until somebody answers.
 */
export function useRecorder(sessionId: MaybeRefOrGetter<string>, board: MaybeRefOrGetter<Board | undefined>) {
  const session = useSession()
  const device = shallowRef<Device>()
  const early: Draft[] = []
  const refresh = useBoardRefresh(sessionId)
  const settledAt = new Map<string, number>()
  const read = ref<ReadonlySet<string>>(new Set())
  const undone = new Set<string>()
  const engine = (): Engine | undefined => device.value?.engine

  const operations = computed<readonly Operation[]>(() => (engine()?.ledger.operations.value ?? []).filter((o) => o.sessionId === toValue(sessionId)))
  const made = computed(() => wordingsMade(operations.value, toValue(board)))
  // Apart from what each key changes: thousands of rows are put in order once for each board read.
  const rows = computed(() => positionsByCell(toValue(board)?.here ?? []))
  const known = computed(() => ({ operations: operations.value, rows: rows.value, read: read.value, made: made.value }))
  const index = computed(() => indexOf(known.value))
  const { names, attendances, attend } = useDoor(sessionId, board, operations, read, (draft) => void add(draft))
  const shown = computed(() => {
    const now = toValue(board)
    return now ? overlay(now, operations.value, read.value, names.value) : now
  })

  void (async () => {
    if (!session.user) return
    device.value = await deviceOf(session.user.id)
    for (const draft of early.splice(0)) device.value.engine.add(toValue(sessionId), draft)
    // Away already: it is asked again until it answers.
    if (!(await device.value.engine.meet(toValue(sessionId)))) void device.value.engine.flush()
  })()

  watch(operations, (list) => {
    const fresh = list.filter((o) => o.status !== 'waiting' && !settledAt.has(o.id))
    for (const o of fresh) settledAt.set(o.id, performance.now())
    if (fresh.some((o) => !isAboutOthers(o))) refresh()
  })

  watch(() => toValue(board), () => {
    const asked = boardAsked.get(toValue(sessionId))
    if (asked === undefined) return
    const done = operations.value.filter((o) => (o.status === 'applied' || o.status === 'discarded') && (settledAt.get(o.id) ?? 0) < asked)
    read.value = new Set([...read.value, ...done.map((o) => o.id)])
    // Not before the board that holds them is kept: a tab closed in between opens with them all.
    void boardKept(toValue(sessionId)).then(() => engine()?.ledger.forget(done.map((o) => o.id)), () => undefined)
  })

  function cellOf(point: BoardPoint, holderId: string): Cell | null {
    const { own, row } = standingOf(point, holderId, known.value, index.value)
    if (own) return { ...saidBy(own), status: shownAs[own.status], problem: own.message, statedAt: timeSaid(own) }
    return row ? { ...row, status: 'read', problem: '' } : null
  }

  /** Hands a draft to the queue and gives its id; before the queue of this device is open it waits in this page. */
  function add(draft: Draft): string | null {
    const opened = engine()
    if (opened) return opened.add(toValue(sessionId), draft).id
    early.push(draft)
    return null
  }

  /** Notes that a holder leaves, or is back: the positions asked later know it. */
  function setLeft(holder: BoardHolder, left: boolean): void {
    const { attendance } = holder
    if (attendance && (attendance.leftAt !== null) !== left) add({ kind: 'attendance.set', payload: { stakeholderId: holder.id, left, was: { status: attendance.status, left: attendance.leftAt !== null } } })
  }

  const spokenHere = (point: BoardPoint): Spoken[] => spokenOn(point, toValue(board)?.here ?? [], (shown.value?.holders ?? []).map((h) => h.id), (id) => standingOf(point, id, known.value, index.value))

  function record(point: BoardPoint, holder: BoardHolder, choice: Choice, words: Words = silent): void {
    const { own, basedOn, replaces } = standingOf(point, holder.id, known.value, index.value)
    if (own && replaces) supersede(own)
    add({ kind: 'position.record', payload: { pointId: point.id, pointVersionId: point.versionId, holderId: holder.id, mandateId: holder.mandateId, ...choice, ...words }, basedOn, ...(replaces ? { replaces } : {}) })
  }

  /** Takes back the last position of this device; nothing when there is none left. */
  function undo(): { holderId: string; state: Choice['state'] } | null {
    const last = operations.value.findLast((o) => o.kind === 'position.record' && o.status !== 'discarded' && !index.value.taken.has(o.id) && !undone.has(o.id))
    if (!last) return null
    undone.add(last.id)
    if (last.status === 'refused' || last.status === 'conflict') discard(last)
    else add({ kind: 'position.withdraw', payload: { positionId: last.id } })
    return saidBy(last)
  }

  /** The wording in force, for a position on one that was replaced: sent again, it is on that. */
  function newerWording(operation: Operation): BoardPoint | undefined {
    if (operation.kind !== 'position.record') return undefined
    const point = shown.value?.points.find((p) => p.id === operation.payload['pointId'])
    const said = saidBy(operation).pointVersionId
    return point && point.versionId !== (made.value.get(said) ?? said) ? point : undefined
  }

  const standsOn = (point: BoardPoint, holderId: string): string | null => standingOf(point, holderId, known.value, index.value).basedOn
  const { discard, resend, supersede } = useAnswers({ operations, add, change: (ids, part) => void engine()?.ledger.change(ids, part), newerWording, standsOn })

  const { drop, amend } = useHeld(operations, (ids, part) => void engine()?.ledger.change(ids, part))

  /** Whether an object of the server was made or changed from here. */
  const isOwn = (objectId: string): boolean => operations.value.some((o) => o.resultId === objectId || o.id === objectId)

  const state = computed(() => engine()?.state)
  const open = computed(() => toAnswer(operations.value))
  const unsaved = computed(() => operations.value.filter((o) => o.status === 'waiting').length)
  /** Done and not yet in the store of the device: a tab that closed now would take it along. */
  const keeping = computed(() => operations.value.filter((o) => engine()?.ledger.isPlaced(o) === false).length)
  const onLeave = (event: BeforeUnloadEvent): void => {
    if (keeping.value > 0 || early.length > 0 || (unsaved.value > 0 && state.value?.lasting === false)) event.preventDefault()
  }
  window.addEventListener('beforeunload', onLeave)
  onBeforeUnmount(() => window.removeEventListener('beforeunload', onLeave))
  return {
    board: shown, names, operations, attendances, cellOf, spokenOn: spokenHere, record, undo, add, attend, setLeft, discard, resend, drop, amend, newerWording, isOwn, open, unsaved, keeping,
    failed: computed(() => open.value.length),
    offlineSince: computed(() => state.value?.offlineSince ?? null),
    waitingEntries: computed(() => waitingOf(operations.value).filter((o) => !isAboutOthers(o))),
    held: computed(() => state.value?.held[toValue(sessionId)] ?? ''),
    lasting: computed(() => state.value?.lasting ?? true),
    retry: () => engine()?.retry(),
    /** Resolves once what was done is sent, or is kept on the device while the server does not answer. */
    settled: async () => {
      await engine()?.ledger.settled()
      await Promise.race([engine()?.flush(), new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))])
    },
  }
}
export type Recorder = ReturnType<typeof useRecorder>
