import { TZDate } from '@date-fns/tz'
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import { addSession, type SessionForCalendar } from './session-file.ts'

/** What a calendar needs to know of an activity: whole days, both included. */
export interface ActivityForCalendar { id: string; title: string; objective: string; status: 'planned' | 'under_way' | 'done' | 'cancelled'; startsOn: string; endsOn: string; version: number; updatedAt: Date }

export interface PlanCalendarOptions { locale: 'fr' | 'en'; /** Address of the site, without a slash at its end. */ site: string }

const DAY_MS = 86_400_000
const midnight = (day: string, after = 0): TZDate => new TZDate(new Date(Date.parse(`${day}T00:00:00Z`) + after * DAY_MS), 'UTC')

/**
 * The calendar of a plan (RFC 5545): each activity an event of whole days, each session one at its hour. UIDs never change, so
 * that the file taken again moves what it moved and shows nothing twice; what was cancelled stays, marked so.
 */
export function calendarOfPlan(plan: { title: string }, activities: readonly ActivityForCalendar[], sessions: readonly SessionForCalendar[], { locale, site }: PlanCalendarOptions): string {
  const calendar = ical({ prodId: { company: 'Convergence', product: 'Convergence', language: locale.toUpperCase() }, method: ICalCalendarMethod.PUBLISH, name: plan.title })
  for (const activity of activities) {
    calendar.createEvent({
      id: `${activity.id}@convergence`, sequence: activity.version, stamp: activity.updatedAt, allDay: true, timezone: 'UTC',
      // The end of whole days is the day after the last one.
      start: midnight(activity.startsOn), end: midnight(activity.endsOn, 1), summary: activity.title, description: activity.objective, url: `${site}/dialogue/actions/${activity.id}`,
      status: activity.status === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    })
  }
  for (const session of sessions) addSession(calendar, session, { locale, url: `${site}/dialogue/seances/${session.id}`, organiser: undefined, attendee: undefined })
  return calendar.toString()
}
