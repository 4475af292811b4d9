import { defineErrors } from '../errors.ts'

export const selfAssessmentsCatalogue = {
  'self-assessment-not-found': { status: 404, fr: 'Cette auto-évaluation n’existe pas, ou vos droits ne la couvrent pas.', en: 'This self-assessment does not exist, or your rights do not cover it.' },
  'principle-unknown': { status: 422, fr: 'Aucun principe n’a ce code. GET /principles en donne la liste.', en: 'No principle has this code. GET /principles lists them.' },
  'self-assessment-withdrawn': { status: 409, fr: 'Cette auto-évaluation est déjà dans cet état.', en: 'This self-assessment is in that state already.' },
} as const

export const selfAssessmentErrors = defineErrors(selfAssessmentsCatalogue)
