import { defineErrors } from '../errors.ts'

export const personRequestCatalogue = {
  'request-not-found': { status: 404, fr: 'Cette demande n’existe pas, ou vos droits ne la couvrent pas.', en: 'This request does not exist, or your rights do not cover it.' },
  'request-closed': { status: 409, fr: 'Une réponse a déjà été donnée à cette demande : enregistrez-en une nouvelle.', en: 'This request was answered already: record a new one.' },
  'request-identity-owed': { status: 422, fr: 'Dites d’abord comment l’identité de la personne a été vérifiée.', en: 'First say how the person’s identity was checked.' },
  'request-reply-owed': { status: 422, fr: 'Écrivez la réponse donnée à la personne.', en: 'Write the reply that was given to the person.' },
  'request-extended-already': { status: 409, fr: 'Le délai de cette demande a déjà été prolongé ; il ne peut l’être qu’une fois.', en: 'This request was extended already; it can be once only.' },
  'request-extension-late': { status: 409, fr: 'Le délai est dépassé : une prolongation s’annonce dans le premier mois.', en: 'The time is over: an extension is announced within the first month.' },
  'request-backwards': { status: 422, fr: 'Une identité vérifiée le reste.', en: 'An identity that was checked stays so.' },
  'request-from-the-future': { status: 422, fr: 'La demande ne peut pas être arrivée après aujourd’hui.', en: 'The request cannot have come after today.' },
} as const

export const personRequestErrors = defineErrors(personRequestCatalogue)
