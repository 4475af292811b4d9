import { defineErrors } from '../errors.ts'

export const evaluationsCatalogue = {
  'evaluation-not-found': { status: 404, fr: 'Cette évaluation n’existe pas, ou vos droits ne le couvrent pas.', en: 'This evaluation does not exist, or your rights do not cover it.' },
  'evaluation-subject': { status: 422, fr: 'Une évaluation porte sur une séance ou sur une action de dialogue : l’une des deux, et que vos droits couvrent.', en: 'An evaluation is about a session or a dialogue activity: one of the two, and within your rights.' },
  'evaluation-not-held': { status: 409, fr: 'La séance ne s’est pas encore tenue : on ne peut pas encore l’évaluer.', en: 'The session has not been held yet: it cannot be evaluated yet.' },
  'evaluation-nobody': { status: 409, fr: 'Personne n’est noté présent : consignez les présences avant d’ouvrir l’évaluation.', en: 'Nobody is recorded as present: record who came before opening the evaluation.' },
  'evaluation-step': { status: 409, fr: 'Ce n’est pas possible dans l’état où se trouve l’évaluation.', en: 'This is not possible in the state in which the evaluation is.' },
  'evaluation-closing-past': { status: 422, fr: 'Le dernier jour pour répondre est passé.', en: 'The last day to answer is in the past.' },
  'evaluation-recipient': { status: 422, fr: 'Cette partie prenante n’est pas interrogée par cette évaluation, ou a déjà répondu.', en: 'This stakeholder is not asked by this evaluation, or has answered already.' },
  'evaluation-closed': { status: 409, fr: 'Cette évaluation est close : elle ne reçoit plus de réponses.', en: 'This evaluation is closed: it takes no more answers.' },
  'evaluation-answered': { status: 409, fr: 'Vous avez déjà répondu. Comme les réponses sont anonymes, nul ne peut retrouver la vôtre pour la changer.', en: 'You have answered already. As answers are anonymous, nobody can find yours to change it.' },
  'evaluation-answers': { status: 422, fr: 'Certaines réponses manquent ou ne conviennent pas : voir « errors ».', en: 'Some answers are missing or do not fit: see "errors".' },
} as const

export const evaluationErrors = defineErrors(evaluationsCatalogue)
