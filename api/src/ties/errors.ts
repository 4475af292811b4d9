import { defineErrors } from '../errors.ts'

export const tieCatalogue = {
  'tie-not-found': { status: 404, fr: 'Ce lien n’existe pas, ou vos droits ne le couvrent pas.', en: 'This tie does not exist, or your rights do not cover it.' },
  'tie-to-itself': { status: 422, fr: 'Un lien va d’une partie prenante à une autre.', en: 'A tie goes from one stakeholder to another.' },
  'tie-kinds-refused': { status: 422, fr: 'Ce type de lien ne relie pas ces deux sortes de parties prenantes.', en: 'This type of tie does not join these two kinds of stakeholder.' },
  'tie-ends-before-start': { status: 422, fr: 'Un lien ne peut pas finir avant d’avoir commencé.', en: 'A tie cannot end before it starts.' },
  'tie-type-not-found': { status: 404, fr: 'Ce type de lien n’existe pas.', en: 'This type of tie does not exist.' },
  'tie-type-code-taken': { status: 409, fr: 'Un type de lien porte déjà ce code.', en: 'A type of tie has this code already.' },
  'tie-type-in-use': { status: 409, fr: 'Des liens sont encore de ce type ({count}).', en: 'Ties are still of this type ({count}).' },
} as const

export const tieErrors = defineErrors(tieCatalogue)
