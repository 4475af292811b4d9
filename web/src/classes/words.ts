import { computed, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Classes, ClassItem, ClassRule } from './store.ts'

/** Classes and axes in the reader's language, and the list as a spreadsheet. */
export function useClassWords(classes: Ref<Classes | undefined>) {
  const { t, locale } = useI18n()
  const scheme = computed(() => classes.value?.rule.scheme ?? 'grid')
  const className = (code: string | undefined): string => (code ? t(`classes.${scheme.value}.${code}`) : t('classes.incomplete'))
  const axisLabel = (axis: ClassRule['axes'][number]): string => (locale.value === 'en' ? axis.labelEn : axis.labelFr)
  const decimals = (value: number | undefined): string => (value === undefined ? '' : String(Math.round(value * 100) / 100).replace('.', locale.value === 'en' ? '.' : ','))

  function csv(rows: readonly ClassItem[]): (string | number)[][] {
    const axes = classes.value?.rule.axes ?? []
    const head = [t('map.table.reference'), t('classes.column.name'), t('classes.column.class'), t('classes.column.near'), ...axes.flatMap((axis) => [axisLabel(axis), `${axisLabel(axis)} (n)`]), t('common.fictional')]
    return [head, ...rows.map((row) => [row.reference, row.name, className(row.class), row.neighbours.map(className).join(', '), ...row.values.flatMap((v) => [decimals(v.value), v.n]), row.fictional ? 1 : 0])]
  }
  return { className, axisLabel, csv }
}
