import { keepPreviousData, useQuery, type UseQueryReturnType } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api, unwrap } from '../api/client.ts'
import { useContext } from '../frame/context.ts'
import { type NodeType, spine, type Trace } from './layout.ts'

export const isNodeType = (text: string): text is NodeType => spine.some((type) => type === text)

/** The spine around one object, as of the day in force. */
export function useTrace(type: MaybeRefOrGetter<string>, id: MaybeRefOrGetter<string>): UseQueryReturnType<Trace, Error> {
  const { asOf } = useContext()
  const path = computed(() => ({ type: toValue(type) as NodeType, id: toValue(id) }))
  const query = computed(() => (asOf.value ? { asOf: asOf.value } : {}))
  return useQuery<Trace>({
    queryKey: ['trace', path, query],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/trace/{type}/{id}', { params: { path: path.value, query: query.value }, signal })),
    enabled: computed(() => isNodeType(toValue(type))),
    placeholderData: keepPreviousData,
  })
}
