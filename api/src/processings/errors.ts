import { defineErrors } from '../errors.ts'

export const processingCatalogue = {
  'processing-not-found': { status: 404, fr: 'Ce traitement n’existe pas, ou vos droits ne le couvrent pas.', en: 'This processing does not exist, or your rights do not cover it.' },
  'processing-unbalanced': { status: 422, fr: 'L’intérêt légitime demande une mise en balance écrite, de {count} caractères au moins : dites votre intérêt, ce que les personnes peuvent attendre, et ce qui les protège.', en: 'Legitimate interest asks for a written balancing test of at least {count} characters: tell your interest, what people may expect, and what protects them.' },
  'processing-ended': { status: 422, fr: 'Un traitement se termine à une date à venir.', en: 'A processing ends on a day to come.' },
} as const

export const processingErrors = defineErrors(processingCatalogue)
