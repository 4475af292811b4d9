import { demoId } from '@convergence/db'

const point = demoId('point', 'p02-reseau-ferme')
const said = demoId('position', 'seance-2026-10/p02-reseau-ferme/officines-reunies')
const letter = (holder: string, value: number) => ({ pointId: point, holderId: demoId('stakeholder', holder), state: 'stated', value, reason: 'Réponse écrite après la séance.', manner: 'written', source: 'Courrier du 2 novembre 2026', statedAt: '2026-11-02T10:00:00Z' })

/** Requests of the documentation, sent to the demonstration by a test. */
export const examples = {
  list: { query: { pointId: point, current: 'true', limit: '20' } },
  create: { body: letter('aidants-debout', 1) },
  batch: { body: { positions: [letter('institut-lumen', 0), letter('collectif-eaux-vives', -1)] } },
  one: { params: { id: said } },
  confirm: { params: { id: said }, body: { confirmation: 'confirmed' } },
  withdraw: { params: { id: demoId('position', 'isr-1/elus') } },
}
