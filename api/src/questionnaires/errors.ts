import { defineErrors } from '../errors.ts'

export const questionnairesCatalogue = {
  'questionnaire-not-found': { status: 404, fr: 'Ce questionnaire n’existe pas, ou vos droits ne le couvrent pas.', en: 'This questionnaire does not exist, or your rights do not cover it.' },
  'questionnaire-in-use': { status: 409, fr: 'Une évaluation a été ouverte avec ce questionnaire : ses questions ne changent plus. Faites-en une copie.', en: 'An evaluation was opened with this questionnaire: its questions do not change any more. Make a copy of it.' },
  'question-options': { status: 422, fr: 'Une question à choix veut deux réponses possibles au moins, toutes différentes ; les autres questions n’en ont pas.', en: 'A question of choice wants at least two possible answers, all different; other questions have none.' },
} as const

export const questionnaireErrors = defineErrors(questionnairesCatalogue)
