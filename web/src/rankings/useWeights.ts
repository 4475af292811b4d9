import { computed, onScopeDispose, ref, watch } from 'vue'
import { type RankedTerm, type Ranking, useWhatIf } from './store.ts'

const SETTLE_MS = 200
const weightsOf = (terms: readonly RankedTerm[]): Record<string, number> => Object.fromEntries(terms.map((term) => [term.code, term.weight]))

/** Weights tried by hand, and the order they would give; nothing is stored. */
export function useWeights(ranking: () => Ranking) {
  const weights = ref(weightsOf(ranking().terms))
  const settled = ref(weights.value)
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(() => ranking().id, () => (weights.value = settled.value = weightsOf(ranking().terms)))
  watch(weights, (now) => {
    clearTimeout(timer)
    timer = setTimeout(() => (settled.value = now), SETTLE_MS)
  })
  onScopeDispose(() => clearTimeout(timer))

  const differs = (tried: Record<string, number>): boolean => ranking().terms.some((term) => tried[term.code] !== term.weight)
  const usable = (tried: Record<string, number>): boolean => Object.values(tried).some((weight) => weight > 0)
  const changed = computed(() => differs(weights.value))
  const result = useWhatIf(() => ranking().id, settled, () => differs(settled.value) && usable(settled.value))
  return {
    weights, changed, result, usable: computed(() => usable(weights.value)),
    set: (code: string, weight: number) => (weights.value = { ...weights.value, [code]: weight }),
    reset: () => (weights.value = weightsOf(ranking().terms)),
  }
}
