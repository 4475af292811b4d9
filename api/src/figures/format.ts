import type { Language } from '../errors.ts'
import type { units } from './content.ts'

export type Unit = (typeof units)[number]
export interface Labels { fr: string; en: string }

const locales = { fr: 'fr-FR', en: 'en-GB' } as const
const numbers = new Map<string, Intl.NumberFormat>()

function numberFormat(language: Language, digits: number): Intl.NumberFormat {
  const key = `${language}/${digits}`
  const known = numbers.get(key) ?? new Intl.NumberFormat(locales[language], { maximumFractionDigits: digits })
  numbers.set(key, known)
  return known
}

const NOTHING = '—'
const unitWords: Record<'days' | 'score', (language: Language, value: number) => string> = {
  days: (language, value) => (language === 'fr' ? (Math.abs(value) >= 2 ? 'jours' : 'jour') : Math.abs(value) === 1 ? 'day' : 'days'),
  score: () => '',
}

/** A number as it is printed in the language of the edition: at most `digits` decimals. */
export const numberText = (value: number, language: Language, digits = 1): string => numberFormat(language, digits).format(value)

/** A value with its unit, as it is printed; a dash for nothing. `percent` takes 0–100. The space before a unit never breaks. */
export function valueText(value: number | null, unit: Unit, language: Language, unitText = ''): string {
  if (value === null) return NOTHING
  if (unit === 'percent') return `${numberText(value, language)}${language === 'fr' ? '\u202f%' : '%'}`
  const words = unit === 'days' || unit === 'score' ? unitWords[unit](language, value) : unitText
  const text = numberText(value, language, unit === 'score' ? 2 : unit === 'other' ? 2 : 1)
  return words ? `${text}\u00a0${words}` : text
}

/** A calendar day as it is printed: 13 octobre 2026. */
export const dayText = (day: string | null, language: Language): string =>
  day === null ? NOTHING : new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day.slice(0, 10)}T00:00:00Z`))

/** A day in a table: 13/10/2026. */
export const shortDayText = (day: string | null, language: Language): string =>
  day === null ? NOTHING : new Intl.DateTimeFormat(locales[language], { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${day.slice(0, 10)}T00:00:00Z`))

/** 0–100 from two counts; null when there is nothing to divide by. */
export const shareOf = (part: number, whole: number): number | null => (whole > 0 ? (part / whole) * 100 : null)
