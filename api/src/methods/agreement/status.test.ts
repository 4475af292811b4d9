import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Counts5 } from './scale.ts'
import { statusOf, type PointStatus, type StatusReason, type StatusResult } from './status.ts'
import { DEFAULT_THRESHOLDS } from './thresholds.ts'

const sumOf = (counts: Counts5): number => counts.reduce((sum, count) => sum + count, 0)

function of(counts5: Counts5, asked = sumOf(counts5)): StatusResult {
  return statusOf({ counts5, asked, holders: sumOf(counts5) })
}

const anyFive: fc.Arbitrary<Counts5> = fc.tuple(
  fc.nat({ max: 12 }), fc.nat({ max: 12 }), fc.nat({ max: 12 }), fc.nat({ max: 12 }), fc.nat({ max: 12 }),
)

interface Row {
  readonly counts: Counts5
  readonly asked?: number
  readonly status: PointStatus
  readonly reason: StatusReason
  readonly says: string
}

const rows: readonly Row[] = [
  { counts: [0, 0, 0, 0, 0], status: 'unknown', reason: 'no-positions', says: 'nobody asked' },
  { counts: [0, 0, 0, 0, 0], asked: 8, status: 'unknown', reason: 'no-positions', says: 'nobody answered' },
  { counts: [0, 0, 0, 0, 2], status: 'unknown', reason: 'too-few-holders', says: 'two holders' },
  { counts: [0, 0, 0, 0, 3], status: 'convergence', reason: 'agreement-without-strong-opposition', says: 'three of three' },
  { counts: [0, 0, 0, 0, 3], asked: 7, status: 'unknown', reason: 'too-few-of-those-asked', says: 'three of seven' },
  { counts: [0, 0, 0, 0, 3], asked: 6, status: 'convergence', reason: 'agreement-without-strong-opposition', says: 'three of six: exactly half' },
  { counts: [0, 0, 9, 0, 0], status: 'convergence', reason: 'agreement-without-strong-opposition', says: 'all neutral' },
  { counts: [0, 1, 0, 6, 8], status: 'convergence', reason: 'agreement-without-strong-opposition', says: 'a mild opponent' },
  { counts: [1, 0, 0, 6, 8], status: 'mixed', reason: 'neither', says: 'the same with one strong opponent' },
  { counts: [8, 6, 0, 0, 1], status: 'mixed', reason: 'neither', says: 'one strong supporter against a majority against' },
  { counts: [0, 1, 9, 1, 0], status: 'convergence', reason: 'agreement-without-strong-opposition', says: 'equal mild sides about a neutral centre' },
  { counts: [1, 0, 18, 1, 0], status: 'mixed', reason: 'neither', says: 'equal sides, one of them strong' },
  { counts: [5, 0, 0, 0, 5], status: 'divergence', reason: 'both-sides-held', says: 'two equal extremes' },
  { counts: [0, 2, 0, 6, 0], status: 'convergence', reason: 'agreement-without-strong-opposition', says: 'a quarter mildly against' },
  { counts: [2, 0, 0, 6, 0], status: 'divergence', reason: 'both-sides-held', says: 'exactly a quarter against' },
  { counts: [0, 2, 0, 7, 0], status: 'convergence', reason: 'agreement-without-strong-opposition', says: 'just under a quarter mildly against' },
  { counts: [2, 0, 0, 7, 0], status: 'mixed', reason: 'neither', says: 'just under a quarter strongly against' },
  { counts: [0, 3, 4, 3, 0], status: 'convergence', reason: 'agreement-without-strong-opposition', says: 'both rules at once' },
  { counts: [1, 2, 3, 8, 2], status: 'mixed', reason: 'neither', says: 'a spread without two camps' },
]

describe('status of a point', () => {
  it.each(rows)('says $status for $says', ({ counts, asked, status, reason }) => {
    expect(of(counts, asked)).toMatchObject({ status, reason })
  })

  it('shows both rules when both hold, so that the precedence is seen', () => {
    const result = of([0, 3, 4, 3, 0])
    expect(result).toMatchObject({ convergenceHolds: true, divergenceHolds: true, majority: 'none' })
    expect(result.agreement).toEqual({ value: expect.closeTo(0.55, 12) })
  })

  it('keeps counts, sides, n, thresholds and figures beside the word', () => {
    expect(of([0, 1, 2, 4, 3], 12)).toMatchObject({
      method: 'status@1', n: 10, asked: 12, thresholds: DEFAULT_THRESHOLDS, balance: { value: 0.9 },
      sides: { against: 1, neutral: 2, for: 7 }, majority: 'for', strongOpponents: 0,
    })
  })

  it('says why a figure is absent when nobody holds a position', () => {
    const absent = { reason: 'no-positions' }
    expect(of([0, 0, 0, 0, 0], 4)).toMatchObject({ balance: absent, agreement: absent, polarisation: absent, consensus: absent })
  })

  it('follows the thresholds it is given', () => {
    const thresholds = { ...DEFAULT_THRESHOLDS, minHolders: 5, minSideShare: 0.5 }
    expect(statusOf({ counts5: [0, 0, 0, 0, 4], asked: 4, holders: 4 }, thresholds).status).toBe('unknown')
    expect(statusOf({ counts5: [0, 2, 0, 6, 0], asked: 8, holders: 8 }, thresholds).status).toBe('convergence')
  })

  it.each([
    { input: { counts5: [1, 0, 0, 0, 2], asked: 5, holders: 4 }, code: 'holders-mismatch' },
    { input: { counts5: [0, 0, 0, 0, 0], asked: 5, holders: 1 }, code: 'no-observation' },
    { input: { counts5: [1, 0, 0, 0, 2], asked: 2, holders: 3 }, code: 'asked-below-holders' },
    { input: { counts5: [1, 0, 0, 0, 2], asked: Number.NaN, holders: 3 }, code: 'asked-below-holders' },
    { input: { counts5: [-1, 0, 0, 0, 4], asked: 5, holders: 3 }, code: 'frequency-not-a-count' },
    { input: { counts5: [-1, 0, 0, 0, 1], asked: 5, holders: 0 }, code: 'frequency-not-a-count' },
  ] as const)('refuses $input with the code $code', ({ input, code }) => {
    expect(() => statusOf(input)).toThrowError(expect.objectContaining({ code }))
  })

  it.each([{ minHolders: 0 }, { minHolders: 1.5 }, { minAskedShare: 2 }, { minAgreement: Number.NaN }, { minSideShare: 0 }])(
    'refuses the threshold %o', (wrong) => {
      const input = { counts5: [0, 0, 0, 0, 3], asked: 3, holders: 3 } as const
      expect(() => statusOf(input, { ...DEFAULT_THRESHOLDS, ...wrong }))
        .toThrowError(expect.objectContaining({ code: 'threshold-out-of-range' }))
    })

  it('gives the same status when for and against change places', () => {
    fc.assert(fc.property(anyFive, fc.nat({ max: 20 }), ([a, b, c, d, e], more) => {
      const asked = a + b + c + d + e + more
      expect(of([e, d, c, b, a], asked).status).toBe(of([a, b, c, d, e], asked).status)
    }), { seed: 26000 })
  })

  it('never announces a convergence against a quarter, nor with a strong opponent', () => {
    fc.assert(fc.property(anyFive, (counts) => {
      const { status, sides, n, strongOpponents } = of(counts)
      if (status !== 'convergence') return
      expect(Math.min(sides.for, sides.against)).toBeLessThan(n / 4)
      expect(strongOpponents).toBe(0)
    }), { seed: 26000 })
  })
})
