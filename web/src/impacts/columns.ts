import type { Framework } from '../framework/store.ts'
import type { TableColumn } from '../ui/table.ts'
import type { Impact } from './severity.ts'

type Translate = (key: string) => string

/** Columns of the list of impacts; the server sorts. */
export const impactColumns = (t: Translate): TableColumn<Impact>[] => [
  { id: 'severity', label: t('impacts.field.severity'), width: 104, sortable: true, fixed: true },
  { id: 'title', label: t('impacts.field.title'), width: 260, grow: true, sortable: true, fixed: true },
  { id: 'actuality', label: t('impacts.field.actuality'), width: 164 },
  { id: 'areas', label: t('impacts.field.areas'), width: 172 },
  { id: 'affected', label: t('impacts.field.affected'), value: (row) => row.affected, width: 84, align: 'end' },
  { id: 'affecting', label: t('impacts.field.affecting'), value: (row) => row.affecting, width: 84, align: 'end' },
  { id: 'pillar', label: t('impacts.field.pillar'), width: 190 },
  { id: 'horizon', label: t('impacts.field.horizon'), value: (row) => t(`impacts.horizon.${row.horizon}`), width: 118 },
  { id: 'reference', label: t('impacts.field.reference'), value: (row) => row.reference, width: 110, sortable: true },
]

/** The list as rows of a spreadsheet, its head first, every part of the severity beside it. */
export function impactCsv(impacts: readonly Impact[], t: Translate, framework: Pick<Framework, 'area' | 'pillar' | 'label'>): (string | number)[][] {
  const field = (name: string) => t(`impacts.field.${name}`)
  const head = ['reference', 'title', 'sign', 'direction', 'directness', 'actuality', 'likelihood', 'severity', 'scale', 'scope', 'irremediability', 'horizon', 'stage', 'areas', 'pillar', 'affected', 'affecting', 'since'].map(field)
  return [[...head, t('common.fictional')], ...impacts.map((i) => [
    i.reference, i.title, t(i.sign < 0 ? 'impacts.sign.harm' : 'impacts.sign.benefit'), t(`impacts.direction.${i.direction}`), t(`impacts.directness.${i.directness}`), t(`impacts.actuality.${i.actuality}`), i.likelihood ?? '',
    i.severity, i.scale, i.scope, i.irremediability, t(`impacts.horizon.${i.horizon}`), t(`impacts.stage.${i.stage}`), i.areaIds.map((id) => framework.area(id)?.code ?? '').join(' '), framework.label(framework.pillar(i.pillarId)),
    i.affected, i.affecting, i.since, i.fictional ? 1 : 0,
  ])]
}
