import type { IndicatorSeries } from './store.ts'

export interface Size { width: number; height: number }
export interface Mark { x: number; y: number; period: IndicatorSeries['periods'][number]; shape: 'whole' | 'part'; frozen: boolean; restated: boolean }
export interface Ghost { x: number; y: number; y2: number; value: number }
export interface Chart { marks: Mark[]; path: string; lines: { perimeterId: string; path: string }[]; pending: { x: number; y: number }[]; ghosts: Ghost[]; target: number | undefined; ticks: { y: number; value: number }[]; labels: { x: number; period: IndicatorSeries['periods'][number] }[] }

const PAD = { top: 12, right: 16, bottom: 26, left: 52 }

/** A round step that cuts a span into about `count` parts: 1, 2 or 5 times a power of ten. Pure. */
export function stepOf(span: number, count: number): number {
  const rough = span / count || 1
  const power = 10 ** Math.floor(Math.log10(rough))
  const factor = rough / power
  return (factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10) * power
}

/** Lowest and highest of the axis: zero is on it when the values are near it, so that a small change never fills the chart. Pure. */
export function rangeOf(values: readonly number[]): [number, number] {
  if (values.length === 0) return [0, 1]
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const span = high - low || Math.abs(high) || 1
  const step = stepOf(span * 1.3, 4)
  const from = low >= 0 && low < span * 2 ? 0 : Math.floor((low - span * 0.15) / step) * step
  return [from, Math.ceil((high + span * 0.1) / step) * step]
}

/** Where everything of a series stands in a chart of this size. Pure. */
export function chartOf(series: Pick<IndicatorSeries, 'periods' | 'points'>, target: number | null, { width, height }: Size, byPerimeter: boolean): Chart {
  const { periods, points } = series
  const shown = [...periods.flatMap((p) => (p.value === null ? [] : [p.value])), ...(byPerimeter ? points.map((p) => p.value) : []), ...(target === null ? [] : [target])]
  const [low, high] = rangeOf(shown)
  const inner = { width: Math.max(1, width - PAD.left - PAD.right), height: Math.max(1, height - PAD.top - PAD.bottom) }
  const order = new Map(periods.map((period, index) => [period.periodStart, index]))
  const xOf = (start: string): number => PAD.left + (periods.length === 1 ? inner.width / 2 : (inner.width * (order.get(start) ?? 0)) / Math.max(1, periods.length - 1))
  const yOf = (value: number): number => PAD.top + inner.height * (1 - (value - low) / (high - low || 1))
  const marks = periods.flatMap((period): Mark[] => (period.value === null ? [] : [{ x: xOf(period.periodStart), y: yOf(period.value), period, shape: period.n < period.of ? 'part' : 'whole', frozen: period.frozen, restated: period.restated }]))
  const line = (spots: readonly { x: number; y: number }[]): string => spots.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('')
  const ids = [...new Set(points.map((point) => point.perimeterId))]
  const lines = byPerimeter && ids.length > 1 ? ids.map((perimeterId) => ({ perimeterId, path: line(points.filter((p) => p.perimeterId === perimeterId && p.counts).map((p) => ({ x: xOf(p.periodStart), y: yOf(p.value) }))) })) : []
  const single = ids.length === 1
  const step = stepOf(high - low, 4)
  const every = Math.ceil(periods.length / Math.max(1, Math.floor(inner.width / 72)))
  return {
    marks, path: line(marks), lines,
    pending: byPerimeter || single ? points.filter((p) => !p.counts).map((p) => ({ x: xOf(p.periodStart), y: yOf(p.value) })) : [],
    ghosts: single ? points.flatMap((p) => (p.restated && p.frozenBefore !== null ? [{ x: xOf(p.periodStart), y: yOf(p.frozenBefore), y2: yOf(p.value), value: p.frozenBefore }] : [])) : [],
    target: target === null ? undefined : yOf(target),
    ticks: Array.from({ length: Math.round((high - low) / step) + 1 }, (_, i) => ({ y: yOf(low + i * step), value: low + i * step })),
    labels: periods.flatMap((period, i) => ((periods.length - 1 - i) % every === 0 ? [{ x: xOf(period.periodStart), period }] : [])),
  }
}
