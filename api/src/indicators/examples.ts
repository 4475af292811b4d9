import { demoId } from '@convergence/db'

const delay = demoId('indicator', 'rendez-vous-reseau')
const clauses = demoId('indicator', 'marches-clauses')
const bretagne = demoId('perimeter', 'bretagne')
const value = (code: string, start: string) => ({ id: demoId('indicator', code), valueId: demoId('indicator-value', `${code}/bretagne/${start}`) })

/** Requests of the documentation, sent to the demonstration by a test. */
export const examples = {
  list: { query: { theme: 'footprint', sort: 'title', limit: '20' } },
  facets: { query: { source: 'collected' } },
  create: { body: { title: 'Déplacements évités par la visioconférence', definition: 'Kilomètres que les réunions tenues à distance n’ont pas fait parcourir.', formula: 'participants à distance × distance entre leur site et le lieu', unit: 'km', source: 'collected' as const, aggregation: 'sum' as const, frequency: 'quarterly' as const, theme: 'footprint' as const, direction: 'up' as const, target: 50_000, targetOn: '2027-12-31', perimeterId: bretagne, areaIds: [demoId('area', '6.5.5')] } },
  one: { params: { id: delay } },
  series: { params: { id: delay }, query: { from: '2025-01-01' } },
  patch: { params: { id: delay }, body: { target: 10, targetOn: '2027-06-30' } },
  values: { params: { id: delay }, query: { status: 'validated,frozen', limit: '20' } },
  value: { params: { id: delay }, body: { perimeterId: bretagne, periodStart: '2026-07-01', value: 13.6, note: 'Échantillon de 214 demandes.' } },
  take: { params: { id: demoId('indicator', 'presence-seances') }, body: { perimeterId: bretagne, periodStart: '2026-01-01' } },
  oneValue: { params: value('rendez-vous-reseau', '2026-04-01') },
  valuePatch: { params: value('points-collecte', '2026-07-01'), body: { value: 14 } },
  submit: { params: value('points-collecte', '2026-07-01') },
  validate: { params: value('rendez-vous-reseau', '2026-04-01') },
  withdraw: { params: value('aidants-repit', '2026-01-01') },
  freeze: { params: value('points-collecte', '2026-04-01') },
  restate: { params: value('rendez-vous-reseau', '2025-10-01'), body: { value: 16.4, reason: 'Deux cabinets avaient transmis des délais en jours ouvrés.' } },
  freezeAll: { body: { from: '2024-01-01', to: '2024-12-31' } },
  evidence: { params: value('points-collecte', '2026-01-01'), body: { file: { name: 'releve-des-points.csv', content: 'point;ouvert le\nKerlannec;2025-08-04\n' } } },
  evidenceContent: { params: value('points-collecte', '2026-01-01'), after: ['attachIndicatorEvidence'] },
  collector: { params: { id: clauses }, body: { perimeterId: bretagne, relayId: demoId('relay', 'bretagne'), since: '2026-01-01' } },
  oneCollector: { params: { id: delay, collectorId: demoId('indicator-collector', 'rendez-vous-reseau/bretagne') } },
  removedCollector: { params: { id: clauses, collectorId: demoId('indicator-collector', 'rendez-vous-reseau/bretagne') } },
  collectorPatch: { params: { id: delay, collectorId: demoId('indicator-collector', 'rendez-vous-reseau/bretagne') }, body: { since: '2025-04-01' } },
}
