import { demoId } from '@convergence/db'

const id = demoId('stakeholder', 'professionnels-sante')

/** Requests of the documentation, sent to the demonstration by a test. */
export const examples = {
  list: { query: { limit: '10', sort: 'name', side: 'external' } },
  search: { body: { q: 'mutuelle mer', status: ['active'], sort: '-headcount', limit: 10 } },
  count: { body: { categoryId: [demoId('category', 'associations')] } },
  sheet: { params: { id: demoId('stakeholder', 'federation-optique-armor') }, query: { asOf: '2026-06-30' } },
  create: { body: { kind: 'organisation', name: 'Collectif des aidants de l’Ouest', categoryId: demoId('category', 'associations'), perimeterId: demoId('perimeter', 'national'), tags: ['aidants'], since: '2026-01-15' } },
  one: { params: { id } },
  patch: { params: { id }, body: { tags: ['conventionnés', 'réseau de soins'], headcount: 150000 } },
  restoreVersion: { params: { id }, body: { at: '2026-06-30T12:00:00Z' } },
  batch: { body: { ids: [id, demoId('stakeholder', 'associations')], addTags: ['à rencontrer'] } },
}
