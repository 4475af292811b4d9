import type { DocumentParts } from './blocks.ts'
import { bars, colours } from './colours.ts'
import { drawLine, linesOf, lineWidth, type Style, styles } from './pdf.lines.ts'
import { decorate, margin, newPage, pageNumber, type Pen, putText, widthOf } from './pdf.page.ts'

const title: Style = { size: 32, lead: 39, colour: colours.ink, face: 'semibold' }
const subtitle: Style = { size: 14, lead: 20, colour: colours.soft, face: 'regular' }
const FACT_LEAD = 13

/** The cover: who reports, what and for which time; what the text is worth at its foot. */
export function drawCover(pen: Pen, parts: DocumentParts, badge: (text: string, colour: string) => void): void {
  const { doc } = pen
  pen.y = 64
  putText(pen, 'P', [{ strong: parts.organisation }], { ...styles.lead, size: 12, lead: 17 })
  pen.y = 196
  strip(pen)
  pen.y += 30
  putText(pen, 'P', [parts.eyebrow], { size: 12, lead: 18, colour: colours.accent, face: 'semibold' })
  pen.y += 4
  putText(pen, 'H1', [parts.heading], parts.heading.length > 90 ? { ...title, size: 24, lead: 31 } : title)
  pen.y += 10
  if (parts.subtitle) putText(pen, 'P', [parts.subtitle], subtitle)
  pen.y += 22
  badge(parts.state, parts.stateTone === 'approved' ? colours.approved : colours.soft)
  if (parts.report?.mark) badge(parts.report.mark, colours.accent)
  if (parts.fictional) badge(parts.fictional, colours.accent)
  const heights = parts.facts.map((fact) => Math.max(1, linesOf(doc, [fact.value], styles.cell, widthOf(doc) - 130).length) * FACT_LEAD + 8)
  const height = heights.reduce((sum, one) => sum + one, 0)
  const foot = doc.page.height - 70 - height
  if (pen.y + 20 > foot) pen.y += 20
  else pen.y = foot
  drawCoverFacts(pen, parts)
}

/** The five shades from disagreement to agreement, which every distribution in the report uses. */
function strip(pen: Pen): void {
  const shades = bars.filter((bar) => bar.drawn === 'full')
  const width = 36
  decorate(pen, () => shades.forEach((bar, i) => pen.doc.rect(margin.left + i * width, pen.y, width - 1.5, 5).fill(bar.fill)))
}

function drawCoverFacts(pen: Pen, parts: DocumentParts): void {
  const { doc } = pen
  const element = doc.struct('Table', { title: parts.eyebrow })
  pen.root.add(element)
  decorate(pen, () => doc.lineWidth(0.8).strokeColor(colours.ink).moveTo(margin.left, pen.y).lineTo(margin.left + widthOf(doc), pen.y).stroke())
  for (const fact of parts.facts) {
    const row = doc.struct('TR')
    element.add(row)
    const value = linesOf(doc, [fact.value], styles.cell, widthOf(doc) - 130)
    const [name = []] = linesOf(doc, [fact.label], styles.head, 124)
    const top = pen.y + 4
    row.add(doc.struct('TH', { scope: 'Row' } as PDFKit.Mixins.StructureElementOptions, () => drawLine(doc, name, margin.left, top, { ...styles.head, lead: FACT_LEAD })))
    row.add(doc.struct('TD', {}, () => value.forEach((line, i) => drawLine(doc, line, margin.left + 130, top + i * FACT_LEAD, styles.cell))))
    row.end()
    pen.y += Math.max(1, value.length) * FACT_LEAD + 8
    decorate(pen, () => doc.lineWidth(0.5).strokeColor(colours.line).moveTo(margin.left, pen.y).lineTo(margin.left + widthOf(doc), pen.y).stroke())
  }
  element.end()
}

interface Entry { text: string; number: string; level: 1 | 2 | 3; anchor: string }
const entryStyles: Record<1 | 2 | 3, Style> = {
  1: { size: 10.5, lead: 16, colour: colours.ink, face: 'semibold' },
  2: { size: 9.5, lead: 14.5, colour: colours.ink, face: 'regular' },
  3: { size: 9, lead: 13.5, colour: colours.soft, face: 'regular' },
}
const beforeOf = (level: 1 | 2 | 3): number => (level === 1 ? 8 : 1)

interface Placed { entry: Entry; page: number; y: number; lines: ReturnType<typeof linesOf> }
export interface Contents { element: PDFKit.PDFStructureElement; placed: Placed[] }

/** Keeps the room of the table of contents; its page numbers are only known at the end. */
export function reserveContents(pen: Pen, heading: string, entries: readonly Entry[]): Contents {
  const { doc } = pen
  newPage(pen)
  putText(pen, 'H2', [heading], { size: 20, lead: 26, colour: colours.ink, face: 'semibold' })
  doc.outline.addItem(heading)
  pen.y += 10
  const element = doc.struct('TOC')
  pen.root.add(element)
  const placed = entries.map((entry): Placed => {
    const style = entryStyles[entry.level]
    const lines = linesOf(doc, [entry.text], style, widthOf(doc) - xOf(entry) - 40)
    const height = lines.length * style.lead
    pen.y += beforeOf(entry.level)
    if (pen.y + height > doc.page.height - margin.bottom) newPage(pen)
    const at = { entry, lines, page: pageNumber(doc) - 1, y: pen.y }
    pen.y += height
    return at
  })
  return { element, placed }
}

const xOf = (entry: Entry): number => (entry.level - 1) * 14 + 30

/** Writes the entries, each a link to its heading, with the page that it came to stand on. */
export function fillContents(pen: Pen, { element, placed }: Contents): void {
  const { doc } = pen
  for (const { entry, page, y, lines } of placed) {
    doc.switchToPage(page)
    const style = entryStyles[entry.level]
    const x = margin.left + xOf(entry)
    const last = y + (lines.length - 1) * style.lead
    const item = doc.struct('TOCI')
    element.add(item)
    const link = doc.struct('Link')
    item.add(link)
    const [number = []] = linesOf(doc, [String(pen.pages.get(entry.anchor) ?? '')], style, 60)
    const end = margin.left + widthOf(doc) - lineWidth(number)
    link.add(() => {
      drawLine(doc, linesOf(doc, [entry.number], style, 60)[0] ?? [], x - 30, y, style)
      lines.forEach((line, i) => drawLine(doc, line, x, y + i * style.lead, style))
      drawLine(doc, number, end, last, style)
    })
    doc.markContent('Artifact', { type: 'Layout' })
    doc.save().lineWidth(0.6).strokeColor(colours.line).dash(1, { space: 3 }).moveTo(x + lineWidth(lines.at(-1) ?? []) + 6, last + style.lead - 4).lineTo(end - 6, last + style.lead - 4).stroke().undash().restore()
    doc.endMarkedContent()
    doc.goTo(margin.left, y, widthOf(doc), lines.length * style.lead, entry.anchor, linkOptions(link, entry.text))
    link.end()
    item.end()
  }
  element.end()
}

/** A link of the tree of tags, with its words. The types of pdfkit do not know of either; the words must be an object, a plain string would be written as a name. */
const linkOptions = (structParent: PDFKit.PDFStructureElement, words: string): PDFKit.Mixins.AnnotationOption => Object.assign({}, { structParent, Contents: Object(words) as string })
