import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api, isApiError, unwrap } from '../api/client.ts'
import type { components } from '../api/generated.ts'

type Schemas = components['schemas']
export type Holder = Schemas['ConfirmationHolder']
export type HeldRecord = Holder['records'][number]
export type Made = Schemas['ConfirmationMade']
export interface Ask { stakeholderIds: string[]; send: boolean; locale: 'fr' | 'en' }

/** A holder answers from elsewhere while this stands on the screen. */
const LOOK_AGAIN_MS = 30_000

/** The holders of a session and what they said of the record. */
export const useConfirmations = (sessionId: MaybeRefOrGetter<string>, enabled: MaybeRefOrGetter<boolean> = true) =>
  useQuery({
    queryKey: computed(() => ['sessions', 'confirmations', toValue(sessionId)]), refetchInterval: LOOK_AGAIN_MS, enabled,
    queryFn: async ({ signal }): Promise<Holder[]> => (await unwrap(api.GET('/api/v1/sessions/{id}/confirmations', { params: { path: { id: toValue(sessionId) } }, signal }))).items,
  })

export function useConfirmationWrites() {
  const queries = useQueryClient()
  const after = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work
    } finally {
      await Promise.all(['sessions', 'mails', 'access-links'].map((key) => queries.invalidateQueries({ queryKey: [key] })))
    }
  }
  return {
    ask: (sessionId: string, body: Ask): Promise<Made[]> => after(unwrap(api.POST('/api/v1/sessions/{id}/confirmations', { params: { path: { id: sessionId } }, body: { ...body, expiresInDays: 30 } })).then(({ items }) => items)),
    revoke: (holder: Holder): Promise<void> => after(revoke(holder)),
  }
}

/** The link ends, and the mail that would bring it stays here. */
async function revoke({ link, mail }: Holder): Promise<void> {
  if (!link) return
  await unwrap(api.DELETE('/api/v1/access-links/{id}', { params: { path: { id: link.id } } }))
  if (mail?.status === 'queued' || mail?.status === 'parked') await unwrap(api.POST('/api/v1/mails/{id}/cancel', { params: { path: { id: mail.id } } })).catch(unlessLeft)
}

/** A mail that has left meanwhile cannot be held back; its link opens nothing. */
function unlessLeft(error: unknown): void {
  if (!isApiError(error) || error.status !== 409) throw error
}
