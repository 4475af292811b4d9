import { defineErrors } from '../errors.ts'

export const convergenceCatalogue = {
  'point-not-found': { status: 404, fr: 'Ce point n’existe pas à cette date, ou vos droits ne le couvrent pas.', en: 'This point does not exist on that day, or your rights do not cover it.' },
  'pair-of-one': { status: 422, fr: 'Choisissez deux parties prenantes différentes.', en: 'Choose two different stakeholders.' },
  'thresholds-missing': { status: 422, fr: 'Aucune règle n’était en vigueur à cette date.', en: 'No rule was in force on that day.' },
} as const

export const convergenceErrors = defineErrors(convergenceCatalogue)
