import { defineErrors } from '../errors.ts'

export const isoTieCatalogue = {
  'iso-tie-not-found': { status: 404, fr: 'Ce rattachement n’existe pas, ou vos droits ne le couvrent pas.', en: 'This ISO tie does not exist, or your rights do not cover it.' },
  'iso-tie-exists': { status: 409, fr: 'Cet objet est déjà rattaché à ce domaine.', en: 'This object is tied to this area already.' },
} as const

export const isoTieErrors = defineErrors(isoTieCatalogue)
