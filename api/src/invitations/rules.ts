import type { schema } from '@convergence/db'
import type { AnswerRefusal } from './errors.ts'

export type InvitationStatus = (typeof schema.invitationStatus.enumValues)[number]
export type InvitationRole = (typeof schema.invitationRole.enumValues)[number]
/** What can be answered; whether who registers gets a seat or waits is not theirs to say. */
export type AnswerWord = Exclude<InvitationStatus, 'waitlisted'>

interface Party { stakeholderId: string; role: InvitationRole; status: InvitationStatus }

/** What the refusals of an answer need to know. */
export interface AnswerFacts {
  /** The session has ended by the clock of the server. */
  over: boolean
  from: Party
  answer: AnswerWord
  proxyId: string | null
  /** The invitation of the proxy's holder to the same session. */
  proxy: Party | null
  /** How many the answering one represents. */
  represents: number
}

/** Why an answer cannot be kept, or null. */
export function refusalOf(f: AnswerFacts): AnswerRefusal | null {
  if (f.over) return 'session-over'
  if (f.answer !== 'represented') return null
  if (!f.proxyId) return 'proxy-missing'
  if (f.proxyId === f.from.stakeholderId) return 'proxy-self'
  if (!f.proxy) return 'proxy-not-invited'
  if (f.from.role === 'observer' || f.proxy.role === 'observer') return 'proxy-observer'
  if (f.proxy.status === 'apologised') return 'proxy-not-coming'
  return f.proxy.status === 'represented' || f.represents > 0 ? 'proxy-chain' : null
}

/** Who registers gets a seat while there is one; an observer takes none. No limit without a number of seats. */
export const placeFor = (f: { role: InvitationRole; seats: number | null; taken: number }): 'registered' | 'waitlisted' =>
  f.role === 'observer' || f.seats === null || f.taken < f.seats ? 'registered' : 'waitlisted'

const HOURS_ASSUMED = 2
/** When a session ends: two hours after its start where nobody said. */
export const endOf = (session: { startsAt: Date; endsAt: Date | null }): Date => session.endsAt ?? new Date(session.startsAt.getTime() + HOURS_ASSUMED * 3_600_000)

const DAY_MS = 86_400_000
const DAYS_AFTER = 7
/** Days that the private link of an invitation works: until a week after the session. */
export const linkDays = (session: { startsAt: Date; endsAt: Date | null }, now: Date): number => Math.max(1, Math.ceil((endOf(session).getTime() - now.getTime()) / DAY_MS) + DAYS_AFTER)

export interface MandateChoice { id: string; spokesperson: boolean; email: string; startOn: string | null }

/** Through whom a holder is invited unless somebody says otherwise: its spokesperson on that day, the latest named first. */
export function spokespersonAmong(mandates: readonly MandateChoice[]): MandateChoice | null {
  const able = mandates.filter((m) => m.spokesperson)
  const [best] = able.toSorted((a, b) => Number(b.email !== '') - Number(a.email !== '') || (b.startOn ?? '').localeCompare(a.startOn ?? '') || a.id.localeCompare(b.id))
  return best ?? null
}
