import { demoId } from '@convergence/db'

const perimeterId = demoId('perimeter', 'national')
const steps = [
  { phase: 'Préparer', title: 'Nommer qui est concerné', responsible: 'DRIS', evidence: 'La liste, avec la raison de chacun', check: 'Qui serait désavantagé s’il était exclu ?', fact: 'audience_chosen' as const },
  { phase: 'Tenir', title: 'Consigner qui pense quoi', responsible: 'Facilitateur', evidence: 'Les positions, par détenteur', fact: 'positions_recorded' as const },
]
const step = { phase: 'Planifier', title: 'Relire le processus avec le comité', responsible: 'DRIS', evidence: 'Le relevé de décision' }
const one = { params: { id: demoId('process', 'concertation-2026') } }
const part = (rank: number) => ({ params: { ...one.params, partId: demoId('process-step', `concertation-2026/${rank}`) } })

/** Requests of the documentation, sent to the demonstration by a test. */
export const examples = {
  list: { query: { template: 'true', language: 'fr', limit: '10' } },
  create: { body: { title: 'Concertation courte', purpose: 'Quand une décision presse.', perimeterId, steps } },
  one,
  copy: { ...one, body: { title: 'Notre processus de concertation', perimeterId } },
  patch: { ...one, body: { purpose: 'Commencer avec un mandat clair, finir par une réponse à chacun.' } },
  step: { ...one, body: step, after: ['createProcess'] },
  oneStep: part(2),
  stepRemoved: { ...part(4), after: [] },
  stepPatch: { ...part(2), body: { responsible: 'DRIS et directions' } },
  order: { ...one, body: { steps: [1, 2, 3, 4, 6, 5, 7, 8, 9, 10, 11, 12, 13].map((rank) => ({ id: demoId('process-step', `concertation-2026/${rank}`) })) } },
}
