import { defineErrors } from '../errors.ts'

export const traceCatalogue = {
  'trace-root-not-found': { status: 404, fr: 'Cet objet n’existe pas à cette date, ou vos droits ne le couvrent pas.', en: 'This object does not exist on that day, or your rights do not cover it.' },
} as const

export const traceErrors = defineErrors(traceCatalogue)
