import { defineErrors } from '../errors.ts'

export const rankingCatalogue = {
  'ranking-not-found': { status: 404, fr: 'Cette hiérarchisation n’existe pas, ou vos droits ne la couvrent pas.', en: 'This ranking does not exist, or your rights do not cover it.' },
  'ranking-row-not-found': { status: 404, fr: 'Cette partie prenante n’a pas de rang dans cette hiérarchisation : personne ne l’a cotée sur un terme de la formule.', en: 'This stakeholder has no rank in this ranking: nobody scored it on a term of the formula.' },
  'ranking-not-done': { status: 409, fr: 'Cette hiérarchisation n’est pas calculée ; son état est « {status} ».', en: 'This ranking is not computed; its status is "{status}".' },
  'ranking-adopted': { status: 409, fr: 'Cette hiérarchisation est adoptée : retirez d’abord son adoption.', en: 'This ranking is adopted: take its adoption back first.' },
  'ranking-not-adopted': { status: 409, fr: 'Cette hiérarchisation n’est pas adoptée.', en: 'This ranking is not adopted.' },
  'ranking-in-the-future': { status: 422, fr: 'Une date à venir ne peut pas être calculée : choisissez un horizon.', en: 'A date to come cannot be computed: choose a horizon.' },
  'ranking-round-not-closed': { status: 422, fr: 'Cette campagne n’est pas close : ses cotations ne comptent pas encore.', en: 'This round is not closed: its scores do not count yet.' },
  'ranking-unknown-term': { status: 422, fr: 'La formule n’a pas de terme « {code} ».', en: 'The formula has no term "{code}".' },
  'ranking-without-weight': { status: 422, fr: 'Un poids au moins doit dépasser 0.', en: 'One weight at least must be above 0.' },
  'ranking-with-itself': { status: 422, fr: 'Choisissez deux hiérarchisations différentes.', en: 'Choose two different rankings.' },
  'ranking-adopted-before': { status: 422, fr: 'Une hiérarchisation ne peut pas être adoptée avant le jour qu’elle décrit, ni à une date à venir.', en: 'A ranking cannot be adopted before the day it describes, nor on a day to come.' },
} as const

export const rankingErrors = defineErrors(rankingCatalogue)

/** Why a computation came to nothing, in the reader's language. */
export const failures = {
  'no-score': { fr: 'Personne n’a encore coté sur les termes de la formule : il n’y a rien à classer.', en: 'Nobody has scored on the terms of the formula yet: there is nothing to rank.' },
  interrupted: { fr: 'Le serveur s’est arrêté trois fois pendant ce calcul. Relancez-le ; s’il s’arrête encore, prévenez votre administrateur.', en: 'The server stopped three times during this computation. Start it again; if it stops again, tell your administrator.' },
  error: { fr: 'Le calcul a rencontré une erreur imprévue ; rien n’a été enregistré.', en: 'The computation met an unexpected error; nothing was saved.' },
} as const
