import type { Block, DocumentParts, Run } from '../document/blocks.ts'
import { type Formats, formatsOf } from '../document/format.ts'
import type { DpiaFacts } from './facts.ts'
import { bases, categories, gapWords, risks } from './words.ts'

const TITLE = 'Analyse d’impact relative à la protection des données'
const TO_SAY = 'À compléter'

/** The assessment in words, for the PDF and the DOCX: what is known is filled in, what people judge is left to be completed. In French: it is what the CNIL reads. */
export function dpiaOutline(facts: DpiaFacts): DocumentParts {
  const f = formatsOf('fr', 'Europe/Paris')
  const { settings } = facts
  const said = (text: string) => f.plain(text.trim() || TO_SAY)
  const day = f.longDay(facts.generatedAt.toISOString())
  return {
    language: 'fr', title: TITLE, eyebrow: 'Article 35 du RGPD', heading: TITLE, organisation: f.plain(settings.controller || facts.organisation || 'Organisation'),
    subtitle: f.plain(`Édition ${facts.edition}, tirée de la configuration le ${day}`), state: f.plain('Projet pré-rempli'), stateTone: 'draft', fictional: null,
    facts: [
      { label: 'Responsable du traitement', value: said([settings.controller, settings.controllerContact].filter(Boolean).join(' · ')) },
      { label: 'Délégué (DPO)', value: said([settings.dpo, settings.dpoContact].filter(Boolean).join(' · ')) },
      { label: 'Édition', value: String(facts.edition) },
    ],
    blocks: [...context(facts, f), ...principles(facts, f), ...rights(facts, f), ...feared(f), ...actions(facts, f), ...validation(f)],
    footer: f.plain(`${TITLE} · édition ${facts.edition}`), pageOf: (page, pages) => `${page} / ${pages}`,
  }
}

const heading = (text: string): Block => ({ kind: 'heading', level: 1, text })
const prose = (f: Formats, text: string): Block => ({ kind: 'paragraph', runs: [f.plain(text)] })
const list = (f: Formats, items: readonly string[]): Block => ({ kind: 'list', items: items.map((text): Run[] => [f.plain(text)]) })

function context({ counts, processings, settings }: DpiaFacts, f: Formats): Block[] {
  const people = f.number(counts.persons)
  return [
    heading('1. Ce qui est fait, et pourquoi'),
    prose(f, `La plateforme tient la carte des parties prenantes, ce qu’elles disent en consultation et les suites données. Personnes inscrites : ${people} ; cotées : ${f.number(counts.scored)} ; limitées : ${f.number(counts.restricted)} ; comptes ouverts : ${f.number(counts.accounts)}.`),
    prose(f, 'Une analyse d’impact est menée parce que deux des neuf critères européens sont réunis : l’évaluation de personnes, et des positions qui peuvent toucher à des opinions.'),
    {
      kind: 'table', caption: 'Traitements', widths: [26, 40, 20, 14], head: ['Traitement', 'Finalité', 'Base légale', 'Fin'],
      rows: processings.length > 0 ? processings.map((p) => [[f.plain(p.name)], [f.plain(p.purpose)], [f.plain(bases[p.legalBasis])], [f.day(p.endsOn)]]) : [[[TO_SAY], [TO_SAY], [TO_SAY], [TO_SAY]]],
    },
    prose(f, settings.processors.length > 0 ? `Sous-traitants : ${f.list(settings.processors.map((p) => `${p.name} (${p.purpose}, ${p.country})`))}.` : 'Sous-traitants : à compléter.'),
  ]
}

function principles({ processings, retention, rules }: DpiaFacts, f: Formats): Block[] {
  const balanced = processings.filter((p) => p.balancingTest.trim())
  return [
    heading('2. Nécessité et proportionnalité'),
    ...balanced.flatMap((p): Block[] => [{ kind: 'heading', level: 2, text: f.plain(`Mise en balance : ${p.name}`) }, prose(f, p.balancingTest)]),
    list(f, [
      'Aucun champ ne porte le parti, la religion, la santé, l’origine, la vie sexuelle ou l’appartenance syndicale ; un critère ainsi nommé est refusé.',
      `Une cotation sur une personne dit sa source, et ne compte plus après ${rules.personScoreMonths} mois.`,
      'Personne n’est coté ni cité avant d’avoir été informé, dispensé avec un motif, ou couvert par la notice publique.',
      `Aucun chiffre d’évaluation sous ${rules.leastAnswers} réponses.`,
    ]),
    { kind: 'table', caption: 'Durées de conservation', widths: [30, 16, 54], head: ['Catégorie', 'Mois', 'Justification'], align: ['left', 'right', 'left'], rows: retention.map((r) => [[categories[r.category]], [f.number(r.months)], [f.plain(r.justification)]]) },
  ]
}

function rights({ counts }: DpiaFacts, f: Formats): Block[] {
  return [
    heading('3. Droits des personnes'),
    prose(f, `Personnes à informer : ${f.number(counts.untold)}. Demandes reçues : ${f.number(counts.requests)} ; en retard : ${f.number(counts.lateRequests)}. Effacements exécutés : ${f.number(counts.erased)}.`),
    list(f, [
      'Accès : un dossier lisible et son JSON, les autres noms masqués.', 'Rectification : l’ancienne valeur ne reste qu’au journal.', 'Effacement : fiche, textes et clé du journal détruits ; seuls les comptes anonymes restent.',
      'Limitation : la fiche sort des listes et des calculs.', 'Opposition : la personne n’est pas réinscrite, même par import.', 'Portabilité : ce qu’elle a donné, en JSON et en CSV.',
    ]),
  ]
}

function feared(f: Formats): Block[] {
  return [
    heading('4. Risques'),
    ...risks.flatMap((risk): Block[] => [
      { kind: 'heading', level: 2, text: f.plain(risk.event) },
      { kind: 'facts', title: '', rows: [{ label: 'Impact', runs: [f.plain(risk.impact)] }, { label: 'Gravité', runs: [TO_SAY] }, { label: 'Vraisemblance', runs: [TO_SAY] }] },
      list(f, risk.measures),
    ]),
  ]
}

function actions({ gaps, counts }: DpiaFacts, f: Formats): Block[] {
  return [
    heading('5. Plan d’action'),
    gaps.length > 0 ? list(f, gaps.map((gap) => gapWords[gap])) : prose(f, 'Rien de ce que la plateforme sait vérifier ne manque.'),
    prose(f, counts.sealed > 0 ? `Journal chaîné jusqu’à la ligne ${f.number(counts.sealed)}.` : 'Le journal n’est pas encore chaîné.'),
  ]
}

const validation = (f: Formats): Block[] => [
  heading('6. Avis et validation'),
  prose(f, 'L’avis du délégué, celui des personnes concernées ou de leurs représentants, et la décision du responsable se signent ici.'),
  { kind: 'signatures', places: ['Délégué à la protection des données', 'Responsable du traitement'] },
]
