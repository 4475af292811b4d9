import type { Language } from '../errors.ts'
import type { FieldProblem } from '../schemas.ts'

/** One issue as the zod provider hands it over. */
export interface FieldIssue { instancePath: string; keyword: string; message?: string | undefined; params?: Record<string, unknown> }

type Sentence = (params: Record<string, unknown>) => Record<Language, string>

const types: Record<string, Record<Language, string>> = {
  string: { fr: 'un texte', en: 'text' }, number: { fr: 'un nombre', en: 'a number' }, int: { fr: 'un nombre entier', en: 'a whole number' }, boolean: { fr: 'vrai ou faux', en: 'true or false' },
  array: { fr: 'une liste', en: 'a list' }, object: { fr: 'un objet', en: 'an object' }, date: { fr: 'une date', en: 'a date' }, null: { fr: 'null', en: 'null' },
}
const formats: Record<string, Record<Language, string>> = {
  uuid: { fr: 'Un identifiant (UUID) est attendu.', en: 'An identifier (UUID) is expected.' },
  date: { fr: 'Une date AAAA-MM-JJ est attendue.', en: 'A date YYYY-MM-DD is expected.' },
  datetime: { fr: 'Un instant RFC 3339 est attendu, par exemple 2026-03-17T09:30:00Z.', en: 'An RFC 3339 instant is expected, for example 2026-03-17T09:30:00Z.' },
  email: { fr: 'Une adresse électronique est attendue.', en: 'An e-mail address is expected.' },
  url: { fr: 'Une adresse web est attendue.', en: 'A web address is expected.' },
}
const shape = { fr: 'Ce texte n’a pas la forme attendue, ou contient des caractères refusés.', en: 'This text does not have the expected form, or contains characters that are refused.' }

const bound = (fr: [string, string, string], en: [string, string, string], key: 'minimum' | 'maximum'): Sentence => (p) => {
  const i = p.origin === 'string' ? 0 : p.origin === 'array' || p.origin === 'set' ? 1 : 2
  return { fr: (fr[i] ?? '').replace('{n}', String(p[key])), en: (en[i] ?? '').replace('{n}', String(p[key])) }
}

const sentences: Record<string, Sentence> = {
  invalid_type: (p) => ({ fr: `Il manque ici ${types[String(p.expected)]?.fr ?? String(p.expected)}.`, en: `What is missing here is ${types[String(p.expected)]?.en ?? String(p.expected)}.` }),
  too_small: bound(['Au moins {n} caractère(s).', 'Au moins {n} élément(s).', 'Au moins {n}.'], ['At least {n} character(s).', 'At least {n} item(s).', 'At least {n}.'], 'minimum'),
  too_big: bound(['Au plus {n} caractères.', 'Au plus {n} éléments.', 'Au plus {n}.'], ['At most {n} characters.', 'At most {n} items.', 'At most {n}.'], 'maximum'),
  invalid_value: (p) => ({ fr: `Une de ces valeurs est attendue : ${list(p.values)}.`, en: `One of these values is expected: ${list(p.values)}.` }),
  invalid_format: (p) => formats[String(p.format)] ?? shape,
  unrecognized_keys: (p) => ({ fr: `Champ inconnu : ${list(p.keys)}.`, en: `Unknown field: ${list(p.keys)}.` }),
}
/** Rules of our own that say by a key what a reader is told in the language of their choice. */
const own: Record<string, Record<Language, string>> = {
  'no such year': { fr: 'Cette année est hors du calendrier admis.', en: 'This year is outside the calendar that is accepted.' },
}
const otherwise: Record<Language, string> = { fr: 'Cette valeur est refusée.', en: 'This value is refused.' }

const list = (values: unknown): string => (Array.isArray(values) ? values.map(String).join(', ') : '')

/** A refused field: where, a stable code, and a sentence in the reader's language. A rule of our own brings its own sentence. */
export function fieldProblem(issue: FieldIssue, context: string | undefined, language: Language): FieldProblem {
  const path = issue.instancePath === '/' ? '' : issue.instancePath
  const [unknown] = issue.keyword === 'unrecognized_keys' && Array.isArray(issue.params?.keys) ? (issue.params.keys as string[]) : []
  const pointer = unknown === undefined ? path : `${path}/${unknown}`
  const message = sentences[issue.keyword]?.(issue.params ?? {})[language] ?? (issue.keyword === 'custom' && issue.message ? (own[issue.message]?.[language] ?? issue.message) : otherwise[language])
  return { pointer: context === 'body' ? pointer : pointer.replace(/^\//, ''), code: issue.keyword, message }
}
