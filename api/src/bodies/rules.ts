import type { schema } from '@convergence/db'

type AttendanceStatus = (typeof schema.attendanceStatus.enumValues)[number]

/** Days ahead in which the end of a term is told, so that a renewal can be prepared. */
export const RENEWAL_DAYS = 90
const YEAR_DAYS = 365

/** A member on the day of a meeting: whose seats, and how many. */
export interface Seat { memberId: string; stakeholderId: string; seats: number }
/** Who came to it: `headcount` people for one stakeholder, or another stakeholder in their stead. */
export interface Presence { stakeholderId: string; status: AttendanceStatus; headcount: number; proxyId: string | null }

export interface SeatCount { memberId: string; counted: number }
export interface QuorumCount {
  /** Share of the seats filled that must be in the room, in percent; null when the body set none. */
  percent: number | null
  /** Seats filled on that day. */
  filled: number
  /** Seats that must be in the room; null without a quorum. */
  required: number | null
  /** Seats whose holders came, online or in the room, or gave their voice to a member who did. */
  present: number
  /** null without a quorum: such a body decides whoever comes. */
  reached: boolean | null
}

const IN_PERSON: readonly AttendanceStatus[] = ['present', 'remote']

/**
 * Counts the quorum of a meeting: the share of the seats filled on that day, rounded up to whole seats, against the seats of those who
 * came. People count up to the seats that their stakeholder holds; a stakeholder that is represented counts when a member
 * who came speaks for it. A body without any member reaches no quorum.
 */
export function countQuorum(percent: number | null, seats: readonly Seat[], came: readonly Presence[]): QuorumCount & { counts: SeatCount[] } {
  const filled = seats.reduce((sum, seat) => sum + seat.seats, 0)
  const counts = countSeats(seats, came)
  const present = counts.reduce((sum, seat) => sum + seat.counted, 0)
  const required = percent === null ? null : Math.ceil((percent * filled) / 100)
  return { percent, filled, required, present, reached: required === null ? null : filled > 0 && present >= required, counts }
}

/** How many of each member's seats count; the people of a stakeholder with several seats fill them in order. */
function countSeats(seats: readonly Seat[], came: readonly Presence[]): SeatCount[] {
  const members = new Set(seats.map((seat) => seat.stakeholderId))
  const present = new Set(came.filter((p) => IN_PERSON.includes(p.status) && p.headcount > 0 && members.has(p.stakeholderId)).map((p) => p.stakeholderId))
  const counts = (p: Presence): boolean => present.has(p.stakeholderId) || (p.status === 'represented' && p.proxyId !== null && present.has(p.proxyId))
  const left = new Map(came.filter(counts).map((p) => [p.stakeholderId, p.headcount]))
  return seats.map(({ memberId, stakeholderId, seats: own }) => {
    const counted = Math.min(own, left.get(stakeholderId) ?? 0)
    left.set(stakeholderId, (left.get(stakeholderId) ?? 0) - counted)
    return { memberId, counted }
  })
}

export type Rhythm = 'free' | 'kept' | 'behind' | 'ceased'
/** Days are YYYY-MM-DD. */
export interface RhythmFacts { meetingsPerYear: number | null; held: number; since: string | null; ceasedOn: string | null; day: string }

/** Meetings that a body owed over the twelve months up to a day: those of a year, or of the part of it since it began, in whole meetings. */
export function meetingsOwed({ meetingsPerYear, since, day }: Pick<RhythmFacts, 'meetingsPerYear' | 'since' | 'day'>): number {
  if (meetingsPerYear === null) return 0
  const age = since === null ? YEAR_DAYS : Math.max(0, (Date.parse(day) - Date.parse(since)) / 86_400_000)
  return Math.floor((meetingsPerYear * Math.min(age, YEAR_DAYS)) / YEAR_DAYS)
}

/** Whether a body met as often as it set itself to; `held` counts the meetings of the twelve months up to the day. */
export function rhythmOf(facts: RhythmFacts): Rhythm {
  if (facts.ceasedOn !== null && facts.ceasedOn < facts.day) return 'ceased'
  if (facts.meetingsPerYear === null) return 'free'
  return facts.held >= meetingsOwed(facts) ? 'kept' : 'behind'
}

export interface Term { startOn: string; endOn: string | null; seats: number }

/** The most seats that terms fill on any one day of a span (both ends included; without end when null). */
export function peakSeats(terms: readonly Term[], span: { startOn: string; endOn: string | null }): number {
  const inside = terms.filter((term) => overlap(term, span))
  const days = [span.startOn, ...inside.map((term) => term.startOn).filter((day) => day > span.startOn)]
  return Math.max(0, ...days.map((day) => inside.filter((term) => covers(term, day)).reduce((sum, term) => sum + term.seats, 0)))
}

type Span = Pick<Term, 'startOn' | 'endOn'>
export const covers = (span: Span, day: string): boolean => span.startOn <= day && (span.endOn === null || span.endOn >= day)
export const overlap = (a: Span, b: Span): boolean => (a.endOn === null || a.endOn >= b.startOn) && (b.endOn === null || b.endOn >= a.startOn)

export type TermState = 'ahead' | 'current' | 'ending' | 'ended'

/** Where a term stands on a day; `ending` within 90 days of its last day unless it is renewed. */
export function termState(term: Span & { renewed: boolean }, day: string): TermState {
  if (term.startOn > day) return 'ahead'
  if (term.endOn === null) return 'current'
  if (term.endOn < day) return 'ended'
  return term.endOn <= addDays(day, RENEWAL_DAYS) && !term.renewed ? 'ending' : 'current'
}

export const addDays = (day: string, days: number): string => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
