import type { Class } from './types.ts'

/** A number found in a text: `start` and `end` count characters of the text given. */
export type NumberFound = { class: Class; start: number; end: number }

const BETWEEN = '[ .\\-]?'
const NIR = new RegExp(`(?<![a-z0-9])[1-478]${BETWEEN}\\d{2}${BETWEEN}\\d{2}${BETWEEN}(?:\\d{2}|2[ab])${BETWEEN}\\d{3}${BETWEEN}\\d{3}${BETWEEN}\\d{2}(?![a-z0-9])`, 'g')
const IBAN_HEAD = /(?<![a-z0-9])[a-z]{2}\d{2}(?=[ .-]?[a-z0-9])/g
const CARD = /(?<![a-z0-9])\d(?:[ .-]?\d){14,15}(?![a-z0-9])/g

// ISO 13616 registry, the countries of the single euro payments area that a French mutual meets. Source: the registry's lengths.
const IBAN_LENGTHS: Readonly<Record<string, number>> = {
  fr: 27, mc: 27, be: 16, ch: 21, de: 22, es: 24, gb: 22, ie: 22, it: 27, lu: 20, nl: 18, pt: 25, at: 20, pl: 28, ro: 24, dk: 18, se: 24, fi: 18, no: 15, gr: 27, cz: 24, hu: 28, ad: 24, li: 21, sm: 27, mt: 31, cy: 28, hr: 21, si: 19, sk: 24, bg: 22, ee: 20, lv: 21, lt: 20,
}

/** Social security, account and card numbers whose key is right. Takes a text in lower case without accents. */
export function numbersIn(lower: string): NumberFound[] {
  const found: NumberFound[] = []
  for (const m of lower.matchAll(NIR)) if (hasNirKey(compact(m[0]))) found.push({ class: 'social-security', start: m.index, end: m.index + m[0].length })
  for (const m of lower.matchAll(IBAN_HEAD)) {
    const end = ibanEnd(lower, m.index)
    if (end !== null) found.push({ class: 'bank', start: m.index, end })
  }
  for (const m of lower.matchAll(CARD)) if (isCard(compact(m[0]))) found.push({ class: 'bank', start: m.index, end: m.index + m[0].length })
  return found.filter((f, index) => !found.some((other, n) => n < index && f.start < other.end && other.start < f.end))
}

const compact = (text: string): string => text.replace(/[ .-]/g, '')

/** The key is 97 minus the remainder of the thirteen digits; 2A counts as 19 and 2B as 18 (INSEE). */
export function hasNirKey(nir: string): boolean {
  const digits = nir.slice(0, 13).replace('2a', '19').replace('2b', '18')
  return /^\d{13}$/.test(digits) && 97 - (Number(digits) % 97) === Number(nir.slice(13))
}

/** Where the account number that begins at `start` ends, or null when its length or its key is wrong (ISO 7064, mod 97-10). */
function ibanEnd(lower: string, start: number): number | null {
  const length = IBAN_LENGTHS[lower.slice(start, start + 2)]
  if (length === undefined) return null
  const m = new RegExp(`^[a-z0-9](?:${BETWEEN}[a-z0-9]){${length - 1}}(?![a-z0-9])`).exec(lower.slice(start, start + length * 2))
  return m && remainder(compact(m[0])) === 1 ? start + m[0].length : null
}

function remainder(iban: string): number {
  const turned = iban.slice(4) + iban.slice(0, 4)
  return [...turned].reduce((rest, char) => Number(`${rest}${Number.parseInt(char, 36)}`) % 97, 0)
}

// A SIRET passes Luhn too, with fourteen digits: only lengths and beginnings of payment cards are looked at (ISO/IEC 7812).
const isCard = (digits: string): boolean => /^(?:(?:4|5[1-5]|2[2-7]|6)\d+|3[47]\d{13})$/.test(digits) && (digits.length === 16 || digits.startsWith('3')) && hasLuhnKey(digits)

function hasLuhnKey(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, char, n) => {
    const value = Number(char) * (n % 2 === 0 ? 1 : 2)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}
