import { useQuery, type UseQueryReturnType } from '@tanstack/vue-query'
import { api, unwrap } from '../api/client.ts'

export interface PerimeterChoice {
  id: string
  name: string
}

// Until perimeters stand in openapi.json the call cannot be typed by it: then `api.GET` takes its place.
const untyped = api as unknown as {
  GET: (path: string, options: object) => Promise<{ data?: { items: PerimeterChoice[] }; error?: unknown; response: Response }>
}

/** The perimeters that one may look at, for the choice in the header. */
export const usePerimeters = (): UseQueryReturnType<PerimeterChoice[], Error> =>
  useQuery({
    queryKey: ['perimeters', 'choices'],
    queryFn: async () => (await unwrap(untyped.GET('/api/v1/perimeters', {}))).items,
    staleTime: 300_000,
  })
