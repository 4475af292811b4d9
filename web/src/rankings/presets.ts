import type { Ranking } from './store.ts'

export interface Preset { key: 'previous' | 'voices' | 'horizon'; id: string; withId: string }

const latest = (rankings: readonly Ranking[]): Ranking | undefined => rankings.toSorted((a, b) => b.asOf.localeCompare(a.asOf))[0]

/** The ranking that the screen opens: the last adopted, else the last computed, else the last one asked. */
export const firstShown = (rankings: readonly Ranking[]): Ranking | undefined =>
  rankings.filter((one) => one.adoptedOn).toSorted((a, b) => (b.adoptedOn ?? '').localeCompare(a.adoptedOn ?? ''))[0] ?? latest(rankings.filter((one) => one.status === 'done')) ?? latest(rankings)

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
