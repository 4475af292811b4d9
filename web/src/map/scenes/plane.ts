import type { Point } from '../model.ts'
import type { Piece } from './scene.ts'

/** An axis of a plane: the scale of its criterion and the value from which it counts as high. */
export interface PlaneAxis { label: string; min: number; max: number; cut: number }
export interface Plane { x: PlaneAxis; y: PlaneAxis; nearPercent: number; w: number; h: number }
/** Names of the four zones: low/high on y, then low/high on x. */
export interface ZoneNames { highHigh: string; highLow: string; lowHigh: string; lowLow: string }

/** Of a wide screen and of a phone, in pixels at zoom 1. */
export const WIDE = { w: 1040, h: 660 }
export const TALL = { w: 620, h: 760 }
/** Zones reach beyond the ends of the scales, where nodes stand too. */
const RIM = 46

const share = (value: number, { min, max }: PlaneAxis): number => (value - min) / (max - min)

/** Where a pair of values stands; the greater, the further right and up. */
export const toPlace = (plane: Plane, x: number, y: number): Point => ({ x: (share(x, plane.x) - 0.5) * plane.w, y: (0.5 - share(y, plane.y)) * plane.h })

/** The values of a place, within the scales, not rounded. */
export function toValues(plane: Plane, place: Point): { x: number; y: number } {
  const within = (part: number, { min, max }: PlaneAxis): number => min + Math.min(1, Math.max(0, part)) * (max - min)
  return { x: within(place.x / plane.w + 0.5, plane.x), y: within(0.5 - place.y / plane.h, plane.y) }
}

/** The ground of a plane: four named zones that meet at the cut-offs, the band of what is near them, and both scales. */
export function planeGround(plane: Plane, names: ZoneNames, format: (value: number) => string): Piece[] {
  const cut = toPlace(plane, plane.x.cut, plane.y.cut)
  const [left, right, top, bottom] = [-plane.w / 2 - RIM, plane.w / 2 + RIM, -plane.h / 2 - RIM, plane.h / 2 + RIM]
  const zone = (id: string, label: string, x1: number, x2: number, y1: number, y2: number, main = ''): Piece[] => [
    { id: `ground:${id}`, at: { x: (x1 + x2) / 2, y: (y1 + y2) / 2 }, w: x2 - x1, h: y2 - y1, classes: `zone ${main}` },
    { id: `ground:${id}:name`, at: { x: x1, y: y1 }, classes: 'caption strong cap-in', label, font: 13 },
  ]
  return [
    ...zone('highHigh', names.highHigh, cut.x, right, top, cut.y, 'main'),
    ...zone('highLow', names.highLow, left, cut.x, top, cut.y),
    ...zone('lowHigh', names.lowHigh, cut.x, right, cut.y, bottom),
    ...zone('lowLow', names.lowLow, left, cut.x, cut.y, bottom),
    ...bands(plane, cut, { left, right, top, bottom }),
    ...scales(plane, { left, bottom }, format),
    { id: 'ground:y', at: { x: left, y: top }, classes: 'caption strong cap-e cap-above', label: `${plane.y.label} ↑`, font: 13 },
    { id: 'ground:x', at: { x: right, y: bottom }, classes: 'caption strong cap-w cap-below', label: `${plane.x.label} →`, font: 13 },
  ]
}

interface Edges { left: number; right: number; top: number; bottom: number }

function bands(plane: Plane, cut: Point, { left, right, top, bottom }: Edges): Piece[] {
  const [w, h] = [(2 * plane.nearPercent * plane.w) / 100, (2 * plane.nearPercent * plane.h) / 100]
  const [wide, high] = [right - left, bottom - top]
  const middle = { x: (left + right) / 2, y: (top + bottom) / 2 }
  return [
    ...(plane.nearPercent > 0 ? [{ id: 'ground:near:x', at: { x: cut.x, y: middle.y }, w, h: high, classes: 'band' }, { id: 'ground:near:y', at: { x: middle.x, y: cut.y }, w: wide, h, classes: 'band' }] : []),
    { id: 'ground:cut:x', at: { x: cut.x, y: middle.y }, w: 1.5, h: high, classes: 'rule' },
    { id: 'ground:cut:y', at: { x: middle.x, y: cut.y }, w: wide, h: 1.5, classes: 'rule' },
  ]
}

function scales(plane: Plane, { left, bottom }: Pick<Edges, 'left' | 'bottom'>, format: (value: number) => string): Piece[] {
  const whole = ({ min, max }: PlaneAxis): number[] => Array.from({ length: max - min + 1 }, (_, i) => min + i)
  return [
    ...whole(plane.x).map((value) => ({ id: `ground:x:${value}`, at: { x: toPlace(plane, value, plane.y.min).x, y: bottom }, classes: 'caption cap-s', label: format(value), font: 12 })),
    ...whole(plane.y).map((value) => ({ id: `ground:y:${value}`, at: { x: left, y: toPlace(plane, plane.x.min, value).y }, classes: 'caption cap-w', label: format(value), font: 12 })),
  ]
}
