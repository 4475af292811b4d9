import { demoId } from '@convergence/db'

const id = demoId('mactor-study', 'concertation-2026')
const actor = (code: string) => demoId('mactor-actor', `concertation-2026/${code}`)
const objective = (code: string) => demoId('mactor-objective', `concertation-2026/${code}`)

/** Requests of the documentation, sent to the demonstration by a test. */
export const examples = {
  list: { query: { limit: '10', sort: '-updatedAt' } },
  create: { body: { title: 'Les soins de proximité en Bretagne', purpose: 'Qui pèse sur l’ouverture des agences et la télémédecine, et qui se rejoint ?', perimeterId: demoId('perimeter', 'bretagne') } },
  one: { params: { id } },
  patch: { params: { id }, body: { purpose: 'Lire le jeu des acteurs avant la quatrième séance.' } },
  removed: { params: { id } },
  actors: { params: { id }, body: { stakeholderIds: ['conference-delegues-bretagne', 'alliance-patients-proches', 'officines-reunies'].map((code) => demoId('stakeholder', code)) }, after: ['createMactorStudy'] },
  objectives: { params: { id }, body: { objectives: [{ pointId: demoId('point', 'p07-agences-rurales') }, { areaId: demoId('area', '6.7.8') }, { title: 'Un accueil dans chaque canton' }] }, after: ['createMactorStudy'] },
  influences: { params: { id }, body: { influences: [{ actorId: actor('officines-reunies'), onActorId: actor('maison-sante-quatre-vents'), value: 2, reason: 'Exemple fictif : elles choisissent avec qui elles s’organisent.' }] } },
  stances: { params: { id }, body: { stances: [{ actorId: actor('officines-reunies'), objectiveId: objective('p07-agences-rurales'), value: 2 }] } },
  fill: { params: { id }, body: { overwrite: false } },
  influenceHistory: { params: { id }, query: { actorId: actor('officines-reunies'), all: 'true' } },
  stanceHistory: { params: { id }, query: { objectiveId: objective('p07-agences-rurales'), asOf: '2026-06-30' } },
  results: { params: { id }, query: { asOf: '2026-11-01' } },
}
