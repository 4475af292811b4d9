import { defineErrors } from '../errors.ts'

export const scoreCatalogue = {
  'score-not-found': { status: 404, fr: 'Cette cotation n’existe pas, ou vos droits ne la couvrent pas.', en: 'This score does not exist, or your rights do not cover it.' },
  'score-out-of-scale': { status: 422, fr: 'Cette valeur n’est pas sur l’échelle du critère, qui va de {min} à {max}.', en: 'This value is not on the scale of the criterion, which goes from {min} to {max}.' },
  'score-in-the-future': { status: 422, fr: 'Une cotation ne peut pas être datée dans l’avenir.', en: 'A score cannot be dated in the future.' },
  'score-round-not-open': { status: 409, fr: 'Cette campagne n’est pas encore ouverte.', en: 'This round is not open yet.' },
  'score-round-closed': { status: 409, fr: 'Cette campagne est close : ses cotations ne changent plus.', en: 'This round is closed: its scores change no more.' },
  'score-criterion-not-in-round': { status: 422, fr: 'Ce critère n’est pas demandé dans cette campagne.', en: 'This criterion is not asked in this round.' },
  'score-stakeholder-not-in-round': { status: 422, fr: 'Cette partie prenante n’est pas cotée dans cette campagne.', en: 'This stakeholder is not scored in this round.' },
  'score-rater-not-in-round': { status: 422, fr: 'Ce participant ne fait pas partie de la campagne.', en: 'This rater is not part of the round.' },
  'score-not-a-rater': { status: 403, fr: 'Vous n’êtes pas parmi les participants de cette campagne.', en: 'You are not among the raters of this round.' },
  'score-of-another': { status: 403, fr: 'Ce participant cote lui-même : personne ne le fait à sa place.', en: 'This rater scores for themselves: nobody does it in their place.' },
  'score-set-by-round': { status: 422, fr: 'Le titre, l’horizon et le scénario sont ceux de la campagne et du participant : ne les envoyez pas.', en: 'Capacity, horizon and scenario are those of the round and the rater: do not send them.' },
  'score-needs-round': { status: 422, fr: 'Coter au titre d’une partie prenante, ou pour un participant, se fait dans une campagne.', en: 'Scoring in the capacity of a stakeholder, or for a rater, takes a round.' },
  'score-key-without-voice': { status: 403, fr: 'Une clé d’API n’a pas de voix : nommez la campagne et le participant sans compte pour qui elle consigne.', en: 'An API key has no voice: name the round and the rater without account for whom it records.' },
  'score-duplicate': { status: 422, fr: 'La même question a deux réponses dans cet envoi.', en: 'The same question has two answers in this request.' },
  'score-source-needed': { status: 422, fr: 'Une cotation sur une personne dit sur quoi elle s’appuie : une adresse, un document ou une rencontre.', en: 'A score on a person tells what it rests on: an address, a document or a meeting.' },
  'score-not-yours': { status: 403, fr: 'Cette cotation est celle d’une autre personne.', en: 'This score is another person’s.' },
  'score-already-withdrawn': { status: 409, fr: 'Cette cotation a déjà été retirée.', en: 'This score has been withdrawn already.' },
  'score-not-withdrawn': { status: 409, fr: 'Cette cotation n’a pas été retirée.', en: 'This score was not withdrawn.' },
} as const

export type ScoreProblem = keyof typeof scoreCatalogue
export const scoreErrors = defineErrors(scoreCatalogue)
