/** Words of the lexicon are joined into patterns here; all are in lower case without accents. */

/** Whole words only: a stem ends with `\w*` where its endings matter not. */
export const anyOf = (list: string): RegExp => new RegExp(`(?<![a-z0-9-])(?<w>${list})(?![a-z0-9])`, 'dg')

/** The same, as typed: acronyms, which mean something else in lower case. */
export const asTyped = (list: string): RegExp => new RegExp(`(?<![A-Za-z0-9-])(?<w>${list})(?![A-Za-z0-9])`, 'dg')

// Between "est" and the adjective. Nouns in -ment are not adverbs: "est un établissement catholique" is about the establishment.
const NOUNS = 'etablisse|departe|gouverne|mouve|loge|regle|groupe|equipe|traite|finance|amende|enseigne|engage|investisse|docu|argu|ele|comporte'
const BETWEEN = `(?:un|une|de|tres|trop|assez|plutot|bien|fort|peu|aussi|pas|plus|jamais|toujours|souvent|encore|lui-meme|elle-meme|juste|et|homme|femme|personne|type|vrai|vraie|veritable|gros|grosse|grand|grande|pauvre|sale|vieux|vieille|petit|petite|ancien|ancienne|(?!(?:${NOUNS})ment)[a-z]+ment)`
const IS = 'est|etait|serait|sera|fut|soit|reste|semble|parait|sont|etaient|dit|sait|croit|trouve|juge|devenue?|ete|suis|tombee?'
const ROLE = 'homme|femme|type|mec|maire|president\\w*|direct(?:eur|rice)|conseill\\w+|elue?|collegue|patron\\w*|voisine?|medecin'
const BEFORE = `(?:(?<![a-z])(?:${IS})\\s+(?:${BETWEEN}\\s+){0,3}|,\\s*(?:(?:un|une|tres|plutot)\\s+)*|[?:]\\s*(?:un|une)\\s+|^\\s*(?:(?:tres|trop|assez|plutot|un|une|vraie?)\\s+)*|(?<![a-z])(?:${ROLE})\\s+)`

/** What somebody is said to be: after "est", between commas, after a function, or alone at the beginning. */
export const said = (list: string): RegExp => new RegExp(`${BEFORE}(?<w>${list})(?![a-z0-9-])`, 'dg')

const CROWD = 'patients|personnes|malades|assures|salaries|agents|aidants|enfants|femmes|hommes|gens|usagers|adherents|jeunes|membres|habitants|ceux|celles|proches|travailleurs|victimes|couples|familles|eleves|etudiants|retraites|soignants|parents'
/** A crowd just before: "les patients souffrant de…" is a topic, whoever speaks of it. */
export const crowd = new RegExp(`(?<![a-z])(?:${CROWD})(?:\\s+[a-z'-]+){0,2}\\s*$`)
