import { defineErrors } from '../errors.ts'

export const userCatalogue = {
  'user-not-found': { status: 404, fr: 'Ce compte n’existe pas.', en: 'This account does not exist.' },
  'user-email-taken': { status: 409, fr: 'Un compte porte déjà cette adresse.', en: 'An account has this address already.' },
  'user-last-administrator': { status: 409, fr: 'Il doit rester au moins un administrateur national actif.', en: 'At least one active national administrator must remain.' },
  'password-too-common': { status: 422, fr: 'Ce mot de passe est trop courant ou contient le nom de l’organisation.', en: 'This password is too common or contains the organisation’s name.' },
  'totp-already-on': { status: 409, fr: 'La double authentification est déjà active sur ce compte.', en: 'Double authentication is on for this account already.' },
  'totp-not-begun': { status: 409, fr: 'Aucune double authentification n’est à confirmer : recommencez depuis le mot de passe.', en: 'There is no double authentication to confirm: begin again with the password.' },
  'totp-off': { status: 409, fr: 'La double authentification n’est pas active sur ce compte.', en: 'Double authentication is not on for this account.' },
  'totp-own': { status: 409, fr: 'Retirez votre propre double authentification depuis votre compte, avec le mot de passe et un code.', en: 'Remove your own double authentication from your account, with the password and a code.' },
  'totp-code-refused': { status: 403, fr: 'Ce code est inexact, ou a déjà servi. Attendez le suivant.', en: 'This code is wrong, or was used already. Wait for the next one.' },
  'password-required': { status: 422, fr: 'Donnez un mot de passe à ce compte : aucun fournisseur d’identité ne l’ouvrirait.', en: 'Give this account a password: no identity provider would open it.' },
  'sign-in-not-found': { status: 404, fr: 'Ce navigateur n’est pas, ou plus, connecté à ce compte.', en: 'This browser is not, or no longer, signed in to this account.' },
  'identity-none': { status: 409, fr: 'Ce compte n’est relié à aucun fournisseur d’identité.', en: 'This account is bound to no identity provider.' },
  'password-refused': { status: 403, fr: 'Le mot de passe actuel est incorrect.', en: 'The current password is wrong.' },
} as const

export const userErrors = defineErrors(userCatalogue)
