import { demoId } from '@convergence/db'

const id = demoId('ranking', 'autumn')
const perimeterId = demoId('perimeter', 'national')

/** Requests of the documentation, sent to the demonstration by a test. */
export const examples = {
  list: { query: { limit: '10', status: 'done' } },
  create: { body: { formulaVersionId: demoId('formula-version', 'depart/1'), perimeterId, title: 'Vue des parties prenantes', capacity: 'stakeholder', asOf: '2026-10-15T12:00:00Z' } },
  one: { params: { id } },
  removed: { params: { id: demoId('ranking', 'autumn-stakeholder') } },
  patch: { params: { id }, body: { title: 'Hiérarchisation d’automne 2026' } },
  cancel: { params: { id }, after: ['createRanking'] },
  adopt: { params: { id }, body: { adoptedOn: '2026-10-20', decidedBy: 'Comité de direction', reason: 'Base du plan de dialogue 2027 ; rang des élus discuté en séance.' } },
  unadopt: { params: { id: demoId('ranking', 'spring') } },
  rows: { params: { id }, query: { limit: '20', compareWith: demoId('ranking', 'spring'), classes: 'true' } },
  ranks: { params: { id }, query: { kind: 'group' } },
  explain: { params: { id, stakeholderId: demoId('stakeholder', 'adherents') } },
  sensitivity: { params: { id }, query: { step: '0.5' } },
  whatIf: { params: { id }, body: { weights: { power: 2, urgency: 0.5 }, limit: 20 } },
  compare: { params: { id: demoId('ranking', 'autumn-stakeholder') }, query: { with: demoId('ranking', 'autumn-internal'), limit: '20' } },
}
