import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useContext } from '../frame/context.ts'
import type { FilterChip } from '../frame/FooterBar.vue'
import { usePerimeters } from '../frame/store.ts'
import { iconOf } from './categoryIcons.ts'
import type { FacetValue } from './FacetGroup.vue'
import { facetNames, type FacetName } from './filters.ts'
import { colourOf, useAreas, useCategories, usePillars } from './reference.ts'
import type { StakeholderFacets } from './types.ts'

const wire = { category: 'categoryId', status: 'status', side: 'side', sphere: 'sphere', kind: 'kind', tag: 'tag', perimeter: 'perimeterId', pillar: 'pillarId', area: 'areaId' } as const satisfies Record<FacetName, keyof StakeholderFacets>

/** The facets in words: values with their counts for the panel, chips for the foot. */
export function useFacetValues(facets: () => StakeholderFacets | undefined): { values: ComputedRef<Record<FacetName, FacetValue[]>>; chips: ComputedRef<FilterChip[]>; chosenOf: (name: FacetName) => string[] } {
  const { t } = useI18n()
  const { filters, perimeter } = useContext()
  const { byId } = useCategories()
  const areas = useAreas().options
  const pillars = usePillars().options
  const perimeters = usePerimeters().data
  const named = computed(() => ({ area: new Map(areas.value.map((o) => [o.value, o.label])), pillar: new Map(pillars.value.map((o) => [o.value, o.label])), perimeter: new Map((perimeters.value ?? []).map((p) => [p.id, p.name])) }))

  const textOf = (name: FacetName, value: string): string => {
    if (name === 'category') return value === '' ? t('stakeholders.noCategory') : (categoryLabel(value) ?? '…')
    if (name === 'area' || name === 'pillar' || name === 'perimeter') return named.value[name].get(value) ?? '…'
    return name === 'tag' ? value : t(`stakeholders.${name}.${value}`)
  }
  const options = useCategories().options
  const categoryLabel = (id: string): string | undefined => options.value.find((option) => option.value === id)?.label
  const chosenOf = (name: FacetName): string[] => (name === 'perimeter' ? (perimeter.value ? [perimeter.value] : []) : (filters.value[name] ?? []))

  const valueOf = (name: FacetName, value: string, count: number): FacetValue => {
    const category = name === 'category' ? byId.value.get(value) : undefined
    return { value, label: textOf(name, value), count, ...(category ? { icon: iconOf(category), color: colourOf(category) } : {}) }
  }
  return {
    chosenOf,
    // A choice that leaves nothing any more stays in sight, so that it can be lifted where it was made.
    values: computed(() => Object.fromEntries(facetNames.map((name) => {
      const counted = (facets()?.[wire[name]] ?? []).filter((one) => one.value !== '').map((one) => valueOf(name, one.value, one.count))
      const lost = chosenOf(name).filter((value) => !counted.some((one) => one.value === value)).map((value) => valueOf(name, value, 0))
      return [name, [...counted, ...lost]]
    })) as Record<FacetName, FacetValue[]>),
    chips: computed(() => [...facetNames.filter((name) => name !== 'perimeter').flatMap((name) => chosenOf(name).map((value) => ({ name, value, label: t(`stakeholders.facet.${name}`), text: textOf(name, value), ...(name === 'category' ? { swatch: colourOf(byId.value.get(value)) } : {}) }))), ...(filters.value['import'] ?? []).map((value) => ({ name: 'import', value, label: t('imports.chip'), text: t('imports.chipText') }))]),
  }
}
