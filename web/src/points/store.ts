import { keepPreviousData, useMutation, useQueries, useQuery, useQueryClient, type UseMutationReturnType, type UseQueryReturnType } from '@tanstack/vue-query'
import { computed, type ComputedRef, toValue, type MaybeRefOrGetter } from 'vue'
import { api, ifMatch, unwrap } from '../api/client.ts'
import type { components } from '../api/generated.ts'
import { useContext } from '../frame/context.ts'
import { type Item, type Matrix, type MatrixCell, movedItems } from './model.ts'

type Schemas = components['schemas']
export type Board = Schemas['ConvergenceBoard']
export type PointDetail = Schemas['PointConvergence']
export type PointHolder = Schemas['PointHolder']
export type Statement = Schemas['HeldStatement']
export type PositionHolders = Schemas['PositionHolders']
export type Pair = Schemas['PairComparison']
export type Thresholds = Schemas['Thresholds']
export type Position = Schemas['Position']

type Query<T> = UseQueryReturnType<T, Error>

interface Narrowed {
  asOf?: string
  perimeterId?: string
  stakeholderId?: string
  sessionId?: string
}

/** What the context says to the server; the other filters narrow what it answered, at once and with their counts. */
function useNarrowed(): ComputedRef<Narrowed> {
  const { asOf, perimeter, filters } = useContext()
  return computed(() => ({
    ...(asOf.value ? { asOf: asOf.value } : {}),
    ...(perimeter.value ? { perimeterId: perimeter.value } : {}),
    ...(filters.value['stakeholder']?.length ? { stakeholderId: filters.value['stakeholder'].join(',') } : {}),
    ...(filters.value['session']?.length ? { sessionId: filters.value['session'].join(',') } : {}),
  }))
}

/** The board in the context in force; `since` compares with the end of a day instead of each point's last discussion. */
export function useBoard(since: MaybeRefOrGetter<string | undefined> = undefined): Query<Board> {
  const narrowed = useNarrowed()
  const query = computed(() => ({ ...narrowed.value, ...(toValue(since) ? { since: toValue(since) } : {}), limit: 1000 }))
  return useQuery<Board>({ queryKey: ['convergence', 'board', query], queryFn: ({ signal }) => unwrap(api.GET('/api/v1/convergence', { params: { query: query.value }, signal })), placeholderData: keepPreviousData })
}

/** Points whose holders came closer or apart, the widest first: what another screen shows of it. */
export function useWhatMoved(limit = 6, since: MaybeRefOrGetter<string | undefined> = undefined): { moved: ComputedRef<Item[]>; board: Query<Board> } {
  const board = useBoard(since)
  return { board, moved: computed(() => movedItems(board.data.value?.items ?? []).slice(0, limit)) }
}

/** The columns of the matrix: who holds a position on the points in the context in force; `everybody`: whichever stakeholders are chosen. */
export function useHolders(of: 'chosen' | 'everybody' = 'chosen'): Query<PositionHolders> {
  const narrowed = useNarrowed()
  const query = computed<Narrowed>(() => {
    const { stakeholderId, ...rest } = narrowed.value
    return of === 'everybody' || !stakeholderId ? rest : { ...rest, stakeholderId }
  })
  return useQuery<PositionHolders>({ queryKey: ['convergence', 'holders', query], queryFn: ({ signal }) => unwrap(api.GET('/api/v1/convergence/holders', { params: { query: query.value }, signal })), placeholderData: keepPreviousData })
}

/** Cells of these windows of rows, each asked for once; `cells` has an entry for each point that has come, by holder. */
export function useMatrixCells(windows: MaybeRefOrGetter<readonly (readonly string[])[]>): MatrixCells {
  const query = useNarrowed()
  const answers = useQueries({
    queries: computed(() => toValue(windows).map((ids) => {
      const asked = { ...query.value, pointId: ids.join(','), limit: ids.length }
      return { queryKey: ['convergence', 'matrix', asked], queryFn: ({ signal }: { signal: AbortSignal }): Promise<Matrix> => unwrap(api.GET('/api/v1/convergence/matrix', { params: { query: asked }, signal })) }
    })),
  })
  const cells = computed(() => new Map(answers.value.flatMap(({ data }) => data?.rows ?? []).map((row) => [row.pointId, new Map(row.cells.map((cell) => [cell.holderId, cell]))])))
  return { cells, error: computed(() => answers.value.find((answer) => answer.error)?.error ?? null), refetch: () => answers.value.forEach((answer) => void answer.refetch()) }
}

export interface MatrixCells {
  cells: ComputedRef<ReadonlyMap<string, ReadonlyMap<string, MatrixCell>>>
  error: ComputedRef<Error | null>
  refetch: () => void
}

/** One point with its holders, as of the day in force. */
export function usePoint(id: MaybeRefOrGetter<string>, enabled: MaybeRefOrGetter<boolean> = true): Query<PointDetail> {
  const { asOf } = useContext()
  const query = computed(() => (asOf.value ? { asOf: asOf.value } : {}))
  return useQuery<PointDetail>({
    queryKey: ['convergence', 'point', computed(() => toValue(id)), query],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/convergence/points/{id}', { params: { path: { id: toValue(id) }, query: query.value }, signal })),
    enabled: computed(() => toValue(enabled)),
  })
}

/** Two stakeholders side by side, once both are chosen and differ. */
export function usePair(a: MaybeRefOrGetter<string | undefined>, b: MaybeRefOrGetter<string | undefined>): Query<Pair> {
  const { asOf, perimeter } = useContext()
  const query = computed(() => ({ a: toValue(a) ?? '', b: toValue(b) ?? '', ...(asOf.value ? { asOf: asOf.value } : {}), ...(perimeter.value ? { perimeterId: perimeter.value } : {}) }))
  return useQuery<Pair>({
    queryKey: ['convergence', 'pair', query],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/convergence/pairs', { params: { query: query.value }, signal })),
    enabled: computed(() => query.value.a !== '' && query.value.b !== '' && query.value.a !== query.value.b),
    placeholderData: keepPreviousData,
  })
}

/** One position by its id. */
export const usePosition = (id: MaybeRefOrGetter<string>): Query<Position> =>
  useQuery<Position>({ queryKey: ['positions', computed(() => toValue(id))], queryFn: ({ signal }) => unwrap(api.GET('/api/v1/positions/{id}', { params: { path: { id: toValue(id) } }, signal })) })

export type TrailStep = Schemas['PositionTrail']['items'][number]
/** What the holder said of the record of a position, the first first. */
export const useTrail = (id: MaybeRefOrGetter<string>): Query<TrailStep[]> =>
  useQuery<TrailStep[]>({ queryKey: ['positions', computed(() => toValue(id)), 'trail'], queryFn: async ({ signal }) => (await unwrap(api.GET('/api/v1/positions/{id}/confirmations', { params: { path: { id: toValue(id) } }, signal }))).items })

/** The rules that name a status, the latest first. */
export const useThresholds = (): Query<Thresholds[]> =>
  useQuery<Thresholds[]>({ queryKey: ['convergence', 'thresholds'], queryFn: async () => (await unwrap(api.GET('/api/v1/convergence/thresholds'))).items, staleTime: 300_000 })

export type ThresholdsDraft = Schemas['ThresholdsCreateInput']

/** Puts a new rule in force; everything computed is read again. */
export function useCreateThresholds(): UseMutationReturnType<Thresholds, Error, ThresholdsDraft, unknown> {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: ThresholdsDraft) => unwrap(api.POST('/api/v1/convergence/thresholds', { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['convergence'] }),
  })
}

export type Confirmation = Schemas['PositionPatchInput']['confirmation']
type PositionDraft = Schemas['PositionCreateInput']

/** Everything that a position counts in is read again. */
function usePositionRefresh(): () => Promise<unknown> {
  const queries = useQueryClient()
  return () => Promise.all([['positions'], ['convergence'], ['stakeholders'], ['today'], ['sessions']].map((queryKey) => queries.invalidateQueries({ queryKey })))
}

/** Keeps what the holder answered about a position, on its latest version. */
export function useConfirmation(): (id: string, confirmation: Confirmation) => Promise<void> {
  const refresh = usePositionRefresh()
  return async (id, confirmation) => {
    const now = await unwrap(api.GET('/api/v1/positions/{id}', { params: { path: { id } } }))
    await unwrap(api.PATCH('/api/v1/positions/{id}', { params: { path: { id } }, headers: ifMatch(`"${now.version}"`), body: { confirmation } }))
    await refresh()
  }
}

/** Records what a holder says instead, and takes it back. */
export function useCorrection(): { correct: (body: PositionDraft) => Promise<Position>; withdraw: (position: Position) => Promise<void> } {
  const refresh = usePositionRefresh()
  return {
    correct: async (body) => {
      const made = await unwrap(api.POST('/api/v1/positions', { body }))
      await refresh()
      return made
    },
    withdraw: async ({ id, version }) => {
      await unwrap(api.POST('/api/v1/positions/{id}/withdraw', { params: { path: { id } }, headers: ifMatch(`"${version}"`) }))
      await refresh()
    },
  }
}
