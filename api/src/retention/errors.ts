import { defineErrors } from '../errors.ts'

export const retentionCatalogue = {
  'retention-unjustified': { status: 422, fr: 'Une durée de conservation se justifie, en {count} caractères au moins : dites pourquoi ce temps est nécessaire.', en: 'A retention term has to be justified in at least {count} characters: tell why that time is needed.' },
} as const

export const retentionErrors = defineErrors(retentionCatalogue)
