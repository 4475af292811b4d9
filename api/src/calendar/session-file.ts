import { TZDate } from '@date-fns/tz'
import ical, { type ICalCalendar, ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import { tzlib_get_ical_block } from 'timezones-ical-library'

/** What a calendar needs to know of a session. */
export interface SessionForCalendar {
  id: string
  title: string
  aim: string
  status: 'planned' | 'open' | 'closed' | 'cancelled'
  startsAt: Date
  /** Null: two hours are kept free. */
  endsAt: Date | null
  /** IANA name. */
  timeZone: string
  place: string
  videoUrl: string
  calendarSequence: number
  updatedAt: Date
}

export interface CalendarOptions {
  locale: 'fr' | 'en'
  /** Where the reader reads on: the session for staff, the page of the private link without its secret for the invited. */
  url: string
  /** Sender of the invitation, `Name <address>`; left out of a file that is only downloaded. */
  organiser?: string
  /** Who is invited, when the file goes with a mail. */
  attendee?: { name: string; address: string }
}

const ASSUMED_HOURS = 2
const words = { fr: { video: 'Visioconférence', details: 'Détails' }, en: { video: 'Video meeting', details: 'Details' } } as const

/** The method of the mail that carries the file: a cancelled session is taken out of the calendar, any other put in or moved. */
export const methodOf = (session: Pick<SessionForCalendar, 'status'>): 'REQUEST' | 'CANCEL' => (session.status === 'cancelled' ? 'CANCEL' : 'REQUEST')

/**
 * The calendar file of a session (RFC 5545): one event, whose UID never changes and whose SEQUENCE grows with each change
 * that the invited should hear of, so that a calendar moves it and never shows it twice. Without an attendee the method is
 * PUBLISH: a file to keep, which asks for no answer.
 */
export function calendarOf(session: SessionForCalendar, { locale, url, organiser, attendee }: CalendarOptions): string {
  const calendar = ical({ prodId: { company: 'Convergence', product: 'Convergence', language: locale.toUpperCase() }, method: attendee ? ICalCalendarMethod[methodOf(session)] : session.status === 'cancelled' ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH })
  addSession(calendar, session, { locale, url, organiser, attendee })
  return calendar.toString()
}

/** Puts a session into a calendar, with the block of its time zone. */
export function addSession(calendar: ICalCalendar, session: SessionForCalendar, { locale, url, organiser, attendee }: { [K in keyof CalendarOptions]: CalendarOptions[K] | undefined } & Pick<CalendarOptions, 'locale' | 'url'>): void {
  calendar.timezone({ name: session.timeZone, generator: (name) => blockOf(name) })
  const event = calendar.createEvent({
    id: `${session.id}@convergence`,
    sequence: session.calendarSequence,
    stamp: session.updatedAt,
    // A plain Date would be written in the zone of the server, under the name of this one.
    start: new TZDate(session.startsAt, session.timeZone),
    end: new TZDate(session.endsAt ?? new Date(session.startsAt.getTime() + ASSUMED_HOURS * 3_600_000), session.timeZone),
    timezone: session.timeZone,
    summary: session.title,
    status: session.status === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    description: descriptionOf(session, locale, url),
    url,
  })
  if (session.place || session.videoUrl) event.location(session.place || session.videoUrl)
  if (session.videoUrl) event.x('X-CONFERENCE-URL', session.videoUrl)
  const from = organiser ? /^(.*?)\s*<?([^<>\s]+@[^<>\s]+?)>?$/.exec(organiser) : null
  if (from?.[2]) event.organizer({ name: from[1]?.replace(/"/g, '').trim() || 'Convergence', email: from[2] })
  if (attendee) event.createAttendee({ name: quotable(attendee.name) || attendee.address, email: attendee.address, rsvp: session.status !== 'cancelled' })
}

// RFC 5545 knows no way to write a quotation mark or a line end in a parameter: the one would end it and begin another, the
// library's backslash notwithstanding.
const quotable = (name: string): string => name.replace(/"/g, "'").replace(/[\p{Cc}\\]+/gu, ' ').trim()

function descriptionOf({ aim, videoUrl }: SessionForCalendar, locale: 'fr' | 'en', url: string): string {
  const { video, details } = words[locale]
  const colon = locale === 'fr' ? ' : ' : ': '
  return [aim, videoUrl ? `${video}${colon}${videoUrl}` : '', `${details}${colon}${url}`].filter(Boolean).join('\n\n')
}

/** The VTIMEZONE of a zone; a name that the library does not know has none, and calendars then go by their own list. */
function blockOf(name: string): string | null {
  const [block] = tzlib_get_ical_block(name)
  return block ? block.replace(/\r?\n/g, '\r\n') : null
}
