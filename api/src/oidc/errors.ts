import { defineErrors } from '../errors.ts'

export const oidcCatalogue = {
  'oidc-off': { status: 404, fr: 'Ce serveur n’a pas de fournisseur d’identité : connectez-vous avec un mot de passe.', en: 'This server has no identity provider: sign in with a password.' },
  'oidc-unavailable': { status: 503, fr: 'La connexion avec {provider} est impossible pour le moment : réessayez bientôt, ou connectez-vous avec un mot de passe.', en: 'Signing in with {provider} is not possible for the moment: try again soon, or sign in with a password.' },
  'oidc-attempt-over': { status: 401, fr: 'Cette connexion a expiré, ou a commencé dans un autre navigateur : recommencez.', en: 'This sign-in has expired, or began in another browser: begin again.' },
  'oidc-state-refused': { status: 401, fr: 'Cette réponse ne va pas avec la connexion commencée ici : recommencez.', en: 'This answer does not go with the sign-in begun here: begin again.' },
  'oidc-code-refused': { status: 401, fr: 'Ce code n’est plus accepté par {provider} : il a expiré ou déjà servi. Recommencez.', en: 'This code is no longer accepted by {provider}: it has expired or was used already. Begin again.' },
  'oidc-answer-refused': { status: 401, fr: 'La réponse de {provider} n’est pas celle qui était attendue : recommencez, et prévenez un administrateur si cela se reproduit.', en: 'The answer of {provider} is not the one that was expected: begin again, and tell an administrator if it happens again.' },
  'oidc-cancelled': { status: 401, fr: 'La connexion n’a pas abouti chez {provider} : recommencez, ou connectez-vous avec un mot de passe.', en: 'The sign-in did not go through at {provider}: begin again, or sign in with a password.' },
  'oidc-no-account': { status: 403, fr: 'Votre identité ({identity}) est reconnue par {provider}, mais elle n’ouvre aucun compte ici. Demandez-en l’ouverture à {contact}.', en: 'Your identity ({identity}) is known to {provider}, but it opens no account here. Ask {contact} to open one.' },
} as const

export const oidcErrors = defineErrors(oidcCatalogue)
