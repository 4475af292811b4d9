/** A dot of a picture: where it stands, in any unit, and how it looks. */
export interface Dot { id: string; x: number; y: number; radius: number; colour: string; label: string; weight: number }
export interface Line { from: string; to: string; sign: number }
export interface Picture { svg: string; width: number; height: number }

// Printed on paper: the light theme's colours, the same that the map and the tables use.
export const categoryColours = ['#4a5fc1', '#b5533c', '#5f7f2e', '#8e4a9e', '#a1740f', '#3b79a0', '#c04a78', '#2d7a5f', '#85603f', '#6b54b8', '#64707d', '#77701f', '#1a7c8d', '#963250'] as const
export const uncategorised = '#8a8f98'
const INK = '#1d232b'
const WIDTH = 960
const HEIGHT = 560
const MARGIN = 56
/** In the unit of the picture, which is printed at about two thirds of its size. */
const SIZE = 17

const escape = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)
const n = (value: number): string => String(Math.round(value * 10) / 10)
const short = (text: string): string => (text.length > 28 ? `${text.slice(0, 26).trimEnd()}…` : text)

/** Brings dots into the frame of the picture, keeping their proportions. */
function fitted(dots: readonly Dot[]): Dot[] {
  const [xs, ys] = [dots.map((dot) => dot.x), dots.map((dot) => dot.y)]
  const [left, top] = [Math.min(...xs), Math.min(...ys)]
  const scale = Math.min((WIDTH - 2 * MARGIN) / Math.max(1, Math.max(...xs) - left), (HEIGHT - 2 * MARGIN) / Math.max(1, Math.max(...ys) - top))
  const [dx, dy] = [(WIDTH - (Math.max(...xs) - left) * scale) / 2, (HEIGHT - (Math.max(...ys) - top) * scale) / 2]
  return dots.map((dot) => ({ ...dot, x: dx + (dot.x - left) * scale, y: dy + (dot.y - top) * scale }))
}

interface Box { left: number; right: number; top: number; bottom: number }
const meets = (a: Box, b: Box): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom

/** Labels under their dots, the weightiest first; one that would cover another, or leave the frame, is left out. */
function labelsOf(dots: readonly Dot[]): string {
  const taken: Box[] = dots.map((dot) => ({ left: dot.x - dot.radius, right: dot.x + dot.radius, top: dot.y - dot.radius, bottom: dot.y + dot.radius }))
  const written: string[] = []
  for (const dot of dots.toSorted((a, b) => b.weight - a.weight || a.label.localeCompare(b.label, 'fr'))) {
    const text = short(dot.label)
    const half = (text.length * SIZE * 0.54) / 2
    const y = dot.y + dot.radius + SIZE + 1
    const box = { left: dot.x - half, right: dot.x + half, top: y - SIZE, bottom: y + 3 }
    if (text === '' || box.left < 4 || box.right > WIDTH - 4 || box.bottom > HEIGHT - 4 || taken.some((other) => meets(box, other))) continue
    taken.push(box)
    written.push(`<text x="${n(dot.x)}" y="${n(y)}">${escape(text)}</text>`)
  }
  return written.join('')
}

const document = (title: string, body: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img"><title>${escape(title)}</title><rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>${body}</svg>`

const dotsOf = (dots: readonly Dot[]): string => dots.map((dot) => `<circle cx="${n(dot.x)}" cy="${n(dot.y)}" r="${n(dot.radius)}" fill="${dot.colour}"/>`).join('')
const texts = (labels: string): string => `<g font-family="Inter, Arial, sans-serif" font-size="${SIZE}" text-anchor="middle" fill="${INK}" stroke="#ffffff" stroke-width="3" paint-order="stroke" stroke-linejoin="round">${labels}</g>`

/** A network: ties under the dots, names where there is room. */
export function networkPicture(title: string, dots: readonly Dot[], lines: readonly Line[]): Picture {
  const placed = dots.length > 0 ? fitted(dots) : []
  const at = new Map(placed.map((dot) => [dot.id, dot]))
  const drawn = lines.flatMap((line) => {
    const [a, b] = [at.get(line.from), at.get(line.to)]
    if (!a || !b) return []
    const dash = line.sign < 0 ? ' stroke-dasharray="5 4"' : ''
    return [`<line x1="${n(a.x)}" y1="${n(a.y)}" x2="${n(b.x)}" y2="${n(b.y)}"${dash}/>`]
  })
  return { svg: document(title, `<g stroke="#b9bfc7" stroke-width="1">${drawn.join('')}</g><g stroke="#ffffff" stroke-width="1.5">${dotsOf(placed)}</g>${texts(labelsOf(placed))}`), width: WIDTH, height: HEIGHT }
}

/** Ranks up to which each ring goes; the last ring takes those after. */
export const ringBounds = [5, 15, 35, 60] as const
const RADII = [46, 112, 178, 246] as const

/** Rings by rank: the first in the middle, neighbours by category. */
export function ringsPicture(title: string, ranked: readonly (Omit<Dot, 'x' | 'y' | 'radius'> & { rank: number; group: number })[]): Picture {
  const [cx, cy] = [WIDTH / 2, HEIGHT / 2]
  const rings = RADII.map((radius) => `<circle cx="${cx}" cy="${cy}" r="${radius + 18}" fill="none" stroke="#d6dae0"/>`).join('')
  const dots = ringBounds.flatMap((bound, ring) => {
    const own = ranked.filter((dot) => dot.rank <= bound && dot.rank > (ringBounds[ring - 1] ?? 0)).toSorted((a, b) => a.group - b.group || a.rank - b.rank)
    return own.map((dot, i) => {
      const angle = (2 * Math.PI * i) / own.length - Math.PI / 2 + ring * 0.35
      return { ...dot, radius: 8 - ring, x: cx + Math.cos(angle) * (RADII[ring] ?? 0), y: cy + Math.sin(angle) * (RADII[ring] ?? 0) }
    })
  })
  return { svg: document(title, `${rings}<g stroke="#ffffff" stroke-width="1.5">${dotsOf(dots)}</g>${texts(labelsOf(dots))}`), width: WIDTH, height: HEIGHT }
}
