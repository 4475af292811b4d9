import { defineErrors } from '../errors.ts'

export const mapCatalogue = {
  'map-node-not-found': { status: 422, fr: 'Le nœud à observer n’est pas sur cette carte, ou vos droits ne le couvrent pas.', en: 'The node to focus on is not on this map, or your rights do not cover it.' },
  'map-point-not-found': { status: 404, fr: 'Ce point n’existe pas, ou vos droits ne le couvrent pas.', en: 'This point does not exist, or your rights do not cover it.' },
} as const

export const mapErrors = defineErrors(mapCatalogue)
