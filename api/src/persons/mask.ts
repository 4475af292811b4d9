import { searchKey } from '@convergence/db'

/** What stands in place of a name. */
export const MASK = '[personne effacée]'
const TITLES = ['M.', 'Mr', 'Mrs', 'Ms', 'Mme', 'Mlle', 'Monsieur', 'Madame', 'Mademoiselle', 'Dr', 'Docteur', 'Pr', 'Professeur', 'Me', 'Maître']

// Valid and of the same meaning in POSIX and in JavaScript: one pattern for the database and for what is masked here.
const literal = (text: string): string => [...text].map((c) => (/[\p{L}\p{N}]/u.test(c) ? c : /\s/.test(c) ? '[[:space:]]+' : /['’‘]/.test(c) ? `['’‘]` : c === '-' ? '[-‐‑]' : c === ',' ? ',' : `[${c === '^' || c === ']' || c === '\\' ? `\\${c}` : c}]`)).join('')

/**
 * Every way of writing the name that is told apart from a common word: as it stands, without accents, in capitals, family name first, and the family name behind a
 * title; and the addresses. A name of one or two letters is not looked for.
 */
export function spellings({ name, emails }: { name: string; emails: readonly string[] }): string[] {
  const words = name.trim().split(/\s+/).filter(Boolean)
  const [first = '', ...rest] = words
  const family = rest.join(' ')
  const forms = [words.join(' '), ...(family ? [`${family} ${first}`, `${family}, ${first}`] : [])].filter((form) => form.length > 2)
  const spelt = [...forms, ...(family.length > 1 ? TITLES.map((title) => `${title} ${family}`) : []), ...emails]
  return [...new Set(spelt.flatMap((form) => [form, form.toUpperCase(), searchKey(form)]))].sort((a, b) => b.length - a.length)
}

export interface Pattern { posix: string; mask: (text: string) => string; found: (text: string) => boolean; first: (text: string) => number }

/** Finds the spellings as whole words, whatever their case, apostrophes, hyphens and spaces. Null when nothing can be looked for. */
export function patternOf(person: { name: string; emails: readonly string[] }): Pattern | null {
  const forms = spellings(person)
  if (forms.length === 0) return null
  const any = forms.map((form) => literal(form)).join('|')
  const source = `(?<![\\p{L}\\p{N}])(?:${any.replaceAll('[[:space:]]', '\\s')})(?![\\p{L}\\p{N}])`
  const all = new RegExp(source, 'giu')
  return { posix: `(?<![[:alnum:]])(?:${any})(?![[:alnum:]])`, mask: (text) => text.replace(all, MASK), found: (text) => text.search(all) >= 0, first: (text) => Math.max(0, text.search(all)) }
}

/** Words that somebody said or that were said of somebody, in what was frozen or queued. */
const SAID = new Set(['reason', 'reservation', 'condition', 'source', 'note', 'answerNote', 'text', 'description', 'internalNote', 'email', 'speakerRole', 'personRole'])
const NAMES = new Set(['name', 'holder', 'holderName', 'label', 'speakerName', 'personName', 'toName'])

/** A JSON value without the person: the name masked wherever it stands, the words beside it emptied in what is about them; `wholeRows`: a row of cells that names them is emptied whole. */
export function maskJson(value: unknown, { pattern, id, wholeRows }: { pattern: Pattern; id: string; wholeRows: boolean }): unknown {
  const about = (row: Record<string, unknown>): boolean => Object.entries(row).some(([key, v]) => typeof v === 'string' && (v === id || (NAMES.has(key) && pattern.found(v))))
  const walk = (v: unknown): unknown => {
    if (typeof v === 'string') return pattern.mask(v)
    if (Array.isArray(v)) return wholeRows && v.length > 0 && v.every((cell) => typeof cell === 'string') && v.some((cell) => pattern.found(cell as string)) ? v.map(() => '') : v.map(walk)
    if (v === null || typeof v !== 'object') return v
    const row = v as Record<string, unknown>
    const theirs = about(row)
    return Object.fromEntries(Object.entries(row).map(([key, inner]) => [key, theirs && SAID.has(key) && typeof inner === 'string' ? '' : walk(inner)]))
  }
  return walk(value)
}
