import { defineErrors } from '../errors.ts'

export const resultCatalogue = {
  'result-cell-not-found': { status: 404, fr: 'Cette campagne ne cote pas cette partie prenante sur ce critère.', en: 'This round does not score this stakeholder on this criterion.' },
} as const

export const resultErrors = defineErrors(resultCatalogue)
