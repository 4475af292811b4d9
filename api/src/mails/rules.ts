/** Why a mail did not leave. `refused` is the only one that trying again does not mend. */
export const failures = ['refused', 'deferred', 'unreachable', 'timeout', 'authentication', 'tls', 'interrupted', 'opted_out', 'other'] as const
export type MailFailure = (typeof failures)[number]

const MINUTE = 60_000
/** Waiting after each failed attempt: greylisting lasts minutes, an outage hours. About 20 hours in all. */
const DELAYS_MS = [1, 3, 10, 30, 60, 120, 240, 240, 240, 240].map((minutes) => minutes * MINUTE)
/** After so many attempts a mail is parked: it waits for a person. */
export const ATTEMPTS_MAX = DELAYS_MS.length + 1

/** Milliseconds to wait after the n-th attempt (1…), ± 20 % by `chance` in 0…1 so that mails do not come back together; null after the last. */
export function delayAfter(attempt: number, chance: number): number | null {
  const delay = DELAYS_MS[attempt - 1]
  return delay === undefined || attempt < 1 ? null : Math.round(delay * (0.8 + 0.4 * chance))
}

export interface SendFailure { failure: MailFailure; /** What the server said, one line. */ sentence: string; permanent: boolean; /** The server itself did not do its part: other mails would fare no better now. */ serverDown: boolean }

/** Reads what the SMTP client throws: `code`, `responseCode` and `response` (nodemailer's errors.ts). */
export function failureOf(error: unknown): SendFailure {
  const { code = '', responseCode, response, message = '' } = (error ?? {}) as { code?: string; responseCode?: number; response?: string; message?: string }
  const sentence = (response ?? message).replace(/\s+/g, ' ').trim().slice(0, 500)
  const of = (failure: MailFailure, more: Partial<SendFailure> = {}): SendFailure => ({ failure, sentence, permanent: false, serverDown: false, ...more })
  // A refused sign-in or an untrusted certificate is a fault of the settings: the mail is not to blame, and waits.
  if (code === 'EAUTH' || code === 'ENOAUTH' || code === 'EOAUTH2') return of('authentication', { serverDown: true })
  if (code === 'ETLS' || code === 'EREQUIRETLS' || /certificate|self.signed|TLS/i.test(message) && code === 'ESOCKET') return of('tls', { serverDown: true })
  if (code === 'ETIMEDOUT' || code === 'EABORT') return of('timeout', { serverDown: true })
  if (code === 'EENVELOPE' || code === 'EMESSAGE') return responseCode !== undefined && responseCode < 500 ? of('deferred') : of('refused', { permanent: true })
  if (['ECONNECTION', 'ESOCKET', 'EDNS', 'ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EPIPE'].includes(code)) return of('unreachable', { serverDown: true })
  if (responseCode !== undefined && responseCode >= 400 && responseCode < 500) return of('deferred')
  return of('other')
}

/** Failure and sentence as one column keeps them, and back. */
export const writeFailure = (failure: MailFailure, sentence: string): string => `${failure}: ${sentence}`
export function readFailure(stored: string): { failure: MailFailure | null; sentence: string } {
  if (stored === '') return { failure: null, sentence: '' }
  const cut = stored.indexOf(': ')
  const failure = failures.find((f) => f === stored.slice(0, cut))
  return failure ? { failure, sentence: stored.slice(cut + 2) } : { failure: 'other', sentence: stored }
}
