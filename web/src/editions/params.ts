import { useQuery } from '@tanstack/vue-query'
import { computed, type ComputedRef, type MaybeRefOrGetter, toValue } from 'vue'
import { api, unwrap } from '../api/client.ts'
import { usePerimeters } from '../frame/store.ts'
import { currentLocale } from '../i18n.ts'
import type { Option } from '../ui/option.ts'
import type { FigureDefinition } from './types.ts'

export type ParamKind = FigureDefinition['params'][number]['kind']
const limit = { params: { query: { limit: 100 as const } } }
const loaders: Partial<Record<ParamKind, (signal: AbortSignal) => Promise<Option[]>>> = {
  point: async (signal) => (await unwrap(api.GET('/api/v1/points', { ...limit, signal }))).items.map((row) => ({ value: row.id, label: row.title, hint: row.reference })),
  commitment: async (signal) => (await unwrap(api.GET('/api/v1/commitments', { ...limit, signal }))).items.map((row) => ({ value: row.id, label: row.statement, hint: row.reference })),
  ranking: async (signal) => (await unwrap(api.GET('/api/v1/rankings', { ...limit, signal }))).items.map((row) => ({ value: row.id, label: row.title, hint: row.reference })),
  body: async (signal) => (await unwrap(api.GET('/api/v1/bodies', { ...limit, signal }))).items.map((row) => ({ value: row.id, label: row.name, hint: row.reference })),
  indicator: async (signal) => (await unwrap(api.GET('/api/v1/indicators', { ...limit, signal }))).items.map((row) => ({ value: row.id, label: row.title, hint: row.unit })),
  measure: async (signal) => (await unwrap(api.GET('/api/v1/measures', { signal }))).items.map((row) => ({ value: row.name, label: row.label[currentLocale()] })),
  subject: async (signal) => (await unwrap(api.GET('/api/v1/framework/subjects', { signal }))).items.map((row) => ({ value: row.code, label: currentLocale() === 'fr' ? row.labelFr : row.labelEn })),
}

/** The objects that a parameter may name. */
export function useParamOptions(kind: MaybeRefOrGetter<ParamKind>): ComputedRef<Option[]> {
  const { data: perimeters } = usePerimeters()
  const { data } = useQuery({ queryKey: computed(() => ['figure-options', toValue(kind)]), enabled: computed(() => loaders[toValue(kind)] !== undefined), queryFn: ({ signal }) => loaders[toValue(kind)]?.(signal) ?? [] })
  return computed(() => (toValue(kind) === 'perimeter' ? (perimeters.value ?? []).map((row) => ({ value: row.id, label: row.name })) : (data.value ?? [])))
}
