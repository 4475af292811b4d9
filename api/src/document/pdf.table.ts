import { type Cell, type Run, type TableBlock, textOf } from './blocks.ts'
import { colours } from './colours.ts'
import { drawLine, type Line, linesOf, lineWidth, styles } from './pdf.lines.ts'
import { bottomOf, decorate, ensure, margin, newPage, type Pen, widthOf } from './pdf.page.ts'

const PAD = { x: 5, y: 4 }
interface Column { x: number; width: number; right: boolean }

/** A table: its head is told once, and drawn again on each page that it goes on to. A row that is taller than a page goes on too. */
export function drawTable(pen: Pen, table: TableBlock): void {
  const columns = columnsOf(pen, table.widths, table.align)
  const head = table.head.map((text, i) => cellLines(pen, [text], columns[i], styles.head))
  const headHeight = heightOf(head, styles.head.lead)
  const body = table.rows.map((row) => row.map((runs, i) => cellLines(pen, runs, columns[i], styles.cell)))
  ensure(pen, headHeight + Math.min(160, heightOf(body[0] ?? [], styles.cell.lead)))
  const element = pen.doc.struct('Table', { title: table.caption })
  pen.root.add(element)
  drawHead(pen, element, head, columns)
  const again = () => drawHead(pen, null, head, columns)
  for (const row of body) drawRow(pen, element, row, columns, again)
  if (table.total) drawTotal(pen, element, table.total, columns, again)
  element.end()
  pen.y += 8
}

function columnsOf(pen: Pen, widths: readonly number[], align: TableBlock['align']): Column[] {
  const total = widths.reduce((sum, width) => sum + width, 0)
  let x = margin.left
  return widths.map((share, i) => {
    const column = { x, width: (share / total) * widthOf(pen.doc), right: align?.[i] === 'right' }
    x += column.width
    return column
  })
}

const cellLines = (pen: Pen, runs: readonly Run[], column: Column | undefined, style: (typeof styles)['head' | 'cell']): Line[] => linesOf(pen.doc, runs, style, (column?.width ?? 0) - 2 * PAD.x)
const heightOf = (cells: readonly Line[][], lead: number): number => Math.max(1, ...cells.map((lines) => lines.length)) * lead + 2 * PAD.y

/** The last line, heavier, under a line of its own. */
function drawTotal(pen: Pen, element: PDFKit.PDFStructureElement, total: readonly Cell[], columns: readonly Column[], again: () => void): void {
  const cells = total.map((runs, i) => cellLines(pen, [{ strong: textOf(runs) }], columns[i], styles.cell))
  const height = heightOf(cells, styles.cell.lead)
  if (pen.y + height > bottomOf(pen.doc)) {
    newPage(pen)
    again()
  }
  decorate(pen, () => pen.doc.lineWidth(0.9).strokeColor(colours.ink).moveTo(margin.left, pen.y).lineTo(margin.left + widthOf(pen.doc), pen.y).stroke())
  drawRow(pen, element, cells, columns, again)
}

/** One line of a cell, on the side of its column. */
function drawCellLine(pen: Pen, line: Line, column: Column | undefined, y: number, style: (typeof styles)['head' | 'cell']): void {
  const { x, width, right } = column ?? { x: 0, width: 0, right: false }
  drawLine(pen.doc, line, right ? x + width - PAD.x - lineWidth(line) : x + PAD.x, y, style)
}

/** Without an element it is the head drawn again: decoration of the page. */
function drawHead(pen: Pen, element: PDFKit.PDFStructureElement | null, head: readonly Line[][], columns: readonly Column[]): void {
  const { doc } = pen
  const height = heightOf(head, styles.head.lead)
  decorate(pen, () => doc.rect(margin.left, pen.y, widthOf(doc), height).fill(colours.faint))
  const draw = (lines: readonly Line[], i: number) => lines.forEach((line, n) => drawCellLine(pen, line, columns[i], pen.y + PAD.y + n * styles.head.lead, styles.head))
  if (element === null) {
    doc.markContent('Artifact', { type: 'Pagination' })
    head.forEach(draw)
    doc.endMarkedContent()
  } else {
    const row = doc.struct('TR')
    element.add(row)
    head.forEach((lines, i) => row.add(doc.struct('TH', { scope: 'Column' } as PDFKit.Mixins.StructureElementOptions, () => draw(lines, i))))
    row.end()
  }
  pen.y += height
}

function drawRow(pen: Pen, table: PDFKit.PDFStructureElement, cells: readonly Line[][], columns: readonly Column[], again: () => void): void {
  const { doc } = pen
  const { lead } = styles.cell
  const breakPage = () => {
    newPage(pen)
    again()
  }
  // A row that has room on a page of its own is not cut.
  const height = heightOf(cells, lead)
  if (pen.y + height > bottomOf(doc) && height < bottomOf(doc) - margin.top - 60) breakPage()
  const row = doc.struct('TR')
  table.add(row)
  const parts = cells.map(() => {
    const cell = doc.struct('TD')
    row.add(cell)
    return cell
  })
  for (let from = 0, most = Math.max(1, ...cells.map((lines) => lines.length)); from < most;) {
    const room = Math.floor((bottomOf(doc) - pen.y - 2 * PAD.y) / lead)
    if (room < 1) {
      breakPage()
      continue
    }
    const until = Math.min(most, from + room)
    cells.forEach((lines, i) => {
      const now = lines.slice(from, until)
      if (now.length > 0) parts[i]?.add(() => now.forEach((line, n) => drawCellLine(pen, line, columns[i], pen.y + PAD.y + n * lead, styles.cell)))
    })
    pen.y += (until - from) * lead + 2 * PAD.y
    decorate(pen, () => doc.lineWidth(0.5).strokeColor(colours.line).moveTo(margin.left, pen.y).lineTo(margin.left + widthOf(doc), pen.y).stroke())
    from = until
  }
  for (const part of parts) part.end()
  row.end()
}
