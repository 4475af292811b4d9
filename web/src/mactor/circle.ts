export interface Spot { x: number; y: number; /** Radians, 0 at the right, clockwise. */ angle: number }
export interface Edge { a: number; b: number; value: number }

/** Each pair of a symmetric table whose value is at least `from` and above 0, the strongest first. */
export function edgesOf(table: readonly (readonly number[])[], from: number): Edge[] {
  const edges = table.flatMap((row, a) => row.flatMap((value, b) => (b > a && value > 0 && value >= from ? [{ a, b, value }] : [])))
  return edges.sort((x, y) => y.value - x.value || x.a - y.a || x.b - y.b)
}

const LOOKS = 40

/**
 * An order round a circle in which those who stand close are neighbours: the sum of strength × distance along the circle,
 * made smaller by exchanging two at a time until nothing helps. Same table, same order.
 */
export function circleOrder(table: readonly (readonly number[])[]): number[] {
  const n = table.length
  const order = table.map((_, i) => i)
  const distance = (i: number, j: number): number => Math.min(Math.abs(i - j), n - Math.abs(i - j))
  const costOf = (place: number, who: number, skip: number): number => order.reduce((sum, other, i) => (i === place || i === skip ? sum : sum + (table[who]?.[other] ?? 0) * distance(place, i)), 0)
  for (let look = 0; look < LOOKS; look += 1) {
    let moved = false
    for (let i = 0; i < n; i += 1) for (let j = i + 1; j < n; j += 1) {
      const [a, b] = [order[i], order[j]]
      if (a === undefined || b === undefined) continue
      if (costOf(i, b, j) + costOf(j, a, i) >= costOf(i, a, j) + costOf(j, b, i) - 1e-9) continue
      order[i] = b
      order[j] = a
      moved = true
    }
    if (!moved) break
  }
  return order
}

/** Places on a circle, the first at the top, by index of who stands there. */
export function spotsOf(order: readonly number[], centre: { x: number; y: number }, radius: number): Spot[] {
  const spots: Spot[] = []
  order.forEach((who, place) => {
    const angle = (place / order.length) * 2 * Math.PI - Math.PI / 2
    spots[who] = { x: centre.x + radius * Math.cos(angle), y: centre.y + radius * Math.sin(angle), angle }
  })
  return spots
}

/** A chord that bends towards the centre: neighbours stay near the rim, opposites cross straight. */
export function chord(from: Spot, to: Spot, centre: { x: number; y: number }): string {
  const pull = 0.55
  const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }
  const bend = { x: middle.x + (centre.x - middle.x) * pull, y: middle.y + (centre.y - middle.y) * pull }
  const round = (value: number): number => Math.round(value * 10) / 10
  return `M${round(from.x)} ${round(from.y)}Q${round(bend.x)} ${round(bend.y)} ${round(to.x)} ${round(to.y)}`
}
