import { defineErrors } from '../errors.ts'

export const mandateCatalogue = {
  'mandate-not-found': { status: 404, fr: 'Ce mandat n’existe pas, ou vos droits ne le couvrent pas.', en: 'This mandate does not exist, or your rights do not cover it.' },
  'mandate-person-kind': { status: 422, fr: 'Un mandat est tenu par une personne.', en: 'A mandate is held by a person.' },
  'mandate-organisation-kind': { status: 422, fr: 'Un mandat est donné par une organisation ou un groupe.', en: 'A mandate is given by an organisation or a group.' },
  'mandate-ends-before-start': { status: 422, fr: 'Un mandat ne peut pas finir avant d’avoir commencé.', en: 'A mandate cannot end before it starts.' },
} as const

export const mandateErrors = defineErrors(mandateCatalogue)
