import { demoId } from '@convergence/db'

const stakeholder = demoId('stakeholder', 'professionnels-sante')

/** Requests of the documentation, sent to the demonstration by a test. */
export const examples = {
  read: { query: { lens: 'network', focus: stakeholder, degrees: '1', asOf: '2026-06-30' } },
  place: { body: { lens: 'network', places: [{ type: 'stakeholder', id: stakeholder, x: 120.5, y: -40, pinned: true }] } },
  positions: { params: { pointId: demoId('point', 'p01-reste-a-charge') } },
  forget: { query: { lens: 'iso', keepPinned: 'true' } },
}
