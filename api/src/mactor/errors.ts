import { defineErrors } from '../errors.ts'

export const mactorCatalogue = {
  'mactor-study-not-found': { status: 404, fr: 'Cette étude n’existe pas, ou vos droits ne la couvrent pas.', en: 'This study does not exist, or your rights do not cover it.' },
  'mactor-member-twice': { status: 422, fr: 'Le même acteur, ou le même objectif, est nommé deux fois.', en: 'The same actor, or the same objective, is named twice.' },
  'mactor-cell-twice': { status: 422, fr: 'La même case est remplie deux fois dans cet envoi.', en: 'The same cell is filled twice in this request.' },
  'mactor-self-influence': { status: 422, fr: 'Un acteur n’exerce pas d’influence sur lui-même : la diagonale reste vide.', en: 'An actor has no influence on itself: the diagonal stays empty.' },
  'mactor-person-actor': { status: 422, fr: 'Une personne n’est pas un acteur du jeu : son organisation l’est.', en: 'A person is no actor of the game: their organisation is.' },
  'mactor-statement-in-the-future': { status: 422, fr: 'Une appréciation ne peut pas être datée du futur.', en: 'A statement cannot be dated in the future.' },
} as const

export const mactorErrors = defineErrors(mactorCatalogue)
