import type { BodyOf } from './types.ts'

type Chart = BodyOf<'chart'>
export interface Bar { x: number; width: number; text: string; tone: string; held: string | undefined }
export interface BarLine { label: string; bars: Bar[]; blockId?: string }

/** Bars in hundredths of the width, from zero, which stands where negative values leave it. */
export function barsOf(chart: Pick<Chart, 'form' | 'series' | 'categories'>): { zero: number; lines: BarLine[] } {
  const total = (values: Chart['categories'][number]['values']): number => values.reduce((sum, value) => sum + Math.max(0, value.value ?? 0), 0)
  const all = chart.categories.flatMap((category) => (chart.form === 'stacked' ? [total(category.values)] : category.values.map((value) => value.value ?? 0)))
  const [low, high] = [Math.min(0, ...all), Math.max(0, ...all)]
  const scale = 100 / (high - low || 1)
  const zero = -low * scale
  return { zero, lines: chart.categories.map((category) => ({ label: category.label, bars: chart.form === 'stacked' ? stacked(chart, category, scale) : single(category, scale, zero) })) }
}

function stacked(chart: Pick<Chart, 'series'>, category: Chart['categories'][number], scale: number): Bar[] {
  let x = 0
  return category.values.map((value, i) => {
    const width = Math.max(0, value.value ?? 0) * scale
    const bar = { x, width, text: value.text, tone: chart.series[i]?.tone ?? 'plain', held: value.withheld?.text }
    x += width
    return bar
  })
}

const single = (category: Chart['categories'][number], scale: number, zero: number): Bar[] =>
  category.values.map(({ value, text, withheld }) => {
    const width = Math.abs(value ?? 0) * scale
    return { x: (value ?? 0) < 0 ? zero - width : zero, width, text, tone: category.tone, held: withheld?.text }
  })

export interface LinePoint { x: number; y: number; text: string; label: string }
/** A line from zero, in a frame of `width` × `height`; a gap where nothing was measured. */
export function lineOf(chart: Pick<Chart, 'categories' | 'target'>, width: number, height: number): { points: (LinePoint | undefined)[]; target: number | undefined } {
  const values = chart.categories.map((category) => category.values[0]?.value ?? null)
  const known = [...values.filter((value) => value !== null), ...(chart.target === null ? [] : [chart.target]), 0]
  const [low, high] = [Math.min(...known), Math.max(...known)]
  const y = (value: number): number => height - ((value - low) / (high - low || 1)) * height
  const step = width / Math.max(1, values.length - 1)
  return {
    points: values.map((value, i) => (value === null ? undefined : { x: values.length === 1 ? width / 2 : i * step, y: y(value), text: chart.categories[i]?.values[0]?.text ?? '', label: chart.categories[i]?.label ?? '' })),
    target: chart.target === null ? undefined : y(chart.target),
  }
}
