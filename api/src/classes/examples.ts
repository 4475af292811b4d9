import { demoId } from '@convergence/db'

/** Requests of the documentation, sent to the demonstration by a test. */
export const examples = {
  list: { query: { scheme: 'salience', sort: 'class', asOf: '2026-10-31' } },
  history: { query: { scheme: 'grid', stakeholderId: demoId('stakeholder', 'associations') } },
  cutoffs: { query: { scheme: 'grid' } },
  create: {
    body: {
      scheme: 'grid', centre: 'mean', nearPercent: 5, reason: 'Seuils de départ, reconduits par le comité',
      axes: [{ axis: 'power', criterionId: demoId('criterion', 'power'), cut: 3 }, { axis: 'interest', criterionId: demoId('criterion', 'interest'), cut: 3 }],
    },
  },
}
