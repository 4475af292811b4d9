/** A category of data and how long it is kept unless the data protection officer decides otherwise. */
export interface RetentionDefault { months: number; justification: string }

/**
 * Default terms, in months. Sources: CNIL reference for contacts (three years after the last exchange), for security logs
 * (6 to 12 months) and for unused accounts (two years); the others are proposals, to be confirmed by whoever answers for the data.
 */
export const retentionDefaults = {
  persons: { months: 36, justification: 'Référentiel de la CNIL : trois ans après le dernier échange venu de la personne.' },
  scores: { months: 36, justification: 'Au-delà, seul l’historique anonyme sert à comparer les cycles.' },
  minutes: { months: 24, justification: 'Deux ans après la fin du projet : le temps d’en rendre compte aux participants.' },
  consultation_addresses: { months: 1, justification: 'Un mois après la clôture : le temps d’envoyer les résultats aux participants.' },
  security_logs: { months: 12, justification: 'Délibération 2021-122 de la CNIL : six à douze mois de journaux de sécurité.' },
  business_audit: { months: 36, justification: 'Contrôle interne documenté : trois ans, le temps d’un cycle d’évaluation.' },
  unused_accounts: { months: 24, justification: 'Référentiel de la CNIL : deux ans sans connexion, avec un avertissement avant.' },
} as const satisfies Record<string, RetentionDefault>

export type RetentionCategory = keyof typeof retentionDefaults
export const retentionCategories = Object.keys(retentionDefaults) as [RetentionCategory, ...RetentionCategory[]]
