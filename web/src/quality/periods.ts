export type PeriodKind = 'year' | 'half' | 'quarter'

const LETTER = { year: '', half: 'H', quarter: 'Q' } as const
const PER_YEAR = { year: 1, half: 2, quarter: 4 } as const

export const kindOf = (code: string): PeriodKind => (code.includes('H') ? 'half' : code.includes('Q') ? 'quarter' : 'year')

/** The period of a kind in which a day lies: 2026, 2026-H2, 2026-Q4. */
export function periodOn(day: string, kind: PeriodKind): string {
  const [year, month] = [day.slice(0, 4), Number(day.slice(5, 7))]
  return kind === 'year' ? year : `${year}-${LETTER[kind]}${Math.ceil(month / (12 / PER_YEAR[kind]))}`
}

/** The period so many steps away, of the same kind. */
export function stepFrom(code: string, steps: number): string {
  const kind = kindOf(code)
  const per = PER_YEAR[kind]
  const index = Number(code.slice(0, 4)) * per + (kind === 'year' ? 0 : Number(code.at(-1)) - 1) + steps
  return kind === 'year' ? String(index) : `${Math.floor(index / per)}-${LETTER[kind]}${(index % per) + 1}`
}

/** A code that the address may bear, or undefined. */
export const readPeriod = (text: unknown): string | undefined => (typeof text === 'string' && /^(?:19|20|21)\d{2}(?:-(?:H[12]|Q[1-4]))?$/.test(text) ? text : undefined)

/** Its name in the locale: `quality.period.<key>`, of a year. */
export const namedBy = (code: string): { key: string; year: string } => ({ key: code.slice(5) || 'year', year: code.slice(0, 4) })
