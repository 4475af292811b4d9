import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api, ifMatch, unwrap } from '../api/client.ts'
import type { components, operations } from '../api/generated.ts'

type Body<Id extends keyof operations> = operations[Id] extends { requestBody: { content: infer Content } } ? Content[keyof Content] : never
export type SessionTemplate = components['schemas']['SessionTemplate']
export type TemplateCreate = Body<'createSessionTemplate'>
export type TemplatePatch = Body<'updateSessionTemplate'>
export type TemplateItem = NonNullable<TemplatePatch['items']>[number]
type Language = SessionTemplate['language']

/** Kinds of session by title, those of one language. */
export const useTemplates = (language: MaybeRefOrGetter<string>) =>
  useQuery({ queryKey: computed(() => ['session-templates', toValue(language)]), queryFn: async ({ signal }): Promise<SessionTemplate[]> => (await unwrap(api.GET('/api/v1/session-templates', { params: { query: { limit: 100, language: toValue(language) as Language } }, signal }))).items, placeholderData: keepPreviousData })

export function useTemplateWrites() {
  const queries = useQueryClient()
  const then = <T>(work: Promise<T>): Promise<T> => work.then(async (result) => (await queries.invalidateQueries({ queryKey: ['session-templates'] }), result))
  const versioned = (row: { id: string; version: number }) => ({ params: { path: { id: row.id } }, headers: ifMatch(`"${row.version}"`) })
  return {
    create: (body: TemplateCreate) => then(unwrap(api.POST('/api/v1/session-templates', { body }))),
    ofSession: (id: string, title: string, language: Language) => then(unwrap(api.POST('/api/v1/sessions/{id}/template', { params: { path: { id } }, body: { title, language } }))),
    patch: (row: SessionTemplate, body: TemplatePatch) => then(unwrap(api.PATCH('/api/v1/session-templates/{id}', { ...versioned(row), body }))),
    remove: (row: SessionTemplate) => then(unwrap(api.DELETE('/api/v1/session-templates/{id}', versioned(row)))),
    restore: (id: string) => then(unwrap(api.POST('/api/v1/session-templates/{id}/restore', { params: { path: { id } } }))),
  }
}
