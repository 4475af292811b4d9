/** A year, a half-year or a quarter: `2026`, `2026-H1`, `2026-Q3`. */
export interface Period { code: string; from: string; to: string }

const PATTERN = /^(\d{4})(?:-(?:H([12])|Q([1-4])))?$/
/** Months of one period, by its letter. */
const MONTHS = { '': 12, H: 6, Q: 3 } as const
type Letter = keyof typeof MONTHS
interface Parts { year: number; letter: Letter; index: number }

export const periodPattern = /^(?:19|20|21)\d{2}(?:-(?:H[12]|Q[1-4]))?$/

function partsOf(code: string): Parts {
  const [, year = '', half, quarter] = PATTERN.exec(code) ?? []
  return { year: Number(year), letter: half ? 'H' : quarter ? 'Q' : '', index: Number(half ?? quarter ?? 1) }
}

const codeOf = ({ year, letter, index }: Parts): string => (letter === '' ? String(year) : `${year}-${letter}${index}`)
const two = (n: number): string => String(n).padStart(2, '0')

/** The days of a period, both included. */
export function periodOf(code: string): Period {
  const { year, letter, index } = partsOf(code)
  const months = MONTHS[letter]
  const last = index * months
  const end = new Date(Date.UTC(year, last, 0)).getUTCDate()
  return { code, from: `${year}-${two(last - months + 1)}-01`, to: `${year}-${two(last)}-${two(end)}` }
}

/** The period of the same length just before. */
export function previousOf(code: string): Period {
  const { year, letter, index } = partsOf(code)
  const perYear = 12 / MONTHS[letter]
  return periodOf(codeOf(index > 1 ? { year, letter, index: index - 1 } : { year: year - 1, letter, index: perYear }))
}

/** The `count` periods that end with this one, the oldest first. */
export function lastPeriods(code: string, count: number): Period[] {
  const periods = [periodOf(code)]
  while (periods.length < count) periods.unshift(previousOf(periods[0]?.code ?? code))
  return periods
}
