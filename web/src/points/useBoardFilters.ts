import { computed, ref, type ComputedRef, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRoute, useRouter } from 'vue-router'
import { useBodies } from '../bodies/store.ts'
import { useContext } from '../frame/context.ts'
import type { FilterChip } from '../frame/FooterBar.vue'
import type { Option } from '../ui/option.ts'
import { filterItems, isOrder, type Item, type Order, orderItems, promisesOf, statuses } from './model.ts'
import { useHolders } from './store.ts'

const sortKey = 'tri'
export const boardFacets = ['pillar', 'area', 'impact', 'body', 'outcome', 'commitment', 'fictional'] as const
export type BoardFacet = (typeof boardFacets)[number]

interface Named { id: string; label: string; hint?: string }
export interface BoardFilters {
  words: Ref<string>
  order: ComputedRef<Order>
  setOrder: (order: string) => void
  /** In order, narrowed by the filters. */
  shown: ComputedRef<Item[]>
  /** Narrowed by all but the status, which the tiles show. */
  beforeStatus: ComputedRef<Item[]>
  options: ComputedRef<Record<BoardFacet, Option[]>>
  /** Whoever holds a position on a point of the context, the chosen ones too; the server narrows by them. */
  holders: ComputedRef<Option[]>
  chips: ComputedRef<FilterChip[]>
}

/** Sort and filters of the points, held in the address and shared by the board and the matrix. */
export function useBoardFilters(items: ComputedRef<readonly Item[]>): BoardFilters {
  const { t, locale } = useI18n()
  const route = useRoute()
  const router = useRouter()
  const { filters } = useContext()
  const words = ref('')
  const chosen = (name: string): string[] => filters.value[name] ?? []
  const order = computed<Order>(() => (isOrder(route.query[sortKey]) ? route.query[sortKey] : 'polarisation'))
  const setOrder = (next: string): void => void router.replace({ query: { ...route.query, [sortKey]: next === 'polarisation' ? undefined : next }, hash: route.hash })

  const filter = computed(() => ({ words: words.value, area: chosen('area'), pillar: chosen('pillar'), impact: chosen('impact'), convergence: chosen('convergence'), fictional: chosen('fictional'), body: chosen('body'), outcome: chosen('outcome'), commitment: chosen('commitment') }))
  const beforeStatus = computed(() => filterItems(items.value, { ...filter.value, convergence: [] }))
  const shown = computed(() => orderItems(filterItems(items.value, filter.value), order.value))

  const label = (one: { labelFr: string; labelEn: string }): string => (locale.value === 'fr' ? one.labelFr : one.labelEn)
  const counted = (of: (item: Item) => Named[]): Option[] => {
    const found = new Map<string, { named: Named; n: number }>()
    for (const item of items.value) for (const named of of(item)) found.set(named.id, { named, n: (found.get(named.id)?.n ?? 0) + 1 })
    return [...found.values()].map(({ named, n }) => ({ value: named.id, label: named.label, hint: [named.hint, n].filter(Boolean).join(' · ') })).toSorted((a, b) => a.label.localeCompare(b.label, locale.value))
  }
  const promiseWord = (word: string): string => (word === 'none' ? t('outcomes.board.noCommitment') : word === 'overdue' ? t('outcomes.board.overdue') : t(`commitments.state.${word}`))
  const { data: bodies } = useBodies()
  const bodyNames = computed(() => new Map((bodies.value ?? []).map((body) => [body.id, body.name])))
  const { data: everyHolder } = useHolders('everybody')
  const holders = computed(() => (everyHolder.value?.items ?? []).map(({ id, name, cells }) => ({ value: id, label: name, hint: String(cells) })).toSorted((a, b) => a.label.localeCompare(b.label, locale.value)))
  const options = computed(() => ({
    area: counted((item) => item.areas.map((area) => ({ id: area.id, label: label(area), hint: area.code }))),
    pillar: counted((item) => item.pillars.map((pillar) => ({ id: pillar.id, label: label(pillar) }))),
    impact: counted((item) => item.impacts.map((impact) => ({ id: impact.id, label: impact.title }))),
    body: counted((item) => item.bodyIds.map((id) => ({ id, label: bodyNames.value.get(id) ?? '…' }))),
    outcome: counted((item) => [{ id: item.outcome?.kind ?? 'none', label: item.outcome ? t(`outcomes.kind.${item.outcome.kind}`) : t('outcomes.board.none') }]),
    commitment: counted((item) => promisesOf(item).map((word) => ({ id: word, label: promiseWord(word) }))),
    fictional: counted((item) => [{ id: String(item.fictional), label: t(item.fictional ? 'points.filter.fictionalOnly' : 'points.filter.factsOnly') }]),
  }))
  const chips = computed<FilterChip[]>(() => [
    ...chosen('stakeholder').map((value) => ({ name: 'stakeholder', value, label: t('points.filter.stakeholder'), text: holders.value.find((option) => option.value === value)?.label ?? '…' })),
    ...statuses.filter((status) => chosen('convergence').includes(status)).map((status) => ({ name: 'convergence', value: status, label: t('points.filter.status'), text: t(`common.status.${status}`) })),
    ...boardFacets.flatMap((name) => chosen(name).map((value) => ({ name, value, label: t(`points.filter.${name}`), text: options.value[name].find((option) => option.value === value)?.label ?? '…' }))),
  ])
  return { words, order, setOrder, shown, beforeStatus, options, holders, chips }
}
