import { useQuery } from '@tanstack/vue-query'
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { api, unwrap } from '../api/client.ts'
import type { Option } from '../ui/option.ts'
import type { Category } from './types.ts'

const HOUR = 3_600_000

export interface Labelled {
  labelFr: string
  labelEn: string
}

/** The label of a referential object in the language in force. */
export function useLabel(): ComputedRef<(of: Labelled) => string> {
  const { locale } = useI18n()
  return computed(() => (of) => (locale.value === 'en' ? of.labelEn : of.labelFr))
}

/** Categories by id and as choices, each with the colour and the icon it has everywhere. */
export function useCategories() {
  const label = useLabel()
  const { data } = useQuery({ queryKey: ['categories'], queryFn: () => unwrap(api.GET('/api/v1/categories')).then((page) => page.items), staleTime: HOUR })
  const byId = computed(() => new Map<string, Category>((data.value ?? []).map((category) => [category.id, category])))
  const options = computed<Option[]>(() => (data.value ?? []).map((category) => ({ value: category.id, label: label.value(category), color: colourOf(category) })))
  return { categories: computed(() => data.value ?? []), byId, options }
}

export const colourOf = (category: { colour: number } | null | undefined): string => (category ? `var(--category-${category.colour})` : 'var(--ink-3)')

/** ISO 26000 areas, as choices under their codes. */
export function useAreas() {
  const label = useLabel()
  const { data } = useQuery({ queryKey: ['framework', 'areas', 'all'], queryFn: () => unwrap(api.GET('/api/v1/framework/areas')).then((page) => page.items), staleTime: HOUR })
  return { areas: computed(() => data.value ?? []), options: computed<Option[]>(() => (data.value ?? []).map((area) => ({ value: area.id, label: `${area.code} ${label.value(area)}` }))) }
}

export function usePillars() {
  const label = useLabel()
  const { data } = useQuery({ queryKey: ['framework', 'pillars', 'all'], queryFn: () => unwrap(api.GET('/api/v1/framework/pillars')).then((page) => page.items), staleTime: HOUR })
  return { options: computed<Option[]>(() => (data.value ?? []).map((pillar) => ({ value: pillar.id, label: label.value(pillar) }))) }
}
