import type { ChartBlock, ChartValue } from './blocks.ts'
import { colours, inkOn } from './colours.ts'
import { type Doc, drawLine, type Line, linesOf, lineWidth, type Style } from './pdf.lines.ts'
import { ensure, margin, newPage, bottomOf, type Pen, widthOf } from './pdf.page.ts'

const label: Style = { size: 8.5, lead: 11, colour: colours.ink, face: 'regular' }
const value: Style = { size: 8.5, lead: 11, colour: colours.ink, face: 'semibold' }
const withheld: Style = { size: 7.5, lead: 11, colour: colours.soft, face: 'italic' }
const BAR = 15
const GAP = 7

/** A chart as vectors, told by its alternative: bars lie, one line per category, from zero; each value is written beside. */
export function drawChart(pen: Pen, chart: ChartBlock): void {
  if (chart.series.length > 1 || chart.form === 'line') drawKeys(pen, chart)
  if (chart.form === 'line') drawLines(pen, chart)
  else drawBars(pen, chart)
  pen.y += 6
}

/** The series by their name, each beside its colour. */
function drawKeys(pen: Pen, chart: ChartBlock): void {
  if (chart.series.length < 2) return
  const { doc } = pen
  ensure(pen, 60)
  const alone = doc.struct('P')
  pen.root.add(alone)
  alone.add(() => {
    let x = margin.left
    for (const one of chart.series) {
      const [line = []] = linesOf(doc, [one.label], label, 260)
      if (x + lineWidth(line) + 14 > margin.left + widthOf(doc)) {
        x = margin.left
        pen.y += 14
      }
      doc.rect(x, pen.y + 1.5, 8, 8).fill(one.colour)
      drawLine(doc, line, x + 12, pen.y, label)
      x += lineWidth(line) + 28
    }
  })
  alone.end()
  pen.y += 18
}

interface Row { name: Line[]; height: number; category: ChartBlock['categories'][number] }

function rowsOf(doc: Doc, chart: ChartBlock, nameWidth: number): Row[] {
  const perRow = chart.form === 'stacked' ? 1 : chart.series.length
  return chart.categories.map((category) => {
    const name = linesOf(doc, [category.label], label, nameWidth).slice(0, 3)
    return { name, category, height: Math.max(name.length * label.lead, perRow * BAR) + GAP }
  })
}

const sizeOf = (chart: ChartBlock, category: ChartBlock['categories'][number]): number =>
  chart.form === 'stacked' ? category.values.reduce((sum, one) => sum + Math.max(0, one.value ?? 0), 0) : Math.max(0, ...category.values.map((one) => one.value ?? 0))

function drawBars(pen: Pen, chart: ChartBlock): void {
  const { doc } = pen
  const width = widthOf(doc)
  const nameWidth = Math.min(190, Math.max(60, ...chart.categories.map((one) => lineWidth(linesOf(doc, [one.label], label, 190)[0] ?? []))))
  const rows = rowsOf(doc, chart, nameWidth)
  const left = margin.left + nameWidth + 10
  const most = Math.max(chart.target?.value ?? 0, ...chart.categories.map((category) => sizeOf(chart, category)))
  // Room on the right for the value that stands behind its bar.
  const scale = most > 0 ? (width - nameWidth - 10 - 62) / most : 0
  for (let from = 0; from < rows.length;) {
    const room = bottomOf(doc) - pen.y - 14
    let until = from
    let height = 0
    for (let row = rows[until]; row && (height + row.height <= room); row = rows[until]) {
      height += row.height
      until += 1
    }
    if (until === from) {
      newPage(pen)
      continue
    }
    const part = rows.slice(from, until)
    const top = pen.y
    pen.root.add(doc.struct('Figure', { alt: chart.alternative, bbox: [margin.left, top, margin.left + width, top + height], placement: 'Block' } as PDFKit.Mixins.StructureElementOptions, () => {
      let y = top
      doc.lineWidth(0.7).strokeColor(colours.line).moveTo(left, top - 2).lineTo(left, top + height - GAP + 2).stroke()
      for (const row of part) {
        drawRow(doc, chart, row, y, { left, nameWidth, scale })
        y += row.height
      }
      if (chart.target && scale > 0) drawTarget(doc, chart.target, left + chart.target.value * scale, top, height)
    }))
    pen.y = top + height + (chart.target ? 12 : 0)
    from = until
  }
}

interface Place { left: number; nameWidth: number; scale: number }

function drawRow(doc: Doc, chart: ChartBlock, row: Row, y: number, { left, nameWidth, scale }: Place): void {
  const inner = row.height - GAP
  const first = y + (inner - row.name.length * label.lead) / 2
  row.name.forEach((line, i) => drawLine(doc, line, margin.left + nameWidth - lineWidth(line), first + i * label.lead, label))
  const drawn = chart.form === 'stacked' ? 1 : chart.series.length
  const top = y + (inner - drawn * BAR) / 2
  if (chart.form === 'stacked') return drawStack(doc, chart, row.category.values, left, top, scale)
  row.category.values.forEach((one, i) => {
    const wide = Math.max(0, one.value ?? 0) * scale
    const fill = chart.series.length === 1 ? (row.category.colour ?? chart.series[0]?.colour) : chart.series[i]?.colour
    if (wide > 0) doc.rect(left, top + i * BAR + 1.5, Math.max(0.8, wide), BAR - 3).fill(fill ?? colours.bar)
    drawValue(doc, one, left + wide + 5, top + i * BAR + 2)
  })
}

function drawValue(doc: Doc, one: ChartValue, x: number, y: number): void {
  const style = one.value === null ? withheld : value
  drawLine(doc, linesOf(doc, [one.text], style, 400)[0] ?? [], x, y, style)
}

function drawStack(doc: Doc, chart: ChartBlock, values: readonly ChartValue[], left: number, top: number, scale: number): void {
  let x = left
  values.forEach((one, i) => {
    const wide = Math.max(0, one.value ?? 0) * scale
    if (wide <= 0) return
    const fill = chart.series[i]?.colour ?? colours.bar
    doc.rect(x, top + 1.5, Math.max(0.8, wide - 0.8), BAR - 3).fill(fill)
    const style: Style = { ...value, size: 8, colour: inkOn(fill) }
    const [line = []] = linesOf(doc, [one.text], style, 100)
    if (lineWidth(line) + 4 < wide) drawLine(doc, line, x + (wide - lineWidth(line)) / 2, top + 2, style)
    x += wide
  })
  const held = values.find((one) => one.value === null && one.text !== '—' && one.text !== '')
  if (held) drawValue(doc, held, x + 5, top + 2)
}

function drawTarget(doc: Doc, target: { text: string }, x: number, top: number, height: number): void {
  doc.save().lineWidth(0.9).strokeColor(colours.accent).dash(3, { space: 2 }).moveTo(x, top - 2).lineTo(x, top + height - GAP + 4).stroke().undash().restore()
  const style: Style = { ...label, size: 7.5, colour: colours.accent }
  const [line = []] = linesOf(doc, [target.text], style, 200)
  drawLine(doc, line, Math.min(x - lineWidth(line) / 2, margin.left + widthOf(doc) - lineWidth(line)), top + height - GAP + 5, style)
}

const PLOT = 130

/** Dates from left to right, from zero up; the first and the last value of each line are written, and its name. */
function drawLines(pen: Pen, chart: ChartBlock): void {
  const { doc } = pen
  ensure(pen, PLOT + 40)
  const width = widthOf(doc) - 20
  const top = pen.y + 12
  const values = chart.categories.flatMap((category) => category.values.map((one) => one.value ?? 0))
  const most = Math.max(1e-9, chart.target?.value ?? 0, ...values)
  const least = Math.min(0, ...values)
  const y = (of: number) => top + PLOT - ((of - least) / (most - least)) * PLOT
  const x = (i: number) => margin.left + 10 + (chart.categories.length === 1 ? width / 2 : (i / (chart.categories.length - 1)) * width)
  pen.root.add(doc.struct('Figure', { alt: chart.alternative, bbox: [margin.left, pen.y, margin.left + width + 20, top + PLOT + 20], placement: 'Block' } as PDFKit.Mixins.StructureElementOptions, () => {
    doc.lineWidth(0.7).strokeColor(colours.line).moveTo(margin.left, y(0)).lineTo(margin.left + width + 20, y(0)).stroke()
    if (chart.target) drawTarget(doc, chart.target, margin.left + width, y(chart.target.value), 0)
    chart.series.forEach((one, s) => drawSeries(doc, chart, s, one.colour, { x, y }))
    const every = Math.ceil(chart.categories.length / 12)
    chart.categories.forEach((category, i) => {
      if (i % every !== 0 && i !== chart.categories.length - 1) return
      const [line = []] = linesOf(doc, [category.label], { ...label, size: 7.5 }, 70)
      const at = x(i) - lineWidth(line) / 2
      drawLine(doc, line, Math.min(Math.max(margin.left, at), margin.left + width + 20 - lineWidth(line)), top + PLOT + 4, { ...label, size: 7.5, colour: colours.soft })
    })
  }))
  pen.y = top + PLOT + 20
}

function drawSeries(doc: Doc, chart: ChartBlock, s: number, colour: string, { x, y }: { x: (i: number) => number; y: (of: number) => number }): void {
  const points = chart.categories.flatMap((category, i) => {
    const one = category.values[s]
    return one && one.value !== null ? [{ i, value: one.value, text: one.text }] : []
  })
  doc.lineWidth(1.6).strokeColor(colour).lineJoin('round')
  points.forEach((point, k) => {
    // A date without a value leaves a gap.
    if (k > 0 && points[k - 1]?.i === point.i - 1) doc.lineTo(x(point.i), y(point.value))
    else doc.moveTo(x(point.i), y(point.value))
  })
  if (points.length > 1) doc.stroke()
  const every = Math.ceil(points.length / 12)
  for (const [k, point] of points.entries()) {
    doc.circle(x(point.i), y(point.value), 2.2).fill(colour)
    if (k % every !== 0 && k !== points.length - 1) continue
    const [line = []] = linesOf(doc, [point.text], value, 80)
    const at = Math.min(Math.max(margin.left, x(point.i) - lineWidth(line) / 2), margin.left + widthOf(doc) - lineWidth(line))
    drawLine(doc, line, at, y(point.value) - 14, { ...value, size: 8 })
  }
}
