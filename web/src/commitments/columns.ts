import type { Framework } from '../framework/store.ts'
import type { TableColumn } from '../ui/table.ts'
import type { Commitment } from './store.ts'

type Translate = (key: string) => string

/** Columns of the list; the server sorts. */
export const commitmentColumns = (t: Translate): TableColumn<Commitment>[] => [
  { id: 'dueOn', label: t('commitments.field.dueOn'), width: 176, sortable: true, fixed: true },
  { id: 'state', label: t('commitments.field.state'), width: 140, fixed: true },
  { id: 'statement', label: t('commitments.field.statement'), width: 300, grow: true, sortable: true, fixed: true },
  { id: 'owner', label: t('commitments.field.owner'), value: (row) => row.owner, width: 190 },
  { id: 'counterpart', label: t('commitments.field.counterpart'), value: (row) => row.counterpartName, width: 180 },
  { id: 'progress', label: t('commitments.field.progress'), width: 152 },
  { id: 'point', label: t('commitments.field.point'), value: (row) => row.pointTitle, width: 170 },
  { id: 'session', label: t('commitments.field.session'), value: (row) => row.sessionTitle, width: 170 },
  { id: 'madeOn', label: t('commitments.field.madeOn'), width: 110, sortable: true },
  { id: 'reference', label: t('commitments.field.reference'), value: (row) => row.reference, width: 110, sortable: true },
]

/** The list as rows of a spreadsheet, its head first. Internal notes stay out. */
export function commitmentCsv(rows: readonly Commitment[], t: Translate, framework: Pick<Framework, 'area'>): (string | number)[][] {
  const head = ['reference', 'statement', 'state', 'stateReason', 'progress', 'owner', 'counterpart', 'point', 'session', 'madeOn', 'dueOn', 'overdue', 'milestones', 'milestonesDone', 'areas'].map((name) => t(`commitments.field.${name}`))
  return [[...head, t('common.fictional')], ...rows.map((c) => [
    c.reference, c.statement, t(`commitments.state.${c.state}`), c.stateReason, c.progress, c.owner, c.counterpartName ?? '', c.pointTitle ?? '', c.sessionTitle ?? '', c.madeOn, c.dueOn ?? '', c.overdue ? 1 : 0, c.milestones, c.milestonesDone,
    c.areaIds.map((id) => framework.area(id)?.code ?? '').join(' '), c.fictional ? 1 : 0,
  ])]
}
