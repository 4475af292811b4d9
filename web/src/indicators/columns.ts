import type { TableColumn } from '../ui/table.ts'
import type { Indicator } from './store.ts'

type Translate = (key: string) => string

/** Columns of the list; the server sorts. */
export const indicatorColumns = (t: Translate): TableColumn<Indicator>[] => [
  { id: 'title', label: t('indicators.one'), width: 280, grow: true, sortable: true, fixed: true },
  { id: 'last', label: t('indicators.field.last'), width: 148, align: 'end', fixed: true },
  { id: 'spark', label: t('indicators.field.spark'), width: 128 },
  { id: 'target', label: t('indicators.field.target'), width: 140 },
  { id: 'state', label: t('indicators.field.state'), width: 164, fixed: true },
  { id: 'period', label: t('indicators.field.period'), width: 190 },
  { id: 'theme', label: t('indicators.field.theme'), width: 120 },
  { id: 'frequency', label: t('indicators.field.frequency'), width: 120 },
  { id: 'perimeter', label: t('indicators.field.perimeter'), value: (row) => row.perimeterName, width: 180 },
  { id: 'reference', label: t('indicators.field.reference'), value: (row) => row.reference, width: 110, sortable: true },
]

/** The list as rows of a spreadsheet, its head first. */
export function indicatorCsv(rows: readonly Indicator[], t: Translate, areaCode: (id: string) => string): (string | number)[][] {
  const head = ['reference', 'title', 'definition', 'formula', 'unit', 'theme', 'source', 'frequency', 'aggregation', 'direction', 'baseline', 'baselineOn', 'target', 'targetOn', 'last', 'periodStart', 'periodEnd', 'n', 'of', 'areas'].map((name) => t(`indicators.field.${name}`))
  const decimal = (value: number | null): string => (value === null ? '' : String(value).replace('.', ','))
  return [[...head, t('common.fictional')], ...rows.map((row) => [
    row.reference, row.title, row.definition, row.formula, row.unit, t(`indicators.theme.${row.theme}`), t(`indicators.source.${row.source}`), t(`indicators.frequency.${row.frequency}`), t(`indicators.aggregation.${row.aggregation}`), t(`indicators.direction.${row.direction}`),
    decimal(row.baseline), row.baselineOn ?? '', decimal(row.target), row.targetOn ?? '', decimal(row.last?.value ?? null), row.last?.periodStart ?? '', row.last?.periodEnd ?? '', row.last?.n ?? '', row.last?.of ?? '', row.areaIds.map(areaCode).join(' '), row.fictional ? 1 : 0,
  ])]
}
