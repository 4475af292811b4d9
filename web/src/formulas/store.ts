import { keepPreviousData, useQuery, useQueryClient, type UseQueryReturnType } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api, ifMatch, unwrap } from '../api/client.ts'
import type { components } from '../api/generated.ts'

type Schemas = components['schemas']
export type Formula = Schemas['Formula']
export type FormulaVersion = Schemas['FormulaVersion']
export type FormulaTerm = Schemas['FormulaTermInput']
export type FormulaDraft = Schemas['FormulaCreateInput']
export type FormulaWords = Schemas['FormulaPatchInput']
export type VersionDraft = Schemas['FormulaVersionCreateInput']

const at = (id: string) => ({ path: { id } })
const versioned = ({ id, version }: Formula) => ({ params: at(id), headers: ifMatch(`"${version}"`) })

/** Formulas of a perimeter and below it, the oldest first; at most 100. */
export const useFormulaList = (perimeterId: MaybeRefOrGetter<string | undefined>): UseQueryReturnType<Formula[], Error> =>
  useQuery<Formula[]>({
    queryKey: computed(() => ['formulas', 'of', toValue(perimeterId)]),
    queryFn: async ({ signal }) => {
      const within = toValue(perimeterId)
      return (await unwrap(api.GET('/api/v1/formulas', { params: { query: { limit: 100, ...(within ? { perimeterId: within } : {}) } }, signal }))).items
    },
    placeholderData: keepPreviousData,
  })

/** The versions of one formula, the latest first. */
export const useFormulaVersions = (id: MaybeRefOrGetter<string>): UseQueryReturnType<FormulaVersion[], Error> =>
  useQuery<FormulaVersion[]>({ queryKey: computed(() => ['formulas', 'versions', toValue(id)]), queryFn: async ({ signal }) => (await unwrap(api.GET('/api/v1/formulas/{id}/versions', { params: at(toValue(id)), signal }))).items })

/** What changes formulas; everything that shows them is read again. */
export function useFormulaWrites() {
  const queries = useQueryClient()
  const fresh = async <T>(work: Promise<T>): Promise<T> => {
    const done = await work
    await Promise.all(['formulas', 'rankings'].map((key) => queries.invalidateQueries({ queryKey: [key] })))
    return done
  }
  return {
    create: (body: FormulaDraft) => fresh(unwrap(api.POST('/api/v1/formulas', { body }))),
    patch: (row: Formula, body: FormulaWords) => fresh(unwrap(api.PATCH('/api/v1/formulas/{id}', { ...versioned(row), body }))),
    revise: (id: string, body: VersionDraft) => fresh(unwrap(api.POST('/api/v1/formulas/{id}/versions', { params: at(id), body }))),
    remove: (row: Formula) => fresh(unwrap(api.DELETE('/api/v1/formulas/{id}', versioned(row)))),
    restore: (id: string) => fresh(unwrap(api.POST('/api/v1/formulas/{id}/restore', { params: at(id) }))),
  }
}
