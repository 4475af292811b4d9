import { demoId } from '@convergence/db'

const id = demoId('questionnaire', 'bretagne')

/** Requests of the documentation, sent to the demonstration by a test. */
export const examples = {
  list: { query: { language: 'fr', limit: '20' } },
  create: { body: { title: 'Bilan d’une action', perimeterId: demoId('perimeter', 'bretagne'), questions: [{ kind: 'scale' as const, wording: 'Le dialogue a changé quelque chose.', required: true }, { kind: 'choice' as const, wording: 'À quelle fréquence se revoir ?', options: ['Chaque trimestre', 'Chaque année'] }, { kind: 'text' as const, wording: 'Que retenez-vous ?' }] } },
  one: { params: { id } },
  copy: { params: { id }, body: { title: 'Après une séance, version courte' } },
  patch: { params: { id }, body: { introduction: 'Trois minutes, sans nom.' } },
  removed: { params: { id: demoId('questionnaire', 'bretagne') } },
}
