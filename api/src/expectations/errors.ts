import { defineErrors } from '../errors.ts'

export const expectationCatalogue = {
  'expectation-not-found': { status: 404, fr: 'Cette attente n’existe pas, ou vos droits ne la couvrent pas.', en: 'This expectation does not exist, or your rights do not cover it.' },
  'expectation-in-future': { status: 422, fr: 'Une attente est exprimée aujourd’hui au plus tard.', en: 'An expectation was stated today at the latest.' },
} as const

export const expectationErrors = defineErrors(expectationCatalogue)
