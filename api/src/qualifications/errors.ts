import { defineErrors } from '../errors.ts'

export const qualificationCatalogue = {
  'qualification-not-found': { status: 404, fr: 'Cette qualification n’existe pas pour ce compte.', en: 'This qualification does not exist for this account.' },
  'qualification-ends-before-start': { status: 422, fr: 'La qualification expire avant d’avoir été obtenue.', en: 'The qualification expires before it was granted.' },
} as const

export const qualificationErrors = defineErrors(qualificationCatalogue)
