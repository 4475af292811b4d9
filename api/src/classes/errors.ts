import { defineErrors } from '../errors.ts'

export const classCatalogue = {
  'cutoffs-missing': { status: 422, fr: 'Aucun seuil n’était en vigueur à cette date.', en: 'No cut-off was in force on that day.' },
  'cutoff-axes': { status: 422, fr: 'Cette grille se lit sur d’autres axes : {axes}.', en: 'This grid reads other axes: {axes}.' },
  'cutoff-out-of-scale': { status: 422, fr: 'Un seuil se place sur l’échelle de son critère.', en: 'A cut-off stands on the scale of its criterion.' },
  'history-too-wide': { status: 422, fr: 'Plus de {limit} parties prenantes ont des cotes ici : filtrez d’abord.', en: 'More than {limit} stakeholders have scores here: filter first.' },
} as const

export const classErrors = defineErrors(classCatalogue)
