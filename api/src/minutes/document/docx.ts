import { AlignmentType, BorderStyle, Document, Footer, Header, HeadingLevel, LevelFormat, LineRuleType, Packer, PageNumber, Paragraph, ShadingType, Tab, Table, TableCell, TableLayoutType, TableRow, TabStopType, TextRun, WidthType } from 'docx'
import type { Block, DistributionBlock, DocumentParts, Run, TableBlock } from './blocks.ts'
import { bars, colours } from './colours.ts'
import { documentFonts } from './fonts.ts'

const FONT = 'Inter'
const hex = (colour: string): string => colour.slice(1)
/** Twentieths of a point: A4 less its margins. */
const TEXT_WIDTH = 11906 - 2 * 1140
const sizes = { body: 19, lead: 21, soft: 17, cell: 17, quote: 23 } as const

/** The document as DOCX: real headings, tables with their heads, language and title, the font inside. */
export async function docxOf(parts: DocumentParts): Promise<Uint8Array> {
  const { regular, semibold, italic } = documentFonts()
  const document = new Document({
    title: parts.title, subject: parts.state, creator: parts.organisation || 'Convergence', description: parts.subtitle, lastModifiedBy: 'Convergence',
    fonts: [{ name: FONT, data: regular, bold: semibold, italic }],
    styles: stylesOf(parts), numbering: { config: [{ reference: 'bullets', levels: [{ level: 0, format: LevelFormat.BULLET, text: '•', alignment: AlignmentType.LEFT, style: { paragraph: { indent: { left: 280, hanging: 240 } } } }] }] },
    sections: [{
      properties: { page: { size: { width: 11906, height: 16838 }, margin: { top: 1160, bottom: 1240, left: 1140, right: 1140, footer: 620 } } },
      headers: { default: new Header({ children: [new Paragraph({ style: 'Soft', children: [new TextRun({ text: parts.organisation, bold: true })] })] }) },
      footers: { default: footerOf(parts) },
      children: [...topOf(parts), ...parts.blocks.flatMap(childrenOf)],
    }],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}

function stylesOf(parts: DocumentParts): NonNullable<ConstructorParameters<typeof Document>[0]['styles']> {
  const heading = (size: number, before: number, after: number) => ({ run: { font: FONT, size, bold: true, color: hex(colours.ink) }, paragraph: { spacing: { before, after }, keepNext: true, keepLines: true } })
  return {
    default: {
      document: { run: { font: FONT, size: sizes.body, color: hex(colours.ink), language: { value: parts.language === 'fr' ? 'fr-FR' : 'en-GB' } }, paragraph: { spacing: { line: 290, after: 100 } } },
      title: { run: { font: FONT, size: 46, bold: true, color: hex(colours.ink) }, paragraph: { spacing: { before: 0, after: 60, line: 264, lineRule: LineRuleType.AUTO }, keepNext: true } },
      heading1: heading(30, 380, 120), heading2: heading(24, 320, 60), heading3: heading(19, 160, 40),
    },
    paragraphStyles: [
      { id: 'Soft', name: 'Soft', basedOn: 'Normal', run: { size: sizes.soft, color: hex(colours.soft) }, paragraph: { spacing: { line: 260, after: 80 } } },
      { id: 'Lead', name: 'Lead', basedOn: 'Normal', run: { size: sizes.lead } },
      { id: 'Cell', name: 'Cell', basedOn: 'Normal', run: { size: sizes.cell }, paragraph: { spacing: { line: 250, after: 0 } } },
      { id: 'Wording', name: 'Wording', basedOn: 'Normal', run: { size: sizes.quote }, paragraph: { spacing: { line: 320, before: 60, after: 40 }, indent: { left: 220 }, border: { left: { style: BorderStyle.SINGLE, size: 18, space: 8, color: hex(colours.accent) } } } },
    ],
  }
}

const runsOf = (runs: readonly Run[], more: { bold?: boolean } = {}): TextRun[] =>
  runs.flatMap((run) => {
    const [text, style] = typeof run === 'string' ? [run, {}] : 'strong' in run ? [run.strong, { bold: true }] : [run.soft, { color: hex(colours.soft) }]
    return text.split('\n').map((piece, i) => new TextRun({ text: piece, ...more, ...style, ...(i > 0 ? { break: 1 } : {}) }))
  })

function topOf(parts: DocumentParts): (Paragraph | Table)[] {
  const badge = (text: string, colour: string) => new Paragraph({ style: 'Soft', children: [new TextRun({ text: `\u00a0${text}\u00a0`, bold: true, color: hex(colour), border: { style: BorderStyle.SINGLE, size: 6, space: 3, color: hex(colour) } })], spacing: { before: 100, after: 100 } })
  return [
    new Paragraph({ children: [new TextRun({ text: parts.eyebrow, bold: true, size: 21, color: hex(colours.accent) })], spacing: { before: 240, after: 0, line: 264, lineRule: LineRuleType.AUTO }, keepNext: true }),
    new Paragraph({ heading: HeadingLevel.TITLE, children: [new TextRun(parts.heading)] }),
    new Paragraph({ style: 'Lead', children: [new TextRun({ text: parts.subtitle, color: hex(colours.soft) })] }),
    badge(parts.state, parts.stateTone === 'approved' ? colours.approved : colours.soft),
    ...(parts.fictional ? [badge(parts.fictional, colours.accent)] : []),
    tableOf([24, 76], parts.facts.map((fact) => [[{ soft: fact.label }], [fact.value]]), null),
  ]
}

function footerOf(parts: DocumentParts): Footer {
  // The page numbers stand where the sentence has them.
  const [before = '', between = '', after = ''] = parts.pageOf('\u0001', '\u0002').split(/[\u0001\u0002]/)
  return new Footer({ children: [new Paragraph({
    style: 'Soft', tabStops: [{ type: TabStopType.RIGHT, position: TEXT_WIDTH }], border: { top: { style: BorderStyle.SINGLE, size: 4, space: 6, color: hex(colours.line) } },
    children: [new TextRun({ children: [parts.footer, new Tab(), before, PageNumber.CURRENT, between, PageNumber.TOTAL_PAGES, after], size: 15 })],
  })] })
}

function childrenOf(block: Block): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'heading': return [new Paragraph({ heading: [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3][block.level - 1] ?? HeadingLevel.HEADING_1, children: [new TextRun(block.text)], ...(block.level === 1 ? { border: { bottom: { style: BorderStyle.SINGLE, size: 6, space: 2, color: hex(colours.ink) } } } : {}) })]
    case 'paragraph': return [new Paragraph({ ...(block.tone ? { style: block.tone === 'soft' ? 'Soft' : 'Lead' } : {}), children: runsOf(block.runs) })]
    case 'quote': return [new Paragraph({ style: 'Wording', keepNext: true, keepLines: true, children: [new TextRun(block.text)] }), new Paragraph({ style: 'Soft', indent: { left: 220 }, children: [new TextRun(block.note)] })]
    case 'list': return block.items.map((runs) => new Paragraph({ numbering: { reference: 'bullets', level: 0 }, children: runsOf(runs), spacing: { after: 40 } }))
    case 'table': return [tableOf(block.widths, block.rows, block.head), gap()]
    case 'distribution': return distributionOf(block)
    case 'signatures': return [tableOf(block.places.map(() => 1), [block.places.map((place) => [{ soft: `\n\n\n${place}` }])], null), gap()]
  }
}

const gap = (): Paragraph => new Paragraph({ style: 'Cell', children: [], spacing: { after: 60 } })
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const
const hair = { style: BorderStyle.SINGLE, size: 4, color: hex(colours.line) } as const

function tableOf(widths: TableBlock['widths'], rows: TableBlock['rows'], head: TableBlock['head'] | null): Table {
  const total = widths.reduce((sum, width) => sum + width, 0)
  const columns = widths.map((width) => Math.round((width / total) * TEXT_WIDTH))
  const cell = (children: TextRun[], i: number, shaded: boolean) => new TableCell({ width: { size: columns[i] ?? 0, type: WidthType.DXA }, margins: { top: 60, bottom: 60, left: 80, right: 80 }, ...(shaded ? { shading: { type: ShadingType.CLEAR, color: 'auto', fill: hex(colours.faint) } } : {}), children: [new Paragraph({ style: 'Cell', children })] })
  return new Table({
    width: { size: TEXT_WIDTH, type: WidthType.DXA }, columnWidths: columns, layout: TableLayoutType.FIXED,
    borders: { top: hair, bottom: hair, left: none, right: none, insideVertical: none, insideHorizontal: hair },
    rows: [
      ...(head ? [new TableRow({ tableHeader: true, cantSplit: true, children: head.map((text, i) => cell([new TextRun({ text, bold: true, color: hex(colours.soft) })], i, true)) })] : []),
      ...rows.map((row) => new TableRow({ cantSplit: true, children: row.map((runs, i) => cell(runsOf(runs), i, false)) })),
    ],
  })
}

/** The bar as one row of coloured cells, with its figures in them; the words stand below. */
function distributionOf(block: DistributionBlock): (Paragraph | Table)[] {
  const parts = bars.map((bar) => ({ ...bar, n: block.counts[bar.key] })).filter((part) => part.n > 0)
  const total = parts.reduce((sum, part) => sum + part.n, 0)
  const legend = new Paragraph({ style: 'Soft', children: [new TextRun(block.legend)], spacing: { before: 60, after: 100 } })
  if (total === 0) return [legend]
  const columns = parts.map((part) => Math.round((part.n / total) * TEXT_WIDTH))
  const edge = { style: BorderStyle.SINGLE, size: 6, color: hex(colours.hollow) } as const
  const row = new TableRow({ cantSplit: true, children: parts.map((part, i) => new TableCell({
    width: { size: columns[i] ?? 0, type: WidthType.DXA }, margins: { top: 30, bottom: 30, left: 0, right: 0 },
    shading: { type: part.drawn === 'hatched' ? ShadingType.THIN_DIAGONAL_STRIPE : ShadingType.CLEAR, color: part.drawn === 'hatched' ? hex(colours.line) : 'auto', fill: hex(part.fill) },
    ...(part.drawn === 'full' ? {} : { borders: { top: edge, bottom: edge, left: edge, right: edge } }),
    children: [new Paragraph({ style: 'Cell', keepNext: true, alignment: AlignmentType.CENTER, children: [new TextRun({ text: String(part.n), bold: true, color: hex(part.ink) })] })],
  })) })
  const table = new Table({ width: { size: TEXT_WIDTH, type: WidthType.DXA }, columnWidths: columns, layout: TableLayoutType.FIXED, borders: { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: { style: BorderStyle.SINGLE, size: 8, color: 'FFFFFF' } }, rows: [row] })
  return [table, legend]
}
