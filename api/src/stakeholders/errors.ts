import { defineErrors } from '../errors.ts'

export const stakeholderCatalogue = {
  'stakeholder-not-found': { status: 404, fr: 'Cette partie prenante n’existe pas, ou vos droits ne la couvrent pas.', en: 'This stakeholder does not exist, or your rights do not cover it.' },
  'stakeholder-external-id-taken': { status: 409, fr: 'Une partie prenante porte déjà cet identifiant externe.', en: 'A stakeholder has this external identifier already.' },
  'stakeholder-parent-loop': { status: 422, fr: 'Une partie prenante ne peut pas dépendre d’elle-même, même de loin.', en: 'A stakeholder cannot depend on itself, even remotely.' },
} as const

export const stakeholderErrors = defineErrors(stakeholderCatalogue)
