import { defineErrors } from '../errors.ts'

export const passCatalogue = {
  'pass-not-found': { status: 404, fr: 'Ce laissez-passer n’existe pas, ou a déjà pris fin.', en: 'This pass does not exist, or has ended already.' },
  'pass-end-invalid': { status: 422, fr: 'Un laissez-passer finit après maintenant et au plus tard sept jours après la séance.', en: 'A pass ends after now and at most seven days after the session.' },
  'too-many-passes': { status: 409, fr: 'Cette séance a déjà {most} laissez-passer en cours : mettez fin à l’un d’eux.', en: 'This session has {most} passes already: end one of them.' },
} as const

export const passErrors = defineErrors(passCatalogue)
