/** Plain transcriptions of the formulas, as one would first write them: the measure of the methods, and a second opinion on their figures. */

type Rows = readonly (readonly number[])[]

/** MIDI and CAA of orders 1 and 2, cell by cell. */
export function naiveMactor(mid: Rows, mao2: Rows): { midi: number[][]; caa: number[][] } {
  const midi = mid.map((row, a) => row.map((direct, b) => direct + mid.map((_, c) => Math.min(mid[a]?.[c] ?? 0, mid[c]?.[b] ?? 0)).reduce((sum, x) => sum + x, 0)))
  const signs = mao2.map((row) => row.map(Math.sign))
  const pairs = (mao: Rows, sign: 1 | -1) => mao.map((first, i) => mao.map((second, j) => (i === j ? 0
    : first.map((p, k) => (Math.sign(p * (second[k] ?? 0)) === sign ? (Math.abs(p) + Math.abs(second[k] ?? 0)) / 2 : 0)).reduce((sum, x) => sum + x, 0))))
  pairs(signs, 1)
  pairs(signs, -1)
  pairs(mao2, -1)
  return { midi, caa: pairs(mao2, 1) }
}

/** Interval α, pair of raters by pair of raters, and the expected part over all pairs of distinct values. */
export function naiveAlpha(ratings: readonly (readonly (number | null)[])[]): number {
  const units = (ratings[0] ?? []).map((_, object) => ratings.flatMap((row) => row[object] ?? [])).filter((unit) => unit.length > 1)
  const counts = new Map<number, number>()
  let n = 0
  let observed = 0
  for (const unit of units) {
    let pairs = 0
    for (const a of unit) for (const b of unit) pairs += (a - b) ** 2
    observed += pairs / (unit.length - 1)
    n += unit.length
    for (const value of unit) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  let expected = 0
  for (const [a, times] of counts) for (const [b, others] of counts) expected += times * others * (a - b) ** 2
  return 1 - observed / n / (expected / (n * (n - 1)))
}

/** Weighted mean of complete values, sorted: a ranking without scales, unknowns, ties, coverage or checks. */
export function bareRanking(weights: readonly number[], rows: readonly { id: string; values: readonly number[] }[]): { id: string; score: number }[] {
  const scored = rows.map(({ id, values }) => ({ id, score: values.reduce((sum, value, k) => sum + value * (weights[k] ?? 0), 0) }))
  return scored.sort((a, b) => b.score - a.score)
}
