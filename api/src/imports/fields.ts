import type { schema } from '@convergence/db'

export type Target = (typeof schema.importTarget.enumValues)[number]
type Shape =
  | { as: 'line' | 'prose' | 'identifier' | 'reference'; max: number }
  | { as: 'number'; min: number; max: number }
  | { as: 'words'; words: Readonly<Record<string, readonly string[]>> }
  | { as: 'day' | 'date' | 'yesNo' | 'choice' | 'tags' | 'flags' }

/** One thing that a column can give. `many`: several columns may feed it. `names`: headers that propose it, without case or accents. */
export interface Field { required?: true; many?: true; shape: Shape; names: readonly string[] }

const kind = { organisation: ['organisation', 'organization', 'organisme', 'association', 'entreprise', 'structure', 'personne morale'], group: ['groupe', 'group', 'collectif', 'communaute'], person: ['personne', 'person', 'individu', 'personne physique', 'contact'] }
const side = { internal: ['interne', 'internal'], external: ['externe', 'external'] }
const sphere = { participates: ['participe', 'participates', 'participation'], observes: ['observe', 'observes', 'observation'], relates: ['entretient des relations', 'relates', 'relations', 'relation'] }
const status = { active: ['actif', 'active', 'en cours'], emerging: ['veille', 'en veille', 'emergent', 'emergente', 'emerging'], archived: ['archive', 'archivee', 'archived', 'inactif'] }
const sign = { '-1': ['conflit', 'conflict', 'negatif', 'negative', '-', '-1'], '0': ['neutre', 'neutral', '0'], '1': ['cooperation', 'cooperation', 'positif', 'positive', '+', '+1', '1'] }
const basis = { declared: ['declare', 'declared', 'oui'], inferred: ['deduit', 'inferred', 'suppose', 'non'] }

const stakeholderFields = {
  reference: { shape: { as: 'identifier', max: 20 }, names: ['reference', 'numero de reference', 'ref'] },
  externalId: { shape: { as: 'identifier', max: 400 }, names: ['identifiant externe', 'external id', 'id', 'identifiant', 'siren', 'n siren', 'numero siren', 'siret', 'rna', 'code', 'identifier', 'externalid'] },
  name: { required: true, shape: { as: 'line', max: 400 }, names: ['nom', 'name', 'denomination', 'denomination sociale', 'raison sociale', 'label', 'libelle', 'intitule', 'partie prenante', 'stakeholder', 'organisation', 'organization', 'organisme', 'title'] },
  kind: { shape: { as: 'words', words: kind }, names: ['nature', 'kind', 'type de partie prenante', 'nature de la partie prenante'] },
  category: { shape: { as: 'choice' }, names: ['categorie', 'category', 'famille', 'type', 'college', 'groupe de parties prenantes'] },
  side: { shape: { as: 'words', words: side }, names: ['cote', 'side', 'interne externe', 'interne ou externe', 'internal external'] },
  sphere: { shape: { as: 'words', words: sphere }, names: ['sphere', 'sphere d influence', 'role'] },
  contractual: { shape: { as: 'yesNo' }, names: ['contractuel', 'contractuelle', 'lien contractuel', 'contractual', 'contrat', 'contract'] },
  status: { shape: { as: 'words', words: status }, names: ['statut', 'status', 'etat', 'state'] },
  parent: { shape: { as: 'reference', max: 400 }, names: ['rattachement', 'parent', 'rattachee a', 'rattache a', 'organisation mere', 'maison mere', 'parent organisation'] },
  headcount: { shape: { as: 'number', min: 0, max: 2_000_000_000 }, names: ['effectif', 'effectifs', 'personnes representees', 'nombre de membres', 'nombre d adherents', 'headcount', 'members', 'size', 'taille'] },
  tags: { many: true, shape: { as: 'tags' }, names: ['etiquettes', 'etiquette', 'tags', 'tag', 'mots cles', 'keywords', 'secteurs', 'secteur', 'sectors', 'sector', 'niveaux', 'niveau', 'levels', 'level', 'themes', 'thematiques', 'domaines'] },
  flags: { many: true, shape: { as: 'flags' }, names: [] },
  city: { shape: { as: 'line', max: 120 }, names: ['ville', 'city', 'commune', 'localite', 'town'] },
  website: { shape: { as: 'line', max: 300 }, names: ['site web', 'site internet', 'site', 'website', 'url', 'web'] },
  description: { many: true, shape: { as: 'prose', max: 5000 }, names: ['description', 'presentation', 'objet', 'activites', 'resume', 'summary'] },
  internalNote: { many: true, shape: { as: 'prose', max: 5000 }, names: ['note interne', 'internal note', 'notes', 'note', 'commentaire', 'commentaires', 'comment', 'comments', 'remarque', 'remarques'] },
  since: { shape: { as: 'day' }, names: ['depuis', 'connu depuis', 'connue depuis', 'known since', 'since', 'date d entree', 'date de creation'] },
  archivedOn: { shape: { as: 'day' }, names: ['archive le', 'archivee le', 'archived on', 'date d archivage'] },
} as const satisfies Record<string, Field>

const tieFields = {
  externalId: { shape: { as: 'identifier', max: 120 }, names: ['identifiant externe', 'external id', 'id', 'identifiant', 'identifier'] },
  from: { required: true, shape: { as: 'reference', max: 400 }, names: ['de', 'from', 'origine', 'depart', 'organisation source', 'id source', 'emetteur', 'a partir de'] },
  to: { required: true, shape: { as: 'reference', max: 400 }, names: ['vers', 'to', 'a', 'cible', 'target', 'destination', 'arrivee', 'organisation cible', 'id cible', 'destinataire'] },
  type: { required: true, shape: { as: 'choice' }, names: ['type', 'type de lien', 'tie type', 'relation', 'lien', 'nature', 'nature du lien'] },
  strength: { shape: { as: 'number', min: 0, max: 4 }, names: ['force', 'strength', 'intensite', 'intensity'] },
  count: { shape: { as: 'number', min: 0, max: 1_000_000_000 }, names: ['nombre', 'count', 'occurrences', 'nb', 'frequence', 'frequency', 'weight', 'poids'] },
  sign: { shape: { as: 'words', words: sign }, names: ['signe', 'sign', 'polarite', 'polarity', 'tonalite'] },
  basis: { shape: { as: 'words', words: basis }, names: ['base', 'basis', 'declare ou deduit', 'fondement'] },
  startOn: { shape: { as: 'date' }, names: ['debut', 'start', 'date de debut', 'start date', 'depuis', 'since'] },
  endOn: { shape: { as: 'date' }, names: ['fin', 'end', 'date de fin', 'end date', 'jusqu a', 'until'] },
  source: { shape: { as: 'line', max: 300 }, names: ['source', 'provenance', 'origine de l information'] },
  note: { many: true, shape: { as: 'prose', max: 2000 }, names: ['note', 'notes', 'commentaire', 'comment', 'description', 'label', 'remarque'] },
} as const satisfies Record<string, Field>

export const fieldsOf: Record<Target, Readonly<Record<string, Field>>> = { stakeholders: stakeholderFields, ties: tieFields }
export type StakeholderField = keyof typeof stakeholderFields
export type TieField = keyof typeof tieFields

/** The field whose values the user matches with our own list. */
export const choiceField: Record<Target, 'category' | 'type'> = { stakeholders: 'category', ties: 'type' }
export const LONGEST_TAG = 60
export const MOST_TAGS = 50
