import { assertScale, POSITION_SCALE, totalOf } from './scale.ts'

export interface BalanceResult {
  readonly method: 'balance@1'
  readonly n: number
  readonly value: number
  readonly sum: number
}

/**
 * Which way does the whole lean? Mean position, on the unit of `scale` (−2…+2 when left out).
 * @throws MethodInputError on impossible counts or scale.
 */
export function balance(
  frequencies: readonly number[],
  scale: readonly number[] = POSITION_SCALE,
): BalanceResult {
  const n = totalOf(frequencies, 2)
  assertScale(scale, frequencies.length)
  const sum = scale.reduce((total, value, index) => total + value * (frequencies[index] ?? 0), 0)
  return { method: 'balance@1', n, value: sum / n, sum }
}
