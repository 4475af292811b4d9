import { computed, type ComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'

export const futures = ['plus3', 'plus10'] as const
export type Future = (typeof futures)[number]
export const tables = ['stakeholders', 'impacts', 'expectations'] as const
export type TableName = (typeof tables)[number]
export const sorts = ['move', 'gap', 'class', 'name'] as const
export type Sort = (typeof sorts)[number]

/** What the screen of the diagnosis holds in the address, beside the shared context. */
export interface ProspectiveState { horizon: Future; scenario: string | undefined; table: TableName; sort: Sort; measure: string | undefined; twin: boolean }

const keys = { horizon: 'horizon', scenario: 'scenario', table: 'onglet', sort: 'tri', measure: 'mesure', twin: 'tableau' } as const
const one = <T extends string>(value: unknown, all: readonly T[]): T | undefined => all.find((item) => item === value)
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/** Reads the screen's own part of an address; what does not parse is ignored. A scenario that is not named is the first one. */
export const readState = (query: Record<string, unknown>): ProspectiveState => ({
  horizon: one(query[keys.horizon], futures) ?? 'plus10', scenario: text(query[keys.scenario]), table: one(query[keys.table], tables) ?? 'stakeholders',
  sort: one(query[keys.sort], sorts) ?? 'move', measure: text(query[keys.measure]), twin: query[keys.twin] === 'oui',
})

export function useProspectiveState(): { state: ComputedRef<ProspectiveState>; change: (patch: Partial<ProspectiveState>) => Promise<unknown> } {
  const route = useRoute()
  const router = useRouter()
  return {
    state: computed(() => readState(route.query)),
    change: (patch) => {
      const { query, hash } = router.currentRoute.value
      const now = readState(query)
      // Another table has other measures.
      const next = { ...now, ...(patch.table && patch.table !== now.table ? { measure: undefined } : {}), ...patch }
      const own = {
        [keys.horizon]: next.horizon === 'plus10' ? undefined : next.horizon, [keys.scenario]: next.scenario, [keys.table]: next.table === 'stakeholders' ? undefined : next.table,
        [keys.sort]: next.sort === 'move' ? undefined : next.sort, [keys.measure]: next.measure, [keys.twin]: next.twin ? 'oui' : undefined,
      }
      return router.replace({ query: { ...query, ...own }, hash })
    },
  }
}
