import { defineErrors } from '../errors.ts'

export const confirmationCatalogue = {
  'confirmation-holder-silent': { status: 422, fr: 'Cette partie prenante n’a pas de position consignée à cette séance : il n’y a rien à confirmer.', en: 'This stakeholder has no position recorded at this session: there is nothing to confirm.' },
  'confirmation-position-not-yours': { status: 422, fr: 'Cette position n’est pas de celles que ce lien ouvre, ou elle a été remplacée depuis.', en: 'This position is not among those that this link opens, or it was replaced since.' },
  'confirmation-text-missing': { status: 422, fr: 'Dites ce que vous contestez.', en: 'Say what you contest.' },
} as const

export const confirmationErrors = defineErrors(confirmationCatalogue)
