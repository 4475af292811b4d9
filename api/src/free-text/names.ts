import { fold } from './fold.ts'

// French and English, singular and plural. "Santé financière" or "access to care" say nothing of a person; "état de santé" does.
const FORBIDDEN = new RegExp(
  String.raw`(?<![a-z])(?:${[
    String.raw`(?:political )?part(?:y|ies)(?! (?:to|prenantes?))|partis?(?: politiques?)?|(?:political|politiques?) (?:opinions?|views?|affiliations?|leanings?)|(?:opinions?|convictions?|appartenances?|orientations?|sensibilites?|tendances?|couleurs?|etiquettes?|bords?) politiques?`,
    String.raw`religio(?:n|ns|us beliefs?)|(?:opinions?|convictions?|appartenances?|pratiques?) (?:religieuses?|philosophiques?)|confessions?|croyances?|cultes?|faith|beliefs?`,
    String.raw`etats? de sante|^sante(?: (?:physique|mentale|personnelle))?$|^health(?: (?:status|condition))?$|maladies?(?! professionnelles?)|illness(?:es)?|diseases?|handicaps?|disabilit(?:y|ies)|grossesses?|pregnancy|invalidite`,
    String.raw`ethni\w+|origines? (?:ethniques?|raciales?)|(?:racial|ethnic) origins?|rac(?:e|es|ial|iale?s?)|couleurs? de (?:la )?peau|skin colou?r`,
    String.raw`(?:orientations?|vies?|preferences?|identites?) sexuelles?|sexual(?:ity| orientation| life| preference)|sexualites?|sex life`,
    String.raw`(?:appartenances?|affiliations?|adhesions?|engagements?) syndicales?|syndicats?(?! (?:mixtes?|intercommuna))|syndiquee?s?|(?:trade )?union (?:membership|affiliation|member)s?|syndicalistes?`,
  ].join('|')})(?![a-z])`,
)

/** The words of a code or a column apart: `healthStatus`, `etat_de_sante`, `union-membership`. */
const spaced = (name: string): string => fold(name.replace(/([a-z])([A-Z])/g, '$1 $2')).lower.replace(/[_\-.']+/g, ' ').trim()

/** Whether a field of that name would hold what article 9 protects: party, religion, health, ethnicity, sexual life, union membership. */
export const isForbiddenName = (name: string): boolean => FORBIDDEN.test(spaced(name))
