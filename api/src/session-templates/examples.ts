import { demoId } from '@convergence/db'

const perimeterId = demoId('perimeter', 'national')
const one = { params: { id: demoId('session-template', 'table-ronde/fr') } }
const items = [{ title: 'Accueil', aim: 'inform' as const, durationMinutes: 10 }, { title: 'Répit des proches aidants', aim: 'consult' as const, durationMinutes: 40, pointId: demoId('point', 'p12-aidants') }]

/** Requests of the documentation, sent to the demonstration by a test. */
export const examples = {
  list: { query: { language: 'fr', limit: '10' } },
  create: { body: { title: 'Point de suivi', aim: 'Dire où en sont les engagements pris.', form: 'online', engagementLevel: 'inform', perimeterId, items } },
  one,
  patch: { ...one, body: { seats: 12 } },
  removed: one,
  ofSession: { params: { id: demoId('session', 'seance-suivante') }, body: { title: 'Séance de suivi régionale' } },
}
