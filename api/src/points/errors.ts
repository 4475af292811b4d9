import { defineErrors } from '../errors.ts'

export const pointCatalogue = {
  'point-not-found': { status: 404, fr: 'Ce point n’existe pas, ou vos droits ne le couvrent pas.', en: 'This point does not exist, or your rights do not cover it.' },
  'point-wording-unchanged': { status: 422, fr: 'Ce texte est déjà celui de la version en vigueur.', en: 'This is the wording of the version in force already.' },
} as const

export const pointErrors = defineErrors(pointCatalogue)
