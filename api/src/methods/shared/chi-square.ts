const LANCZOS_FIRST = 0.99999999999980993
const LANCZOS = [
  676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
]

/** ln Γ(x) for x ≥ ½ (Lanczos, g = 7), relative error about 1e-15. */
function logGamma(x: number): number {
  const y = x - 1
  const series = LANCZOS.reduce((total, coefficient, index) => total + coefficient / (y + index + 1), LANCZOS_FIRST)
  const t = y + 7.5
  return 0.5 * Math.log(2 * Math.PI) + (y + 0.5) * Math.log(t) - t + Math.log(series)
}

const EPSILON = 1e-16

/** P(a, x) by its series: fast for x < a + 1. */
function lowerBySeries(a: number, x: number, scale: number): number {
  let term = 1 / a
  let total = term
  for (let k = 1; term > total * EPSILON; k += 1) {
    term *= x / (a + k)
    total += term
  }
  return total * scale
}

/** Q(a, x) by its continued fraction (Lentz): fast for x ≥ a + 1. */
function upperByFraction(a: number, x: number, scale: number): number {
  let b = x + 1 - a
  let c = Infinity
  let d = 1 / b
  let value = d
  for (let k = 1, change = 0; Math.abs(change - 1) > EPSILON && k < 10_000; k += 1) {
    const numerator = -k * (k - a)
    b += 2
    d = 1 / (numerator * d + b)
    c = b + numerator / c
    change = c * d
    value *= change
  }
  return value * scale
}

/**
 * Probability that a χ² variable with `df` ≥ 1 degrees of freedom reaches `x` ≥ 0 or more: Q(df/2, x/2), within about 1e-12.
 * Source: Abramowitz and Stegun, "Handbook of Mathematical Functions", 6.5.29, 6.5.31 and 26.4.19.
 */
export function chiSquareUpperTail(x: number, df: number): number {
  if (x <= 0) return 1
  const a = df / 2
  const half = x / 2
  const scale = Math.exp(a * Math.log(half) - half - logGamma(a))
  const tail = half < a + 1 ? 1 - lowerBySeries(a, half, scale) : upperByFraction(a, half, scale)
  return Math.min(1, Math.max(0, tail))
}
