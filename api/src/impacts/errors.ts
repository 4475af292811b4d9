import { defineErrors } from '../errors.ts'

export const impactCatalogue = {
  'impact-not-found': { status: 404, fr: 'Cet impact n’existe pas, ou vos droits ne le couvrent pas.', en: 'This impact does not exist, or your rights do not cover it.' },
  'impact-link-not-found': { status: 404, fr: 'Cette partie prenante n’est pas rattachée à cet impact.', en: 'This stakeholder is not tied to this impact.' },
  'impact-link-exists': { status: 409, fr: 'Cette partie prenante est déjà rattachée à cet impact de cette façon.', en: 'This stakeholder is tied to this impact in this way already.' },
  'impact-likelihood-missing': { status: 422, fr: 'Un impact potentiel porte une vraisemblance de 1 à 5.', en: 'A potential impact has a likelihood from 1 to 5.' },
  'impact-likelihood-unwanted': { status: 422, fr: 'Un impact avéré a lieu : il ne porte pas de vraisemblance.', en: 'An actual impact is happening: it has no likelihood.' },
} as const

export const impactErrors = defineErrors(impactCatalogue)
