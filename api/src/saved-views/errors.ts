import { defineErrors } from '../errors.ts'

export const savedViewCatalogue = {
  'saved-view-not-found': { status: 404, fr: 'Cette vue n’existe pas, ou n’est pas partagée avec vous.', en: 'This view does not exist, or is not shared with you.' },
  'saved-view-not-yours': { status: 403, fr: 'Seule la personne qui a créé cette vue la modifie.', en: 'Only the person who made this view changes it.' },
  'too-many-saved-views': { status: 409, fr: 'Vous avez déjà {max} vues : supprimez-en d’abord.', en: 'You have {max} views already: delete some first.' },
} as const

export const savedViewErrors = defineErrors(savedViewCatalogue)
