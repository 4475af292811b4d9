import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient, type UseQueryReturnType } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api, ifMatch, unwrap } from '../api/client.ts'
import type { components, operations } from '../api/generated.ts'

type Schemas = components['schemas']
type Body<Id extends keyof operations> = operations[Id] extends { requestBody: { content: infer Content } } ? Content[keyof Content] : never
export type Evaluation = Schemas['Evaluation']
export type Recipient = Schemas['EvaluationRecipient']
export type Results = Schemas['EvaluationResults']
export type QuestionResult = Schemas['QuestionResult']
export type HandLink = Schemas['EvaluationLink']
export type Questionnaire = Schemas['Questionnaire']
export type Question = Schemas['Question']
export type QuestionDraft = Body<'createQuestionnaire'>['questions'][number]
export type EvaluationSearch = NonNullable<operations['listEvaluations']['parameters']['query']>
type Query<T> = UseQueryReturnType<T, Error>

const at = (id: string) => ({ params: { path: { id } } })
const versioned = (row: { id: string; version: number }) => ({ ...at(row.id), headers: ifMatch(`"${row.version}"`) })

/** Evaluations page after page, the latest first. */
export function useEvaluations(search: MaybeRefOrGetter<EvaluationSearch>, enabled: MaybeRefOrGetter<boolean> = true) {
  const query = useInfiniteQuery({
    queryKey: computed(() => ['evaluations', 'list', toValue(search)]),
    queryFn: ({ pageParam, signal }) => unwrap(api.GET('/api/v1/evaluations', { params: { query: { ...toValue(search), limit: 50, ...(pageParam ? { cursor: pageParam } : {}) } }, signal })),
    initialPageParam: '',
    getNextPageParam: (last: { nextCursor: string | null }) => last.nextCursor,
    placeholderData: keepPreviousData,
    enabled: () => toValue(enabled),
  })
  return { ...query, rows: computed<Evaluation[]>(() => query.data.value?.pages.flatMap((page) => page.items) ?? []) }
}

export const useEvaluation = (id: MaybeRefOrGetter<string>): Query<Evaluation> =>
  useQuery<Evaluation>({ queryKey: computed(() => ['evaluations', 'one', toValue(id)]), queryFn: ({ signal }) => unwrap(api.GET('/api/v1/evaluations/{id}', { ...at(toValue(id)), signal })) })

export const useResults = (id: MaybeRefOrGetter<string>): Query<Results> =>
  useQuery<Results>({ queryKey: computed(() => ['evaluations', 'results', toValue(id)]), queryFn: ({ signal }) => unwrap(api.GET('/api/v1/evaluations/{id}/results', { ...at(toValue(id)), signal })) })

/** Whom an evaluation asks, for those who may know. */
export const useRecipients = (id: MaybeRefOrGetter<string>, enabled: MaybeRefOrGetter<boolean>): Query<Recipient[]> =>
  useQuery<Recipient[]>({ queryKey: computed(() => ['evaluations', 'recipients', toValue(id)]), queryFn: async ({ signal }) => (await unwrap(api.GET('/api/v1/evaluations/{id}/recipients', { ...at(toValue(id)), signal }))).items, enabled: () => toValue(enabled) })

export const useQuestionnaires = (): Query<Questionnaire[]> =>
  useQuery<Questionnaire[]>({ queryKey: ['questionnaires'], queryFn: async ({ signal }) => (await unwrap(api.GET('/api/v1/questionnaires', { params: { query: { limit: 100 } }, signal }))).items })

/** What may be done with evaluations; each gives what it made, and what is shown is read again. */
export function useEvaluationWrites() {
  const queries = useQueryClient()
  const then = <T>(work: Promise<T>): Promise<T> => work.then(async (result) => (await Promise.all(['evaluations', 'questionnaires', 'quality', 'today'].map((name) => queries.invalidateQueries({ queryKey: [name] }))), result))
  return {
    create: (body: Body<'createEvaluation'>) => then(unwrap(api.POST('/api/v1/evaluations', { body }))),
    open: (id: string, body: Body<'openEvaluation'>) => then(unwrap(api.POST('/api/v1/evaluations/{id}/opening', { ...at(id), body }))),
    close: (id: string) => then(unwrap(api.POST('/api/v1/evaluations/{id}/closing', at(id)))),
    reopen: (id: string) => then(unwrap(api.POST('/api/v1/evaluations/{id}/reopening', { ...at(id), body: { closesOn: null } }))),
    remind: (id: string) => then(unwrap(api.POST('/api/v1/evaluations/{id}/reminders', at(id)))),
    links: async (id: string, stakeholderIds?: string[]): Promise<HandLink[]> => (await then(unwrap(api.POST('/api/v1/evaluations/{id}/links', { ...at(id), body: stakeholderIds ? { stakeholderIds } : {} })))).items,
    remove: (row: Evaluation) => then(unwrap(api.DELETE('/api/v1/evaluations/{id}', versioned(row)))),
    restore: (id: string) => then(unwrap(api.POST('/api/v1/evaluations/{id}/restore', at(id)))),
    write: (body: Body<'createQuestionnaire'>) => then(unwrap(api.POST('/api/v1/questionnaires', { body }))),
    copy: (id: string, title: string) => then(unwrap(api.POST('/api/v1/questionnaires/{id}/copies', { ...at(id), body: { title } }))),
    patch: (row: Questionnaire, body: Body<'updateQuestionnaire'>) => then(unwrap(api.PATCH('/api/v1/questionnaires/{id}', { ...versioned(row), body }))),
    removeQuestionnaire: (row: Questionnaire) => then(unwrap(api.DELETE('/api/v1/questionnaires/{id}', versioned(row)))),
    restoreQuestionnaire: (id: string) => then(unwrap(api.POST('/api/v1/questionnaires/{id}/restore', at(id)))),
  }
}
