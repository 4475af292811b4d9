import { type Counts, type Item, type Tone, tones } from '../points/model.ts'

export interface RibbonSegment { tone: Tone; count: number; x: number; width: number }
export interface Ribbon {
  before: RibbonSegment[]
  after: RibbonSegment[]
  /** One band per opinion, from its place before to its place after. */
  bands: { tone: Tone; path: string }[]
}

const stated = (counts: Counts): number => tones.reduce((sum, tone) => sum + counts[tone], 0)
const left = (counts: Counts): number => counts.against2 + counts.against1 + counts.neutral / 2
const right = (counts: Counts): number => counts.for1 + counts.for2 + counts.neutral / 2

/** Before and after on one axis with one width per holder: a shift of opinions is a shift on the screen. `top` and `bottom` bound the bands. */
export function ribbonOf(before: Counts, after: Counts, width: number, top: number, bottom: number): Ribbon {
  const before0 = Math.max(left(before), left(after))
  const unit = width / Math.max(before0 + Math.max(right(before), right(after)), stated(before), stated(after), 1)
  const lay = (counts: Counts): RibbonSegment[] => {
    let x = (before0 - left(counts)) * unit
    return tones.map((tone) => {
      const segment = { tone, count: counts[tone], x, width: counts[tone] * unit }
      x += segment.width
      return segment
    })
  }
  const [from, to] = [lay(before), lay(after)]
  const middle = (top + bottom) / 2
  const curve = (x0: number, x1: number, y: number): string => `C${x0} ${middle} ${x1} ${middle} ${x1} ${y}`
  const bands = from.flatMap((a, index) => {
    const b = to[index]
    return !b || a.width + b.width === 0 ? [] : [{ tone: a.tone, path: `M${a.x} ${top}${curve(a.x, b.x, bottom)}L${b.x + b.width} ${bottom}${curve(b.x + b.width, a.x + a.width, top)}Z` }]
  })
  const drawn = (segments: RibbonSegment[]): RibbonSegment[] => segments.filter(({ count }) => count > 0)
  return { before: drawn(from), after: drawn(to), bands }
}

type Move = Item['rapprochement']['moves'][number]

/** The widest move that goes the way most went: the one that tells what happened. The moves come widest first. */
export function tellingMove({ moves, towardsFor, towardsAgainst }: Pick<Item['rapprochement'], 'moves' | 'towardsFor' | 'towardsAgainst'>): Move | undefined {
  const way = Math.sign(towardsFor - towardsAgainst)
  return moves.find(({ from, to }) => way === 0 || Math.sign(to - from) === way)
}
