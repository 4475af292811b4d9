import { parseAbsolute, parseDateTime, toZoned } from '@internationalized/date'
import { firstOfMonth } from '../ui/format.ts'
import type { Session } from './types.ts'

const tag = (locale: string): string => (locale === 'en' ? 'en-GB' : 'fr-FR')
/** Made once for each zone, language and form: making one takes longer than drawing a cell. */
const formats = new Map<string, Intl.DateTimeFormat>()
function part(iso: string, timeZone: string, locale: string, options: Intl.DateTimeFormatOptions): string {
  const name = `${locale} ${timeZone} ${JSON.stringify(options)}`
  const format = formats.get(name) ?? new Intl.DateTimeFormat(tag(locale), { timeZone, ...options })
  formats.set(name, format)
  return format.format(new Date(iso))
}

/** The day of the month where the session is held. */
export const dayOf = (iso: string, timeZone: string, locale: string): string => part(iso, timeZone, locale, { day: 'numeric' })

/** "oct. 2026" */
export const monthOf = (iso: string, timeZone: string, locale: string): string => part(iso, timeZone, locale, { month: 'short', year: 'numeric' })

/** A session longer than a day: only its months are sure. */
export const spansDays = (session: Pick<Session, 'startsAt' | 'endsAt'>): boolean => session.endsAt !== null && Date.parse(session.endsAt) - Date.parse(session.startsAt) > 24 * 3_600_000

/** "oct.", and its year "2026" */
export const monthAlone = (iso: string, timeZone: string, locale: string): string => part(iso, timeZone, locale, { month: 'short' })
export const yearOf = (iso: string, timeZone: string, locale: string): string => part(iso, timeZone, locale, { year: 'numeric' })

/** "mardi 13 octobre 2026" */
export const fullDay = (iso: string, timeZone: string, locale: string): string =>
  firstOfMonth(part(iso, timeZone, locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }), locale)

/** "09:30", where the session is held. */
export const timeOf = (iso: string, timeZone: string, locale: string): string => part(iso, timeZone, locale, { hour: '2-digit', minute: '2-digit' })

/** "09:30 – 15:35"; a session of several days, or that says no hour, gives none. */
export function timeRange(session: Pick<Session, 'startsAt' | 'endsAt' | 'timeZone'>, locale: string): string {
  const { startsAt, endsAt, timeZone } = session
  if (endsAt && spansDays(session)) return `→ ${monthOf(endsAt, timeZone, locale)}`
  return endsAt ? `${timeOf(startsAt, timeZone, locale)} – ${timeOf(endsAt, timeZone, locale)}` : timeOf(startsAt, timeZone, locale)
}

/** The zone of this device: a session that is planned on it is held there. */
export const zoneHere = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone

/** The instant of a day and an hour on the clocks of a zone: the hour typed is the hour shown, wherever one types it. */
export const instantOf = (day: string, time: string, timeZone: string): string => toZoned(parseDateTime(`${day}T${time || '00:00'}`), timeZone).toAbsoluteString()

const two = (n: number): string => String(n).padStart(2, '0')
/** Day and hour of an instant on the clocks of a zone, for the fields of a form. */
export function fieldsOf(iso: string, timeZone: string): { day: string; time: string } {
  const at = parseAbsolute(iso, timeZone)
  return { day: `${at.year}-${two(at.month)}-${two(at.day)}`, time: `${two(at.hour)}:${two(at.minute)}` }
}

/** 365 → "6 h 05"; less than an hour stays in minutes. */
export const durationText = (minutes: number): string => (minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${two(minutes % 60)}`)

/** The hour so many minutes after another, "09:30" and 120 → "11:30"; past midnight it stays within the day. */
export function timeAfter(time: string, minutes: number): string {
  const [h = 0, m = 0] = time.split(':').map(Number)
  const total = Math.min(h * 60 + m + minutes, 23 * 60 + 59)
  return `${two(Math.floor(total / 60))}:${two(total % 60)}`
}
