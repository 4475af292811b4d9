import type { schema } from '@convergence/db'
import type { PositionProblem } from './errors.ts'

type State = (typeof schema.positionState.enumValues)[number]
type Manner = (typeof schema.positionManner.enumValues)[number]

/** What the refusals of a position need to know. Times in UTC. */
export interface Facts {
  state: State
  value: number | null
  manner: Manner
  statedAt: Date
  now: Date
  holderKind: 'organisation' | 'group' | 'person'
  /** Whether the version was in force at `statedAt`. */
  versionInForce: boolean
  session: { status: 'planned' | 'open' | 'closed' | 'cancelled' } | null
  attendance: { status: string; leftAt: Date | null } | null
}

export interface Refusal { code: PositionProblem; field: string }

/** A device's clock may be ahead of the server's by this much, in milliseconds. */
const CLOCK_SKEW_MS = 120_000
const ATTENDING = ['present', 'remote', 'represented']

/** Why a position cannot be recorded, or null; the first reason that holds, from the statement itself to the room. */
export function refusalOf(f: Facts): Refusal | null {
  if (f.state === 'stated' && f.value === null) return { code: 'position-value-missing', field: 'value' }
  if (f.state !== 'stated' && f.value !== null) return { code: 'position-value-unexpected', field: 'value' }
  if (f.statedAt.getTime() > f.now.getTime() + CLOCK_SKEW_MS) return { code: 'position-in-the-future', field: 'statedAt' }
  if (f.manner === 'in_room' && !f.session) return { code: 'position-room-without-session', field: 'sessionId' }
  if (f.holderKind === 'person') return { code: 'position-holder-person', field: 'holderId' }
  if (f.session?.status === 'closed') return { code: 'position-session-closed', field: 'sessionId' }
  if (f.session && f.session.status !== 'open') return { code: 'position-session-not-open', field: 'sessionId' }
  if (!f.versionInForce) return { code: 'position-version-superseded', field: 'pointVersionId' }
  return f.session ? presenceRefusal(f) : null
}

/** In the room speaks who is there and has not left; a text sent in and a question never put need no presence. */
function presenceRefusal(f: Facts): Refusal | null {
  if (f.manner !== 'in_room' || f.state === 'not_asked') return null
  if (f.attendance?.status === 'observer') return { code: 'position-holder-observer', field: 'holderId' }
  if (!f.attendance || !ATTENDING.includes(f.attendance.status)) return { code: 'position-holder-absent', field: 'holderId' }
  const left = f.attendance.leftAt !== null && f.attendance.leftAt < f.statedAt
  return left && f.state !== 'left_before' ? { code: 'position-holder-left', field: 'state' } : null
}

/** The calendar day YYYY-MM-DD of an instant where people are. */
export const dayIn = (at: Date, timeZone = 'Europe/Paris'): string => new Intl.DateTimeFormat('sv-SE', { timeZone }).format(at)

/** Whether a mandate with imprecise dates (YYYY, YYYY-MM, YYYY-MM-DD) covers a day; an unknown end is open. */
export function mandateCovers(mandate: { startOn: string | null; endOn: string | null }, day: string): boolean {
  const started = mandate.startOn === null || mandate.startOn <= day.slice(0, mandate.startOn.length)
  const ended = mandate.endOn !== null && mandate.endOn < day.slice(0, mandate.endOn.length)
  return started && !ended
}
