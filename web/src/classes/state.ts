import { computed, type ComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { ClassItem, Scheme } from './store.ts'

export const schemes: readonly Scheme[] = ['grid', 'salience', 'cube', 'savage']
export const capacities = ['internal', 'stakeholder', 'joint'] as const
export const horizons = ['now', 'plus3', 'plus10'] as const
export type ClassCode = NonNullable<ClassItem['class']>

/** What the screen of classes holds in the address, beside the shared context. */
export interface ClassState {
  scheme: Scheme
  capacity: (typeof capacities)[number] | undefined
  horizon: (typeof horizons)[number]
  scenario: string | undefined
  /** The class that the list shows; undefined = all. */
  chosen: string | undefined
  near: boolean
}

const keys = { scheme: 'grille', capacity: 'voix', horizon: 'horizon', scenario: 'scenario', chosen: 'classe', near: 'pres' } as const
const one = <T extends string>(value: unknown, all: readonly T[]): T | undefined => all.find((item) => item === value)
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/** Reads the screen's own part of an address; what does not parse is ignored. */
export const readClassState = (query: Record<string, unknown>): ClassState => ({
  scheme: one(query[keys.scheme], schemes) ?? 'grid',
  capacity: one(query[keys.capacity], capacities),
  horizon: one(query[keys.horizon], horizons) ?? 'now',
  scenario: text(query[keys.scenario]),
  chosen: text(query[keys.chosen]),
  near: query[keys.near] === 'oui',
})

export function useClassState(): { state: ComputedRef<ClassState>; change: (patch: Partial<ClassState>) => Promise<unknown> } {
  const route = useRoute()
  const router = useRouter()
  return {
    state: computed(() => readClassState(route.query)),
    change: (patch) => {
      const { query, hash } = router.currentRoute.value
      const now = readClassState(query)
      // Another grid has other classes.
      const next = { ...now, ...(patch.scheme && patch.scheme !== now.scheme ? { chosen: undefined } : {}), ...patch }
      const own = {
        [keys.scheme]: next.scheme === 'grid' ? undefined : next.scheme, [keys.capacity]: next.capacity, [keys.horizon]: next.horizon === 'now' ? undefined : next.horizon,
        [keys.scenario]: next.scenario, [keys.chosen]: next.chosen, [keys.near]: next.near ? 'oui' : undefined,
      }
      return router.replace({ query: { ...query, ...own }, hash })
    },
  }
}
