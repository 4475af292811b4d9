import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api, ifMatch, unwrap } from '../api/client.ts'
import type { components } from '../api/generated.ts'

export type SessionDocument = components['schemas']['SessionDocument']
export type Audience = SessionDocument['audience']
export const audiences: readonly Audience[] = ['internal', 'participants', 'public']

const formOf = (parts: Record<string, string | File>) => {
  const form = new FormData()
  // The file goes last, so that a server reads the words first.
  for (const [name, value] of Object.entries(parts)) form.append(name, value)
  return form
}
const sent = (form: FormData) => ({ body: form as never, bodySerializer: (body: unknown) => body as FormData })

/** The documents of a session, in the order they were added. */
export const useDocuments = (sessionId: MaybeRefOrGetter<string>) =>
  useQuery({ queryKey: computed(() => ['documents', toValue(sessionId)]), queryFn: async ({ signal }): Promise<SessionDocument[]> => (await unwrap(api.GET('/api/v1/sessions/{id}/documents', { params: { path: { id: toValue(sessionId) } }, signal }))).items })

const at = (row: Pick<SessionDocument, 'id' | 'sessionId'>) => ({ params: { path: { id: row.sessionId, partId: row.id } } })
const versioned = (row: SessionDocument) => ({ ...at(row), headers: ifMatch(`"${row.version}"`) })

/** Where the browser gets the bytes: a plain link, so that large files stream. */
export const contentAddress = (row: Pick<SessionDocument, 'id' | 'sessionId'>): string => `/api/v1/sessions/${row.sessionId}/documents/${row.id}/content`

export function useDocumentWrites() {
  const queries = useQueryClient()
  const then = <T>(work: Promise<T>): Promise<T> => work.then(async (result) => (await queries.invalidateQueries({ queryKey: ['documents'] }), result))
  return {
    add: (sessionId: string, file: File, audience: Audience) => then(unwrap(api.POST('/api/v1/sessions/{id}/documents', { params: { path: { id: sessionId } }, ...sent(formOf({ audience, file })) }))),
    replace: (row: SessionDocument, file: File) => then(unwrap(api.POST('/api/v1/sessions/{id}/documents/{partId}/replace', { ...at(row), ...sent(formOf({ file })) }))),
    patch: (row: SessionDocument, body: { title?: string; audience?: Audience }) => then(unwrap(api.PATCH('/api/v1/sessions/{id}/documents/{partId}', { ...versioned(row), body }))),
    remove: (row: SessionDocument) => then(unwrap(api.DELETE('/api/v1/sessions/{id}/documents/{partId}', versioned(row)))),
    restore: (row: Pick<SessionDocument, 'id' | 'sessionId'>) => then(unwrap(api.POST('/api/v1/sessions/{id}/documents/{partId}/restore', at(row)))),
  }
}
