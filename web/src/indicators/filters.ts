import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useContext } from '../frame/context.ts'
import type { FilterChip } from '../frame/FooterBar.vue'
import { usePractices } from '../framework/practices.ts'
import { useFramework } from '../framework/store.ts'
import type { Option } from '../ui/option.ts'
import { type IndicatorFilter, useIndicatorFacets } from './store.ts'
import { frequencies, themes } from './words.ts'

export const indicatorStates = ['late', 'awaited', 'to_validate', 'up_to_date'] as const
const sources = ['collected', 'automatic'] as const
export const indicatorFilterNames = ['indicatorState', 'theme', 'source', 'frequency', 'pillar', 'practice', 'area'] as const
export type IndicatorFilterName = (typeof indicatorFilterNames)[number]

/** The API's query for the context's filters. Pure. */
export function queryOf(filters: Record<string, string[]>, context: { perimeter?: string | undefined; q?: string }): IndicatorFilter {
  const among = (name: IndicatorFilterName, known: readonly string[]): string | undefined => (filters[name] ?? []).filter((word) => known.includes(word)).join(',') || undefined
  const many = (name: IndicatorFilterName): string | undefined => filters[name]?.join(',') || undefined
  const query: IndicatorFilter = {
    q: context.q?.trim() || undefined, perimeterId: context.perimeter, state: among('indicatorState', indicatorStates), theme: among('theme', themes), source: among('source', sources), frequency: among('frequency', frequencies),
    pillarId: many('pillar'), practiceId: many('practice'), areaId: many('area'),
  }
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined))
}

interface Facet { name: IndicatorFilterName; label: string; options: Option[] }

/** The filters with their options and counts, the query they make, and the chips of those in force. */
export function useIndicatorFilters(q: () => string) {
  const { t } = useI18n()
  const { filters, perimeter } = useContext()
  const framework = useFramework()
  const practices = usePractices()
  const query = computed(() => queryOf(filters.value, { perimeter: perimeter.value, q: q() }))
  const { data: counts } = useIndicatorFacets(query)
  const words = (kind: string, known: readonly string[], rows: readonly { id: string; n: number }[] | undefined): Option[] => known.map((value) => ({ value, label: t(`indicators.${kind}.${value}`), hint: String(rows?.find((row) => row.id === value)?.n ?? 0) }))
  const facets: ComputedRef<Facet[]> = computed(() => {
    const c = counts.value
    return [
      { name: 'indicatorState', label: t('indicators.field.state'), options: words('state', indicatorStates, c?.states) },
      { name: 'theme', label: t('indicators.field.theme'), options: words('theme', themes, c?.themes) },
      { name: 'source', label: t('indicators.field.source'), options: words('source', sources, c?.sources) },
      { name: 'frequency', label: t('indicators.field.frequency'), options: words('frequency', frequencies, c?.frequencies) },
      { name: 'pillar', label: t('indicators.field.pillar'), options: (c?.pillars ?? []).map(({ id, n }) => ({ value: id, label: framework.label(framework.pillar(id)), hint: String(n) })) },
      { name: 'practice', label: t('indicators.field.practice'), options: (c?.practices ?? []).map(({ id, n }) => ({ value: id, label: practices.find(id)?.label ?? '…', hint: String(n) })) },
      { name: 'area', label: t('indicators.field.area'), options: (c?.areas ?? []).map(({ id, n }) => ({ value: id, label: `${framework.area(id)?.code ?? ''} ${framework.label(framework.area(id))}`, hint: String(n) })) },
    ]
  })
  const chips = computed<FilterChip[]>(() => facets.value.flatMap(({ name, label, options }) => (filters.value[name] ?? []).map((value) => ({ name, value, label, text: options.find((o) => o.value === value)?.label ?? '…' }))))
  return { facets, query, chips, counts }
}
