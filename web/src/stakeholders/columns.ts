import { computed, ref, type ComputedRef, type WritableComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRoute, useRouter } from 'vue-router'
import type { TableColumn, TableSort } from '../ui/table.ts'
import type { Stakeholder, StakeholderSearch } from './types.ts'

type Sort = NonNullable<StakeholderSearch['sort']>

/** Columns that are put away until somebody takes them out. */
export const hiddenAtFirst: readonly string[] = ['reference', 'side', 'kind', 'sphere', 'contractual', 'since', 'city', 'updatedAt']
const everyColumn = ['name', 'reference', 'category', 'status', 'side', 'sphere', 'kind', 'tags', 'headcount', 'perimeter', 'city', 'contractual', 'since', 'updatedAt'] as const
const key = 'register.columns'
const sortable: readonly string[] = ['name', 'reference', 'headcount', 'updatedAt']

/** The columns put away, as an address or this device says them; unknown names are dropped. */
export function readHidden(text: string | null | undefined): string[] | undefined {
  if (text === null || text === undefined) return undefined
  const shown = text.split(',')
  return everyColumn.filter((column) => column !== 'name' && !shown.includes(column))
}

/** The columns in sight, for an address or this device. */
export const writeShown = (hidden: readonly string[]): string => everyColumn.filter((column) => !hidden.includes(column)).join(',')

/** `-headcount` as the table says it, and back; what cannot be sorted is by name. */
export const readSort = (text: unknown): TableSort => {
  const name = typeof text === 'string' ? text.replace(/^-/, '') : ''
  return sortable.includes(name) ? { id: name, desc: String(text).startsWith('-') } : { id: 'name', desc: false }
}
export const writeSort = (sort: TableSort | undefined): Sort => (sort ? ((sort.desc ? `-${sort.id}` : sort.id) as Sort) : 'name')

function stored(name: string): string | null {
  try {
    return localStorage.getItem(name)
  } catch {
    return null
  }
}
function store(name: string, value: string): void {
  try {
    localStorage.setItem(name, value)
  } catch {
    // Storage can be forbidden: the address still holds the choice.
  }
}

export interface RegisterColumns {
  columns: ComputedRef<TableColumn<Stakeholder>[]>
  hidden: WritableComputedRef<string[]>
  density: WritableComputedRef<'dense' | 'comfortable'>
  sort: WritableComputedRef<TableSort | undefined>
}

/** Columns, order and density: in the address, so that a link shows the same table; columns and density also stay on this device. */
export function useRegisterColumns(): RegisterColumns {
  const { t } = useI18n()
  const route = useRoute()
  const router = useRouter()
  const put = (name: string, value: string | undefined): void => {
    const { [name]: _before, ...query } = router.currentRoute.value.query
    void router.replace({ query: value === undefined ? query : { ...query, [name]: value } })
  }
  const width: Record<string, number> = { name: 236, reference: 108, category: 184, tags: 168, headcount: 96, perimeter: 132, status: 92, side: 84, sphere: 150, updatedAt: 130 }
  const kept = ref<'dense' | 'comfortable'>(stored('register.density') === 'comfortable' ? 'comfortable' : 'dense')
  return {
    columns: computed(() => everyColumn.map((id) => ({ id, label: t(`stakeholders.column.${id}`), width: width[id] ?? 120, sortable: sortable.includes(id), ...(id === 'name' ? { grow: true, fixed: true } : {}), ...(id === 'headcount' ? { align: 'end' as const } : {}) }))),
    hidden: computed({
      get: () => readHidden(typeof route.query['colonnes'] === 'string' ? route.query['colonnes'] : stored(key)) ?? [...hiddenAtFirst],
      set: (hidden) => (store(key, writeShown(hidden)), put('colonnes', writeShown(hidden))),
    }),
    density: computed({ get: () => kept.value, set: (density) => (store('register.density', density), void (kept.value = density)) }),
    sort: computed({ get: () => readSort(route.query['tri']), set: (sort) => put('tri', writeSort(sort) === 'name' ? undefined : writeSort(sort)) }),
  }
}
