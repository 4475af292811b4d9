import { defineErrors } from '../errors.ts'

export const assessmentCatalogue = {
  'impact-assessment-not-found': { status: 404, fr: 'Cette évaluation n’existe pas, ou vos droits ne la couvrent pas.', en: 'This assessment does not exist, or your rights do not cover it.' },
  'impact-assessment-voice-missing': { status: 422, fr: 'Au titre d’une partie prenante, dites laquelle.', en: 'In the capacity of a stakeholder, say which one.' },
  'impact-assessment-voice-unwanted': { status: 422, fr: 'Une évaluation interne ou commune n’est celle d’aucune partie prenante.', en: 'An internal or joint assessment is that of no stakeholder.' },
  'impact-assessment-in-future': { status: 422, fr: 'Une évaluation est donnée aujourd’hui au plus tard.', en: 'An assessment is given today at the latest.' },
  'impact-assessment-withdrawn': { status: 409, fr: 'Cette évaluation est déjà retirée.', en: 'This assessment is withdrawn already.' },
  'impact-assessment-not-withdrawn': { status: 409, fr: 'Cette évaluation n’est pas retirée.', en: 'This assessment is not withdrawn.' },
  'impact-assessment-not-yours': { status: 403, fr: 'Seul qui l’a consignée, ou l’équipe du périmètre, retire une évaluation.', en: 'Only who recorded it, or the team of the perimeter, withdraws an assessment.' },
} as const

export const assessmentErrors = defineErrors(assessmentCatalogue)
