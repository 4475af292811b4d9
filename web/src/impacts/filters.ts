import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useContext } from '../frame/context.ts'
import type { FilterChip } from '../frame/FooterBar.vue'
import { useFramework } from '../framework/store.ts'
import type { Option } from '../ui/option.ts'
import type { ImpactQuery } from './store.ts'

/** Filters of impacts in the shared context; `pillar` and `area` are every screen's. */
export const impactFilterNames = ['impactSign', 'impactActuality', 'impactDirection', 'horizon', 'stage', 'pillar', 'area'] as const
export type ImpactFilterName = (typeof impactFilterNames)[number]

/** What narrows impacts, apart from the page and the order. */
export type ImpactFilter = Omit<ImpactQuery, 'limit' | 'cursor' | 'sort'>
type Filters = Record<string, string[]>
const allowed = <T extends string>(values: string[] | undefined, known: readonly T[]): T[] => (values ?? []).filter((value): value is T => known.some((k) => k === value))

/** The API's query for the context's filters; a choice of every value, or of none the API knows, is no filter. */
export function queryOf(filters: Filters, context: { perimeter?: string | undefined; asOf?: string | undefined; q?: string }): ImpactFilter {
  const one = <T extends string>(name: ImpactFilterName, known: readonly T[]): T | undefined => {
    const chosen = allowed(filters[name], known)
    return chosen.length === 1 ? chosen[0] : undefined
  }
  const many = (name: ImpactFilterName, known?: readonly string[]): string | undefined => (known ? allowed(filters[name], known) : filters[name])?.join(',') || undefined
  const query: ImpactFilter = {
    q: context.q?.trim() || undefined, perimeterId: context.perimeter, asOf: context.asOf,
    sign: one('impactSign', ['-1', '1']), actuality: one('impactActuality', ['actual', 'potential']), direction: one('impactDirection', ['of_organisation', 'on_organisation']),
    horizon: many('horizon', ['short', 'medium', 'long']), stage: many('stage', ['upstream', 'own', 'downstream']), pillarId: many('pillar'), areaId: many('area'),
  }
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined))
}

export interface ImpactFacet {
  name: ImpactFilterName
  label: string
  options: Option[]
}

/** The filters with their options in words, the query they make, and the chips of those in force. */
export function useImpactFilters(q: () => string): { facets: ComputedRef<ImpactFacet[]>; query: ComputedRef<ImpactFilter>; chips: ComputedRef<FilterChip[]> } {
  const { t } = useI18n()
  const { filters, perimeter, asOf } = useContext()
  const framework = useFramework()
  const words = (name: 'direction' | 'actuality' | 'horizon' | 'stage', values: readonly string[]): Option[] => values.map((value) => ({ value, label: t(`impacts.${name}.${value}`) }))
  const facets = computed<ImpactFacet[]>(() => [
    { name: 'impactSign', label: t('impacts.field.sign'), options: [{ value: '-1', label: t('impacts.sign.harm') }, { value: '1', label: t('impacts.sign.benefit') }] },
    { name: 'impactActuality', label: t('impacts.field.actuality'), options: words('actuality', ['actual', 'potential']) },
    { name: 'impactDirection', label: t('impacts.field.direction'), options: words('direction', ['of_organisation', 'on_organisation']) },
    { name: 'horizon', label: t('impacts.field.horizon'), options: words('horizon', ['short', 'medium', 'long']) },
    { name: 'stage', label: t('impacts.field.stage'), options: words('stage', ['upstream', 'own', 'downstream']) },
    { name: 'pillar', label: t('impacts.field.pillar'), options: framework.pillars.value.map((p) => ({ value: p.id, label: framework.label(p) })) },
    { name: 'area', label: t('impacts.field.area'), options: framework.subjects.value.flatMap((s) => s.areas.map((a) => ({ value: a.id, label: `${a.code} ${framework.label(a)}` }))) },
  ])
  return {
    facets,
    query: computed(() => queryOf(filters.value, { perimeter: perimeter.value, asOf: asOf.value, q: q() })),
    chips: computed(() => facets.value.flatMap(({ name, label, options }) => (filters.value[name] ?? []).map((value) => ({ name, value, label, text: options.find((o) => o.value === value)?.label ?? '…' })))),
  }
}
