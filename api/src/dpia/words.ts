import type { DpiaGap } from './facts.ts'

/** What the three feared events of the CNIL's method meet here. `source`: what in the product holds the risk down; kept true by the tests named in docs/reference/trust.md. */
export const risks = [
  {
    event: 'Accès illégitime à des données',
    impact: 'Une personne apprend qu’elle est cotée, ou sa position circule hors du dialogue : gêne, perte de confiance, pression.',
    measures: [
      'Rôles et périmètres : chaque opération nomme les siens, un objet hors périmètre se lit comme absent.',
      'Sessions tenues par le serveur, jetons de 256 bits gardés sous forme d’empreinte, fin par inactivité et par âge.',
      'Double authentification par code, à usage unique.',
      'Lectures journalisées : qui a ouvert ou sorti quelle fiche, et quand.',
      'Évaluations rendues seulement à partir d’un nombre minimal de réponses.',
    ],
  },
  {
    event: 'Modification non désirée de données',
    impact: 'Une position ou une cotation fausse est attribuée à une personne.',
    measures: [
      'Ce qui est dit est un énoncé daté, jamais écrasé : un énoncé suit l’autre.',
      'Journal en ajout seul, chaîné par empreintes et vérifiable, refusé à la modification même au compte de l’application.',
      'Deux personnes qui modifient la même fiche en sont prévenues : la seconde ne remplace pas la première.',
      'Droit de correction par lien privé avant la clôture d’un compte rendu.',
    ],
  },
  {
    event: 'Disparition de données',
    impact: 'L’organisation ne peut plus rendre compte à une personne de ce qui est gardé sur elle.',
    measures: [
      'Une écriture acquittée est sur le disque ; les essais coupent le moteur en pleine écriture.',
      'Journal des effacements tenu hors de la base : une sauvegarde restaurée oublie de nouveau.',
      'Retrait réversible des fiches ; effacement réservé au délégué, qui tape la référence.',
    ],
  },
] as const

export const gapWords: Record<DpiaGap, string> = {
  controller: 'Désigner le responsable du traitement.',
  dpo: 'Désigner le délégué à la protection des données.',
  processings: 'Écrire au moins un traitement : finalité, base légale, responsable, fin.',
  processors: 'Nommer les sous-traitants, ou confirmer qu’il n’y en a pas.',
  untold: 'Informer les personnes qui ne l’ont pas été, ou consigner la dispense et son motif.',
  requests: 'Répondre aux demandes en retard.',
  'second-factor': 'Activer la double authentification des comptes qui administrent, cotent ou protègent.',
}

export const bases = {
  consent: 'consentement (article 6, paragraphe 1, a)', contract: 'contrat (b)', legal_obligation: 'obligation légale (c)', vital_interests: 'intérêts vitaux (d)', public_task: 'mission d’intérêt public (e)', legitimate_interest: 'intérêt légitime (f)',
} as const
export const categories = {
  persons: 'Personnes de la carte', scores: 'Cotations', minutes: 'Comptes rendus', consultation_addresses: 'Adresses de consultation', security_logs: 'Journaux de sécurité', business_audit: 'Journal des modifications', unused_accounts: 'Comptes inutilisés',
} as const
