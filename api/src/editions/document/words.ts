/** French of the documents of a report. `{n}` stands for a figure. The English has the same keys. */
const french = {
  eyebrow: 'Rapport sur le dialogue avec les parties prenantes',
  year: 'Année {year}', period: 'Du {from} au {to}',
  fictional: 'Exemple de démonstration : données fictives',
  state: { draft: 'Projet : les chiffres suivent encore les registres', frozen: 'Édition figée le {day}', published: 'Édition figée le {frozen}, publiée le {day}', withdrawn: 'Édition figée le {day}, retirée de la publication' },
  mark: { draft: 'Projet', inside: 'Diffusion interne' },
  inside: 'Diffusion interne : les petits effectifs ne sont pas masqués',
  fact: { reference: 'Référence', period: 'Période', perimeter: 'Périmètre', signatory: 'Signataire', approval: 'Approbation', hash: 'Empreinte SHA-256' },
  approvedBy: '{by}, le {day}', approvedAt: '{by}, réunion « {meeting} », le {day}',
  contents: 'Sommaire', notes: 'Notes sur les chiffres', page: 'page {page} sur {pages}', pageRef: '\u00a0p.\u00a0{page}', footer: '{title} · {reference}',
  outOf: '{part} sur {whole}', rows: '{n} lignes derrière ce chiffre', oneRow: '1 ligne derrière ce chiffre', people: '{n} organisations ou personnes', onePerson: '1 organisation ou personne', method: 'méthode {method}', n: 'n = {n}', codes: 'Répond à : {codes}', before: 'Précédemment : {text} ({change})', beforeOnly: 'Précédemment : {text}',
  cut: 'Lignes non imprimées : {n} ; elles figurent dans les registres.', target: 'cible {value}',
  withheld: 'non publié', nothing: '—', missing: 'Bloc à compléter : {text}',
  point: { version: '{reference} · formulation, version {n}', stated: '{n} se sont prononcées sur {asked} interrogées', movement: 'Depuis le début de la période : {text}', outcome: 'Suite donnée : {kind}', because: 'Motif : {text}', on: '(le {day})', distribution: 'Répartition des positions : {counts}.' },
  position: { for: 'pour', neutral: 'neutres', against: 'contre', abstained: 'abstentions', silent: 'sans réponse' },
  commitment: { by: 'Par', towards: 'Envers', made: 'Pris le', due: 'Échéance', state: 'État', progress: 'Avancement', milestones: 'Étapes', overdue: 'en retard', noDue: 'sans échéance', doneOn: 'faite le {day}', dueOn: 'prévue le {day}' },
  index: { title: 'Index des référentiels', code: 'Code', label: 'Ce qui est demandé', where: 'Où', not: 'non traité' },
  closing: {
    title: 'À propos de ce rapport',
    figures: 'Chaque chiffre est calculé à partir des registres du dialogue ; aucun n’est saisi à la main. Sous chacun figurent ce qu’il compte, le nombre de lignes examinées (n), la règle de période et la méthode.',
    small: 'Un chiffre derrière lequel se trouvent moins de {n} organisations ou personnes n’est pas publié, ni celui dont il pourrait se déduire ; la mention « non publié » en tient lieu.',
    inside: 'Cet exemplaire est interne : les petits effectifs n’y sont pas masqués. Il ne se diffuse pas hors de l’organisation.',
    frozen: 'Édition {reference}, figée le {day} : le contenu et les lignes de chaque chiffre sont conservés sous l’empreinte SHA-256 {sha256}. Les registres ont pu changer depuis ; cette édition, non.',
    draft: 'Projet : cette édition n’est pas figée, ses chiffres peuvent encore changer.',
  },
  sheet: {
    about: 'Édition', figures: 'Chiffres', block: 'N°', title: 'Bloc', label: 'Chiffre', value: 'Valeur', text: 'Imprimé', unit: 'Unité', numerator: 'Numérateur', denominator: 'Dénominateur', n: 'n', people: 'Organisations ou personnes', rule: 'Règle de période', method: 'Méthode', query: 'Requête', codes: 'Référentiels', before: 'Période précédente', change: 'Écart', withheld: 'Non publié, motif',
    units: { count: 'nombre', percent: '%', days: 'jours', score: 'note', other: '' }, category: 'Catégorie', series: 'Série', name: 'Nom', reference: 'Référence', key: 'Rubrique', content: 'Contenu', mapCount: 'Organisations',
  },
}
export type Words = typeof french

const english: Words = {
  eyebrow: 'Report on the dialogue with stakeholders',
  year: 'Year {year}', period: '{from} to {to}',
  fictional: 'Demonstration example: fictional data',
  state: { draft: 'Draft: figures still follow the records', frozen: 'Edition frozen on {day}', published: 'Edition frozen on {frozen}, published on {day}', withdrawn: 'Edition frozen on {day}, withdrawn from publication' },
  mark: { draft: 'Draft', inside: 'Internal use' },
  inside: 'Internal use: small numbers are not withheld',
  fact: { reference: 'Reference', period: 'Period', perimeter: 'Perimeter', signatory: 'Signatory', approval: 'Approval', hash: 'SHA-256 hash' },
  approvedBy: '{by}, on {day}', approvedAt: '{by}, meeting "{meeting}", on {day}',
  contents: 'Contents', notes: 'Notes on the figures', page: 'page {page} of {pages}', pageRef: ', p.\u00a0{page}', footer: '{title} · {reference}',
  outOf: '{part} of {whole}', rows: '{n} rows behind this figure', oneRow: '1 row behind this figure', people: '{n} organisations or people', onePerson: '1 organisation or person', method: 'method {method}', n: 'n = {n}', codes: 'Answers: {codes}', before: 'Previously: {text} ({change})', beforeOnly: 'Previously: {text}',
  cut: 'Lines not printed: {n}; they stand in the records.', target: 'target {value}',
  withheld: 'withheld', nothing: '—', missing: 'Block to complete: {text}',
  point: { version: '{reference} · wording, version {n}', stated: '{n} took a position out of {asked} asked', movement: 'Since the beginning of the period: {text}', outcome: 'What came of it: {kind}', because: 'Reason: {text}', on: '(on {day})', distribution: 'Distribution of positions: {counts}.' },
  position: { for: 'for', neutral: 'neutral', against: 'against', abstained: 'abstained', silent: 'no answer' },
  commitment: { by: 'By', towards: 'Towards', made: 'Made on', due: 'Due', state: 'State', progress: 'Progress', milestones: 'Milestones', overdue: 'overdue', noDue: 'no due date', doneOn: 'done on {day}', dueOn: 'planned for {day}' },
  index: { title: 'Index of frameworks', code: 'Code', label: 'What is asked', where: 'Where', not: 'not reported' },
  closing: {
    title: 'About this report',
    figures: 'Each figure is computed from the records of the dialogue; none is typed by hand. Under each stand what it counts, the number of rows looked at (n), the rule of the period and the method.',
    small: 'A figure with fewer than {n} organisations or people behind it is withheld, and so is any from which it could be had; "withheld" stands in its place.',
    inside: 'This copy is internal: small numbers are not withheld. It does not leave the organisation.',
    frozen: 'Edition {reference}, frozen on {day}: the content and the rows of each figure are kept under the SHA-256 hash {sha256}. The records may have changed since; this edition has not.',
    draft: 'Draft: this edition is not frozen and its figures may still change.',
  },
  sheet: {
    about: 'Edition', figures: 'Figures', block: 'No.', title: 'Block', label: 'Figure', value: 'Value', text: 'As printed', unit: 'Unit', numerator: 'Numerator', denominator: 'Denominator', n: 'n', people: 'Organisations or people', rule: 'Rule of the period', method: 'Method', query: 'Query', codes: 'Frameworks', before: 'Previous period', change: 'Change', withheld: 'Withheld, reason',
    units: { count: 'count', percent: '%', days: 'days', score: 'score', other: '' }, category: 'Category', series: 'Series', name: 'Name', reference: 'Reference', key: 'Heading', content: 'Content', mapCount: 'Organisations',
  },
}

export const editionWords: Record<'fr' | 'en', Words> = { fr: french, en: english }
