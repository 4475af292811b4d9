import { defineErrors } from '../errors.ts'

export const mailCatalogue = {
  'mail-not-found': { status: 404, fr: 'Ce courriel n’existe pas, ou vos droits ne le couvrent pas.', en: 'This e-mail does not exist, or your rights do not cover it.' },
  'mail-being-sent': { status: 409, fr: 'Ce courriel est en cours d’envoi.', en: 'This e-mail is being sent.' },
  'mail-already-sent': { status: 409, fr: 'Ce courriel est parti : il ne se renvoie pas et ne s’annule plus.', en: 'This e-mail has left: it is not sent again and can no longer be cancelled.' },
  'mail-cancelled': { status: 409, fr: 'Ce courriel a été annulé.', en: 'This e-mail was cancelled.' },
} as const

export const mailErrors = defineErrors(mailCatalogue)
