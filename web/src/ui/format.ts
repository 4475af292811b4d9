import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'

const tags: Record<string, string> = { fr: 'fr-FR', en: 'en-GB' }
const tagOf = (locale: string): string => tags[locale] ?? 'fr-FR'

const thin = '\u202f'
const hard = '\u00a0'

/** French spacing: a thin unbreakable space before ; ! ? % and inside « », a full one before the colon. */
export const frenchSpaces = (text: string): string =>
  text
    .replace(/[ \u00a0\u202f]+([;!?%»])/g, `${thin}$1`)
    .replace(/«[ \u00a0\u202f]+/g, `«${thin}`)
    .replace(/[ \u00a0]+:(?=\s|$)/g, `${hard}:`)

/** Made once for each language and form: making one takes longer than what it is for. */
const numberFormats = new Map<string, Intl.NumberFormat>()
function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const name = `${tagOf(locale)} ${JSON.stringify(options)}`
  const format = numberFormats.get(name) ?? new Intl.NumberFormat(tagOf(locale), options)
  numberFormats.set(name, format)
  return format
}

/** A number with its separators: 1234.5 → "1 234,5"; at most `digits` decimals (default 1). */
export const formatNumber = (value: number, locale: string, digits = 1): string =>
  numberFormat(locale, { maximumFractionDigits: digits }).format(value).replace(/^-/, '\u2212')

/** A signed number, with a true minus: "+0,4", "−1". */
export const formatSigned = (value: number, locale: string, digits = 1): string =>
  numberFormat(locale, { maximumFractionDigits: digits, signDisplay: 'exceptZero' }).format(value).replace(/^-/, '\u2212')

/** A share between 0 and 1 as a percentage: 0.125 → "12,5 %". */
export const formatPercent = (share: number, locale: string, digits = 0): string =>
  numberFormat(locale, { style: 'percent', maximumFractionDigits: digits }).format(share).replace(/^-/, '\u2212')

const dateOf = (iso: string): Date => new Date(iso.length === 10 ? `${iso}T12:00:00` : iso)

/** A day as people write it: "2026-11-22" or a full instant → "22/11/2026". */
export const formatDate = (iso: string, locale: string): string =>
  new Intl.DateTimeFormat(tagOf(locale), { day: '2-digit', month: '2-digit', year: 'numeric' }).format(dateOf(iso))

/** French says "1er janvier", which Intl does not: any text with a day and a month, put right. */
export const firstOfMonth = (text: string, locale: string): string => (locale === 'en' ? text : text.replace(/(^|\s)1(?=\s\p{L}{3})/u, '$11er'))

/** A day in words: "22 novembre 2026", "1er janvier 2015". */
export const formatLongDate = (iso: string, locale: string): string =>
  firstOfMonth(new Intl.DateTimeFormat(tagOf(locale), { day: 'numeric', month: 'long', year: 'numeric' }).format(dateOf(iso)), locale)

/** An instant to the minute: "22/11/2026 14:05". */
export const formatDateTime = (iso: string, locale: string): string =>
  `${formatDate(iso, locale)} ${new Intl.DateTimeFormat(tagOf(locale), { hour: '2-digit', minute: '2-digit' }).format(dateOf(iso))}`

/** A date whose day or month may be unknown: "2026" → "2026", "2026-11" → "novembre 2026". */
export function formatImprecise(iso: string, locale: string): string {
  if (/^\d{4}$/.test(iso)) return iso
  if (!/^\d{4}-\d{2}$/.test(iso)) return formatDate(iso, locale)
  return new Intl.DateTimeFormat(tagOf(locale), { month: 'long', year: 'numeric' }).format(dateOf(`${iso}-15`))
}

/** Years are calendar-blind averages: good enough for "il y a 3 ans". */
const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365.25 * 86_400],
  ['month', 30.44 * 86_400],
  ['week', 7 * 86_400],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
]

const midnight = (date: Date): number => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()

/** How long ago or ahead, as people say it: "il y a 3 jours", "demain"; a bare day is compared with today. */
export function formatRelative(iso: string, locale: string, now: Date = new Date()): string {
  const words = new Intl.RelativeTimeFormat(tagOf(locale), { numeric: 'auto' })
  const days = Math.round((midnight(dateOf(iso)) - midnight(now)) / 86_400_000)
  const seconds = iso.length === 10 || Math.abs(days) > 1 ? days * 86_400 : (dateOf(iso).getTime() - now.getTime()) / 1000
  const [unit, length] = units.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1]
  if (unit === 'second') return words.format(0, iso.length === 10 ? 'day' : 'second')
  return words.format(Math.trunc(seconds / length), unit)
}

/** Reads what a French or British hand types: "31/12/2026", "31.12.26", "12/2026", "2026" → ISO; undefined if it is no date. */
export function parseDate(typed: string, partial = false): string | undefined {
  const parts = typed.trim().split(/[/.\-\s]+/)
  const iso = /^\d{4}-\d{1,2}(-\d{1,2})?$/.test(typed.trim())
  const [year, month, day] = iso ? parts : parts.toReversed()
  if (year === undefined || !/^(\d{2}|\d{4})$/.test(year) || parts.length > 3) return undefined
  if (parts.length < 3 && (!partial || year.length !== 4)) return undefined
  const full = year.length === 2 ? `20${year}` : year
  const text = [full, month?.padStart(2, '0'), day?.padStart(2, '0')].filter((part) => part !== undefined).join('-')
  return isRealDate(text) ? text : undefined
}

/** Reads an hour of the day: "9h30", "9:30", "930", "9 h" → "09:30"; undefined if it is none. */
export function parseTime(typed: string): string | undefined {
  const [, hours, minutes] = /^(\d{1,2})(?:\s*[h:.]\s*(\d{2})?)?$/i.exec(typed.trim().replace(/^(\d{1,2})(\d{2})$/, '$1:$2')) ?? []
  if (hours === undefined || Number(hours) > 23 || Number(minutes ?? 0) > 59) return undefined
  return `${hours.padStart(2, '0')}:${minutes ?? '00'}`
}

function isRealDate(text: string): boolean {
  const [year = 0, month = 1, day = 1] = text.split('-').map(Number)
  const date = new Date(Date.UTC(year, month - 1, day))
  return year >= 1000 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

/** An ISO date, whole or partial, as it is typed: "2026-12" → "12/2026". */
export const typedDate = (iso: string): string => iso.slice(0, 10).split('-').toReversed().join('/')

/** Today where the person is, YYYY-MM-DD. */
export const today = (now: Date = new Date()): string =>
  `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`

export interface Format {
  number: (value: number, digits?: number) => string
  signed: (value: number, digits?: number) => string
  percent: (share: number, digits?: number) => string
  date: (iso: string) => string
  longDate: (iso: string) => string
  dateTime: (iso: string) => string
  imprecise: (iso: string) => string
  relative: (iso: string) => string
}

/** The same functions in the language in force: `const f = useFormat()`, then `f.date(iso)` in the template. */
export function useFormat(): ComputedRef<Format> {
  const { locale } = useI18n()
  return computed(() => ({
    number: (value, digits) => formatNumber(value, locale.value, digits),
    signed: (value, digits) => formatSigned(value, locale.value, digits),
    percent: (share, digits) => formatPercent(share, locale.value, digits),
    date: (iso) => formatDate(iso, locale.value),
    longDate: (iso) => formatLongDate(iso, locale.value),
    dateTime: (iso) => formatDateTime(iso, locale.value),
    imprecise: (iso) => formatImprecise(iso, locale.value),
    relative: (iso) => formatRelative(iso, locale.value),
  }))
}
