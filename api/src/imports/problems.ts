import type { Language } from '../errors.ts'
import type { ProblemCode } from './cells.ts'

/** What is wrong, or worth a look, in one cell. Kept as code and parameters; the sentence is made for each reader. */
export interface RowProblem { line: number; column: string | null; field: string | null; value: string; code: ProblemCode; params?: Record<string, string | number> }

/** Sentences of the report, with {name} places; `{value}` is the cell. */
export const rowCatalogue: Record<ProblemCode, Record<Language, string>> = {
  'required': { fr: 'Cette valeur est obligatoire et la cellule est vide.', en: 'This value is required and the cell is empty.' },
  'too-long': { fr: 'Le texte dépasse {max} caractères.', en: 'The text exceeds {max} characters.' },
  'hidden-character': { fr: 'La cellule contient un caractère invisible ou de contrôle.', en: 'The cell holds an invisible or control character.' },
  'excel-error': { fr: '« {value} » est une erreur de formule laissée par le tableur.', en: '“{value}” is a formula error left by the spreadsheet.' },
  'excel-scientific': { fr: '« {value} » est un identifiant abîmé par Excel : mettez la colonne au format Texte et ressaisissez-le.', en: '“{value}” is an identifier damaged by Excel: set the column to Text and enter it again.' },
  'not-a-number': { fr: '« {value} » n’est pas un nombre.', en: '“{value}” is not a number.' },
  'not-whole': { fr: '« {value} » n’est pas un nombre entier.', en: '“{value}” is not a whole number.' },
  'out-of-range': { fr: '« {value} » n’est pas entre {min} et {max}.', en: '“{value}” is not between {min} and {max}.' },
  'not-a-date': { fr: '« {value} » n’est pas une date : écrivez JJ/MM/AAAA, MM/AAAA ou AAAA.', en: '“{value}” is not a date: write DD/MM/YYYY, MM/YYYY or YYYY.' },
  'not-yes-or-no': { fr: '« {value} » ne se lit ni oui ni non.', en: '“{value}” reads neither as yes nor as no.' },
  'unknown-word': { fr: '« {value} » n’est pas un mot attendu : {words}.', en: '“{value}” is not an expected word: {words}.' },
  'too-many': { fr: 'Plus de {max} valeurs dans la cellule.', en: 'More than {max} values in the cell.' },
  'unknown-category': { fr: 'La catégorie « {value} » n’existe pas : choisissez ce qu’elle devient.', en: 'There is no category “{value}”: choose what becomes of it.' },
  'unknown-tie-type': { fr: 'Le type de lien « {value} » n’existe pas : choisissez ce qu’il devient.', en: 'There is no tie type “{value}”: choose what becomes of it.' },
  'unknown-stakeholder': { fr: 'Aucune partie prenante ne porte l’identifiant, le numéro ou le nom « {value} ».', en: 'No stakeholder has the identifier, number or name “{value}”.' },
  'ambiguous-stakeholder': { fr: 'Plusieurs parties prenantes répondent à « {value} » : donnez leur identifiant.', en: 'Several stakeholders answer to “{value}”: give their identifier.' },
  'tie-to-itself': { fr: 'Une partie prenante ne peut pas être liée à elle-même.', en: 'A stakeholder cannot be tied to itself.' },
  'kind-not-allowed': { fr: 'Ce type de lien n’admet pas cette nature de partie prenante ({kind}).', en: 'This tie type does not allow this kind of stakeholder ({kind}).' },
  'ends-before-start': { fr: 'La fin « {value} » précède le début.', en: 'The end “{value}” comes before the start.' },
  'archived-before-since': { fr: 'La date d’archivage « {value} » précède la date « depuis ».', en: 'The archiving date “{value}” comes before the “since” date.' },
  'duplicate-in-file': { fr: 'Cette ligne désigne la même chose que la ligne {first}.', en: 'This row names the same thing as line {first}.' },
  'too-many-cells': { fr: 'La ligne a plus de cellules que d’en-têtes : un séparateur est sans doute resté hors guillemets.', en: 'The row has more cells than headers: a separator probably stands outside quotes.' },
  'own-parent': { fr: 'Une partie prenante ne peut pas dépendre d’elle-même.', en: 'A stakeholder cannot depend on itself.' },
  'parent-loop': { fr: 'Ces rattachements tournent en rond.', en: 'These parents form a loop.' },
  'possible-duplicate': { fr: '« {value} » ressemble à {reference}, qui porte le même nom : vérifiez qu’il ne s’agit pas de la même.', en: '“{value}” resembles {reference}, which has the same name: check that they are not one and the same.' },
  'left-empty': { fr: 'La catégorie « {value} » n’est pas reprise ({count} lignes).', en: 'The category “{value}” is left out ({count} rows).' },
  // The cell is not shown again: it names somebody who objected.
  'objection-on-file': { fr: 'Une opposition est enregistrée pour la personne de cette ligne : retirez la ligne, ou adressez-vous au délégué à la protection des données.', en: 'An objection is on file for the person of this row: take the row out, or ask the data protection officer.' },
  'mojibake': { fr: '« {value} » semble avoir été décodé deux fois : réenregistrez le fichier en UTF-8.', en: '“{value}” seems to have been decoded twice: save the file again as UTF-8.' },
}

const SHOWN = 160

/** The problem as its reader sees it. */
export function renderProblem(problem: RowProblem, language: Language): Required<Omit<RowProblem, 'params'>> & { message: string } {
  const { params, ...told } = problem
  const places: Record<string, string | number> = { ...params, value: problem.value }
  return { ...told, message: rowCatalogue[problem.code][language].replace(/\{(\w+)\}/g, (_, name: string) => String(places[name] ?? '')) }
}

/** A cell as it may stand in a report: short, without hidden characters. */
export const shown = (cell: string): string => {
  const text = cell.replace(/[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/gu, '\uFFFD').trim()
  return text.length > SHOWN ? `${text.slice(0, SHOWN - 1)}…` : text
}
