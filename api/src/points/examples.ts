import { demoId } from '@convergence/db'

const id = demoId('point', 'p07-agences-rurales')

/** Requests of the documentation, sent to the demonstration by a test. */
export const examples = {
  list: { query: { limit: '10', sessionId: demoId('session', 'seance-2026-10') } },
  create: { body: { title: 'Accueil du samedi', statement: 'Les agences ouvrent le samedi matin dans les villes de plus de 20 000 habitants.', perimeterId: demoId('perimeter', 'national'), areaIds: [demoId('area', '6.7.8')], impactIds: [demoId('impact', 'accessibilite-agences')] } },
  one: { params: { id } },
  patch: { params: { id }, body: { internalNote: 'À relire avec les élus de Bretagne.' } },
  reword: { params: { id: demoId('point', 'p12-aidants') }, body: { statement: 'Un relais à domicile de vingt heures par an est ouvert aux proches aidants adhérents.', reason: 'Durée précisée après la troisième séance.' } },
  removed: { params: { id: demoId('point', 'isr-1') } },
}
