/**
 * Mulberry32 (Tommy Ettinger, 2017, public domain): a small seeded generator for resampling, of period 2³²; not for secrets.
 * @param seed any integer, read as 32 unsigned bits: the same seed gives the same numbers on every machine.
 * @returns a function that gives the next number of [0, 1).
 */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
