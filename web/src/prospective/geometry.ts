import type { Axis, Measure, View } from './store.ts'

export type Side = 'internal' | 'stakeholder'
/** One side of a row: from where it stands today to where it stands at the horizon, in units of the drawing; null where nothing is said. */
export interface Track { side: Side; y: number; now: number | null; then: number | null; few: boolean; label: string | null; labelAt: number; labelLeft: boolean; spread: [number, number] | null }
export interface Drawing { width: number; height: number; tracks: Track[]; cut: number | null }

export const WIDTH = 300
const PAD = 10
const LABEL = 58
const LINE = 16
const label = (view: View, say: (value: number) => string): string | null => (view.value === null ? null : `${say(view.value)} (${view.n})`)

/**
 * The two tracks of a measure on its scale, internal above stakeholders. The label stands on the side towards which the track points, so
 * that it never covers the line. `say` writes a figure.
 */
export function draw({ views }: Measure, axis: Pick<Axis, 'min' | 'max' | 'cut'>, say: (value: number) => string): Drawing {
  const at = (value: number): number => LABEL + PAD + ((WIDTH - 2 * (LABEL + PAD)) * (value - axis.min)) / (axis.max - axis.min)
  const place = (view: View): number | null => (view.value === null ? null : at(view.value))
  const sides: Side[] = views.internalNow.n + views.internalThen.n === 0 ? ['stakeholder'] : ['internal', 'stakeholder']
  const tracks = sides.map((side, i): Track => {
    const [before, after] = [views[`${side}Now`], views[`${side}Then`]]
    const end = after.value === null ? before : after
    const [now, then] = [place(before), place(after)]
    const labelLeft = now !== null && then !== null && then < now
    const edge = labelLeft ? Math.min(now, then) : Math.max(now ?? 0, then ?? 0)
    const spread: [number, number] | null = end.low !== null && end.high !== null && end.high > end.low ? [at(end.low), at(end.high)] : null
    const clear = spread ? (labelLeft ? Math.min(edge, spread[0]) : Math.max(edge, spread[1])) : edge
    return { side, y: LINE / 2 + i * LINE + 1, now, then, few: end.few || (before.n > 0 && before.few), label: label(end, say), labelAt: clear + (labelLeft ? -9 : 9), labelLeft, spread }
  })
  return { width: WIDTH, height: sides.length * LINE + 2, tracks, cut: axis.cut === null ? null : at(axis.cut) }
}
