import { defineErrors } from '../errors.ts'

export const authCatalogue = {
  'credentials-refused': { status: 401, fr: 'Adresse ou mot de passe incorrect.', en: 'Wrong address or password.' },
  'sign-in-throttled': { status: 429, fr: 'Trop d’essais : réessayez dans {seconds} s.', en: 'Too many attempts: try again in {seconds} s.' },
  'code-refused': { status: 401, fr: 'Ce code est inexact, ou a déjà servi. Attendez le suivant.', en: 'This code is wrong, or was used already. Wait for the next one.' },
  'attempt-over': { status: 401, fr: 'Cette connexion a expiré, ou a commencé dans un autre navigateur : redonnez l’adresse et le mot de passe.', en: 'This sign-in has expired, or began in another browser: give the address and the password again.' },
  'no-demonstration': { status: 404, fr: 'Les comptes de démonstration n’existent pas sur ce serveur.', en: 'This server has no demonstration accounts.' },
} as const

export const authErrors = defineErrors(authCatalogue)
