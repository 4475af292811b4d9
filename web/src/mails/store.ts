import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api, unwrap } from '../api/client.ts'
import type { components } from '../api/generated.ts'

type Schemas = components['schemas']
export type Mail = Schemas['Mail']
export type MailSummary = Schemas['MailSummary']
export type MailStatus = Mail['status']
export const mailStatuses: readonly MailStatus[] = ['queued', 'sending', 'sent', 'parked', 'cancelled']

const ROWS = 50
/** A mail leaves within seconds: what waits is looked at again. */
const LOOK_AGAIN_MS = 15_000

export interface MailFilter { status?: MailStatus; objectId?: string; q?: string }

/** Mails and what became of them, the newest first, page after page. */
export function useMails(filter: MaybeRefOrGetter<MailFilter>, enabled: MaybeRefOrGetter<boolean> = true) {
  const search = computed(() => toValue(filter))
  const query = useInfiniteQuery({
    queryKey: ['mails', search],
    queryFn: ({ pageParam, signal }) => unwrap(api.GET('/api/v1/mails', { params: { query: { ...search.value, limit: ROWS, ...(pageParam ? { cursor: pageParam } : {}) } }, signal })),
    initialPageParam: '',
    getNextPageParam: (last: { nextCursor: string | null }) => last.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: LOOK_AGAIN_MS,
    enabled,
  })
  return { ...query, rows: computed<Mail[]>(() => query.data.value?.pages.flatMap((page) => page.items) ?? []) }
}

/** Whether mails can leave, and how many wait; about one object where it is named. */
export const useMailSummary = (objectId?: MaybeRefOrGetter<string | undefined>, enabled: MaybeRefOrGetter<boolean> = true) =>
  useQuery({ queryKey: ['mails', 'summary', computed(() => toValue(objectId))], queryFn: () => { const id = toValue(objectId); return unwrap(api.GET('/api/v1/mails/summary', { params: { query: id ? { objectId: id } : {} } })) }, refetchInterval: LOOK_AGAIN_MS, enabled })

export function useMailWrites() {
  const queries = useQueryClient()
  const after = async (call: Promise<unknown>): Promise<void> => {
    try {
      await call
    } finally {
      await queries.invalidateQueries({ queryKey: ['mails'] })
    }
  }
  return {
    retry: (id: string) => after(unwrap(api.POST('/api/v1/mails/{id}/retry', { params: { path: { id } } }))),
    cancel: (id: string) => after(unwrap(api.POST('/api/v1/mails/{id}/cancel', { params: { path: { id } } }))),
  }
}

/** Stops the kind of mail that a private link came with; its secret goes in a header, never in an address. */
export const optOut = (secret: string) => unwrap(api.POST('/api/v1/mail-opt-outs', { headers: { Authorization: `Link ${secret}` } }))
