import { defineErrors } from '../errors.ts'

export const apiKeyCatalogue = {
  'api-key-not-found': { status: 404, fr: 'Cette clé n’existe pas.', en: 'This key does not exist.' },
} as const

export const apiKeyErrors = defineErrors(apiKeyCatalogue)
