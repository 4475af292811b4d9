import { defineErrors } from '../errors.ts'

export const diagnosisCatalogue = {
  'diagnosis-not-found': { status: 404, fr: 'Ce diagnostic n’existe pas, ou vos droits ne le couvrent pas.', en: 'This diagnosis does not exist, or your rights do not cover it.' },
  'diagnosis-now': { status: 422, fr: 'Un diagnostic prospectif regarde dans 3 ans ou dans 10 ans.', en: 'A prospective diagnosis looks 3 or 10 years ahead.' },
  'diagnosis-adopted': { status: 409, fr: 'Ce diagnostic est adopté : rouvrez-le pour le changer.', en: 'This diagnosis is adopted: reopen it to change it.' },
  'diagnosis-not-adopted': { status: 409, fr: 'Ce diagnostic n’est pas adopté.', en: 'This diagnosis is not adopted.' },
  'diagnosis-without-conclusion': { status: 422, fr: 'On adopte une conclusion : écrivez-la d’abord.', en: 'A conclusion is what is adopted: write it first.' },
  'diagnosis-adoption-in-future': { status: 422, fr: 'L’adoption est un fait : son jour n’est pas à venir.', en: 'Adoption is a fact: its day is not to come.' },
  'diagnosis-adoption-before-meeting': { status: 422, fr: 'Le jour d’adoption précède la réunion, tenue le {day}.', en: 'The day of adoption is before the meeting, held on {day}.' },
} as const

export const diagnosisErrors = defineErrors(diagnosisCatalogue)
