import { demoId } from '@convergence/db'

const id = demoId('formula', 'depart')
const criterion = (code: string, weight: number) => ({ kind: 'criterion', code, criterionId: demoId('criterion', code), weight, reversed: false })

/** Requests of the documentation, sent to the demonstration by a test. */
export const examples = {
  list: { query: { limit: '10' } },
  create: {
    body: {
      title: 'Priorité aux impacts', purpose: 'La gravité des impacts d’abord, puis la dépendance.', perimeterId: demoId('perimeter', 'national'), centre: 'median',
      terms: [
        { kind: 'worst', code: 'severity', criterionIds: ['scale', 'scope', 'irremediability'].map((code) => demoId('criterion', code)), weight: 2, reversed: false },
        criterion('dependency', 1), criterion('power', 0.5),
      ],
    },
  },
  one: { params: { id } },
  patch: { params: { id }, body: { purpose: 'Saillance et intérêt, à poids égaux ; revue chaque printemps.' } },
  revise: { params: { id }, body: { terms: [criterion('power', 2), criterion('legitimacy', 1), criterion('urgency', 1), criterion('interest', 1)], reason: 'Le pouvoir compte double pour le plan de dialogue.' } },
}
