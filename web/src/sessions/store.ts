import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { useSession } from '../auth/store.ts'
import { api, ifMatch, isApiError, unwrap } from '../api/client.ts'
import type { operations } from '../api/generated.ts'
import { keepBoardSoon, keepPart, keptBoard, keptPart, shareBoard } from './boards.ts'
import { OWN_MS, readAgain } from './readAgain.ts'
import type { AgendaItem, AgendaItemCreate, AgendaItemPatch, Attendance, AttendancePatch, AttendanceStatus, Board, BoardPosition, Invitation, Session, SessionCreate, SessionPatch } from './types.ts'

export type SessionSearch = NonNullable<operations['listSessions']['parameters']['query']>
const etag = (version: number) => ifMatch(`"${version}"`)

/** Sessions page after page, the latest first. */
export function useSessions(search: MaybeRefOrGetter<SessionSearch>) {
  const query = useInfiniteQuery({
    queryKey: computed(() => ['sessions', 'list', toValue(search)]),
    queryFn: ({ pageParam, signal }) => unwrap(api.GET('/api/v1/sessions', { params: { query: { ...toValue(search), limit: 50, ...(pageParam ? { cursor: pageParam } : {}) } }, signal })),
    initialPageParam: '',
    getNextPageParam: (last: { items: Session[]; nextCursor: string | null }) => last.nextCursor,
    placeholderData: keepPreviousData,
  })
  return { ...query, rows: computed(() => query.data.value?.pages.flatMap((page) => page.items) ?? []) }
}

const path = (id: MaybeRefOrGetter<string>) => ({ params: { path: { id: toValue(id) } } })

/** Everything of a session that its page and the recording screen show; without a network, as it was last read on this device. Shallow: thousands of positions need no watching one by one. */
export const useBoard = (id: MaybeRefOrGetter<string>) =>
  useQuery({ queryKey: computed(() => ['sessions', 'board', toValue(id)]), queryFn: ({ signal }): Promise<Board> => readBoardOrKept(toValue(id), signal), networkMode: 'always', shallow: true, structuralSharing: (before, now) => shareBoard(before as Board | undefined, now as Board) })

async function readBoardOrKept(id: string, signal: AbortSignal): Promise<Board> {
  const asked = performance.now()
  try {
    const board = await readBoard(id, signal)
    boardAsked.set(id, asked)
    keepBoardSoon(board)
    return board
  } catch (error) {
    const kept = isApiError(error) && (error.status === 0 || error.status >= 500) ? await keptBoard(id).catch(() => undefined) : undefined
    if (kept) return kept
    throw error
  }
}

/** When the board that is shown was asked for, by the count of this page: what was applied before stands in it. */
export const boardAsked = new Map<string, number>()

let serverAheadMs = 0
/** Now by the server's clock: a laptop that is ahead would date positions in the future, which are refused. */
export const serverNow = (): Date => new Date(Date.now() + serverAheadMs)

async function readBoard(id: string, signal: AbortSignal): Promise<Board> {
  const call = api.GET('/api/v1/sessions/{id}/board', { ...path(id), signal })
  const board = await unwrap(call)
  const date = Date.parse((await call).response.headers.get('Date') ?? '')
  const ahead = Number.isNaN(date) ? 0 : date - Date.now()
  // The header counts in seconds: a smaller difference is none.
  serverAheadMs = Math.abs(ahead) < 5000 ? 0 : ahead
  return board
}

/** The invited; who came by a workshop pass reads them nowhere. */
export const useInvitations = (id: MaybeRefOrGetter<string>) => usePart('invitations', id, async (signal): Promise<Invitation[]> => (useSession().passFor ? [] : (await unwrap(api.GET('/api/v1/sessions/{id}/invitations', { ...path(id), signal }))).items))

export const useAttendances = (id: MaybeRefOrGetter<string>) => usePart('attendances', id, async (signal): Promise<Attendance[]> => (await unwrap(api.GET('/api/v1/sessions/{id}/attendances', { ...path(id), signal }))).items)

/** A part of a session; without a network, as it was last read on this device. */
const usePart = <T>(part: 'invitations' | 'attendances', id: MaybeRefOrGetter<string>, read: (signal: AbortSignal) => Promise<T>) =>
  useQuery({ queryKey: computed(() => ['sessions', part, toValue(id)]), networkMode: 'always', queryFn: async ({ signal }): Promise<T> => {
    const sessionId = toValue(id)
    try {
      const rows = await read(signal)
      void keepPart(part, sessionId, rows).catch(() => undefined)
      return rows
    } catch (error) {
      const kept = isApiError(error) && (error.status === 0 || error.status >= 500) ? await keptPart<T>(part, sessionId).catch(() => undefined) : undefined
      if (kept) return kept
      throw error
    }
  } })

/** Points that words find, to put one on an agenda. */
export const usePointChoices = (typed: MaybeRefOrGetter<string>) =>
  useQuery({ queryKey: computed(() => ['points', 'pick', toValue(typed)]), queryFn: async ({ signal }) => (await unwrap(api.GET('/api/v1/points', { params: { query: { limit: 20, ...(toValue(typed).trim() ? { q: toValue(typed).trim() } : {}) } }, signal }))).items, placeholderData: keepPreviousData })

/** Every write around a session. */
export function useSessionWrites() {
  const queries = useQueryClient()
  const refresh = (): Promise<unknown> => Promise.all([queries.invalidateQueries({ queryKey: ['sessions'] }), queries.invalidateQueries({ queryKey: ['points'] })])
  const then = <T>(work: Promise<T>): Promise<T> => work.then(async (result) => (await refresh(), result))
  const part = (id: string, partId: string, version: number) => ({ params: { path: { id, partId } }, headers: etag(version) })
  return {
    refresh,
    create: (body: SessionCreate) => then(unwrap(api.POST('/api/v1/sessions', { body }))),
    patch: (id: string, version: number, body: SessionPatch) => then(unwrap(api.PATCH('/api/v1/sessions/{id}', { ...path(id), headers: etag(version), body }))),
    remove: (id: string, version: number) => then(unwrap(api.DELETE('/api/v1/sessions/{id}', { ...path(id), headers: etag(version) }))),
    restore: (id: string) => then(unwrap(api.POST('/api/v1/sessions/{id}/restore', path(id)))),
    addItem: (id: string, body: AgendaItemCreate) => then(unwrap(api.POST('/api/v1/sessions/{id}/agenda-items', { ...path(id), body }))),
    patchItem: (item: AgendaItem, body: AgendaItemPatch) => then(unwrap(api.PATCH('/api/v1/sessions/{id}/agenda-items/{partId}', { ...part(item.sessionId, item.id, item.version), body }))),
    removeItem: (item: AgendaItem) => then(unwrap(api.DELETE('/api/v1/sessions/{id}/agenda-items/{partId}', part(item.sessionId, item.id, item.version)))),
    order: (id: string, ids: string[]) => then(unwrap(api.POST('/api/v1/sessions/{id}/agenda-items/order', { ...path(id), body: { ids } }))),
    invite: (id: string, stakeholderIds: string[]) => then(unwrap(api.POST('/api/v1/sessions/{id}/invitations', { ...path(id), body: { stakeholderIds, role: 'participant' } }))),
    answer: (row: Invitation, status: Exclude<Invitation['status'], 'waitlisted'>) => then(unwrap(api.PATCH('/api/v1/sessions/{id}/invitations/{partId}', { ...part(row.sessionId, row.id, row.version), body: { status } }))),
    uninvite: (row: Invitation) => then(unwrap(api.DELETE('/api/v1/sessions/{id}/invitations/{partId}', part(row.sessionId, row.id, row.version)))),
    attend: (id: string, stakeholderIds: string[], status: AttendanceStatus) => then(unwrap(api.POST('/api/v1/sessions/{id}/attendances/batch', { ...path(id), body: { stakeholderIds, status } }))),
    patchAttendance: (row: Pick<Attendance, 'id' | 'sessionId' | 'version'>, body: AttendancePatch) => then(unwrap(api.PATCH('/api/v1/sessions/{id}/attendances/{partId}', { ...part(row.sessionId, row.id, row.version), body }))),
    unattend: (row: Attendance) => then(unwrap(api.DELETE('/api/v1/sessions/{id}/attendances/{partId}', part(row.sessionId, row.id, row.version)))),
    createPoint: (body: { title: string; statement: string; perimeterId: string }) => then(unwrap(api.POST('/api/v1/points', { body }))),
    reword: (pointId: string, body: { statement: string; reason: string }) => then(unwrap(api.POST('/api/v1/points/{id}/versions', { ...path(pointId), body }))),
  }
}

/** Reads the board again, quietly, once the answers have come and the hand rests. */
export function useBoardRefresh(id: MaybeRefOrGetter<string>): () => void {
  const queries = useQueryClient()
  let timer: ReturnType<typeof setTimeout> | undefined
  return () => {
    clearTimeout(timer)
    timer = setTimeout(() => readAgain(queries, toValue(id), OWN_MS), 500)
  }
}

export type { BoardPosition }
