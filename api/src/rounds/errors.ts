import { defineErrors } from '../errors.ts'

export const roundCatalogue = {
  'round-not-found': { status: 404, fr: 'Cette campagne n’existe pas, ou vos droits ne la couvrent pas.', en: 'This round does not exist, or your rights do not cover it.' },
  'round-empty': { status: 409, fr: 'Il manque à cette campagne de quoi coter : au moins une partie prenante, un critère et un participant (voir « errors »).', en: 'This round lacks something to score: at least one stakeholder, one criterion and one rater (see "errors").' },
  'round-not-draft': { status: 409, fr: 'Cette campagne est déjà ouverte : son périmètre, son horizon et son ouverture ne changent plus.', en: 'This round is open already: its perimeter, horizon and opening change no more.' },
  'round-not-open': { status: 409, fr: 'Cette campagne n’est pas ouverte.', en: 'This round is not open.' },
  'round-closed': { status: 409, fr: 'Cette campagne est close : rouvrez-la pour la changer.', en: 'This round is closed: reopen it to change it.' },
  'round-not-closed': { status: 409, fr: 'Cette campagne n’est pas close.', en: 'This round is not closed.' },
  'round-closes-before-opening': { status: 422, fr: 'La campagne se terminerait avant de commencer, ou tout de suite.', en: 'The round would end before it starts, or at once.' },
  'round-too-large': { status: 422, fr: 'Une campagne porte sur {max} parties prenantes au plus ; celle-ci en aurait {count}. Répartissez-les en plusieurs campagnes.', en: 'A round covers at most {max} stakeholders; this one would have {count}. Spread them over several rounds.' },
  'round-criterion-scored': { status: 409, fr: 'Des cotations ont déjà été données sur un critère retiré.', en: 'Scores have been given already on a criterion that is taken out.' },
  'round-stakeholder-scored': { status: 409, fr: 'Cette partie prenante a déjà été cotée dans cette campagne.', en: 'This stakeholder has been scored already in this round.' },
  'round-stakeholder-not-found': { status: 404, fr: 'Cette partie prenante ne fait pas partie de la campagne.', en: 'This stakeholder is not part of the round.' },
  'rater-not-found': { status: 404, fr: 'Ce participant ne fait pas partie de la campagne.', en: 'This rater is not part of the round.' },
  'rater-already-asked': { status: 409, fr: 'Cette personne, ou cette partie prenante, est déjà invitée à coter dans cette campagne.', en: 'This person, or this stakeholder, is asked to score in this round already.' },
  'rater-name-missing': { status: 422, fr: 'Un participant sans compte a besoin d’un nom.', en: 'A rater without account needs a name.' },
  'rater-without-stakeholder': { status: 422, fr: 'Qui cote au titre d’une partie prenante dit laquelle ; les autres n’en nomment pas.', en: 'A rater in the capacity of a stakeholder names it; others name none.' },
  'rater-role-missing': { status: 422, fr: 'Ce compte n’a aucun rôle qui permette de coter.', en: 'This account has no role that allows scoring.' },
  'rater-mandate-invalid': { status: 422, fr: 'Ce mandat n’est pas celui de cette partie prenante.', en: 'This mandate is not this stakeholder’s.' },
  'rater-has-scores': { status: 409, fr: 'Ce participant a déjà coté : il reste dans la campagne.', en: 'This rater has scored already and stays in the round.' },
  'rater-has-account': { status: 409, fr: 'Ce participant a un compte : il cote en se connectant.', en: 'This rater has an account and scores by signing in.' },
  'rater-is-another': { status: 403, fr: 'Chacun dit pour soi qu’il a terminé.', en: 'Raters say for themselves that they have finished.' },
  'not-a-rater': { status: 403, fr: 'Vous n’êtes pas parmi les participants de cette campagne.', en: 'You are not among the raters of this round.' },
  'score-first': { status: 409, fr: 'Cotez d’abord, et dites que vous avez terminé : les cotations des autres vous seront montrées ensuite.', en: 'Score first, and say that you have finished: the others’ scores are shown to you afterwards.' },
} as const

export const roundErrors = defineErrors(roundCatalogue)
