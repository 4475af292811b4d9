import { defineErrors } from '../errors.ts'

export const linkCatalogue = {
  'link-refused': { status: 401, fr: 'Ce lien n’est pas valable, ou ne l’est plus. Demandez-en un autre à qui vous l’a donné.', en: 'This link is not valid, or no longer. Ask whoever gave it to you for another one.' },
  'link-throttled': { status: 429, fr: 'Trop de liens refusés depuis cette adresse : réessayez dans {seconds} s.', en: 'Too many refused links from this address: try again in {seconds} s.' },
  'access-link-not-found': { status: 404, fr: 'Ce lien n’existe pas, ou vos droits ne le couvrent pas.', en: 'This link does not exist, or your rights do not cover it.' },
} as const

export const linkErrors = defineErrors(linkCatalogue)
