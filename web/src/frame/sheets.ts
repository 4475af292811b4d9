import { registerSheet } from './drawer.ts'

/** Every type that opens in the drawer, its sheet (loaded when first opened) and its page. */
export function registerSheets(): void {
  registerSheet('stakeholder', () => import('../stakeholders/StakeholderSheet.vue'), (id) => `/registre/${id}`)
  registerSheet('impact', () => import('../impacts/ImpactSheet.vue'), (id) => `/registre/impacts/${id}`)
  registerSheet('area', () => import('../coverage/AreaSheet.vue'), (id) => `/rapport/couverture/${id}`)
  registerSheet('tie', () => import('../ties/TieSheet.vue'), (id) => `/carte?fiche=tie:${id}`)
  registerSheet('session', () => import('../sessions/SessionSheet.vue'), (id) => `/dialogue/seances/${id}`)
  registerSheet('activity', () => import('../activities/ActivitySheet.vue'), (id) => `/dialogue/actions/${id}`)
  registerSheet('point', () => import('../points/PointSheet.vue'), (id) => `/convergences/points/${id}`)
  registerSheet('commitment', () => import('../commitments/CommitmentSheet.vue'), (id) => `/convergences/engagements/${id}`)
  registerSheet('outcome', () => import('../outcomes/OutcomeSheet.vue'), (id) => `/trace/outcome/${id}`)
  registerSheet('today', () => import('../today/TodayRowsSheet.vue'), (id) => `/?fiche=today:${id}`)
  registerSheet('figure', () => import('../editions/FigureSheet.vue'), (id) => `/rapport/editions/${id.split('.')[0] ?? ''}`)
  registerSheet('measure', () => import('../quality/MeasureSheet.vue'), (id) => `/rapport/evaluation?fiche=measure:${id}`)
  registerSheet('evaluation', () => import('../evaluations/EvaluationSheet.vue'), (id) => `/rapport/evaluation/${id}`)
  registerSheet('indicator', () => import('../indicators/IndicatorSheet.vue'), (id) => `/rapport/indicateurs/${id}`)
  registerSheet('relay', () => import('../relays/RelaySheet.vue'), (id) => `/rapport/relais?f.vue=relays&fiche=relay:${id}`)
  registerSheet('relayReport', () => import('../relays/ReportSheet.vue'), (id) => `/rapport/relais/comptes-rendus/${id}`)
  registerSheet('watchItem', () => import('../watch/WatchSheet.vue'), (id) => `/registre/veille?fiche=watchItem:${id}`)
  registerSheet('position', () => import('../points/PositionSheet.vue'), (id) => `/trace/position/${id}`)
}
