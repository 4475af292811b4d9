import { demoId } from '@convergence/db'

const one = { params: { id: demoId('plan', 'plan-2026') } }
const made = { params: { id: demoId('plan', 'plan-2026') }, after: ['createPlan'] }

/** Requests of the documentation, sent to the demonstration by a test. */
export const examples = {
  list: { query: { on: '2026-11-27', limit: '10' } },
  create: { body: { title: 'Plan de dialogue 2027', objective: 'Rapprocher les positions sur l’accès aux soins de proximité.', perimeterId: demoId('perimeter', 'bretagne'), startsOn: '2027-01-01', endsOn: '2027-12-31', owner: 'DRIS', loadLimit: 4 } },
  one,
  patch: { ...one, body: { loadLimit: 5 } },
  removed: one,
  adopt: { ...made, body: { on: '2026-11-20', bodyId: demoId('body', 'comite-orientation') } },
  adopted: { params: { id: demoId('plan', 'plan-2026') }, after: ['createPlan', 'adoptPlan'] },
}
