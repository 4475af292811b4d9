import { defineErrors } from '../errors.ts'

export const measuresCatalogue = {
  'measure-not-found': { status: 404, fr: 'Aucune mesure ne porte ce nom. GET /measures en donne la liste.', en: 'No measure has this name. GET /measures lists them.' },
  'period-reversed': { status: 422, fr: 'La période finit avant de commencer.', en: 'The period ends before it begins.' },
} as const

export const measureErrors = defineErrors(measuresCatalogue)
