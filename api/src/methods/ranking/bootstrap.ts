import { MethodInputError } from '../shared/errors.ts'
import { seededRandom } from '../shared/random.ts'
import { type Cell, cellsOf, drawnMean, drawnMedian } from './cells.ts'
import { assertFormula, cut } from './formula.ts'
import type { BootstrapInput, BootstrapResult, RankInterval } from './types.ts'

/** Fewer raters than this make an interval that jumps with one of them. */
const STABLE_RATERS = 5
/** Ranks kept in memory at most: 2,000 candidates in 10,000 draws. */
const RANKS_MAX = 20_000_000

function assertDraws({ draws = 1000, low = 0.05, high = 0.95, candidates, raters }: BootstrapInput): void {
  if (!Number.isInteger(draws) || draws < 1 || draws > 10_000) throw new MethodInputError('draws-out-of-range', 'From 1 to 10,000 draws')
  if (draws * candidates.length > RANKS_MAX) throw new MethodInputError('draws-out-of-range', `${candidates.length} candidates are too many for ${draws} draws`)
  if (!(low > 0 && low < high && high <= 1)) throw new MethodInputError('threshold-out-of-range', 'The interval goes from a low to a high share of the draws')
  if (!Number.isInteger(raters) || raters < 0) throw new MethodInputError('unknown-rater', 'The number of raters is an integer of 0 or more')
}

function draw(times: Int32Array, random: () => number): void {
  times.fill(0)
  for (let n = 0; n < times.length; n += 1) {
    const rater = Math.floor(random() * times.length)
    times[rater] = (times[rater] ?? 0) + 1
  }
}

/** Score of a candidate in one draw; NaN = no known weighted term. */
function drawnScore(cells: readonly Cell[], times: Int32Array, summary: (cell: Cell, times: Int32Array) => number): number {
  let points = 0
  let known = 0
  for (const cell of cells) {
    const value = cell.fixed ?? summary(cell, times)
    if (Number.isNaN(value)) continue
    points += cell.weight * value
    known += cell.weight
  }
  return known === 0 ? Number.NaN : cut(points / known)
}

/** Competition ranks of scores, 0 for NaN. */
function ranksOf(scores: Float64Array): Int32Array {
  const ascending = scores.filter((score) => !Number.isNaN(score)).sort()
  return Int32Array.from(scores, (score) => (Number.isNaN(score) ? 0 : 1 + ascending.length - countUpTo(ascending, score)))
}

/** How many of the ascending values are at most this one. */
function countUpTo(ascending: Float64Array, value: number): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((ascending[middle] ?? 0) <= value) low = middle + 1
    else high = middle
  }
  return low
}

function* drawRanks(input: BootstrapInput, draws: number): Generator<number, Int32Array[]> {
  const cells = cellsOf(input)
  const summary = input.summary === 'mean' ? drawnMean : drawnMedian
  const random = seededRandom(input.seed)
  const times = new Int32Array(input.raters)
  const kept = cells.map(() => new Int32Array(draws))
  for (let n = 0; n < draws; n += 1) {
    draw(times, random)
    const ranks = ranksOf(Float64Array.from(cells, (own) => drawnScore(own, times, summary)))
    for (const [index, own] of kept.entries()) own[n] = ranks[index] ?? 0
    yield n + 1
  }
  return kept
}

/** Inverse of the empirical distribution (type 1), so that both ends are ranks that were really taken. */
function intervalOf(id: string, ranks: Int32Array, low: number, high: number): RankInterval | undefined {
  const taken = ranks.filter((rank) => rank > 0).sort()
  const at = (share: number) => taken[Math.max(0, Math.ceil(share * taken.length) - 1)]
  const best = at(low)
  const worst = at(high)
  return best === undefined || worst === undefined ? undefined : { id, best, worst, draws: taken.length }
}

/**
 * How sure is each rank, given who happened to score? Raters are drawn again with replacement, all their scores with them.
 * Source: B. Efron and R. Tibshirani, "An Introduction to the Bootstrap" (1993), ch. 13, percentile interval.
 * Cost: O(draws · (scores + n log n)).
 * @throws MethodInputError on an impossible formula, score, rater, share or number of draws.
 */
export function bootstrapRanks(input: BootstrapInput): BootstrapResult {
  const steps = bootstrapInSteps(input)
  for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return step.value
}

/** `bootstrapRanks` draw by draw, for a caller that has other work to do between two draws: yields how many are done. */
export function* bootstrapInSteps(input: BootstrapInput): Generator<number, BootstrapResult> {
  const { formula, candidates, raters, seed, draws = 1000, low = 0.05, high = 0.95 } = input
  assertFormula(formula)
  assertDraws(input)
  const result = { method: 'ranking-bootstrap@1' as const, draws, seed, raters, unstable: raters < STABLE_RATERS }
  if (raters < 2) return { ...result, intervals: [], reasons: [{ field: 'intervals', code: 'fewer-than-two-raters' }] }
  const kept = yield* drawRanks(input, draws)
  const found = candidates.map(({ id }, index) => ({ id, interval: intervalOf(id, kept[index] ?? new Int32Array(0), low, high) }))
  return {
    ...result,
    intervals: found.flatMap(({ interval }) => (interval === undefined ? [] : [interval])),
    reasons: found.flatMap(({ id, interval }) => (interval === undefined ? [{ field: `intervals.${id}`, code: 'never-ranked' as const }] : [])),
  }
}
