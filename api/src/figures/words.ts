import type { CommitmentState } from '../commitments/rules.ts'
import type { statuses } from '../convergence/schemas.ts'
import type { Labels } from './format.ts'
import type { schema } from '@convergence/db'

/** Words of states as a report prints them. */
export const statusWords: Record<(typeof statuses)[number], Labels> = {
  convergence: { fr: 'Convergence', en: 'Convergence' },
  divergence: { fr: 'Divergence', en: 'Divergence' },
  mixed: { fr: 'Partagé', en: 'Mixed' },
  unknown: { fr: 'Trop peu de positions', en: 'Too few positions' },
}

export const stateWords: Record<CommitmentState, Labels> = {
  open: { fr: 'En cours', en: 'Under way' },
  blocked: { fr: 'Bloqué', en: 'Blocked' },
  contested: { fr: 'Contesté', en: 'Contested' },
  done: { fr: 'Dit tenu', en: 'Said to be kept' },
  verified: { fr: 'Tenu, vérifié', en: 'Kept, verified' },
  dropped: { fr: 'Abandonné', en: 'Dropped' },
}

export const outcomeWords: Record<(typeof schema.outcomeKind.enumValues)[number], Labels> = {
  retained: { fr: 'Retenu', en: 'Retained' },
  partly_retained: { fr: 'Retenu en partie', en: 'Partly retained' },
  not_retained: { fr: 'Non retenu', en: 'Not retained' },
  deferred: { fr: 'Reporté', en: 'Deferred' },
}

export const levelWords: Record<(typeof schema.engagementLevel.enumValues)[number], Labels> = {
  passive: { fr: 'Passif', en: 'Passive' },
  monitor: { fr: 'Veille', en: 'Monitor' },
  advocate: { fr: 'Plaidoyer', en: 'Advocate' },
  inform: { fr: 'Information', en: 'Inform' },
  transact: { fr: 'Contrat', en: 'Transact' },
  consult: { fr: 'Consultation', en: 'Consult' },
  negotiate: { fr: 'Négociation', en: 'Negotiate' },
  involve: { fr: 'Implication', en: 'Involve' },
  collaborate: { fr: 'Collaboration', en: 'Collaborate' },
  empower: { fr: 'Codécision', en: 'Empower' },
}

export const activityWords: Record<(typeof schema.activityStatus.enumValues)[number], Labels> = {
  planned: { fr: 'Prévue', en: 'Planned' },
  under_way: { fr: 'En cours', en: 'Under way' },
  done: { fr: 'Menée', en: 'Held' },
  cancelled: { fr: 'Annulée', en: 'Cancelled' },
}

export const sideWords = { internal: { fr: 'Interne', en: 'Internal' }, external: { fr: 'Externe', en: 'External' } } as const

export const movementWords = {
  closer: { fr: 'Se rapproche', en: 'Coming closer' },
  apart: { fr: 'S’éloigne', en: 'Moving apart' },
  still: { fr: 'Sans mouvement', en: 'No movement' },
  unknown: { fr: 'Sans état antérieur', en: 'No earlier state' },
} as const

export const aPerson: Labels = { fr: 'Une personne', en: 'A person' }
export const noCategory: Labels = { fr: 'Sans catégorie', en: 'No category' }
export const total: Labels = { fr: 'Total', en: 'Total' }
