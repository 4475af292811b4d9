import { useQuery } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { api, isApiError, unwrap } from '../api/client.ts'
import type { components } from '../api/generated.ts'

export type PublicEdition = components['schemas']['PublicEdition']

/** A published report by its reference; one that is not there is not asked for again. */
export const usePublicEdition = (reference: MaybeRefOrGetter<string>) =>
  useQuery({
    queryKey: computed(() => ['public-edition', toValue(reference)]),
    queryFn: ({ signal }): Promise<PublicEdition> => unwrap(api.GET('/api/v1/public/editions/{reference}', { params: { path: { reference: toValue(reference) } }, signal })),
    retry: (times, error) => times < 2 && !isApiError(error),
  })
