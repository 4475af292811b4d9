import { defineErrors } from '../errors.ts'

export const formulaCatalogue = {
  'formula-not-found': { status: 404, fr: 'Cette formule n’existe pas, ou vos droits ne la couvrent pas.', en: 'This formula does not exist, or your rights do not cover it.' },
  'formula-unchanged': { status: 422, fr: 'Ces termes sont déjà ceux de la version en vigueur.', en: 'These are the terms of the version in force already.' },
  'formula-term-twice': { status: 422, fr: 'Le terme « {code} » figure deux fois dans la formule.', en: 'The term "{code}" stands twice in the formula.' },
  'formula-criterion-twice': { status: 422, fr: 'Deux termes lisent le même critère : donnez à l’un d’eux la somme des poids.', en: 'Two terms read the same criterion: give one of them the sum of the weights.' },
  'formula-without-weight': { status: 422, fr: 'Une formule a besoin d’un terme au moins dont le poids dépasse 0.', en: 'A formula needs one term at least with a weight above 0.' },
} as const

export const formulaErrors = defineErrors(formulaCatalogue)
