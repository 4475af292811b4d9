import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useFormat } from '../ui/format.ts'
import type { Round } from './store.ts'

type Dated = Pick<Round, 'phase' | 'opensAt' | 'closesAt'>

/** When a round opened, closes or closed, in a few words. */
export function useRoundDates(): ComputedRef<(round: Dated) => string> {
  const { t } = useI18n()
  const format = useFormat()
  return computed(() => (round) => {
    if (round.phase === 'closed' && round.closesAt) return t('rounds.dates.closed', { date: format.value.date(round.closesAt) })
    if (round.phase === 'planned' && round.opensAt) return t('rounds.dates.planned', { date: format.value.date(round.opensAt) })
    if (round.phase === 'open') return round.closesAt ? t('rounds.dates.closes', { when: format.value.relative(round.closesAt), date: format.value.date(round.closesAt) }) : t('rounds.dates.endless')
    return t('rounds.dates.draft')
  })
}
