/** How many hold each opinion; `unknown` = asked without answer; `contested` = recorded, and contested by its holder since. */
export interface DistributionCounts {
  against2: number
  against1: number
  neutral: number
  for1: number
  for2: number
  abstained: number
  unknown: number
  contested?: number
}

export type DistributionKey = keyof DistributionCounts

export const stated = ['against2', 'against1', 'neutral', 'for1', 'for2'] as const
export const distributionKeys: readonly DistributionKey[] = [...stated, 'abstained', 'unknown', 'contested']

export interface Segment {
  key: DistributionKey
  count: number
  x: number
  width: number
}

/** How many stated an opinion: the n of every figure computed from them. */
export const statedCount = (counts: DistributionCounts): number => stated.reduce((sum, key) => sum + counts[key], 0)

const isQuiet = (key: DistributionKey): boolean => key === 'abstained' || key === 'unknown' || key === 'contested'

/** Lays the counts out over `width` pixels, opinions first, a gap, then abstained, unknown and contested; empty ones take no place. */
export function layOut(counts: DistributionCounts, width: number): Segment[] {
  const total = distributionKeys.reduce((sum, key) => sum + (counts[key] ?? 0), 0)
  if (total === 0) return []
  const silent = counts.abstained + counts.unknown + (counts.contested ?? 0)
  const gap = silent > 0 && silent < total ? 6 : 0
  const scale = (width - gap) / total
  let x = 0
  return distributionKeys
    .filter((key) => (counts[key] ?? 0) > 0)
    .map((key, index, keys) => {
      const isSilent = isQuiet(key)
      const before = keys[index - 1]
      if (isSilent && before !== undefined && !isQuiet(before)) x += gap
      const segment = { key, count: counts[key] ?? 0, x, width: (counts[key] ?? 0) * scale }
      x += segment.width
      return segment
    })
}
