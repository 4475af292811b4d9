import { computed, type ComputedRef, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useContext } from '../frame/context.ts'
import type { FilterChip } from '../frame/FooterBar.vue'
import { useFramework } from '../framework/store.ts'
import type { Option } from '../ui/option.ts'
import { useCategoryChoices, type StakeholderQuery } from './store.ts'

export type RegisterFilterName = 'category' | 'side' | 'sphere' | 'tag' | 'pillar' | 'area' | 'status'

interface Where {
  perimeter?: string | undefined
  asOf?: string | undefined
  q?: string
  concerned?: string
}

/** The filters of the register in the API's words; two sides are no filter, and of pillars and areas the API takes one. */
export function registerQuery(filters: Record<string, string[]>, where: Where): StakeholderQuery {
  const many = (name: RegisterFilterName) => filters[name]?.join(',')
  const one = (name: RegisterFilterName) => (filters[name]?.length === 1 ? filters[name][0] : undefined)
  const query = {
    q: where.q?.trim() || undefined, perimeterId: where.perimeter, asOf: where.asOf, concerned: where.concerned === 'true' || where.concerned === 'false' ? where.concerned : undefined,
    categoryId: many('category'), side: one('side'), sphere: many('sphere'), tag: many('tag'), status: many('status'), pillarId: one('pillar'), areaId: one('area'),
  }
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as StakeholderQuery
}

/** Filters shared with the register, with their options in words and the query they make. */
export function useRegisterFilters(q: Ref<string>, concerned: Ref<string>): { facets: ComputedRef<{ name: RegisterFilterName; label: string; options: Option[] }[]>; query: ComputedRef<StakeholderQuery>; chips: ComputedRef<FilterChip[]> } {
  const { t } = useI18n()
  const { filters, perimeter, asOf } = useContext()
  const framework = useFramework()
  const { data: categories } = useCategoryChoices()
  const words = (name: string, values: readonly string[]): Option[] => values.map((value) => ({ value, label: t(`coverage.${name}.${value}`) }))
  const facets = computed(() => [
    { name: 'category' as const, label: t('coverage.filter.category'), options: (categories.value ?? []).map((c) => ({ value: c.id, label: framework.label(c), color: `var(--category-${c.colour})` })) },
    { name: 'side' as const, label: t('coverage.filter.side'), options: words('side', ['internal', 'external']) },
    { name: 'sphere' as const, label: t('coverage.filter.sphere'), options: words('sphere', ['participates', 'observes', 'relates']) },
    { name: 'pillar' as const, label: t('coverage.filter.pillar'), options: framework.pillars.value.map((p) => ({ value: p.id, label: framework.label(p) })) },
  ])
  const text = (name: string, value: string): string => facets.value.find((f) => f.name === name)?.options.find((o) => o.value === value)?.label ?? (name === 'area' ? (framework.area(value)?.code ?? value) : value)
  const names: RegisterFilterName[] = ['category', 'side', 'sphere', 'tag', 'pillar', 'area', 'status']
  return {
    facets,
    query: computed(() => registerQuery(filters.value, { perimeter: perimeter.value, asOf: asOf.value, q: q.value, concerned: concerned.value })),
    chips: computed(() => names.flatMap((name) => (filters.value[name] ?? []).map((value) => ({ name, value, label: t(`coverage.filter.${name}`), text: text(name, value) })))),
  }
}
