import { demoId } from '@convergence/db'

const relay = demoId('relay', 'bretagne')
const report = demoId('relay-report', 'bretagne/2026-01-01')
const draft = demoId('relay-report', 'bretagne/2026-07-01')
const progress = demoId('relay-report-practice', 'bretagne/2026-01-01/7')

/** Requests of the documentation, sent to the demonstration by a test. */
export const examples = {
  list: { query: { on: '2026-11-27', limit: '20' } },
  create: { body: { name: 'Relais du site de Kerlannec', email: 'relais.kerlannec@exemple.org', perimeterId: demoId('perimeter', 'bretagne'), duties: ['appropriation' as const, 'reporting' as const], since: '2026-09-01' } },
  one: { params: { id: relay } },
  patch: { params: { id: relay }, body: { duties: ['reporting' as const, 'method_support' as const] } },
  link: { params: { id: relay }, body: { expiresInDays: 30 } },
  maturity: { query: { asOf: '2026-11-27' } },
  reports: { query: { status: 'submitted,validated', limit: '20' } },
  report: { body: { relayId: relay, periodStart: '2025-01-01', periodEnd: '2025-06-30', summary: 'Premier semestre du réseau régional.', practices: [{ practiceId: demoId('practice', '7'), maturity: 3, evidence: 'Relevés mensuels dans les cinq agences.', progressAction: 'Étendre les relevés aux véhicules.', progressDueOn: '2025-12-31' }] } },
  oneReport: { params: { id: report } },
  reportPatch: { params: { id: draft }, body: { practices: [{ practiceId: demoId('practice', '10'), maturity: 1, progressAction: 'Ouvrir deux journées de mécénat de compétences.', progressDueOn: '2026-12-31' }] } },
  submit: { params: { id: draft } },
  validate: { params: { id: report } },
  reopen: { params: { id: demoId('relay-report', 'bretagne/2025-07-01') } },
  progressList: { query: { state: 'late,due', limit: '20' } },
  oneProgress: { params: { id: progress } },
  progressPatch: { params: { id: progress }, body: { doneOn: '2026-11-20' } },
}
