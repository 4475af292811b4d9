import { parisDay } from '../rounds/days.ts'
import type { Ranking } from './store.ts'

export interface Preset { key: 'previous' | 'voices' | 'horizon'; id: string; withId: string }

const latest = (rankings: readonly Ranking[]): Ranking | undefined => rankings.toSorted((a, b) => b.asOf.localeCompare(a.asOf))[0]

/** The ranking in force on a day, now by default: the last adopted by then, else the last computed on what was known by then. */
export function inForce(rankings: readonly Ranking[], day = '9999-12-31'): Ranking | undefined {
  const done = rankings.filter((one) => one.status === 'done' && parisDay(one.asOf) <= day)
  return done.filter((one) => one.adoptedOn !== null && one.adoptedOn <= day).toSorted((a, b) => (b.adoptedOn ?? '').localeCompare(a.adoptedOn ?? ''))[0] ?? latest(done)
}

/** The ranking that the screen opens: the one in force, else the last one asked. */
export const firstShown = (rankings: readonly Ranking[], day?: string): Ranking | undefined => inForce(rankings, day) ?? latest(rankings)

/** The days on which another ranking came in force, the oldest first, each with that ranking. */
export function turnsOf(rankings: readonly Ranking[]): { day: string; ranking: Ranking }[] {
  const days = [...new Set(rankings.flatMap((one) => (one.status === 'done' ? [parisDay(one.asOf), ...(one.adoptedOn ? [one.adoptedOn] : [])] : [])))].sort()
  const held = days.flatMap((day) => { const ranking = inForce(rankings, day); return ranking ? [{ day, ranking }] : [] })
  return held.filter(({ ranking }, i) => ranking.id !== held[i - 1]?.ranking.id)
}

/** The comparisons worth a button: the date before, those inside against those outside, now against later. */
export function presetsOf(ranking: Ranking, rankings: readonly Ranking[]): Preset[] {
  const done = rankings.filter((one) => one.status === 'done' && one.formulaId === ranking.formulaId && one.perimeterId === ranking.perimeterId)
  const near = (capacity: Ranking['capacity']) => latest(done.filter((one) => one.capacity === capacity && one.horizon === ranking.horizon && one.asOf <= ranking.asOf)) ?? latest(done.filter((one) => one.capacity === capacity && one.horizon === ranking.horizon))
  const [inside, outside] = [near('internal'), near('stakeholder')]
  const later = latest(done.filter((one) => one.capacity === ranking.capacity && one.horizon !== ranking.horizon))
  return [
    ...(ranking.previousId ? [{ key: 'previous' as const, id: ranking.id, withId: ranking.previousId }] : []),
    ...(inside && outside ? [{ key: 'voices' as const, id: outside.id, withId: inside.id }] : []),
    ...(later ? [{ key: 'horizon' as const, id: later.id, withId: ranking.id }] : []),
  ]
}
