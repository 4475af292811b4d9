import { defineErrors } from '../errors.ts'

export const userCatalogue = {
  'user-not-found': { status: 404, fr: 'Ce compte n’existe pas.', en: 'This account does not exist.' },
  'user-email-taken': { status: 409, fr: 'Un compte porte déjà cette adresse.', en: 'An account has this address already.' },
  'user-last-administrator': { status: 409, fr: 'Il doit rester au moins un administrateur national actif.', en: 'At least one active national administrator must remain.' },
  'password-too-common': { status: 422, fr: 'Ce mot de passe est trop courant ou contient le nom de l’organisation.', en: 'This password is too common or contains the organisation’s name.' },
  'password-refused': { status: 403, fr: 'Le mot de passe actuel est incorrect.', en: 'The current password is wrong.' },
} as const

export const userErrors = defineErrors(userCatalogue)
