import { defineErrors } from '../errors.ts'

export const authCatalogue = {
  'credentials-refused': { status: 401, fr: 'Adresse ou mot de passe incorrect.', en: 'Wrong address or password.' },
  'sign-in-throttled': { status: 429, fr: 'Trop d’essais : réessayez dans {seconds} s.', en: 'Too many attempts: try again in {seconds} s.' },
  'no-demonstration': { status: 404, fr: 'Les comptes de démonstration n’existent pas sur ce serveur.', en: 'This server has no demonstration accounts.' },
} as const

export const authErrors = defineErrors(authCatalogue)
