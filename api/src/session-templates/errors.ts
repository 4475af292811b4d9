import { defineErrors } from '../errors.ts'

export const sessionTemplateCatalogue = {
  'session-template-not-found': { status: 404, fr: 'Ce modèle de séance n’existe pas, ou vos droits ne le couvrent pas.', en: 'This session template does not exist, or your rights do not cover it.' },
} as const

export const sessionTemplateErrors = defineErrors(sessionTemplateCatalogue)
