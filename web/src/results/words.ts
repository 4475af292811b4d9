import { useI18n } from 'vue-i18n'
import { useFigure } from '../points/figures.ts'
import { useFormat } from '../ui/format.ts'
import type { ResultCell, ResultCriterion } from './store.ts'

/** From this polarisation on, a cell is drawn in the colour of disagreement: beyond an even spread. */
export const SPLIT_FROM = 0.5

type Figures = Pick<ResultCell, 'histogram' | 'n' | 'unknown' | 'median' | 'polarisation'>

/** Cells in words: for who does not see the bars, and for the sentence that names a split. */
export function useResultWords() {
  const { t, locale } = useI18n()
  const format = useFormat()
  const figure = useFigure()

  const criterionLabel = (criterion: ResultCriterion | undefined): string => (criterion ? (locale.value === 'en' ? criterion.labelEn : criterion.labelFr) : '…')
  const anchorOf = (criterion: ResultCriterion | undefined, value: number): string => {
    const anchor = criterion?.anchors.find((one) => one.value === value)
    return anchor ? (locale.value === 'en' ? anchor.labelEn : anchor.labelFr) : ''
  }
  function cellWords(cell: Figures): string {
    if (cell.n === 0) return t('results.cell.none')
    const given = cell.histogram.filter((bar) => bar.count > 0).map((bar) => t('results.cell.times', { value: format.value.number(bar.value), n: bar.count }, bar.count)).join(', ')
    const median = t('results.cell.median', { value: format.value.number(cell.median ?? 0) })
    return `${given} ; ${median}${cell.unknown > 0 ? ` ; ${t('results.unknown', { n: cell.unknown }, cell.unknown)}` : ''}`
  }
  /** The two sides of a split: how many stand above and below the middle of the scale. */
  function sidesOf(cell: Figures, criterion: ResultCriterion | undefined): { high: number; middle: number; low: number } {
    const middle = criterion ? (criterion.min + criterion.max) / 2 : 0
    const count = (keep: (value: number) => boolean): number => cell.histogram.filter((bar) => keep(bar.value)).reduce((sum, bar) => sum + bar.count, 0)
    return { high: count((value) => value > middle), middle: count((value) => value === middle), low: count((value) => value < middle) }
  }
  return { criterionLabel, anchorOf, cellWords, sidesOf, figure, format }
}
