import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { isContextKey } from '../frame/query.ts'

/** What the screen holds in its address, beside the shared context. */
export interface RankingState {
  view: 'list' | 'gap'
  /** The ranking compared with. */
  withId: string | undefined
  /** The stakeholder whose rank is explained. */
  explained: string | undefined
  /** The weights are open. */
  weights: boolean
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

export function useRankingState() {
  const route = useRoute()
  const router = useRouter()
  const read = (query: Record<string, unknown>): RankingState => ({ view: query['vue'] === 'ecart' ? 'gap' : 'list', withId: text(query['avec']), explained: text(query['rang']), weights: query['poids'] === 'oui' })
  const write = (state: RankingState) => ({ vue: state.view === 'gap' ? 'ecart' : undefined, avec: state.withId, rang: state.explained, poids: state.weights ? 'oui' : undefined })
  const state = computed(() => read(route.query))
  const change = (patch: Partial<RankingState>, id?: string): Promise<unknown> => {
    const { query, hash, path } = router.currentRoute.value
    const next = { query: { ...query, ...write({ ...read(query), ...patch }) }, hash }
    return patch.explained === undefined && id === undefined ? router.replace({ ...next, path }) : router.push({ ...next, path: id ? `/registre/hierarchisation/${id}` : path })
  }
  /** Another ranking, with the shared context and nothing else of this one. */
  const goTo = (id: string): Promise<unknown> => {
    const { query } = router.currentRoute.value
    return router.push({ path: `/registre/hierarchisation/${id}`, query: Object.fromEntries(Object.entries(query).filter(([key]) => isContextKey(key))) })
  }
  return { state, change, goTo }
}
