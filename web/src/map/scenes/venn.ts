import type { Places, Point } from '../model.ts'
import type { Piece } from './scene.ts'

export type Held = readonly [power: boolean, legitimacy: boolean, urgency: boolean]
export interface VennMember { id: string; held: Held; size: number }
export interface VennNames { power: string; legitimacy: string; urgency: string; none: string; region: (held: Held) => string }

const RADIUS = 262
const OFFSET = 158
/** Distance of the first seeds of a sunflower. */
const STEP = 33
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5))
const angles = [-Math.PI / 2, (5 * Math.PI) / 6, Math.PI / 6] as const
const towards = (angle: number, by: number): Point => ({ x: by * Math.cos(angle), y: by * Math.sin(angle) })

export const regions: readonly Held[] = [[true, true, true], [true, true, false], [true, false, true], [false, true, true], [true, false, false], [false, true, false], [false, false, true], [false, false, false]]
export const regionKey = (held: Held): string => held.map((one) => (one ? '1' : '0')).join('')

/** The middle of a region of the three circles, in their unit: alone far out, two between them, all three at the centre. */
function centreOf(held: Held): Point {
  const count = held.filter(Boolean).length
  if (count === 3) return { x: 0, y: 8 }
  if (count === 0) return { x: OFFSET + RADIUS + 190, y: -RADIUS * 0.75 }
  const mean = held.reduce((sum, one, i) => { const at = towards(angles[i] ?? 0, 1); return one ? { x: sum.x + at.x, y: sum.y + at.y } : sum }, { x: 0, y: 0 })
  return towards(Math.atan2(mean.y, mean.x), count === 1 ? OFFSET + 122 : OFFSET + 20)
}

/** How much the circles grow so that the fullest region holds its members: 1 up to eight. */
const growthOf = (members: readonly VennMember[]): number => {
  const counts = regions.map((held) => members.filter((m) => regionKey(m.held) === regionKey(held)).length)
  return Math.max(1, Math.sqrt(Math.max(...counts) / 8))
}

/** How far from the middle of its region the last of so many members stands. */
const farthest = (count: number): number => (count <= 1 ? 0 : STEP * Math.sqrt(count - 0.5))

/** Where members stand: around the middle of their region, like seeds of a sunflower, in the order given. */
export function vennPlaces(members: readonly VennMember[]): Places {
  const growth = growthOf(members)
  return new Map(regions.flatMap((held) => {
    const own = members.filter((m) => regionKey(m.held) === regionKey(held))
    const centre = centreOf(held)
    return own.map(({ id }, i): [string, Point] => {
      const far = own.length === 1 ? 0 : STEP * Math.sqrt(i + 0.5)
      return [id, { x: centre.x * growth + far * Math.cos(i * GOLDEN_ANGLE), y: centre.y * growth + 18 + far * Math.sin(i * GOLDEN_ANGLE) }]
    })
  }))
}

/** The ground: three circles and the names of the eight classes, each with its count. */
export function vennGround(members: readonly VennMember[], names: VennNames): Piece[] {
  const growth = growthOf(members)
  const circle = (id: 'power' | 'legitimacy' | 'urgency', i: number): Piece[] => {
    const at = towards(angles[i] ?? 0, OFFSET * growth)
    const edge = { x: at.x, y: at.y + (i === 0 ? -1 : 1) * (RADIUS * growth + 18) }
    return [
      { id: `ground:${id}`, at, w: 2 * RADIUS * growth, h: 2 * RADIUS * growth, classes: 'zone round' },
      { id: `ground:${id}:name`, at: edge, classes: 'caption strong', label: names[id], font: 14 },
    ]
  }
  const caption = (held: Held): Piece => {
    const at = centreOf(held)
    const count = members.filter((m) => regionKey(m.held) === regionKey(held)).length
    return { id: `ground:class:${regionKey(held)}`, at: { x: at.x * growth, y: at.y * growth + 18 - farthest(count) - 34 }, classes: 'caption', label: names.region(held), font: 12 }
  }
  return [...circle('power', 0), ...circle('legitimacy', 1), ...circle('urgency', 2), ...regions.map(caption)]
}
