import { defineErrors } from '../errors.ts'

export const collectionCatalogue = {
  'collection-nothing-asked': { status: 404, fr: 'Cette valeur ne vous est pas demandée, ou ne l’est plus.', en: 'This value is not asked of you, or no longer.' },
} as const

export const collectionErrors = defineErrors(collectionCatalogue)
