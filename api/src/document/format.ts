export type DocumentLanguage = 'fr' | 'en'

const NBSP = '\u00a0'
const THIN = '\u202f'

/** French spaces: no-break before a colon and inside « », thin before ; ? ! and %. Texts typed with plain spaces get them too. */
export const frenchSpaces = (text: string): string =>
  text.replace(/[ \u00a0\u202f]+(?=[;?!%])/g, THIN).replace(/[ \u00a0\u202f]+(?=[:»])/g, NBSP).replace(/«[ \u00a0\u202f]*/g, `«${NBSP}`)

/** Ways to write figures and dates of a document, in its language and in the zone of the session. */
export function formatsOf(language: DocumentLanguage, timeZone: string) {
  const locale = language === 'fr' ? 'fr-FR' : 'en-GB'
  const plain = language === 'fr' ? frenchSpaces : (text: string) => text
  const noon = (day: string) => new Date(`${day}T12:00:00Z`)
  const time = (at: string) => {
    const [hour = '', minute = ''] = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone }).format(new Date(at)).split(':')
    return language === 'fr' ? `${Number(hour)}${NBSP}h${NBSP}${minute}` : `${hour}:${minute}`
  }
  return {
    plain, time,
    /** 1 234,5 with a true minus. */
    number: (value: number, digits = 2) => new Intl.NumberFormat(locale, { maximumFractionDigits: digits, minimumFractionDigits: Number.isInteger(value) ? 0 : Math.min(1, digits) }).format(value).replace('-', '\u2212'),
    signed: (value: number, digits = 2) => new Intl.NumberFormat(locale, { maximumFractionDigits: digits, signDisplay: 'exceptZero' }).format(value).replace('-', '\u2212'),
    /** 31/12/2026 */
    day: (day: string) => new Intl.DateTimeFormat(locale, { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'UTC' }).format(noon(day)),
    longDay: (at: string) => new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone }).format(new Date(at)),
    list: (items: readonly string[]) => items.join(language === 'fr' ? `${THIN}; ` : '; '),
    minutes: (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 60_000),
  }
}
export type Formats = ReturnType<typeof formatsOf>
