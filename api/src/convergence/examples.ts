import { demoId } from '@convergence/db'

/** Requests of the documentation, sent to the demonstration by a test. */
export const examples = {
  board: { query: { sort: '-polarisation', fictional: 'true', limit: '10' } },
  matrix: { query: { fictional: 'true', asOf: '2026-06-30', limit: '10' } },
  holders: { query: { fictional: 'true' } },
  point: { params: { id: demoId('point', 'p02-reseau-ferme') }, query: {} },
  pair: { query: { a: demoId('stakeholder', 'alliance-patients-proches'), b: demoId('stakeholder', 'unite-mutualiste') } },
  thresholds: { body: { minHolders: 3, minAskedShare: 0.5, convergenceAgreement: 0.5, divergenceShare: 0.25, reason: 'Règle de départ, reconduite par le comité' } },
}
