import { colours } from './colours.ts'
import { type Doc, drawLine, type Line, linesOf, lineWidth, type Style } from './pdf.lines.ts'

export const margin = { left: 57, right: 57, top: 58, bottom: 66 }

/** Where the next thing is drawn, and what it belongs to. `measure`: width of running text; `pages`: on which page each place that is led to stands. */
export interface Pen { doc: Doc; root: PDFKit.PDFStructureElement; y: number; measure: number; pages: Map<string, number>; chapter?: PDFKit.PDFOutline }

/** Pages begun so far, which is the number of the one that is drawn on. */
export const pageNumber = (doc: Doc): number => doc.bufferedPageRange().count

/** Names the place where the pen stands, so that links lead to it. */
export function mark(pen: Pen, name: string | undefined): void {
  if (!name) return
  pen.doc.addNamedDestination(name, 'XYZ', margin.left, Math.max(0, pen.y - 8), null)
  pen.pages.set(name, pageNumber(pen.doc))
}

export const widthOf = (doc: Doc): number => doc.page.width - margin.left - margin.right
export const bottomOf = (doc: Doc): number => doc.page.height - margin.bottom

export function newPage(pen: Pen): void {
  pen.doc.addPage()
  pen.y = margin.top
}

/** Goes to a new page when so much does not fit on this one. */
export function ensure(pen: Pen, height: number): void {
  if (pen.y + height > bottomOf(pen.doc)) newPage(pen)
}

/** Draws what is decoration: no reader of the screen is told. */
export function decorate(pen: Pen, draw: () => void): void {
  pen.doc.markContent('Artifact', { type: 'Layout' })
  draw()
  pen.doc.endMarkedContent()
}

/** Puts lines into an element, going on over pages; never one line alone at the foot or the head of a page where it can be helped. */
export function putLines(pen: Pen, element: PDFKit.PDFStructureElement, lines: readonly Line[], style: Style, x: number = margin.left): void {
  let rest = lines
  while (rest.length > 0) {
    const room = Math.floor((bottomOf(pen.doc) - pen.y) / style.lead)
    const fits = rest.length <= room ? rest.length : Math.max(0, rest.length - room < 2 ? room - 1 : room)
    if (fits < Math.min(2, rest.length)) {
      newPage(pen)
      continue
    }
    const now = rest.slice(0, fits)
    element.add(() => now.forEach((line, i) => drawLine(pen.doc, line, x, pen.y + i * style.lead, style)))
    pen.y += fits * style.lead
    rest = rest.slice(fits)
  }
}

/** An element with one text. */
export function putText(pen: Pen, tag: string, runs: Parameters<typeof linesOf>[1], style: Style, options: { x?: number; width?: number; parent?: PDFKit.PDFStructureElement } = {}): void {
  const x = options.x ?? margin.left
  const element = pen.doc.struct(tag)
  ;(options.parent ?? pen.root).add(element)
  putLines(pen, element, linesOf(pen.doc, runs, style, options.width ?? pen.measure - (x - margin.left)), style, x)
  element.end()
}

interface Running { footer: string; pageOf: (page: string, pages: string) => string; mark?: string | null; cover?: boolean }

/** Footer of every page: what this is, and the number of the page; a cover has none. A draft says so at the head of each. */
export function numberPages(doc: Doc, { footer, pageOf, mark: draft, cover }: Running): void {
  const { start, count } = doc.bufferedPageRange()
  const style: Style = { size: 7.5, lead: 11, colour: colours.soft, face: 'regular' }
  const right = (text: string, y: number, of: Style) => {
    const [line = []] = linesOf(doc, [text], of, 300)
    drawLine(doc, line, doc.page.width - margin.right - lineWidth(line), y, of)
  }
  for (let page = start + (cover ? 1 : 0); page < start + count; page += 1) {
    doc.switchToPage(page)
    const y = doc.page.height - margin.bottom + 24
    // Below the margin a text would open a page of its own.
    doc.page.margins.bottom = 0
    doc.markContent('Artifact', { type: 'Pagination' })
    doc.lineWidth(0.5).strokeColor(colours.line).moveTo(margin.left, y - 6).lineTo(doc.page.width - margin.right, y - 6).stroke()
    drawLine(doc, linesOf(doc, [footer], style, 380)[0] ?? [], margin.left, y, style)
    right(pageOf(String(page + 1), String(count)), y, style)
    if (draft) right(draft, 30, { ...style, colour: colours.accent, face: 'semibold' })
    doc.endMarkedContent()
  }
}
