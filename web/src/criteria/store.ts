import { useQueries, useQuery, useQueryClient, type UseQueryReturnType } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api, ifMatch, unwrap } from '../api/client.ts'
import type { components } from '../api/generated.ts'

type Schemas = components['schemas']
export type Criterion = Schemas['Criterion']
export type Scale = Schemas['CriterionVersion']
export type CriterionSet = Schemas['CriterionSet']
export type CriterionDraft = Schemas['CriterionCreateInput']
export type CriterionPatch = Schemas['CriterionPatchInput']
export type ScaleDraft = Schemas['CriterionVersionCreateInput']

const HOUR = 3_600_000
const at = (id: string) => ({ path: { id } })
const versioned = ({ id, version }: { id: string; version: number }) => ({ params: at(id), headers: ifMatch(`"${version}"`) })

/** Every criterion with its scale in force, in their order. */
export const useCriteria = (): UseQueryReturnType<Criterion[], Error> =>
  useQuery<Criterion[]>({ queryKey: ['criteria', 'list'], queryFn: async ({ signal }) => (await unwrap(api.GET('/api/v1/criteria', { signal }))).items, staleTime: HOUR })

/** Sets of criteria that the literature uses together. */
export const useCriterionSets = (): UseQueryReturnType<CriterionSet[], Error> =>
  useQuery<CriterionSet[]>({ queryKey: ['criteria', 'sets'], queryFn: async ({ signal }) => (await unwrap(api.GET('/api/v1/criterion-sets', { signal }))).items, staleTime: HOUR })

const readScales = async (id: string, signal: AbortSignal): Promise<Scale[]> => (await unwrap(api.GET('/api/v1/criteria/{id}/versions', { params: at(id), signal }))).items

/** The scales that one criterion has had, the latest first. */
export const useScaleHistory = (id: MaybeRefOrGetter<string>): UseQueryReturnType<Scale[], Error> =>
  useQuery<Scale[]>({ queryKey: computed(() => ['criteria', 'scales', toValue(id)]), queryFn: ({ signal }) => readScales(toValue(id), signal) })

/** All scales of several criteria, by the id of the version. */
export function useScales(ids: MaybeRefOrGetter<readonly string[]>) {
  const results = useQueries({ queries: computed(() => toValue(ids).map((id) => ({ queryKey: ['criteria', 'scales', id], queryFn: ({ signal }: { signal: AbortSignal }) => readScales(id, signal), staleTime: HOUR }))) })
  return { byVersion: computed(() => new Map(results.value.flatMap((result) => (result.data ?? []).map((scale) => [scale.id, scale] as const)))) }
}

/** What changes criteria; everything that shows them is read again. */
export function useCriterionWrites() {
  const queries = useQueryClient()
  const fresh = async <T>(work: Promise<T>): Promise<T> => {
    const done = await work
    await Promise.all(['criteria', 'rounds', 'classes'].map((key) => queries.invalidateQueries({ queryKey: [key] })))
    return done
  }
  return {
    create: (body: CriterionDraft) => fresh(unwrap(api.POST('/api/v1/criteria', { body }))),
    patch: (row: Criterion, body: CriterionPatch) => fresh(unwrap(api.PATCH('/api/v1/criteria/{id}', { ...versioned(row), body }))),
    rescale: (id: string, body: ScaleDraft) => fresh(unwrap(api.POST('/api/v1/criteria/{id}/versions', { params: at(id), body }))),
    remove: (row: Criterion) => fresh(unwrap(api.DELETE('/api/v1/criteria/{id}', versioned(row)))),
    /** One after the other: ranks are versions of their own rows. */
    rank: async (changes: readonly { row: Criterion; rank: number }[]) => {
      for (const { row, rank } of changes) await unwrap(api.PATCH('/api/v1/criteria/{id}', { ...versioned(row), body: { rank } }))
      await fresh(Promise.resolve())
    },
    createSet: (body: Schemas['CriterionSetCreateInput']) => fresh(unwrap(api.POST('/api/v1/criterion-sets', { body }))),
    replaceSet: (id: string, body: Schemas['CriterionSetWriteInput']) => fresh(unwrap(api.PUT('/api/v1/criterion-sets/{id}', { params: at(id), body }))),
    removeSet: (id: string) => fresh(unwrap(api.DELETE('/api/v1/criterion-sets/{id}', { params: at(id) }))),
    restore: (id: string) => fresh(unwrap(api.POST('/api/v1/criteria/{id}/restore', { params: at(id) }))),
  }
}
