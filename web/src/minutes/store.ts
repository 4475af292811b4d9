import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { api, ifMatch, unwrap } from '../api/client.ts'
import type { operations } from '../api/generated.ts'
import { toApiError } from '../api/problem.ts'
import { currentLocale } from '../i18n.ts'
import type { Minutes } from './types.ts'

type Id = MaybeRefOrGetter<string>
type Body<Name extends keyof operations> = operations[Name] extends { requestBody: { content: infer Content } } ? Content[keyof Content] : never
export type MinutesPatch = Body<'updateMinutes'>
const path = (id: string) => ({ params: { path: { id } } })
const key = (id: string, part = 'one') => ['minutes', id, part]

/** The minutes of a session, as its reader may see them. */
export const useMinutes = (id: Id) =>
  useQuery({ queryKey: computed(() => key(toValue(id))), queryFn: ({ signal }): Promise<Minutes> => unwrap(api.GET('/api/v1/sessions/{id}/minutes', { ...path(toValue(id)), signal })), retry: false })

export const useCorrections = (id: Id, enabled: MaybeRefOrGetter<boolean>) =>
  useQuery({ queryKey: computed(() => key(toValue(id), 'corrections')), enabled: computed(() => toValue(enabled)), queryFn: async ({ signal }) => (await unwrap(api.GET('/api/v1/sessions/{id}/minutes/corrections', { ...path(toValue(id)), signal }))).items })

export const useReaders = (id: Id, enabled: MaybeRefOrGetter<boolean>) =>
  useQuery({ queryKey: computed(() => key(toValue(id), 'readers')), enabled: computed(() => toValue(enabled)), queryFn: ({ signal }) => unwrap(api.GET('/api/v1/sessions/{id}/minutes/readers', { ...path(toValue(id)), signal })) })

/** What changed from one version to another; without `to`, to the records as they are now. */
export const useDifferences = (id: Id, range: MaybeRefOrGetter<{ from: number; to?: number }>, enabled: MaybeRefOrGetter<boolean>) =>
  useQuery({ queryKey: computed(() => [...key(toValue(id), 'differences'), toValue(range)]), enabled: computed(() => toValue(enabled)), placeholderData: keepPreviousData, queryFn: ({ signal }) => unwrap(api.GET('/api/v1/sessions/{id}/minutes/differences', { params: { path: { id: toValue(id) }, query: toValue(range) }, signal })) })

export const verifyVersion = (id: string, number: number) => unwrap(api.GET('/api/v1/sessions/{id}/minutes/versions/{number}/verification', { params: { path: { id, number } } }))

/** Every write around minutes; each reads again what it changed. */
export function useMinutesWrites(id: Id) {
  const queries = useQueryClient()
  const refresh = () => queries.invalidateQueries({ queryKey: ['minutes', toValue(id)] })
  const keep = (minutes: Minutes): Minutes => {
    queries.setQueryData(key(toValue(id)), minutes)
    return minutes
  }
  const step = async (work: Promise<Minutes>): Promise<Minutes> => {
    const minutes = keep(await work)
    void refresh()
    return minutes
  }
  const here = () => path(toValue(id))
  return {
    refresh,
    patch: async (version: number, body: MinutesPatch) => keep(await unwrap(api.PATCH('/api/v1/sessions/{id}/minutes', { ...here(), headers: ifMatch(`"${version}"`), body }))),
    circulate: async (body: Body<'circulateMinutes'>) => {
      const sent = await unwrap(api.POST('/api/v1/sessions/{id}/minutes/circulate', { ...here(), body }))
      keep(sent.minutes)
      void refresh()
      return sent
    },
    reopen: () => step(unwrap(api.POST('/api/v1/sessions/{id}/minutes/reopen', here()))),
    approve: (body: Body<'approveMinutes'>) => step(unwrap(api.POST('/api/v1/sessions/{id}/minutes/approve', { ...here(), body }))),
    publish: () => step(unwrap(api.POST('/api/v1/sessions/{id}/minutes/publish', here()))),
    unpublish: () => step(unwrap(api.POST('/api/v1/sessions/{id}/minutes/unpublish', here()))),
    answer: async (partId: string, body: Body<'answerMinutesCorrection'>) => {
      const row = await unwrap(api.POST('/api/v1/sessions/{id}/minutes/corrections/{partId}/answer', { params: { path: { id: toValue(id), partId } }, body }))
      await refresh()
      return row
    },
  }
}

export type DocumentFormat = 'pdf' | 'docx'
/** Address of the document that the minutes show, or of one version. */
export const documentUrl = (id: string, format: DocumentFormat, version?: number): string => `/api/v1/sessions/${id}/minutes/document?format=${format}&language=${currentLocale()}${version ? `&version=${version}` : ''}`

const linked = (secret: string) => ({ headers: { Authorization: `Link ${secret}` } })
/** Minutes by private link: the secret travels in a header alone. */
export const linkedMinutes = (secret: string) => unwrap(api.GET('/api/v1/linked-minutes', linked(secret)))
export const askLinkedCorrection = (secret: string, text: string) => unwrap(api.POST('/api/v1/linked-minutes/corrections', { ...linked(secret), body: { text } }))

/** Fetches the document with the secret in a header, and hands it to the browser as a file. */
export async function saveLinkedDocument(secret: string, format: DocumentFormat): Promise<void> {
  const answer = await fetch(`/api/v1/linked-minutes/document?format=${format}&language=${currentLocale()}`, { headers: { ...linked(secret).headers, 'Accept-Language': currentLocale() } }).catch(() => undefined)
  if (!answer?.ok) throw toApiError(await answer?.json().catch(() => undefined), answer?.status ?? 0)
  const name = /filename="([^"]+)"/.exec(answer.headers.get('Content-Disposition') ?? '')?.[1] ?? `minutes.${format}`
  const url = URL.createObjectURL(await answer.blob())
  Object.assign(document.createElement('a'), { href: url, download: name }).click()
  URL.revokeObjectURL(url)
}
