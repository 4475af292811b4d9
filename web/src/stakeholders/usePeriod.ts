import { useI18n } from 'vue-i18n'
import { useFormat } from '../ui/format.ts'

/** Two dates that may be imprecise, in words: "depuis avril 2021", "2012 – 2022"; empty when neither is known. */
export function usePeriod(): (dates: { startOn: string | null; endOn: string | null }) => string {
  const { t } = useI18n()
  const format = useFormat()
  return ({ startOn, endOn }) => {
    const [start, end] = [startOn && format.value.imprecise(startOn), endOn && format.value.imprecise(endOn)]
    if (start && end) return `${start} – ${end}`
    if (start) return t('stakeholders.period.since', { date: start })
    return end ? t('stakeholders.period.until', { date: end }) : ''
  }
}
