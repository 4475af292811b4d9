import { fileURLToPath } from 'node:url'
import { mactor } from '../src/methods/mactor/index.ts'
import { bootstrapRanks, type Formula, rank } from '../src/methods/ranking/index.ts'
import { raters } from '../src/methods/raters/index.ts'
import { seededRandom } from '../src/methods/shared/random.ts'
import { bareRanking, naiveAlpha, naiveMactor } from './methods-naive.ts'

export interface MethodLine {
  what: string
  ratio: number
  bar: { least?: number; most?: number } | null
  detail: string
}

/** Milliseconds of the fastest of some runs: what the machine can do when nobody disturbs it. */
function fastest(runs: number, work: () => unknown): number {
  let best = Infinity
  for (let n = 0; n < runs; n += 1) {
    const start = performance.now()
    work()
    best = Math.min(best, performance.now() - start)
  }
  return best
}

/** A time against that of plain loops, then against what the issue promises. */
function linesOf(what: string, ours: number, plain: number, against: { most: number }, limitMs: number, of: string): MethodLine[] {
  const both = `${ours.toFixed(1)} : ${plain.toFixed(1)} ms`
  return [
    { what: `${what} : ${of}, time`, ratio: ours / plain, bar: against, detail: both },
    { what: `${what} : the ${limitMs} ms promised`, ratio: ours / limitMs, bar: { most: 1 }, detail: `${ours.toFixed(1)} ms` },
  ]
}

/** The figures compared must agree before their times are. */
function sameFigure(what: string, ours: number | undefined, plain: number | undefined): void {
  if (ours === undefined || plain === undefined || Math.abs(ours - plain) > 1e-9) throw new Error(`${what}: ${ours} is not ${plain}`)
}

const integers = (random: () => number, rows: number, columns: number, min: number, max: number) =>
  Array.from({ length: rows }, () => Array.from({ length: columns }, () => min + Math.floor(random() * (max - min + 1))))

function benchMactor(random: () => number): MethodLine[] {
  const mid = integers(random, 60, 60, 0, 4).map((row, a) => row.map((cell, b) => (a === b ? 0 : cell)))
  const mao2 = integers(random, 60, 60, -4, 4)
  const result = mactor({ mid, mao2 })
  const naive = naiveMactor(mid, mao2)
  sameFigure('MIDI', result.midi[7]?.[9], naive.midi[7]?.[9])
  sameFigure('2CAA', result.orders[1]?.convergence[7]?.[9], naive.caa[7]?.[9])
  const ours = fastest(20, () => mactor({ mid, mao2 }))
  return linesOf('MACTOR of 60 actors × 60 objectives, all tables', ours, fastest(10, () => naiveMactor(mid, mao2)), { most: 1 }, 50, 'MIDI and two orders of CAA and DAA as written')
}

function benchRaters(random: () => number): MethodLine[] {
  const ratings = integers(random, 100, 3000, 1, 5).map((row) => row.map((cell) => (random() < 0.1 ? null : cell)))
  sameFigure('interval α', raters(ratings).krippendorff.interval, naiveAlpha(ratings))
  const ours = fastest(5, () => raters(ratings))
  return linesOf('α of four levels, W and ICC, 100 raters × 500 stakeholders × 6 criteria', ours, fastest(2, () => naiveAlpha(ratings)), { most: 2 }, 1000, 'one α pair by pair')
}

function benchRanking(random: () => number): MethodLine[] {
  const keys = ['power', 'interest', 'legitimacy', 'urgency', 'attitude', 'influence']
  const formula: Formula = keys.map((key, index) => ({ key, weight: index + 1, min: 1, max: 5, direction: 'up' }))
  const candidates = integers(random, 150_000, 6, 100, 500).map((row, index) => ({ id: `s${String(index).padStart(6, '0')}`, values: row.map((cell) => cell / 100) }))
  const weights = formula.map((term) => term.weight)
  sameFigure('score', rank(formula, candidates).rows[0]?.score, ((bareRanking(weights, candidates)[0]?.score ?? 0) / 21 - 1) / 4)
  const ours = fastest(5, () => rank(formula, candidates))
  const bare = fastest(5, () => bareRanking(weights, candidates))
  return linesOf('ranking of 150,000 stakeholders × 6 terms', ours, bare, { most: 4 }, 1000, 'a bare weighted sum and its sort')
}

function benchBootstrap(random: () => number): MethodLine[] {
  const formula: Formula = ['a', 'b', 'c', 'd'].map((key) => ({ key, weight: 1, min: 1, max: 5, direction: 'up' }))
  const candidates = Array.from({ length: 200 }, (_, index) => ({
    id: `s${index}`, terms: formula.map(() => ({ scores: Array.from({ length: 12 }, (__, rater) => ({ rater, value: 1 + Math.floor(random() * 5) })) })),
  }))
  const ours = fastest(3, () => bootstrapRanks({ formula, candidates, raters: 12, summary: 'mean', seed: 1 }))
  return [{ what: 'interval of 200 ranks over 12 raters × 4 terms, 1,000 draws : 2,000 ms', ratio: ours / 2000, bar: { most: 1 }, detail: `${ours.toFixed(0)} ms` }]
}

/** The pure methods against plain loops on the same numbers, and against the times promised. */
export function measureMethods(): MethodLine[] {
  const random = seededRandom(26000)
  return [benchMactor, benchRaters, benchRanking, benchBootstrap].flatMap((bench) => bench(random))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { what, ratio, bar, detail } of measureMethods()) {
    const kept = bar === null || (ratio >= (bar.least ?? -Infinity) && ratio <= (bar.most ?? Infinity))
    process.stdout.write(`${kept ? 'ok    ' : 'MISSED'} ${ratio.toFixed(2).padStart(6)} (≤ ${bar?.most ?? ''}) ${what}: ${detail}\n`)
  }
}
