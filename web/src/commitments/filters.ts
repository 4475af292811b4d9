import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useContext } from '../frame/context.ts'
import type { FilterChip } from '../frame/FooterBar.vue'
import { useFramework } from '../framework/store.ts'
import type { Option } from '../ui/option.ts'
import { type CommitmentFilter, useCommitmentFacets } from './store.ts'
import { states } from './words.ts'

export const commitmentFilterNames = ['commitmentState', 'commitmentLate', 'owner', 'stakeholder', 'point', 'session', 'pillar', 'area'] as const
export type CommitmentFilterName = (typeof commitmentFilterNames)[number]
type Filters = Record<string, string[]>

/** The API's query for the context's filters. Pure. */
export function queryOf(filters: Filters, context: { perimeter?: string | undefined; asOf?: string | undefined; q?: string }): CommitmentFilter {
  const many = (name: CommitmentFilterName): string | undefined => filters[name]?.join(',') || undefined
  const state = (filters['commitmentState'] ?? []).filter((word) => states.some((s) => s === word)).join(',') || undefined
  const query: CommitmentFilter = {
    q: context.q?.trim() || undefined, perimeterId: context.perimeter, asOf: context.asOf, state, overdue: filters['commitmentLate']?.includes('true') ? 'true' : undefined,
    owner: many('owner'), stakeholderId: many('stakeholder'), pointId: many('point'), sessionId: many('session'), pillarId: many('pillar'), areaId: many('area'),
  }
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined))
}

export interface CommitmentFacet {
  name: CommitmentFilterName
  label: string
  options: Option[]
}

/** The filters with their options and counts, the query they make, and the chips of those in force. */
export function useCommitmentFilters(q: () => string) {
  const { t } = useI18n()
  const { filters, perimeter, asOf } = useContext()
  const framework = useFramework()
  const query = computed(() => queryOf(filters.value, { perimeter: perimeter.value, asOf: asOf.value, q: q() }))
  const { data: counts } = useCommitmentFacets(query)
  const named = (rows: readonly { id: string; label: string; n: number }[] | undefined): Option[] => (rows ?? []).map(({ id, label, n }) => ({ value: id, label, hint: String(n) }))
  const facets: ComputedRef<CommitmentFacet[]> = computed(() => {
    const c = counts.value
    return [
      { name: 'commitmentState', label: t('commitments.field.state'), options: states.map((value) => ({ value, label: t(`commitments.state.${value}`), hint: String(c?.states.find((s) => s.id === value)?.n ?? 0) })) },
      { name: 'owner', label: t('commitments.field.owner'), options: named(c?.owners) },
      { name: 'stakeholder', label: t('commitments.field.stakeholder'), options: named(c?.stakeholders) },
      { name: 'point', label: t('commitments.field.point'), options: named(c?.points) },
      { name: 'session', label: t('commitments.field.session'), options: named(c?.sessions) },
      { name: 'pillar', label: t('commitments.field.pillar'), options: (c?.pillars ?? []).map(({ id, n }) => ({ value: id, label: framework.label(framework.pillar(id)), hint: String(n) })) },
      { name: 'area', label: t('commitments.field.area'), options: (c?.areas ?? []).map(({ id, n }) => ({ value: id, label: `${framework.area(id)?.code ?? ''} ${framework.label(framework.area(id))}`, hint: String(n) })) },
    ]
  })
  const chips = computed<FilterChip[]>(() => [
    ...((filters.value['commitmentLate'] ?? []).includes('true') ? [{ name: 'commitmentLate', value: 'true', label: t('commitments.field.dueOn'), text: t('commitments.overdue') }] : []),
    ...facets.value.flatMap(({ name, label, options }) => (filters.value[name] ?? []).map((value) => ({ name, value, label, text: options.find((o) => o.value === value)?.label ?? '…' }))),
  ])
  return { facets, query, chips, counts }
}
