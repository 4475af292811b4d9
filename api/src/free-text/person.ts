import { fold } from './fold.ts'

const TITLE = /(?<![\p{L}\d])(?:M|Mr|Mme|Mlle|Dr|Pr|Me)\.?\s+(?:[A-Z]|d'[A-Z])|(?<![\p{L}\d])(?:[Mm]onsieur|[Mm]adame|[Dd]octeur)\s+[A-Z]/u
const HEADS = 'Union|Fondation|Association|Mutuelle|Credit|Secours|Parti|Rassemblement|Conseil|Planning|Force|Ligue|Caisse|Federation|Collectif|Centre|Institut|Agence|Maison|Les|Le|La|Un|Une|En|Au|Aux|Des|Du|Pour|Dans|Par|Sur'
const FULL_NAME = new RegExp(`(?<![\\p{L}\\d])(?!(?:${HEADS})\\s)[A-Z][a-z]+(?:-[A-Z][a-z]+)?\\s+(?:[Ll]e\\s+|[Dd]e\\s+)?[A-Z][a-z]{2,}(?![\\p{L}\\d])`, 'u')
// "Il" that stands for nobody: il faut, il y a, il est prévu.
const NOBODY = '(?:faut|y a|s\'agit|convient|reste a|importe|suffit|manque|en va|est (?:important|necessaire|urgent|prevu|possible|probable|question|a noter|vrai|utile|demande))'
const PRONOUN = new RegExp(`(?<![a-z0-9])(?:il(?!\\s+${NOBODY}(?![a-z]))|elle|lui|celui-ci|celle-ci|(?:je|on|nous)\\s+(?:le|la|l')\\s*[a-z]+|cet homme|c(?:e|ette) (?:femme|personne|dame|type|mec|gars|monsieur)|c'est une?)(?![a-z0-9])`)
const ROLES = 'president|maire|direct(?:eur|rice)|tresori|secretaire|conseill|elue?(?![a-z])|deput|senat|adjoint|delegu|responsable|charge|comptable|gerant|referent|dirigeant|medecin|infirmi|administrat|chef|cheffe|interesse|collegue|interlocut|prefet|animat|coordinat|porte-parole|journaliste|avocat|patron|adherente?(?![a-z])|salariee?(?![a-z])|candidat'
const ROLE = new RegExp(`(?<![a-z0-9])(?:le |la |l'|ce |cet |cette |notre |votre |un |une |son |sa |leur |du |au |de )(?:nouve(?:au|lle) |ancien(?:ne)? |ex-|vice-|jeune |gros |futur )*(?:${ROLES})`)
const KIN = /(?<![a-z0-9])(?:son|sa|ses) (?:mari|femme|epou[sx]e?|compagn(?:e|on)|conjointe?|fils|filles?|enfants?|pere|mere|parents|freres?|soeurs?|famille|grands-parents|amant|maitresse)(?![a-z0-9])/

/** Whether a clause, given as typed and in lower case, both without accents, speaks of a person: a title, a name, a pronoun, a function, a relative. */
export function speaksOfPerson(cased: string, lower: string, names: readonly string[]): boolean {
  return TITLE.test(cased) || FULL_NAME.test(cased) || PRONOUN.test(lower) || ROLE.test(lower) || KIN.test(lower) || names.some((name) => holds(lower, name))
}

/** A name by any of its parts of three letters or more, whole words only. */
function holds(lower: string, name: string): boolean {
  return fold(name).lower.split(/[^a-z0-9-]+/).filter((part) => part.length > 2).some((part) => new RegExp(`(?<![a-z0-9])${part}(?![a-z0-9])`).test(lower))
}
