import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useLabel } from '../stakeholders/reference.ts'
import { useFormat } from '../ui/format.ts'
import type { RankedTerm, Ranking } from './store.ts'

type TermName = Pick<RankedTerm, 'kind' | 'code' | 'criteria' | 'measure'>
/** ESRS: the severity of an impact is the worst of these three. */
export const SEVERITY = ['scale', 'scope', 'irremediability'] as const
const isSeverity = (criteria: TermName['criteria']): boolean => criteria.length === SEVERITY.length && SEVERITY.every((code) => criteria.some((one) => one.code === code))

/** Hues that mean nothing else on this screen; four depths of each. */
const hues = ['--accent', '--category-5', '--category-11']
const depths = [100, 66, 40, 22]

/** The tint of a term, by its place in the formula from 0; the same everywhere on the screen. */
export const tintOf = (index: number): string => `color-mix(in oklab, var(${hues[Math.floor(index / depths.length) % hues.length] ?? '--accent'}) ${depths[index % depths.length] ?? 100}%, var(--surface))`

/** What the parts of a ranking are called. */
export function useRankWords() {
  const { t, locale } = useI18n()
  const label = useLabel()
  const format = useFormat()
  const termName = computed(() => (term: TermName): string => {
    const names = term.criteria.map((criterion) => label.value(criterion))
    if (term.kind === 'mactor') return t(`rankings.measure.${term.measure ?? 'riStar'}`)
    if (names.length === 0) return term.code
    if (term.kind === 'worst' && isSeverity(term.criteria)) return t('rankings.severity')
    return term.kind === 'worst' ? t('rankings.worst', { names: names.join(', ') }) : (names[0] ?? term.code)
  })
  const voice = (ranking: Pick<Ranking, 'capacity'>): string => t(`rankings.capacity.${ranking.capacity ?? 'all'}`)
  const horizon = (ranking: Pick<Ranking, 'horizon' | 'scenario'>): string => t(`rankings.horizon.${ranking.horizon}`) + (ranking.scenario ? ` (${ranking.scenario})` : '')
  /** Date, whose scores, horizon, adoption: enough to tell one from another. */
  const described = computed(() => (ranking: Ranking): string => [format.value.date(ranking.asOf), voice(ranking), horizon(ranking), ...(ranking.adoptedOn ? [t('rankings.adopted')] : []), ...(ranking.status === 'done' ? [] : [t(`rankings.status.${ranking.status}`)])].join(' · '))
  const optionOf = computed(() => (ranking: Ranking) => ({ value: ranking.id, label: `${ranking.title} – ${described.value(ranking)}` }))
  /** A total between 0 and 1, always with two decimals. */
  const total = computed(() => (value: number, signDisplay: 'auto' | 'exceptZero' = 'auto'): string => new Intl.NumberFormat(locale.value === 'en' ? 'en-GB' : 'fr-FR', { minimumFractionDigits: 2, maximumFractionDigits: 2, signDisplay }).format(value).replace(/^-/, '\u2212'))
  return { t, format, termName, voice, horizon, described, optionOf, total }
}
