import { defineErrors } from '../errors.ts'

export const apiKeyCatalogue = {
  'api-key-not-found': { status: 404, fr: 'Cette clé n’existe pas.', en: 'This key does not exist.' },
  'api-key-lasts-too-long': { status: 422, fr: 'Une clé expire au plus tard au bout de douze mois.', en: 'A key expires after twelve months at the latest.' },
} as const

export const apiKeyErrors = defineErrors(apiKeyCatalogue)
