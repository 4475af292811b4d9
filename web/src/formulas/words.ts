import { computed } from 'vue'
import { useCriteria } from '../criteria/store.ts'
import { useRankWords } from '../rankings/words.ts'
import type { FormulaTerm } from './store.ts'

/** What is older came with the product. */
const FIRST_DAY = '2010'

/** What the parts of a formula are called. */
export function useFormulaWords() {
  const words = useRankWords()
  const { data } = useCriteria()
  const criteria = computed(() => data.value ?? [])
  const named = (ids: readonly string[]) => criteria.value.filter((one) => ids.includes(one.id))
  const nameOf = computed(() => (term: FormulaTerm): string => words.termName.value({
    kind: term.kind, code: term.code, measure: term.kind === 'mactor' ? term.measure : null,
    criteria: named(term.kind === 'criterion' ? [term.criterionId] : term.kind === 'worst' ? term.criterionIds : []),
  }))
  /** The day of a version; what came with the product says so. */
  const sinceOf = (iso: string): string => (iso < FIRST_DAY ? words.t('classes.cutoffs.installed') : words.format.value.date(iso))
  return { ...words, criteria, nameOf, sinceOf }
}
