import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { api, ifMatch, unwrap } from '../api/client.ts'
import type { components, operations } from '../api/generated.ts'

type Schemas = components['schemas']
type BodyOf<O extends keyof operations> = operations[O] extends { requestBody: { content: infer Content } } ? Content[keyof Content] : never
export type Prospective = Schemas['Prospective']
export type Table = NonNullable<Prospective['stakeholders']>
export type Row = Table['rows'][number]
export type Measure = Row['measures'][number]
export type View = Measure['views']['internalNow']
export type Axis = Table['axes'][number]
export type Highlight = Table['highlights'][number]
export type Statement = Schemas['ProspectiveStatement']
export type Scenario = Schemas['Scenario']
export type Diagnosis = Schemas['Diagnosis']
export type Assessment = Schemas['ImpactAssessment']
export type ProspectiveQuery = NonNullable<operations['getProspective']['parameters']['query']>
export type RowsQuery = operations['listProspectiveRows']['parameters']['query']
export type AssessmentDraft = BodyOf<'createImpactAssessment'>
type Future = NonNullable<ProspectiveQuery['horizon']>

export const useProspective = (query: MaybeRefOrGetter<ProspectiveQuery>) =>
  useQuery({ queryKey: computed(() => ['prospective', 'tables', toValue(query)]), queryFn: ({ signal }): Promise<Prospective> => unwrap(api.GET('/api/v1/prospective', { params: { query: toValue(query) }, signal })), placeholderData: keepPreviousData })

/** Who said what behind a row. */
export const useRowsBehind = (query: MaybeRefOrGetter<RowsQuery>) =>
  useQuery({ queryKey: computed(() => ['prospective', 'rows', toValue(query)]), queryFn: ({ signal }) => unwrap(api.GET('/api/v1/prospective/rows', { params: { query: toValue(query) }, signal })) })

/** The scenarios that apply, of one horizon or of any. */
export const useScenarios = (horizon: MaybeRefOrGetter<Future | undefined>, perimeterId: MaybeRefOrGetter<string | undefined>) =>
  useQuery({
    queryKey: computed(() => ['prospective', 'scenarios', toValue(horizon), toValue(perimeterId)]),
    queryFn: async ({ signal }): Promise<Scenario[]> => {
      const [at, place] = [toValue(horizon), toValue(perimeterId)]
      return (await unwrap(api.GET('/api/v1/scenarios', { params: { query: { limit: 100, ...(at ? { horizon: at } : {}), ...(place ? { perimeterId: place } : {}) } }, signal }))).items
    },
  })

export const useDiagnoses = (query: MaybeRefOrGetter<{ horizon: Future; scenario: string; perimeterId?: string }>) =>
  useQuery({ queryKey: computed(() => ['prospective', 'diagnoses', toValue(query)]), queryFn: async ({ signal }): Promise<Diagnosis[]> => (await unwrap(api.GET('/api/v1/diagnoses', { params: { query: { ...toValue(query), limit: 100 } }, signal }))).items })

/** How an impact is seen, the latest first. */
export const useAssessments = (impactId: MaybeRefOrGetter<string>) =>
  useQuery({ queryKey: computed(() => ['prospective', 'assessments', toValue(impactId)]), queryFn: async ({ signal }): Promise<Assessment[]> => (await unwrap(api.GET('/api/v1/impact-assessments', { params: { query: { impactId: toValue(impactId), current: 'true', limit: 100 } }, signal }))).items })

/** Everything that changes the diagnosis; what reads it is read again. */
export function useProspectiveWrites() {
  const queries = useQueryClient()
  const then = async <T>(work: Promise<T>): Promise<T> => {
    const result = await work
    await queries.invalidateQueries({ queryKey: ['prospective'] })
    return result
  }
  const at = (id: string) => ({ params: { path: { id } } })
  const versioned = (row: { id: string; version: number }) => ({ ...at(row.id), headers: ifMatch(`"${row.version}"`) })
  return {
    createScenario: (body: BodyOf<'createScenario'>) => then(unwrap(api.POST('/api/v1/scenarios', { body }))),
    patchScenario: (row: Scenario, body: BodyOf<'updateScenario'>) => then(unwrap(api.PATCH('/api/v1/scenarios/{id}', { ...versioned(row), body }))),
    assess: (body: AssessmentDraft) => then(unwrap(api.POST('/api/v1/impact-assessments', { body }))),
    withdraw: (id: string) => then(unwrap(api.POST('/api/v1/impact-assessments/{id}/withdraw', at(id)))),
    restore: (id: string) => then(unwrap(api.POST('/api/v1/impact-assessments/{id}/restore', at(id)))),
    createDiagnosis: (body: BodyOf<'createDiagnosis'>) => then(unwrap(api.POST('/api/v1/diagnoses', { body }))),
    patchDiagnosis: (row: Diagnosis, body: BodyOf<'updateDiagnosis'>) => then(unwrap(api.PATCH('/api/v1/diagnoses/{id}', { ...versioned(row), body }))),
    adoptDiagnosis: (id: string, body: BodyOf<'adoptDiagnosis'>) => then(unwrap(api.POST('/api/v1/diagnoses/{id}/adopt', { ...at(id), body }))),
    reopenDiagnosis: (id: string) => then(unwrap(api.POST('/api/v1/diagnoses/{id}/reopen', at(id)))),
  }
}
