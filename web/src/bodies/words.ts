import type { Body } from './store.ts'

export interface BodyAlert { key: 'vacant' | 'ending' | 'behind' | 'quorum'; n: number; of: number; tone: 'warning' | 'danger' }

/** What somebody should see to in a body that is in force, the gravest first. */
export function alertsOf({ standing }: Pick<Body, 'standing'>): BodyAlert[] {
  if (standing.rhythm === 'ceased') return []
  const { last } = standing
  const all: (BodyAlert | false)[] = [
    last?.quorum.reached === false && { key: 'quorum', n: last.quorum.present, of: last.quorum.required ?? 0, tone: 'danger' },
    standing.rhythm === 'behind' && { key: 'behind', n: standing.held, of: standing.owed, tone: 'danger' },
    standing.ending > 0 && { key: 'ending', n: standing.ending, of: standing.members, tone: 'warning' },
    standing.vacant > 0 && { key: 'vacant', n: standing.vacant, of: standing.seats, tone: 'warning' },
  ]
  return all.filter((alert) => alert !== false)
}

/** Which sentence tells the life of a body: `bodies.<key>`. */
export const periodKey = ({ since, ceasedOn }: Pick<Body, 'since' | 'ceasedOn'>): 'periodNone' | 'periodFrom' | 'periodTo' | 'periodBoth' => (since ? (ceasedOn ? 'periodBoth' : 'periodFrom') : ceasedOn ? 'periodTo' : 'periodNone')

/** A whole number from 1 to a bound; null for nothing, undefined for what is none. */
export const wholeNumber = (text: string, max: number): number | null | undefined => (text.trim() === '' ? null : /^\d+$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= max ? Number(text) : undefined)
