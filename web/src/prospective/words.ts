import { useI18n } from 'vue-i18n'
import { useFormat } from '../ui/format.ts'
import type { Axis, Highlight, Measure, Row, View } from './store.ts'
import type { TableName } from './state.ts'

type Scheme = 'salience'

/** How rows, measures and moves are said; figures with their n. */
export function useProspectiveWords() {
  const { t, locale } = useI18n()
  const format = useFormat()
  const figure = (value: number): string => format.value.number(value, 1)
  const nameOf = (row: Pick<Row, 'name' | 'nameEn'>): string => (locale.value === 'en' && row.nameEn ? row.nameEn : row.name)
  const axisLabel = (axis: Axis): string => (locale.value === 'en' ? axis.labelEn : axis.labelFr)
  const className = (table: TableName, code: string | null, scheme: Scheme = 'salience'): string => (code === null ? t('prospective.unknown') : table === 'impacts' ? t(`prospective.level.${code}`) : t(`classes.${scheme}.${code}`))
  const viewSaid = (view: View): string => (view.value === null ? t('prospective.nothing') : t('prospective.valueOf', { value: figure(view.value), n: view.n }, view.n))
  const measureSaid = (row: Row, axis: Axis, { views: v, gapThen }: Measure): string => {
    const sides = [t('prospective.saidSide', { side: t('prospective.internal'), now: viewSaid(v.internalNow), then: viewSaid(v.internalThen) }), t('prospective.saidSide', { side: t('prospective.stakeholders'), now: viewSaid(v.stakeholderNow), then: viewSaid(v.stakeholderThen) })]
    const gap = gapThen === null ? [] : [t('prospective.saidGap', { gap: format.value.signed(gapThen, 1) })]
    return `${nameOf(row)}, ${axisLabel(axis)}. ${[...sides, ...gap].join(' ')}`
  }
  /** What one example of a sentence was and becomes, on which measure and seen by whom. */
  const exampleSaid = (table: TableName, axes: readonly Axis[], kind: Highlight['kind'], one: Highlight['examples'][number]): string => {
    const axis = axes.find((a) => a.key === one.measure)
    const what = kind === 'class-change' ? t('prospective.fromTo', { from: className(table, one.from), to: className(table, one.to) })
      : one.before === null || one.after === null ? (one.after ?? one.before) === null ? '' : figure(one.after ?? one.before ?? 0)
        : t('prospective.fromTo', { from: figure(one.before), to: figure(one.after) })
    const side = one.side && table !== 'expectations' ? t(`prospective.bySide.${one.side}`) : ''
    return [axis && axes.length > 1 && table === 'stakeholders' ? axisLabel(axis).toLowerCase() : '', what, side].filter(Boolean).join(', ')
  }
  return { t, format, figure, nameOf, axisLabel, className, viewSaid, measureSaid, exampleSaid }
}
