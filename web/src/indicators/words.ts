export type Frequency = 'monthly' | 'quarterly' | 'half_yearly' | 'yearly'
export interface Period { periodStart: string; periodEnd: string }
export const frequencies: readonly Frequency[] = ['monthly', 'quarterly', 'half_yearly', 'yearly']
export const themes = ['dialogue', 'footprint', 'social', 'societal', 'other'] as const
export const directions = ['up', 'down', 'none'] as const
export const aggregations = ['sum', 'mean', 'ratio', 'last'] as const
export const valueStatuses = ['draft', 'submitted', 'validated', 'frozen'] as const

const MONTHS: Readonly<Record<Frequency, number>> = { monthly: 1, quarterly: 3, half_yearly: 6, yearly: 12 }
const dayAt = (year: number, month: number, day: number): string => new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10)

/** The last periods of a frequency that are over on a day, the latest first: the server’s calendar. Pure. */
export function endedPeriods(frequency: Frequency, today: string, count: number): Period[] {
  const months = MONTHS[frequency]
  const [year = 0, month = 1] = today.split('-').map(Number)
  const first = month - 1 - ((month - 1) % months)
  return Array.from({ length: count }, (_, i) => ({ periodStart: dayAt(year, first - (i + 1) * months, 1), periodEnd: dayAt(year, first - i * months, 0) }))
}

/** How a period is said: a key of `indicators.period` and what goes in. Pure. */
export function periodWords({ periodStart, periodEnd }: Period): { key: 'year' | 'half' | 'quarter' | 'month' | 'days'; year: string; n: number } {
  const [year = '', from = '01'] = periodStart.split('-')
  const [endYear, to = '12'] = periodEnd.split('-')
  const months = Number(to) - Number(from) + 1
  const n = Number(from)
  if (year !== endYear || !periodStart.endsWith('-01')) return { key: 'days', year, n }
  if (months === 12) return { key: 'year', year, n: 1 }
  if (months === 6 && n % 6 === 1) return { key: 'half', year, n: (n + 5) / 6 }
  if (months === 3 && n % 3 === 1) return { key: 'quarter', year, n: (n + 2) / 3 }
  return months === 1 ? { key: 'month', year, n } : { key: 'days', year, n }
}

/** A number as people type it: a comma or a point for decimals, spaces between thousands, a true minus. Undefined of anything else. Pure. */
export function parseDecimal(text: string): number | undefined {
  const bare = text.replace(/[\s\u00a0\u202f]/g, '').replace('\u2212', '-').replace(',', '.')
  if (!/^-?\d{1,15}(?:\.\d{1,12})?$/.test(bare)) return undefined
  const value = Number(bare)
  return Math.abs(value) <= 1e15 ? value : undefined
}

/** A number as an editable text, with the decimal sign of the language. Pure. */
export const editable = (value: number | null | undefined, locale: string): string => (value === null || value === undefined ? '' : String(Number(value.toPrecision(12))).replace('.', locale === 'fr' ? ',' : '.'))

/** Decimals that a figure of this size needs: three significant digits, and no more than two after the comma. Pure. */
export const digitsOf = (value: number): number => (Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2)

/** The ratio that numerator and denominator make; undefined while one is missing. Pure. */
export function ratioOf(numerator: number | undefined, denominator: number | undefined, unit: string): number | undefined {
  if (numerator === undefined || denominator === undefined || denominator <= 0) return undefined
  return (unit.startsWith('%') ? 100 : 1) * (numerator / denominator)
}
