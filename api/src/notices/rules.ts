/** How a person stands: told (sent), need not be told (exempted), covered by the public notice, still to be told, or late. */
export type NoticeState = 'sent' | 'exempted' | 'public' | 'due' | 'overdue'
export interface Told { kind: 'sent' | 'exempted' | 'public'; reviewOn: string | null; withdrawnAt: Date | null; createdAt: Date }

/** The parts that a notice must have (GDPR 13, 14), in the order in which people read them. */
export const noticeParts = ['controller', 'dpo', 'purposes', 'legalBasis', 'legitimateInterest', 'categories', 'source', 'recipients', 'retention', 'rights', 'complaint'] as const
export type NoticePart = (typeof noticeParts)[number]

/** Shortest reason that exempts from telling, in characters. */
export const REASON_MIN = 20

/** The same day of the next month, or its last day: 31 January → 28 February. `day` is YYYY-MM-DD. */
export function monthAfter(day: string, months = 1): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}

/** By when a person is to be told (GDPR 14(3)): at the first contact, at the latest a month after being entered. */
export function dueOn(enteredOn: string, firstContactOn: string | null): string {
  const limit = monthAfter(enteredOn)
  return firstContactOn !== null && firstContactOn < limit ? firstContactOn : limit
}

/** True while a statement holds: not withdrawn, and, for an exemption, not past its review. */
export const holds = (told: Told, today: string): boolean => told.withdrawnAt === null && (told.kind !== 'exempted' || (told.reviewOn ?? '') >= today)

/** The state on a day; the latest statement that holds decides. */
export function stateOf(statements: readonly Told[], due: string, today: string): NoticeState {
  const standing = statements.filter((s) => holds(s, today)).toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime()).at(-1)
  return standing?.kind ?? (due < today ? 'overdue' : 'due')
}

/** The parts that a template lacks. */
export const missingParts = (parts: Record<string, string>): NoticePart[] => noticeParts.filter((part) => !parts[part]?.trim())

/** The text that a person reads, from its parts. */
export const wordingOf = (parts: Record<string, string>): string => noticeParts.map((part) => (parts[part] ?? '').trim()).filter(Boolean).join('\n\n')
