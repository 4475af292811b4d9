import { defineErrors } from '../errors.ts'

export const analysisCatalogue = {
  'table-refused': { status: 422, fr: 'Ce tableau ne peut pas être lu par la méthode : voir « errors ».', en: 'The method cannot read this table: see "errors".' },
} as const

export const analysisErrors = defineErrors(analysisCatalogue)
