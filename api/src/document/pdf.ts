import PDFDocument from 'pdfkit'
import { type Block, type DocumentParts, legal, type Run } from './blocks.ts'
import { colours } from './colours.ts'
import { documentFonts } from './fonts.ts'
import { drawChart } from './pdf.chart.ts'
import { drawCover, fillContents, reserveContents } from './pdf.cover.ts'
import { drawDistribution, drawSignatures } from './pdf.distribution.ts'
import { drawFacts, drawFigures } from './pdf.figures.ts'
import { drawLine, linesOf, type Style, styles } from './pdf.lines.ts'
import { bottomOf, decorate, ensure, margin, mark, newPage, numberPages, type Pen, putText, widthOf } from './pdf.page.ts'
import { drawPicture } from './pdf.picture.ts'
import { drawTable } from './pdf.table.ts'

type HeadingStyle = Style & { before: number; after: number; keep: number }
const headings: Record<1 | 2 | 3, HeadingStyle> = {
  1: { size: 15, lead: 20, colour: colours.ink, face: 'semibold', before: 20, after: 6, keep: 90 },
  2: { size: 12, lead: 17, colour: colours.ink, face: 'semibold', before: 16, after: 3, keep: 150 },
  3: { size: 9.5, lead: 14, colour: colours.ink, face: 'semibold', before: 7, after: 2, keep: 44 },
}

/** A report is read from afar: its chapters stand out more. */
const reportHeadings: Record<1 | 2 | 3, HeadingStyle> = {
  1: { size: 20, lead: 26, colour: colours.ink, face: 'semibold', before: 30, after: 10, keep: 150 },
  2: { size: 13.5, lead: 19, colour: colours.ink, face: 'semibold', before: 20, after: 5, keep: 110 },
  3: { size: 10.5, lead: 15, colour: colours.ink, face: 'semibold', before: 12, after: 3, keep: 60 },
}
/** Points of a line of a report: some 80 letters. */
const MEASURE = 410
/** A chapter begins on a new page when less than this is left. */
const CHAPTER_ROOM = 330

/** The document as a tagged PDF: headings, tables with their heads, figures with their alternative, language and title. */
export async function pdfOf(given: DocumentParts, madeAt: Date): Promise<Uint8Array> {
  const parts = { ...legal(given), pageOf: given.pageOf, ...(given.report ? { report: { ...legal(given.report), pageRef: given.report.pageRef } } : {}) }
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
  const pen: Pen = { doc, root, y: margin.top, measure: 0, pages: new Map() }
  newPage(pen)
  pen.measure = widthOf(doc)
  if (parts.report) drawReport(pen, parts, parts.report)
  else {
    drawTop(pen, parts)
    for (const [i, block] of parts.blocks.entries()) drawBlock(pen, block, parts.blocks[i + 1], headings)
  }
  root.end()
  numberPages(doc, { footer: parts.footer, pageOf: parts.pageOf, mark: parts.report?.mark ?? null, cover: parts.report !== undefined })
  doc.end()
  await ended
  return new Uint8Array(Buffer.concat(chunks))
}

function drawReport(pen: Pen, parts: DocumentParts, report: NonNullable<DocumentParts['report']>): void {
  drawCover(pen, parts, (text, colour) => drawBadge(pen, text, colour))
  const notes: Block[] = report.notes.length > 0 ? [{ kind: 'heading', level: 1, text: report.notesTitle, anchor: 'notes' }] : []
  const entries = [...parts.blocks, ...notes].flatMap((block) => (block.kind === 'heading' && block.anchor ? [{ text: block.text, number: block.number ?? '', level: block.level, anchor: block.anchor }] : []))
  const contents = entries.length > 0 ? reserveContents(pen, report.contents, entries) : null
  newPage(pen)
  pen.measure = MEASURE
  const all = [...parts.blocks, ...notes]
  for (const [i, block] of all.entries()) drawBlock(pen, withPages(pen, block, report.pageRef), all[i + 1], reportHeadings)
  report.notes.forEach((runs, i) => {
    mark(pen, `note-${i + 1}`)
    putText(pen, 'Note', [{ strong: `${i + 1}.\u00a0` }, ...runs], styles.soft)
    pen.y += 3
  })
  if (contents) fillContents(pen, contents)
}

/** Says the page beside each way to a heading that stands before it. */
function withPages(pen: Pen, block: Block, pageRef: (page: string) => string): Block {
  if (block.kind !== 'table') return block
  const said = (run: Run): Run => {
    const page = typeof run !== 'string' && 'link' in run ? pen.pages.get(run.link) : undefined
    return page && typeof run !== 'string' && 'link' in run ? { ...run, text: `${run.text}${pageRef(String(page))}` } : run
  }
  return { ...block, rows: block.rows.map((row) => row.map((cell) => cell.map(said))) }
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

function drawBlock(pen: Pen, block: Block, next: Block | undefined, levels: typeof headings): void {
  switch (block.kind) {
    case 'heading': return drawHeading(pen, block, next, levels)
    case 'paragraph':
      putText(pen, 'P', block.runs, bodyOf(pen, block.tone))
      pen.y += 5
      return
    case 'quote': return drawQuote(pen, block.text, block.note)
    case 'list': return drawList(pen, block.items)
    case 'table': return drawTable(pen, block)
    case 'distribution': return drawDistribution(pen, block)
    case 'signatures': return drawSignatures(pen, block.places)
    case 'caption': return drawCaption(pen, block, next)
    case 'facts': return drawFacts(pen, block)
    case 'figures': return drawFigures(pen, block.items)
    case 'chart': return drawChart(pen, block)
    case 'picture': return drawPicture(pen, block)
  }
}

const reportBody: Style = { ...styles.body, size: 10, lead: 15.5 }
const bodyOf = (pen: Pen, tone: 'soft' | 'lead' | undefined): Style => (tone === undefined && pen.measure === MEASURE ? reportBody : styles[tone ?? 'body'])

function drawHeading(pen: Pen, { level, text, number, anchor }: Extract<Block, { kind: 'heading' }>, next: Block | undefined, levels: typeof headings): void {
  const { before, after, keep, ...style } = levels[level]
  const chapter = levels === reportHeadings && level === 1
  if (pen.y > margin.top) pen.y += before
  ensure(pen, chapter ? CHAPTER_ROOM : style.lead + after + (next?.kind === 'heading' ? levels[next.level].keep + 30 : keep))
  const { doc } = pen
  mark(pen, anchor)
  // The title of the document is the first level.
  putText(pen, `H${level + 1}`, [number ? `${number}\u2002${text}` : text], style, { width: widthOf(doc) })
  const bookmark = number ? `${number} ${text}` : text
  if (level === 1) pen.chapter = doc.outline.addItem(bookmark)
  else if (level === 2) (pen.chapter ?? doc.outline).addItem(bookmark)
  if (level === 1) decorate(pen, () => doc.lineWidth(0.8).strokeColor(colours.ink).moveTo(margin.left, pen.y + 1).lineTo(margin.left + widthOf(doc), pen.y + 1).stroke())
  pen.y += after
}

/** What has to stand on the page of its name: a picture as a whole, the beginning of what may go on. */
function roomOf(pen: Pen, next: Block | undefined): number {
  if (next?.kind === 'picture') return (next.height / next.width) * widthOf(pen.doc) + 36
  if (next?.kind !== 'chart') return 100
  return next.form === 'line' ? 190 : Math.min(280, 30 + next.categories.length * 24)
}

/** The name of what follows, which stays with it. */
function drawCaption(pen: Pen, { number, text, anchor }: Extract<Block, { kind: 'caption' }>, next: Block | undefined): void {
  pen.y += 10
  ensure(pen, Math.min(24 + roomOf(pen, next), bottomOf(pen.doc) - margin.top))
  mark(pen, anchor)
  putText(pen, 'Caption', number ? [{ soft: `${number}\u2002` }, { strong: text }] : [{ strong: text }], { ...styles.body, size: 9.5 }, { width: widthOf(pen.doc) })
  pen.y += 4
}

function drawQuote(pen: Pen, text: string, note: string): void {
  const { doc } = pen
  const width = pen.measure - 16
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
