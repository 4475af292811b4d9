export type Side = 's' | 'n' | 'e' | 'w'

/** A node as the naming of the map sees it, in rendered pixels. */
export interface Named {
  id: string
  x: number
  y: number
  /** Half of the diameter. */
  radius: number
  /** Label with its line breaks. */
  label: string
  font: number
  /** Higher is named first. */
  rank: number
  /** Sides where the name may stand, the best first. */
  sides: readonly Side[]
}

export const anySide: readonly Side[] = ['s', 'n', 'e', 'w']

export interface Box {
  /** Absent: nothing may cover it. Else names of a much higher rank may. */
  rank?: number
  left: number
  top: number
  right: number
  bottom: number
}

const LINE_CHARACTERS = 22
const LINES_MAX = 3
const ONE_LINE = 50
const LINE_HEIGHT = 1.2
/** Mean width of a character of Inter, in em, rounded up. */
const CHARACTER_EM = 0.56
const GAP = 3
/** Share of the highest rank from which a name may cover the hearts of lesser nodes. */
const GREAT = 0.75
const CELL = 96

/** Size of a node's name on the screen, in pixels: 11 for the small, 13 for the great. */
export const fontOf = (size: number): number => (size >= 50 ? 13 : size >= 24 ? 12 : 11)

/** Breaks a name at words into at most three lines of about 22 characters; what is longer ends with an ellipsis. */
export function wrapLabel(text: string): string {
  const lines: string[] = []
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= LINE_CHARACTERS) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  if (lines.length <= LINES_MAX) return lines.join('\n')
  return [...lines.slice(0, LINES_MAX - 1), `${lines[LINES_MAX - 1] ?? ''}…`].join('\n')
}

/** A name on one line of at most 50 characters, cut at a word. */
export function shortLabel(text: string): string {
  if (text.length <= ONE_LINE) return text
  const cut = text.lastIndexOf(' ', ONE_LINE - 1)
  return `${text.slice(0, cut > 0 ? cut : ONE_LINE - 1)}…`
}

/** Which nodes are named, and on which side, so that no name covers another name, a node's heart or an obstacle, nor leaves the view. Greedy by rank; O(n) by a grid. */
export function placeLabels(nodes: readonly Named[], view: { width: number; height: number }, obstacles: readonly Box[] = []): Map<string, Side> {
  const grid = new Map<string, Box[]>()
  for (const box of obstacles) add(grid, box)
  const within = (box: Box): boolean => box.left >= 0 && box.top >= 0 && box.right <= view.width && box.bottom <= view.height
  const seen = nodes.filter((n) => n.x > -80 && n.y > -40 && n.x < view.width + 80 && n.y < view.height + 40)
  for (const n of seen) add(grid, heartOf(n))
  const top = Math.max(0, ...seen.map((n) => n.rank))
  const placed = new Map<string, Side>()
  for (const node of [...seen].sort((a, b) => b.rank - a.rank)) {
    const own = heartOf(node)
    const side = node.sides.find((s) => within(boxOf(node, s)) && free(grid, boxOf(node, s), own, node.rank > top * GREAT ? node.rank * 0.6 : -Infinity))
    if (side === undefined) continue
    placed.set(node.id, side)
    add(grid, boxOf(node, side))
  }
  return placed
}

/** The part of a node that no name may cover. */
const heartOf = ({ x, y, radius, rank }: Named): Box => ({ rank, left: x - radius * 0.8, top: y - radius * 0.8, right: x + radius * 0.8, bottom: y + radius * 0.8 })

function boxOf(node: Named, side: Side): Box {
  const lines = node.label.split('\n')
  const width = Math.max(...lines.map((l) => l.length)) * node.font * CHARACTER_EM + 4
  const height = lines.length * node.font * LINE_HEIGHT
  const { x, y, radius } = node
  const reach = radius + GAP
  const left = side === 'e' ? x + reach : side === 'w' ? x - reach - width : x - width / 2
  const top = side === 's' ? y + reach : side === 'n' ? y - reach - height : y - height / 2
  return { left, top, right: left + width, bottom: top + height }
}

function* cellsOf(box: Box): Generator<string> {
  for (let cx = Math.floor(box.left / CELL); cx <= Math.floor(box.right / CELL); cx += 1)
    for (let cy = Math.floor(box.top / CELL); cy <= Math.floor(box.bottom / CELL); cy += 1) yield `${cx}:${cy}`
}

function add(grid: Map<string, Box[]>, box: Box): void {
  for (const cell of cellsOf(box)) {
    const boxes = grid.get(cell)
    if (boxes) boxes.push(box)
    else grid.set(cell, [box])
  }
}

/** `over`: hearts of nodes below this rank may be covered, so that the great are always named. */
function free(grid: Map<string, Box[]>, box: Box, own: Box, over: number): boolean {
  for (const cell of cellsOf(box)) if (grid.get(cell)?.some((other) => !same(other, own) && !(other.rank !== undefined && other.rank < over) && box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top)) return false
  return true
}

const same = (a: Box, b: Box): boolean => a.left === b.left && a.top === b.top && a.right === b.right && a.bottom === b.bottom
