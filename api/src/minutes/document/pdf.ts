import PDFDocument from 'pdfkit'
import type { Block, DocumentParts } from './blocks.ts'
import { colours } from './colours.ts'
import { documentFonts } from './fonts.ts'
import { drawDistribution, drawSignatures } from './pdf.distribution.ts'
import { drawLine, linesOf, type Style, styles } from './pdf.lines.ts'
import { decorate, ensure, margin, newPage, numberPages, type Pen, putText, widthOf } from './pdf.page.ts'
import { drawTable } from './pdf.table.ts'

const headings: Record<1 | 2 | 3, Style & { before: number; after: number; keep: number }> = {
  1: { size: 15, lead: 20, colour: colours.ink, face: 'semibold', before: 20, after: 6, keep: 90 },
  2: { size: 12, lead: 17, colour: colours.ink, face: 'semibold', before: 16, after: 3, keep: 150 },
  3: { size: 9.5, lead: 14, colour: colours.ink, face: 'semibold', before: 7, after: 2, keep: 44 },
}

/** The document as a tagged PDF: headings, tables with their heads, figures with their alternative, language and title. */
export async function pdfOf(parts: DocumentParts, madeAt: Date): Promise<Uint8Array> {
  const doc = new PDFDocument({
    size: 'A4', autoFirstPage: false, bufferPages: true, tagged: true, displayTitle: true, pdfVersion: '1.7', lang: parts.language === 'fr' ? 'fr-FR' : 'en-GB',
    margins: { ...margin, bottom: 0 }, info: { Title: parts.title, Author: parts.organisation, Subject: parts.state, Creator: 'Convergence', Producer: 'Convergence', CreationDate: madeAt, ModDate: madeAt },
  })
  const chunks: Uint8Array[] = []
  doc.on('data', (chunk: Uint8Array) => chunks.push(chunk))
  const ended = new Promise<void>((resolve, reject) => doc.on('end', resolve).on('error', reject))
  for (const [name, data] of Object.entries(documentFonts())) doc.registerFont(name, data)
  const root = doc.struct('Document')
  doc.addStructure(root)
  const pen: Pen = { doc, root, y: margin.top }
  newPage(pen)
  drawTop(pen, parts)
  for (const [i, block] of parts.blocks.entries()) drawBlock(pen, block, parts.blocks[i + 1])
  root.end()
  numberPages(doc, parts.footer, parts.pageOf)
  doc.end()
  await ended
  return new Uint8Array(Buffer.concat(chunks))
}

function drawTop(pen: Pen, parts: DocumentParts): void {
  const { doc } = pen
  putText(pen, 'P', [{ strong: parts.organisation }], { ...styles.soft, size: 9 })
  pen.y += 26
  putText(pen, 'P', [parts.eyebrow], { size: 10.5, lead: 15, colour: colours.accent, face: 'semibold' })
  putText(pen, 'H1', [parts.heading], { size: 23, lead: 29, colour: colours.ink, face: 'semibold' })
  putText(pen, 'P', [parts.subtitle], { ...styles.lead, colour: colours.soft })
  pen.y += 10
  drawBadge(pen, parts.state, parts.stateTone === 'approved' ? colours.approved : colours.soft)
  if (parts.fictional) drawBadge(pen, parts.fictional, colours.accent)
  pen.y += 8
  const element = doc.struct('Table', { title: parts.eyebrow })
  pen.root.add(element)
  decorate(pen, () => doc.lineWidth(0.8).strokeColor(colours.ink).moveTo(margin.left, pen.y).lineTo(margin.left + widthOf(doc), pen.y).stroke())
  for (const fact of parts.facts) drawFact(pen, element, fact)
  element.end()
  pen.y += 4
}

function drawBadge(pen: Pen, text: string, colour: string): void {
  const style: Style = { size: 8.5, lead: 12, colour, face: 'semibold' }
  const lines = linesOf(pen.doc, [text], style, widthOf(pen.doc) - 16)
  const width = Math.max(...lines.map((line) => line.reduce((sum, segment) => sum + segment.width, 0)))
  decorate(pen, () => pen.doc.lineWidth(0.9).strokeColor(colour).roundedRect(margin.left, pen.y, width + 16, lines.length * style.lead + 8, 3).stroke())
  pen.y += 4
  putText(pen, 'P', [text], style, { x: margin.left + 8 })
  pen.y += 9
}

function drawFact(pen: Pen, table: PDFKit.PDFStructureElement, fact: { label: string; value: string }): void {
  const { doc } = pen
  const value = linesOf(doc, [fact.value], styles.cell, widthOf(doc) - 130)
  const height = Math.max(1, value.length) * styles.cell.lead + 7
  ensure(pen, height)
  const top = pen.y + 3.5
  const [label = []] = linesOf(doc, [fact.label], styles.head, 124)
  const row = doc.struct('TR')
  table.add(row)
  row.add(doc.struct('TH', { scope: 'Row' } as PDFKit.Mixins.StructureElementOptions, () => drawLine(doc, label, margin.left, top, { ...styles.head, lead: styles.cell.lead })))
  row.add(doc.struct('TD', {}, () => value.forEach((line, i) => drawLine(doc, line, margin.left + 130, top + i * styles.cell.lead, styles.cell))))
  row.end()
  pen.y += height
  decorate(pen, () => doc.lineWidth(0.5).strokeColor(colours.line).moveTo(margin.left, pen.y).lineTo(margin.left + widthOf(doc), pen.y).stroke())
}

function drawBlock(pen: Pen, block: Block, next: Block | undefined): void {
  switch (block.kind) {
    case 'heading': return drawHeading(pen, block.level, block.text, next)
    case 'paragraph':
      putText(pen, 'P', block.runs, styles[block.tone ?? 'body'])
      pen.y += 5
      return
    case 'quote': return drawQuote(pen, block.text, block.note)
    case 'list': return drawList(pen, block.items)
    case 'table': return drawTable(pen, block)
    case 'distribution': return drawDistribution(pen, block)
    case 'signatures': return drawSignatures(pen, block.places)
  }
}

function drawHeading(pen: Pen, level: 1 | 2 | 3, text: string, next: Block | undefined): void {
  const { before, after, keep, ...style } = headings[level]
  pen.y += before
  ensure(pen, style.lead + after + (next?.kind === 'heading' ? headings[next.level].keep + 30 : keep))
  const { doc } = pen
  // The title of the document is the first level.
  putText(pen, `H${level + 1}`, [text], style)
  if (level < 3) doc.outline.addItem(text)
  if (level === 1) decorate(pen, () => doc.lineWidth(0.8).strokeColor(colours.ink).moveTo(margin.left, pen.y + 1).lineTo(margin.left + widthOf(doc), pen.y + 1).stroke())
  pen.y += after
}

function drawQuote(pen: Pen, text: string, note: string): void {
  const { doc } = pen
  const width = widthOf(doc) - 16
  const height = linesOf(doc, [text], styles.quote, width).length * styles.quote.lead + linesOf(doc, [note], styles.soft, width).length * styles.soft.lead + 4
  ensure(pen, Math.min(height, 300))
  const [top, page] = [pen.y, doc.bufferedPageRange().count]
  putText(pen, 'BlockQuote', [text], styles.quote, { x: margin.left + 14, width })
  pen.y += 2
  putText(pen, 'P', [note], styles.soft, { x: margin.left + 14, width })
  if (doc.bufferedPageRange().count === page) decorate(pen, () => doc.rect(margin.left, top + 2, 3, pen.y - top - 4).fill(colours.accent))
  pen.y += 8
}

function drawList(pen: Pen, items: Extract<Block, { kind: 'list' }>['items']): void {
  const { doc } = pen
  const list = doc.struct('L')
  pen.root.add(list)
  for (const runs of items) {
    ensure(pen, styles.body.lead)
    const item = doc.struct('LI')
    list.add(item)
    item.add(doc.struct('Lbl', {}, () => drawLine(doc, linesOf(doc, ['•'], styles.body, 10)[0] ?? [], margin.left + 2, pen.y, styles.body)))
    putText(pen, 'LBody', runs, styles.body, { x: margin.left + 14, parent: item })
    item.end()
    pen.y += 2
  }
  list.end()
  pen.y += 4
}
