/** What may not be written of a person. */
export const BLOCKED = ['social-security', 'bank', 'insult', 'health', 'sexual-life', 'ethnicity', 'religion', 'offence'] as const
/** What may be written of a person when a reason is given. */
export const WARNED = ['membership', 'family', 'character', 'contact'] as const

export type Class = (typeof BLOCKED)[number] | (typeof WARNED)[number]
export type Level = 'block' | 'warn'

/** `start` and `end` count UTF-16 units of the text; `word` is what stands there, digits of a number masked. */
export type Finding = { class: Class; level: Level; start: number; end: number; word: string }

/** A rule reads one clause, without accents. The group `w` is what is shown; without it, the whole match is. */
export type Rule = {
  class: Class
  /** Matched against the clause in lower case, or as it was typed when `cased`. */
  pattern: RegExp
  cased?: true
  /** Only where the clause speaks of a person. */
  person?: true
  /** What, just before the match, makes it a topic or a group rather than one person. */
  notAfter?: RegExp
}

export const levelOf = (name: Class): Level => ((BLOCKED as readonly string[]).includes(name) ? 'block' : 'warn')
