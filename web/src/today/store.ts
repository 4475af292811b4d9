import { keepPreviousData, useInfiniteQuery, useQuery, type UseQueryReturnType } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api, unwrap } from '../api/client.ts'
import type { components } from '../api/generated.ts'
import { useContext } from '../frame/context.ts'

type Schemas = components['schemas']
export type Today = Schemas['Today']
export type TodaySession = Schemas['TodaySession']
export type TodayRow = Schemas['TodayRow']
export type Topic = keyof Today['counts']

const ROWS = 50

/** The perimeter in the words of the server. */
function useScope() {
  const { perimeter } = useContext()
  return computed(() => (perimeter.value ? { perimeterId: perimeter.value } : {}))
}

/** What waits, what is near and what to watch, in the perimeter in force. */
export function useToday(): UseQueryReturnType<Today, Error> {
  const query = useScope()
  return useQuery({ queryKey: ['today', query], queryFn: ({ signal }) => unwrap(api.GET('/api/v1/today', { params: { query: query.value }, signal })), placeholderData: keepPreviousData })
}

/** The rows that one figure counts, page after page. */
export function useTodayRows(topic: MaybeRefOrGetter<Topic>) {
  const scope = useScope()
  const query = useInfiniteQuery({
    queryKey: ['today', 'rows', computed(() => toValue(topic)), scope],
    queryFn: ({ pageParam, signal }) => unwrap(api.GET('/api/v1/today/rows', { params: { query: { ...scope.value, topic: toValue(topic), limit: ROWS, ...(pageParam ? { cursor: pageParam } : {}) } }, signal })),
    initialPageParam: '',
    getNextPageParam: (last: { nextCursor: string | null }) => last.nextCursor,
  })
  return { ...query, rows: computed<TodayRow[]>(() => query.data.value?.pages.flatMap((page) => page.items) ?? []) }
}
