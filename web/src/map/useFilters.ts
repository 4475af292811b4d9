import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import type { FilterChip } from '../frame/FooterBar.vue'
import { categoryColor } from '../ui/palette.ts'
import { useAreas, useFacets, usePillars } from './store.ts'
import type { MapData } from './useMapData.ts'

export interface FacetValue {
  value: string
  label: string
  count?: number
  color?: string
  hint?: string
}
export interface Facet {
  /** Name of the filter in the shared context. */
  name: string
  label: string
  kind: 'boxes' | 'many' | 'one'
  values: FacetValue[]
}

const closed = { kind: ['organisation', 'group', 'person'], side: ['internal', 'external'], sphere: ['participates', 'observes', 'relates'], status: ['active', 'emerging', 'archived'] } as const

/** The facets of the map and the chips of those in force, in the reader's language. */
export function useFilters(data: MapData) {
  const { t, locale } = useI18n()
  const counts = useFacets(data.filter)
  const areas = useAreas()
  const pillars = usePillars()
  const nameOf = (row: { labelFr: string; labelEn: string }): string => (locale.value === 'en' ? row.labelEn : row.labelFr)
  const countIn = (facet: keyof typeof closed | 'categoryId', value: string): number => counts.data.value?.[facet].find((c) => c.value === value)?.count ?? 0

  const facets = computed<Facet[]>(() => [
    { name: 'category', label: t('stakeholders.facet.category'), kind: 'boxes', values: (data.categories.data.value ?? []).map((c) => ({ value: c.id, label: nameOf(c), count: countIn('categoryId', c.id), color: categoryColor(c.colour - 1) })) },
    ...(['kind', 'side', 'sphere', 'status'] as const).map((name): Facet => ({ name, label: t(`stakeholders.facet.${name}`), kind: 'boxes', values: closed[name].map((value) => ({ value, label: t(`stakeholders.${name}.${value}`), count: countIn(name, value) })) })),
    { name: 'tag', label: t('stakeholders.facet.tag'), kind: 'many', values: (counts.data.value?.tag ?? []).map((tag) => ({ value: tag.value, label: tag.value, count: tag.count })) },
    { name: 'pillar', label: t('stakeholders.facet.pillar'), kind: 'one', values: (pillars.data.value ?? []).map((p) => ({ value: p.id, label: nameOf(p) })) },
    { name: 'area', label: t('stakeholders.facet.area'), kind: 'one', values: (areas.data.value ?? []).map((a) => ({ value: a.id, label: nameOf(a), hint: a.code })) },
  ])
  const chips = computed<FilterChip[]>(() => [
    ...(data.context.filters.value['import'] ?? []).map((value) => ({ name: 'import', value, label: t('imports.chip'), text: t('imports.chipText') })),
    ...facets.value.flatMap((facet) => (data.context.filters.value[facet.name] ?? []).map((value): FilterChip => {
      const known = facet.values.find((v) => v.value === value)
      return { name: facet.name, value, label: facet.label, text: known?.label ?? value, ...(known?.color ? { swatch: known.color } : {}) }
    })),
  ])
  return { facets, chips, active: computed(() => chips.value.length) }
}
