/** A mark with the words that name it, in the units of the drawing. */
export interface Mark { id: string; x: number; y: number; radius: number; width: number; height: number }
export interface Placed { id: string; x: number; y: number; anchor: 'start' | 'middle' | 'end'; /** Words far from their mark are tied to it by a hairline. */ far: boolean }
export interface Room { left: number; top: number; right: number; bottom: number }

type Box = Room
const overlap = (a: Box, b: Box): number => Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) * Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top))
const GAP = 5
/** Names keep this much apart: a letter is wider than its mean. */
const AIR = 3
/** How far words may stand from their mark, in rings around it. */
const RINGS = [0, 12, 26, 44, 66]

interface Choice extends Placed { box: Box; cost: number }

/** The eight sides of a mark, the best first: right, left, above, below, then the corners. */
function choices(mark: Mark, ring: number): Omit<Choice, 'cost'>[] {
  const reach = mark.radius + GAP + ring
  const slant = reach * 0.75
  const sides: [number, number, Placed['anchor']][] = [[reach, 0, 'start'], [-reach, 0, 'end'], [0, -reach - mark.height / 2, 'middle'], [0, reach + mark.height / 2, 'middle'], [slant, -slant - mark.height / 4, 'start'], [slant, slant + mark.height / 4, 'start'], [-slant, -slant - mark.height / 4, 'end'], [-slant, slant + mark.height / 4, 'end']]
  return sides.map(([dx, dy, anchor]) => {
    const [x, y] = [mark.x + dx, mark.y + dy]
    const left = anchor === 'start' ? x : anchor === 'end' ? x - mark.width : x - mark.width / 2
    return { id: mark.id, x, y, anchor, far: ring > 12, box: { left: left - AIR, right: left + mark.width + AIR, top: y - mark.height / 2, bottom: y + mark.height / 2 } }
  })
}

const outside = (box: Box, room: Room): number => Math.max(0, room.left - box.left) + Math.max(0, box.right - room.right) + Math.max(0, room.top - box.top) + Math.max(0, box.bottom - room.bottom)

/**
 * Where each name stands so that names cover neither one another nor a mark, nor leave the room. The most crowded mark
 * chooses first; each takes the first place that costs nothing, else the cheapest. `standing` is where other words stand
 * already. Same input, same places.
 */
export function placeNames(marks: readonly Mark[], room: Room, standing: readonly Room[] = []): Placed[] {
  const bodies = marks.map((m) => ({ id: m.id, left: m.x - m.radius, right: m.x + m.radius, top: m.y - m.radius, bottom: m.y + m.radius }))
  const crowd = (mark: Mark): number => marks.reduce((n, other) => n + (other.id !== mark.id && Math.abs(other.x - mark.x) < mark.width && Math.abs(other.y - mark.y) < mark.height * 2.5 ? 1 : 0), 0)
  const order = marks.map((mark) => ({ mark, crowd: crowd(mark) })).sort((a, b) => b.crowd - a.crowd || a.mark.y - b.mark.y || a.mark.x - b.mark.x)
  const taken: Choice[] = []
  for (const { mark } of order) {
    let best: Choice | undefined
    for (const [index, ring] of RINGS.entries()) {
      for (const choice of choices(mark, ring)) {
        const covered = taken.reduce((sum, other) => sum + overlap(choice.box, other.box), 0) + standing.reduce((sum, words) => sum + overlap(choice.box, words), 0) + bodies.reduce((sum, body) => sum + overlap(choice.box, body) * (body.id === mark.id ? 0.2 : 1), 0)
        const cost = covered + outside(choice.box, room) * mark.height * 3 + index * 4
        if (!best || cost < best.cost - 1e-9) best = { ...choice, cost }
      }
      if (best && best.cost <= index * 4 + 1e-9) break
    }
    if (best) taken.push(best)
  }
  return marks.flatMap((mark) => taken.filter((t) => t.id === mark.id).map(({ box: _box, cost: _cost, ...placed }) => placed))
}
