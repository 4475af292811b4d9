import { demoId } from '@convergence/db'

const params = { id: demoId('round', 'cotation-autumn') }

/** Requests of the documentation, sent to the demonstration by a test. */
export const examples = {
  results: { params, query: { sort: '-polarisation', limit: '10' } },
  concordance: { params, query: { capacity: 'internal' } },
  splits: { params, query: { limit: '5' } },
  scores: { params, query: { stakeholderId: demoId('stakeholder', 'associations'), criterionId: demoId('criterion', 'power') } },
}
