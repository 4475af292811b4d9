import { AlignmentType, BorderStyle, Document, type FileChild, Footer, Header, HeadingLevel, LevelFormat, LineRuleType, Packer, PageNumber, Paragraph, SectionType, Tab, TabStopType, TextRun } from 'docx'
import { estimatePageNumbersWith } from 'docx/layout'
import { type Block, type DocumentParts, legal } from './blocks.ts'
import { colours } from './colours.ts'
import { captionOf, figuresOf, headingOf, pictureOf } from './docx.report.ts'
import { chartOf } from './docx.chart.ts'
import { contentsOf, coverOf } from './docx.cover.ts'
import { badge, distributionOf, FONT, gap, hex, runsOf, sizes, tableOf, TEXT_WIDTH } from './docx.parts.ts'
import { documentFonts } from './fonts.ts'

/** The document as DOCX: real headings, tables with their heads, language and title, the font inside. */
export async function docxOf(given: DocumentParts): Promise<Uint8Array> {
  const parts = { ...legal(given), pageOf: given.pageOf, ...(given.report ? { report: { ...legal(given.report), pageRef: given.report.pageRef } } : {}) }
  const { regular, semibold, italic } = documentFonts()
  const page = { size: { width: 11906, height: 16838 }, margin: { top: 1160, bottom: 1240, left: 1140, right: 1140, header: 560, footer: 620 } }
  const running = { headers: { default: headerOf(parts) }, footers: { default: footerOf(parts) } }
  const body = await childrenOf(parts.blocks)
  const document = new Document({
    title: parts.title, subject: parts.state, creator: parts.organisation || 'Convergence', description: parts.subtitle, lastModifiedBy: 'Convergence',
    fonts: [{ name: FONT, data: regular, bold: semibold, italic }],
    styles: stylesOf(parts), numbering: { config: [{ reference: 'bullets', levels: [{ level: 0, format: LevelFormat.BULLET, text: '•', alignment: AlignmentType.LEFT, style: { paragraph: { indent: { left: 280, hanging: 240 } } } }] }] },
    ...(parts.report ? { pageNumbers: estimatePageNumbersWith({ guess: true }), footnotes: Object.fromEntries(parts.report.notes.map((runs, i) => [String(i + 1), { children: [new Paragraph({ style: 'Soft', children: runsOf(runs) })] }])) } : {}),
    sections: parts.report
      ? [{ properties: { page }, children: coverOf(parts, parts.report) }, { properties: { page, type: SectionType.NEXT_PAGE }, ...running, children: [...contentsOf(parts.report), ...body] }]
      : [{ properties: { page }, ...running, children: [...topOf(parts), ...body] }],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}

function stylesOf(parts: DocumentParts): NonNullable<ConstructorParameters<typeof Document>[0]['styles']> {
  const heading = (size: number, before: number, after: number) => ({ run: { font: FONT, size, bold: true, color: hex(colours.ink) }, paragraph: { spacing: { before, after }, keepNext: true, keepLines: true } })
  return {
    default: {
      document: { run: { font: FONT, size: sizes.body, color: hex(colours.ink), language: { value: parts.language === 'fr' ? 'fr-FR' : 'en-GB' } }, paragraph: { spacing: { line: 290, after: 100 } } },
      title: { run: { font: FONT, size: 46, bold: true, color: hex(colours.ink) }, paragraph: { spacing: { before: 0, after: 60, line: 264, lineRule: LineRuleType.AUTO }, keepNext: true } },
      ...(parts.report ? { heading1: heading(38, 560, 160), heading2: heading(26, 360, 80), heading3: heading(21, 240, 60) } : { heading1: heading(30, 380, 120), heading2: heading(24, 320, 60), heading3: heading(19, 160, 40) }),
    },
    paragraphStyles: [
      { id: 'Soft', name: 'Soft', basedOn: 'Normal', run: { size: sizes.soft, color: hex(colours.soft) }, paragraph: { spacing: { line: 260, after: 80 } } },
      { id: 'Lead', name: 'Lead', basedOn: 'Normal', run: { size: sizes.lead } },
      ...([1, 2, 3] as const).map((level) => ({ id: `TOC${level}`, name: `toc ${level}`, basedOn: 'Normal', run: { size: level === 1 ? 21 : 19, bold: level === 1 }, paragraph: { spacing: { before: level === 1 ? 140 : 20, after: 20 }, indent: { left: (level - 1) * 280 } } })),
      { id: 'Figure', name: 'Figure', basedOn: 'Normal', run: { size: 48, bold: true }, paragraph: { spacing: { before: 60, after: 0, line: 264, lineRule: LineRuleType.AUTO } } },
      { id: 'Note', name: 'Note', basedOn: 'Normal', run: { size: 15, color: hex(colours.soft) }, paragraph: { spacing: { line: 220, after: 40 } } },
      { id: 'Caption', name: 'caption', basedOn: 'Normal', run: { size: sizes.body, bold: true }, paragraph: { spacing: { before: 240, after: 80 }, keepNext: true } },
      { id: 'Cell', name: 'Cell', basedOn: 'Normal', run: { size: sizes.cell }, paragraph: { spacing: { line: 250, after: 0 } } },
      { id: 'Wording', name: 'Wording', basedOn: 'Normal', run: { size: sizes.quote }, paragraph: { spacing: { line: 320, before: 60, after: 40 }, indent: { left: 220 }, border: { left: { style: BorderStyle.SINGLE, size: 18, space: 8, color: hex(colours.accent) } } } },
    ],
  }
}

function topOf(parts: DocumentParts): FileChild[] {
  return [
    new Paragraph({ children: [new TextRun({ text: parts.eyebrow, bold: true, size: 21, color: hex(colours.accent) })], spacing: { before: 240, after: 0, line: 264, lineRule: LineRuleType.AUTO }, keepNext: true }),
    new Paragraph({ heading: HeadingLevel.TITLE, children: [new TextRun(parts.heading)] }),
    new Paragraph({ style: 'Lead', children: [new TextRun({ text: parts.subtitle, color: hex(colours.soft) })] }),
    badge(parts.state, parts.stateTone === 'approved' ? colours.approved : colours.soft),
    ...(parts.fictional ? [badge(parts.fictional, colours.accent)] : []),
    tableOf({ widths: [24, 76], head: null, rows: parts.facts.map((fact) => [[{ soft: fact.label }], [fact.value]]) }),
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

function headerOf(parts: DocumentParts): Header {
  const mark = parts.report?.mark ? [new TextRun({ children: [new Tab(), parts.report.mark], bold: true, color: hex(colours.accent) })] : []
  return new Header({ children: [new Paragraph({ style: 'Soft', tabStops: [{ type: TabStopType.RIGHT, position: TEXT_WIDTH }], children: [new TextRun({ text: parts.organisation, bold: true }), ...mark] })] })
}

async function childrenOf(blocks: readonly Block[]): Promise<FileChild[]> {
  const children: FileChild[] = []
  for (const block of blocks) children.push(...(await childOf(block)))
  return children
}

async function childOf(block: Block): Promise<FileChild[]> {
  switch (block.kind) {
    case 'heading': return [headingOf(block)]
    case 'paragraph': return [new Paragraph({ ...(block.tone ? { style: block.tone === 'soft' ? 'Soft' : 'Lead' } : {}), children: runsOf(block.runs) })]
    case 'caption': return [captionOf(block)]
    case 'quote': return [new Paragraph({ style: 'Wording', keepNext: true, keepLines: true, children: [new TextRun(block.text)] }), new Paragraph({ style: 'Soft', indent: { left: 220 }, children: [new TextRun(block.note)] })]
    case 'list': return block.items.map((runs) => new Paragraph({ numbering: { reference: 'bullets', level: 0 }, children: runsOf(runs), spacing: { after: 40 } }))
    case 'table': return [tableOf(block), gap()]
    case 'facts': return [tableOf({ widths: [24, 76], head: null, rows: block.rows.map((row) => [[{ soft: row.label }], row.runs]) }), gap()]
    case 'figures': return [figuresOf(block.items), gap()]
    case 'chart': return [chartOf(block)]
    case 'picture': return pictureOf(block)
    case 'distribution': return distributionOf(block)
    case 'signatures': return [tableOf({ widths: block.places.map(() => 1), head: null, rows: [block.places.map((place) => [{ soft: `\n\n\n${place}` }])] }), gap()]
  }
}
