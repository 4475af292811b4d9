import { defineErrors } from '../errors.ts'

export const factCatalogue = {
  'fact-not-found': { status: 404, fr: 'Aucun fait ne porte ce nom.', en: 'There is no fact of this name.' },
} as const

export const factErrors = defineErrors(factCatalogue)
