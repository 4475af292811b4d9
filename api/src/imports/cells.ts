import { searchKey } from '@convergence/db'

/** What a cell says once read, or the code of why it says nothing usable. */
export type Read<T> = { value: T } | { code: ProblemCode; params?: Record<string, string | number> }

export type ProblemCode =
  | 'required' | 'too-long' | 'hidden-character' | 'excel-error' | 'excel-scientific' | 'not-a-number' | 'not-whole' | 'out-of-range' | 'not-a-date' | 'not-yes-or-no' | 'unknown-word' | 'too-many'
  | 'unknown-category' | 'unknown-tie-type' | 'unknown-stakeholder' | 'ambiguous-stakeholder' | 'tie-to-itself' | 'kind-not-allowed' | 'ends-before-start' | 'archived-before-since' | 'duplicate-in-file' | 'too-many-cells' | 'own-parent' | 'parent-loop'
  | 'possible-duplicate' | 'left-empty' | 'mojibake' | 'objection-on-file'

const HIDDEN = /[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/u
const HIDDEN_IN_PROSE = /(?![\n\r\t])[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/u
const EXCEL_ERROR = /^#(?:REF!|N\/A|NOM\??|NAME\??|VALEUR!|VALUE!|DIV\/0!|NUL{1,2}!|NOMBRE!|NUM!)$/i
const SCIENTIFIC = /^\d(?:[.,]\d+)?E[+]\d{1,3}$/i

/** Unicode NFC, without the apostrophe that neutralises a formula in our own exports. */
const clean = (cell: string): string => cell.normalize('NFC').replace(/^'(?=[=+\-@\t\r])/, '')

/** One line of text: NBSP and runs of blanks become one space. */
export function readLine(cell: string, max: number): Read<string> {
  const value = clean(cell).replace(/[\s\u00A0\u202F\u200B\uFEFF]+/g, ' ').trim()
  if (HIDDEN.test(value)) return { code: 'hidden-character' }
  if (EXCEL_ERROR.test(value)) return { code: 'excel-error' }
  return value.length > max ? { code: 'too-long', params: { max } } : { value }
}

/** An identifier: a line that Excel has not turned into 7,88E+08. */
export function readIdentifier(cell: string, max: number): Read<string> {
  const read = readLine(cell, max)
  return 'value' in read && SCIENTIFIC.test(read.value) ? { code: 'excel-scientific' } : read
}

/** Text over several lines. */
export function readProse(cell: string, max: number): Read<string> {
  const value = clean(cell).replace(/\r\n?/g, '\n').trim()
  if (HIDDEN_IN_PROSE.test(value)) return { code: 'hidden-character' }
  if (EXCEL_ERROR.test(value)) return { code: 'excel-error' }
  return value.length > max ? { code: 'too-long', params: { max } } : { value }
}

/** A number as the French or the English write it: spaces between thousands, comma or point before decimals, never both. */
export function readNumber(cell: string, min: number, max: number, whole: boolean): Read<number> {
  const text = cell.replace(/[\s\u00A0\u202F]/g, '').replace('\u2212', '-')
  if (!/^[+-]?\d+(?:[.,]\d+)?$/.test(text)) return { code: 'not-a-number' }
  const value = Number(text.replace(',', '.'))
  if (whole && !Number.isInteger(value)) return { code: 'not-whole' }
  return value < min || value > max ? { code: 'out-of-range', params: { min, max } } : { value }
}

const YES = new Set(['oui', 'o', 'vrai', 'x', '1', 'yes', 'y', 'true', '✓', '✔'])
const NO = new Set(['non', 'n', 'faux', '0', 'no', 'false', '-'])

export function readYesNo(cell: string): Read<boolean> {
  const word = searchKey(cell)
  if (YES.has(word)) return { value: true }
  return NO.has(word) ? { value: false } : { code: 'not-yes-or-no' }
}

/** Values between bars; blanks and repeats are dropped. */
export function readList(cell: string, max: number, most: number): Read<string[]> {
  const values: string[] = []
  for (const part of cell.split('|')) {
    const read = readLine(part, max)
    if (!('value' in read)) return read
    if (read.value && !values.includes(read.value)) values.push(read.value)
  }
  return values.length > most ? { code: 'too-many', params: { max: most } } : { value: values }
}

/** One word of a closed list, in either language, without case or accents. */
export function readWord<W extends string>(cell: string, words: Readonly<Record<W, readonly string[]>>): Read<W> {
  const key = searchKey(cell)
  for (const [word, others] of Object.entries(words) as [W, readonly string[]][]) if (word === key || others.includes(key)) return { value: word }
  return { code: 'unknown-word', params: { words: Object.values<readonly string[]>(words).map((others) => others[0] ?? '').join(', ') } }
}

/** UTF-8 that was read as Windows-1252 and saved so: "Ã©" for "é", "â€™" for an apostrophe. */
export const MOJIBAKE = /Ã[\u0080-\u00BF]|â€[™œ\u009D“”]/
