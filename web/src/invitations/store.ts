import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api, ifMatch, unwrap } from '../api/client.ts'
import { currentLocale } from '../i18n.ts'
import type { Invitation, InvitationPatch, InvitationsCreate, LinkedAnswer, LinkedInvitation } from './types.ts'

const path = (id: string) => ({ params: { path: { id } } })
const part = (row: Pick<Invitation, 'id' | 'sessionId' | 'version'>) => ({ params: { path: { id: row.sessionId, partId: row.id } }, headers: ifMatch(`"${row.version}"`) })

/** Who was asked to come, by name, with what they answered and what became of the mails. */
export const useInvitations = (id: MaybeRefOrGetter<string>) =>
  useQuery({ queryKey: computed(() => ['sessions', 'invitations', toValue(id)]), queryFn: async ({ signal }): Promise<Invitation[]> => (await unwrap(api.GET('/api/v1/sessions/{id}/invitations', { ...path(toValue(id)), signal }))).items })

/** Those who may speak for an organisation on a day. */
export const useMandateChoices = (organisationId: MaybeRefOrGetter<string>, day: MaybeRefOrGetter<string>) =>
  useQuery({ queryKey: computed(() => ['mandates', 'choices', toValue(organisationId), toValue(day)]), queryFn: async ({ signal }) => (await unwrap(api.GET('/api/v1/stakeholders/{id}/sheet', { params: { path: { id: toValue(organisationId) }, query: { asOf: toValue(day) } }, signal }))).mandates.filter((m) => m.inForce && m.organisationId === toValue(organisationId)) })

/** Every write around invitations; what it changes is read again. */
export function useInvitationWrites() {
  const queries = useQueryClient()
  const then = <T>(work: Promise<T>): Promise<T> => work.then(async (result) => (await Promise.all([queries.invalidateQueries({ queryKey: ['sessions'] }), queries.invalidateQueries({ queryKey: ['mails'] })]), result))
  const language = () => (currentLocale() === 'en' ? ('en' as const) : ('fr' as const))
  return {
    invite: (id: string, body: InvitationsCreate) => then(unwrap(api.POST('/api/v1/sessions/{id}/invitations', { ...path(id), body }))),
    patch: (row: Invitation, body: InvitationPatch) => then(unwrap(api.PATCH('/api/v1/sessions/{id}/invitations/{partId}', { ...part(row), body }))),
    remove: (row: Invitation) => then(unwrap(api.DELETE('/api/v1/sessions/{id}/invitations/{partId}', part(row)))),
    send: (id: string, body: { ids?: string[]; again?: boolean }) => then(unwrap(api.POST('/api/v1/sessions/{id}/invitations/send', { ...path(id), body: { again: false, ...body, language: language() } }))),
    announce: (id: string) => then(unwrap(api.POST('/api/v1/sessions/{id}/invitations/announce', { ...path(id), body: { language: language() } }))),
    link: (row: Invitation) => then(unwrap(api.POST('/api/v1/sessions/{id}/invitations/{partId}/link', { params: { path: { id: row.sessionId, partId: row.id } } }))),
  }
}

const holding = (secret: string) => ({ headers: { Authorization: `Link ${secret}` } })
/** What who holds a private link sees and says. The secret travels in a header, never in an address. */
export const linked = {
  read: (secret: string): Promise<LinkedInvitation> => unwrap(api.GET('/api/v1/invitation', holding(secret))),
  answer: (secret: string, body: LinkedAnswer): Promise<LinkedInvitation> => unwrap(api.POST('/api/v1/invitation/answer', { ...holding(secret), body })),
  calendar: (secret: string): Promise<Blob> => unwrap(api.GET('/api/v1/invitation/calendar.ics', { ...holding(secret), parseAs: 'blob' })) as unknown as Promise<Blob>,
  document: (secret: string, id: string): Promise<Blob> => unwrap(api.GET('/api/v1/invitation/documents/{id}', { ...holding(secret), params: { path: { id } }, parseAs: 'blob' })) as unknown as Promise<Blob>,
}
