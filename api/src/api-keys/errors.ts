import { defineErrors } from '../errors.ts'

export const apiKeyCatalogue = {
  'api-key-not-found': { status: 404, fr: 'Cette clé n’existe pas.', en: 'This key does not exist.' },
  'api-key-ended': { status: 409, fr: 'Cette clé ne vaut plus : créez-en une autre au lieu de la renouveler.', en: 'This key has ended: make another one instead of rotating it.' },
} as const

export const apiKeyErrors = defineErrors(apiKeyCatalogue)
