import { defineErrors } from '../errors.ts'

export const watchCatalogue = {
  'watch-item-not-found': { status: 404, fr: 'Cet élément de veille n’existe pas, ou vos droits ne le couvrent pas.', en: 'This watch item does not exist, or your rights do not cover it.' },
  'watch-item-closed': { status: 409, fr: 'Cet élément de veille est clos : rouvrez-le d’abord.', en: 'This watch item is closed: reopen it first.' },
  'watch-item-open': { status: 409, fr: 'Cet élément de veille n’est pas clos.', en: 'This watch item is not closed.' },
  'watch-item-future': { status: 422, fr: 'On n’observe pas un jour à venir.', en: 'Nothing is observed on a day in the future.' },
  'watch-item-stakeholder-there': { status: 409, fr: 'Une partie prenante est déjà liée à cet élément de veille.', en: 'A stakeholder is tied to this watch item already.' },
} as const

export const watchErrors = defineErrors(watchCatalogue)
