import { demoId } from '@convergence/db'

const id = demoId('criterion', 'power')
const words = (value: number, labelFr: string, labelEn: string) => ({ value, labelFr, labelEn })

/** Requests of the documentation, sent to the demonstration by a test. */
export const examples = {
  create: {
    body: {
      code: 'confiance', labelFr: 'Confiance', labelEn: 'Trust', questionFr: 'À quel point cette partie prenante nous fait-elle confiance ?', questionEn: 'How much does this stakeholder trust us?',
      min: 1, max: 5, anchors: [words(1, 'Défiance déclarée', 'Declared distrust'), words(3, 'Ni confiance ni défiance', 'Neither trust nor distrust'), words(5, 'Confiance éprouvée', 'Proven trust')],
    },
  },
  one: { params: { id } },
  createSet: { body: { code: 'dialogue', labelFr: 'Plan de dialogue', labelEn: 'Dialogue plan', source: 'DRIS, 2026', criterionIds: ['power', 'interest', 'dependency', 'tension'].map((code) => demoId('criterion', code)) } },
  replaceSet: { params: { id: demoId('criterion-set', 'mendelow') }, body: { labelFr: 'Mendelow', labelEn: 'Mendelow', source: 'Mendelow 1981 et 1991', criterionIds: ['power', 'interest', 'attitude'].map((code) => demoId('criterion', code)) } },
  oneSet: { params: { id: demoId('criterion-set', 'mendelow') } },
  patch: { params: { id }, body: { source: 'Mendelow 1981 ; Mitchell, Agle et Wood 1997' } },
  rescale: { params: { id: demoId('criterion', 'tension') }, body: { min: 1, max: 5, anchors: [words(1, 'Aucune tension connue', 'No known tension'), words(5, 'Conflit ouvert', 'Open conflict')], reason: 'Mots plus concrets après la première campagne.', keepsScores: false } },
}
