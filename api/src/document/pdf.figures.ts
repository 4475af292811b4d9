import type { Block, FigureItem } from './blocks.ts'
import { colours } from './colours.ts'
import { drawLine, type Line, linesOf, type Style, styles } from './pdf.lines.ts'
import { bottomOf, decorate, ensure, margin, newPage, type Pen, widthOf } from './pdf.page.ts'

const number: Style = { size: 25, lead: 31, colour: colours.ink, face: 'semibold' }
const held: Style = { size: 10, lead: 15, colour: colours.soft, face: 'italic' }
const label: Style = { size: 9.5, lead: 13.5, colour: colours.ink, face: 'semibold' }
const beside: Style = { size: 8.5, lead: 12.5, colour: colours.ink, face: 'regular' }
const COLUMNS = 3
const GUTTER = 18

type Text = readonly [Line[], Style]

/** Figures side by side, large and calm: the value, what it is, and under it what it was made from. */
export function drawFigures(pen: Pen, items: readonly FigureItem[]): void {
  const { doc } = pen
  const across = Math.min(COLUMNS, Math.max(1, items.length === 4 ? 2 : items.length))
  const width = (widthOf(doc) - (across - 1) * GUTTER) / across
  const list = doc.struct('L')
  pen.root.add(list)
  for (let from = 0; from < items.length; from += across) {
    const row = items.slice(from, from + across).map((item) => textsOf(pen, item, width))
    const height = Math.max(...row.map(heightOf))
    if (height < bottomOf(doc) - margin.top) ensure(pen, height + 16)
    drawRow(pen, list, row, width)
    pen.y += 12
  }
  list.end()
}

function textsOf({ doc }: Pen, item: FigureItem, width: number): Text[] {
  const top = item.withheld ? held : number
  const texts: [string, Style][] = [[item.value, top], [item.label, label], [item.beside, beside], [item.note, styles.note]]
  return texts.filter(([text]) => text !== '').map(([text, style]) => [linesOf(doc, [text], fitted(doc, text, style, width), width), fitted(doc, text, style, width)])
}

/** A long value is set smaller, so that it stays on its line. */
function fitted(doc: Pen['doc'], text: string, style: Style, width: number): Style {
  if (style !== number) return style
  const wide = doc.font(style.face).fontSize(style.size).widthOfString(text)
  return wide <= width ? style : { ...style, size: Math.max(13, (style.size * width) / wide - 0.2) }
}

const heightOf = (texts: readonly Text[]): number => texts.reduce((sum, [lines, style]) => sum + lines.length * style.lead + 3, 8)

function drawRow(pen: Pen, list: PDFKit.PDFStructureElement, row: readonly (readonly Text[])[], width: number): void {
  const { doc } = pen
  const [top, page] = [pen.y, doc.bufferedPageRange().count]
  let bottom = top
  for (const [i, texts] of row.entries()) {
    const x = margin.left + i * (width + GUTTER)
    if (doc.bufferedPageRange().count === page) {
      pen.y = top
      decorate(pen, () => doc.lineWidth(1.4).strokeColor(colours.ink).moveTo(x, top).lineTo(x + width, top).stroke())
    }
    const item = doc.struct('LI')
    list.add(item)
    const body = doc.struct('LBody')
    item.add(body)
    pen.y += 8
    for (const [lines, style] of texts) {
      for (const line of lines) {
        if (pen.y + style.lead > bottomOf(doc)) newPage(pen)
        body.add(() => drawLine(doc, line, x, pen.y, style))
        pen.y += style.lead
      }
      pen.y += 3
    }
    body.end()
    item.end()
    bottom = doc.bufferedPageRange().count === page ? Math.max(bottom, pen.y) : pen.y
  }
  pen.y = bottom
}

/** What a record holds, name by name: a table whose first column is its head. */
export function drawFacts(pen: Pen, { title, rows }: Extract<Block, { kind: 'facts' }>): void {
  const { doc } = pen
  ensure(pen, 50)
  const element = doc.struct('Table', { title })
  pen.root.add(element)
  decorate(pen, () => doc.lineWidth(0.8).strokeColor(colours.ink).moveTo(margin.left, pen.y).lineTo(margin.left + widthOf(doc), pen.y).stroke())
  for (const fact of rows) {
    const value = linesOf(doc, fact.runs, styles.cell, widthOf(doc) - 130)
    const row = doc.struct('TR')
    element.add(row)
    const [name = []] = linesOf(doc, [fact.label], styles.head, 124)
    const cells = { name: doc.struct('TH', { scope: 'Row' } as PDFKit.Mixins.StructureElementOptions), value: doc.struct('TD') }
    row.add(cells.name)
    row.add(cells.value)
    ensure(pen, styles.cell.lead + 7)
    pen.y += 3.5
    cells.name.add(() => drawLine(doc, name, margin.left, pen.y, { ...styles.head, lead: styles.cell.lead }))
    for (const line of value.length > 0 ? value : [[]]) {
      if (pen.y + styles.cell.lead > bottomOf(doc)) newPage(pen)
      cells.value.add(() => drawLine(doc, line, margin.left + 130, pen.y, styles.cell))
      pen.y += styles.cell.lead
    }
    row.end()
    pen.y += 3.5
    decorate(pen, () => doc.lineWidth(0.5).strokeColor(colours.line).moveTo(margin.left, pen.y).lineTo(margin.left + widthOf(doc), pen.y).stroke())
  }
  element.end()
  pen.y += 8
}
