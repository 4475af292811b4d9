import { defineErrors } from '../errors.ts'

export const resultCatalogue = {
  'round-not-found': { status: 404, fr: 'Cette campagne n’existe pas, ou vos droits ne la couvrent pas.', en: 'This round does not exist, or your rights do not cover it.' },
  'score-first': { status: 403, fr: 'Terminez d’abord votre cotation : les réponses des autres se montrent ensuite, pour que chacun cote par lui-même.', en: 'Finish your own scores first: the others’ are shown afterwards, so that everybody scores for themselves.' },
  'result-cell-not-found': { status: 404, fr: 'Cette campagne ne cote pas cette partie prenante sur ce critère.', en: 'This round does not score this stakeholder on this criterion.' },
} as const

export const resultErrors = defineErrors(resultCatalogue)
