import { defineErrors } from '../errors.ts'

export const stakeholderCatalogue = {
  'stakeholder-not-found': { status: 404, fr: 'Cette partie prenante n’existe pas, ou vos droits ne la couvrent pas.', en: 'This stakeholder does not exist, or your rights do not cover it.' },
  'stakeholder-external-id-taken': { status: 409, fr: 'Une partie prenante porte déjà cet identifiant externe.', en: 'A stakeholder has this external identifier already.' },
  'stakeholder-parent-loop': { status: 422, fr: 'Une partie prenante ne peut pas dépendre d’elle-même, même de loin.', en: 'A stakeholder cannot depend on itself, even remotely.' },
  'stakeholder-version-erased': { status: 409, fr: 'Ce que disait l’historique a été effacé : cette version ne peut plus être rétablie.', en: 'What the history said has been erased: this version can no longer be restored.' },
  'stakeholder-version-invalid': { status: 422, fr: 'Cette version ne respecte plus les règles d’aujourd’hui : corrigez la fiche à la main.', en: 'This version no longer follows the rules of today: correct the sheet by hand.' },
} as const

export const stakeholderErrors = defineErrors(stakeholderCatalogue)
