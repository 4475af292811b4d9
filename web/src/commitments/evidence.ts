import { api, unwrap } from '../api/client.ts'
import type { CommitmentEvent } from './store.ts'

export interface Evidence { url: string; name: string; file?: File | undefined }
/** What may prove: the endings that the server takes; it judges by the content. */
export const evidenceEndings = '.pdf,.docx,.xlsx,.pptx,.odt,.ods,.png,.jpg,.jpeg,.txt,.csv'

const path = (id: string, partId: string) => ({ params: { path: { id, partId } } })

/** Adds the file that proves an event; once. */
export function attachEvidence(id: string, eventId: string, file: File): Promise<CommitmentEvent> {
  const form = new FormData()
  form.append('file', file)
  return unwrap(api.POST('/api/v1/commitments/{id}/events/{partId}/evidence', { ...path(id, eventId), body: form as never, bodySerializer: (body: unknown) => body as FormData }))
}

/** Where the browser gets the bytes: a plain link, so that large files stream. */
export const evidenceAddress = (id: string, eventId: string): string => `/api/v1/commitments/${id}/events/${eventId}/evidence`

/** The bytes for the holder of a private link, whose secret goes in a header. */
export const readLinkedEvidence = (secret: string): Promise<Blob> =>
  unwrap(api.GET('/api/v1/verification/evidence', { headers: { Authorization: `Link ${secret}` }, parseAs: 'blob' })) as Promise<Blob>
