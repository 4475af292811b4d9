import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useFormat } from '../ui/format.ts'
import { digitsOf, type Period, periodWords } from './words.ts'

/** Figures with their unit, and periods, in the language in force. */
export function useFigures() {
  const { t, locale } = useI18n()
  const format = useFormat()
  return computed(() => ({
    /** « 12,4 kg/pers. » */
    value: (value: number, unit: string): string => `${format.value.number(value, digitsOf(value))}\u202f${unit}`,
    bare: (value: number): string => format.value.number(value, digitsOf(value)),
    signed: (value: number, unit: string): string => `${format.value.signed(value, digitsOf(value))}\u202f${unit}`,
    /** « 2025 », « 1er semestre 2026 ». */
    period: (period: Period): string => {
      const { key, year, n } = periodWords(period)
      if (key === 'days') return t('indicators.period.days', { from: format.value.date(period.periodStart), to: format.value.date(period.periodEnd) })
      if (key === 'month') return format.value.imprecise(period.periodStart.slice(0, 7))
      return key === 'year' ? year : t(`indicators.period.${key}.${n}`, { year })
    },
    /** « 2025 », « S1 26 »: for the axis of a chart. */
    short: (period: Period): string => {
      const { key, year, n } = periodWords(period)
      if (key === 'year' || key === 'days') return year
      return key === 'month' ? new Intl.DateTimeFormat(locale.value, { month: 'short', year: '2-digit', timeZone: 'UTC' }).format(new Date(`${period.periodStart}T12:00:00Z`)) : t(`indicators.period.short.${key}`, { n, year: year.slice(2) })
    },
  }))
}
