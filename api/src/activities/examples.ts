import { demoId } from '@convergence/db'

const id = demoId('activity', 'acces-soins')

/** Requests of the documentation, sent to the demonstration by a test. */
export const examples = {
  list: { query: { planId: demoId('plan', 'plan-2026'), sort: 'startsOn', limit: '20' } },
  create: {
    body: {
      planId: demoId('plan', 'plan-2026'), title: 'Dialogue sur la prévention en entreprise', objective: 'Savoir ce que les employeurs attendent d’une offre de prévention.', engagementLevel: 'consult' as const,
      levelReason: 'Leur avis oriente l’offre ; la décision reste à la mutuelle.', methods: ['entretiens'], cadence: 'once' as const, sessionsPlanned: 1, startsOn: '2026-12-01', endsOn: '2026-12-20', budgetPlanned: 1500,
    },
  },
  one: { params: { id } },
  patch: { params: { id }, body: { lessons: 'Envoyer les questions dix jours avant la séance.' } },
  removed: { params: { id: demoId('activity', 'jeunes-actifs') } },
}
