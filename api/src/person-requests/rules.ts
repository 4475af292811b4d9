/** The same day of the month `months` later, or that month's last: 31 January and one month is 28 or 29 February. YYYY-MM-DD. */
export function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}

/** Months to answer (GDPR 12(3)), and months that a reason adds. */
export const ANSWER_MONTHS = 1
export const EXTENSION_MONTHS = 2

type State = 'received' | 'verified' | 'answered' | 'refused'
interface Standing { state: State; dueOn: string; identityCheck: string; extensionReason: string; reply: string }

export const isOpen = (state: State): boolean => state === 'received' || state === 'verified'
/** The day of the answer passed and nobody answered. */
export const isOverdue = ({ state, dueOn }: Pick<Standing, 'state' | 'dueOn'>, today: string): boolean => isOpen(state) && dueOn < today

export type Refusal = 'request-closed' | 'request-identity-owed' | 'request-reply-owed' | 'request-extended-already' | 'request-extension-late' | 'request-backwards'
interface Change { state?: State | undefined; identityCheck?: string | undefined; extensionReason?: string | undefined; reply?: string | undefined }

/** Why a change to a request is refused; null when it may be made. */
export function refusalOf(before: Standing, change: Change, today: string): Refusal | null {
  if (!isOpen(before.state)) return 'request-closed'
  if (change.extensionReason !== undefined && change.extensionReason !== before.extensionReason) {
    if (before.extensionReason !== '') return 'request-extended-already'
    if (before.dueOn < today) return 'request-extension-late'
  }
  const state = change.state ?? before.state
  if (before.state === 'verified' && state === 'received') return 'request-backwards'
  if ((state === 'verified' || state === 'answered') && !(change.identityCheck ?? before.identityCheck).trim()) return 'request-identity-owed'
  if (!isOpen(state) && !(change.reply ?? before.reply).trim()) return 'request-reply-owed'
  return null
}
