import { Paragraph } from 'docx'
import { ChartRun, type ChartPointLabel, type ChartRunOptions } from 'docx/charts'
import type { ChartBlock } from './blocks.ts'
import { colours, inkOn } from './colours.ts'
import { FONT, free, hex, TEXT_WIDTH } from './docx.parts.ts'

const WIDTH = Math.round(TEXT_WIDTH / 15)
const font = { size: 9, color: hex(colours.ink) } as const

/** A chart of Word's own: drawn from its values, which can be read and changed; each value is written as it is printed. */
export function chartOf(chart: ChartBlock): Paragraph {
  const many = chart.series.length > 1
  const labels = (s: number): (false | ChartPointLabel)[] => chart.categories.map(({ values }) => {
    const one = values[s]
    if (!one || one.value === null || (chart.form === 'stacked' && one.value === 0)) return false
    return { text: one.text, font: { ...font, bold: true, ...(chart.form === 'stacked' ? { color: hex(inkOn(chart.series[s]?.colour ?? colours.bar)) } : {}) } }
  })
  const series = chart.series.map((one, s) => ({
    name: one.label, values: chart.categories.map(({ values }) => values[s]?.value ?? null), color: hex(one.colour), pointLabels: labels(s),
    ...(many || chart.form === 'line' ? {} : { colors: chart.categories.map((category) => (category.colour ? hex(category.colour) : undefined)) }),
  }))
  const perRow = chart.form === 'stacked' ? 1 : chart.series.length
  // A value that is not drawn is said beside the name of its bar.
  const categories = chart.categories.map((category) => (category.values.every((one) => one.value === null) && category.values[0] ? `${category.label} (${category.values[0].text})` : category.label))
  const common = {
    categories, series, dataLabels: { value: true, font: { ...font, bold: true } }, font: { name: FONT }, chartArea: { fill: 'none', border: 'none' } as const,
    legend: many ? { position: 'top' as const, font } : (false as const), altText: { name: chart.title, title: chart.title, description: chart.alternative },
    categoryAxis: { font, gridlines: false, ...(chart.form === 'line' ? {} : { reverseOrder: true }) }, valueAxis: { minimum: Math.min(0, ...series.flatMap((one) => one.values.map((value) => value ?? 0))), visible: false, gridlines: false },
  }
  const options: ChartRunOptions = chart.form === 'line'
    ? { ...common, type: 'line', markers: true, transformation: { width: WIDTH, height: 260 } }
    : { ...common, type: 'bar', ...(chart.form === 'stacked' ? { stacking: 'stacked' as const } : {}), gapWidth: 45, transformation: { width: WIDTH, height: Math.min(880, Math.max(90, chart.categories.length * (14 + perRow * 18) + (many ? 50 : 20))) } }
  return new Paragraph({ keepNext: true, spacing: free, children: [new ChartRun(options)] })
}
