import { useQuery, type UseQueryReturnType } from '@tanstack/vue-query'
import { api, unwrap } from '../api/client.ts'

export interface PerimeterChoice {
  id: string
  name: string
}

/** The perimeters that one may look at, for the choice in the header. */
export const usePerimeters = (): UseQueryReturnType<PerimeterChoice[], Error> =>
  useQuery({
    queryKey: ['perimeters', 'choices'],
    queryFn: async () => (await unwrap(api.GET('/api/v1/perimeters', { params: { query: { limit: 100 } } }))).items,
    staleTime: 300_000,
  })
