import { computed, type ComputedRef } from 'vue'
import { useRoute, useRouter, type LocationQueryRaw, type RouteLocationRaw } from 'vue-router'
import { readContext, writeContext, type ContextState } from './query.ts'

export interface Context {
  perimeter: ComputedRef<string | undefined>
  /** A past day YYYY-MM-DD, or undefined for now. */
  asOf: ComputedRef<string | undefined>
  filters: ComputedRef<Record<string, string[]>>
  /** True when looking at the past: nobody edits history by accident. */
  readOnly: ComputedRef<boolean>
  setPerimeter: (id: string | undefined) => Promise<unknown>
  setAsOf: (day: string | undefined) => Promise<unknown>
  setFilter: (name: string, values: string[]) => Promise<unknown>
  clearFilters: (...names: string[]) => Promise<unknown>
  /** An address with the context in it, for a link that may be opened in a new tab. */
  link: (path: string, query?: LocationQueryRaw) => RouteLocationRaw
}

/** Perimeter, date and filters: one context, kept from screen to screen and held in the URL. */
export function useContext(): Context {
  const route = useRoute()
  const router = useRouter()
  const state = computed(() => readContext(route.query))
  // Read at the moment of writing: two changes in one tick must not overwrite each other.
  const change = (patch: (state: ContextState) => Partial<ContextState>, replace = true): Promise<unknown> => {
    const { query, hash } = pending(router.currentRoute.value.query, router.currentRoute.value.hash)
    const now = readContext(query as never)
    const next = { query: writeContext(query, { ...now, ...patch(now) }), hash }
    latest = next
    return router[replace ? 'replace' : 'push'](next).finally(() => (latest = undefined))
  }
  return {
    perimeter: computed(() => state.value.perimeter),
    asOf: computed(() => state.value.asOf),
    filters: computed(() => state.value.filters),
    readOnly: computed(() => state.value.asOf !== undefined),
    setPerimeter: (id) => change(() => ({ perimeter: id }), false),
    setAsOf: (day) => change(() => ({ asOf: day }), false),
    setFilter: (name, values) => change((now) => ({ filters: { ...now.filters, [name]: values } })),
    clearFilters: (...names) => change((now) => ({ filters: names.length === 0 ? {} : without(now.filters, names) })),
    link: (path, query = {}) => ({ path, query: writeContext(query, state.value) }),
  }
}

interface Target {
  query: LocationQueryRaw
  hash: string
}

let latest: Target | undefined

const pending = (query: LocationQueryRaw, hash: string): Target => latest ?? { query, hash }

const without = (filters: Record<string, string[]>, names: string[]): Record<string, string[]> =>
  Object.fromEntries(Object.entries(filters).filter(([name]) => !names.includes(name)))
