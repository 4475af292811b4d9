import { AlignmentType, BorderStyle, FootnoteReferenceRun, InternalHyperlink, LineRuleType, Paragraph, type ParagraphChild, ShadingType, Table, TableCell, TableLayoutType, TableRow, TextRun, WidthType } from 'docx'
import type { DistributionBlock, Run, TableBlock } from './blocks.ts'
import { bars, colours } from './colours.ts'

export const FONT = 'Inter'
export const hex = (colour: string): string => colour.slice(1)
/** Twentieths of a point: A4 less its margins. */
export const TEXT_WIDTH = 11906 - 2 * 1140
export const sizes = { body: 19, lead: 21, soft: 17, cell: 17, quote: 23 } as const

/** Names of places: letters, digits and signs that a bookmark may have, at most 40. */
export const bookmarkOf = (anchor: string): string => `c_${anchor.replace(/[^A-Za-z0-9]/g, '_')}`.slice(0, 40)

export const runsOf = (runs: readonly Run[], more: { bold?: boolean } = {}): ParagraphChild[] =>
  runs.flatMap((run): ParagraphChild[] => {
    if (typeof run !== 'string' && 'note' in run) return [new FootnoteReferenceRun(run.note)]
    if (typeof run !== 'string' && 'link' in run) return [new InternalHyperlink({ anchor: bookmarkOf(run.link), children: [new TextRun({ text: run.text, color: hex(colours.accent) })] })]
    const [text, style] = typeof run === 'string' ? [run, {}] : 'strong' in run ? [run.strong, { bold: true }] : [run.soft, { color: hex(colours.soft) }]
    return text.split('\n').map((piece, i) => new TextRun({ text: piece, ...more, ...style, ...(i > 0 ? { break: 1 } : {}) }))
  })

export const badge = (text: string, colour: string): Paragraph => new Paragraph({ style: 'Soft', children: [new TextRun({ text: `\u00a0${text}\u00a0`, bold: true, color: hex(colour), border: { style: BorderStyle.SINGLE, size: 6, space: 3, color: hex(colour) } })], spacing: { before: 100, after: 100 } })
/** A picture takes the height that it has: a line of a set height would cut it. */
export const free = { line: 240, lineRule: LineRuleType.AUTO, before: 40, after: 80 } as const
export const gap = (): Paragraph => new Paragraph({ style: 'Cell', children: [], spacing: { after: 60 } })
export const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const
const hair = { style: BorderStyle.SINGLE, size: 4, color: hex(colours.line) } as const

type Lines = Omit<TableBlock, 'kind' | 'caption' | 'head'> & { head: TableBlock['head'] | null }

export function tableOf({ widths, rows, head, align, total }: Lines): Table {
  const whole = widths.reduce((sum, width) => sum + width, 0)
  const columns = widths.map((width) => Math.round((width / whole) * TEXT_WIDTH))
  const cell = (children: ParagraphChild[], i: number, shaded: boolean) => new TableCell({
    width: { size: columns[i] ?? 0, type: WidthType.DXA }, margins: { top: 60, bottom: 60, left: 80, right: 80 }, ...(shaded ? { shading: { type: ShadingType.CLEAR, color: 'auto', fill: hex(colours.faint) } } : {}),
    children: [new Paragraph({ style: 'Cell', children, ...(align?.[i] === 'right' ? { alignment: AlignmentType.RIGHT } : {}) })],
  })
  return new Table({
    width: { size: TEXT_WIDTH, type: WidthType.DXA }, columnWidths: columns, layout: TableLayoutType.FIXED,
    borders: { top: hair, bottom: hair, left: none, right: none, insideVertical: none, insideHorizontal: hair },
    rows: [
      ...(head ? [new TableRow({ tableHeader: true, cantSplit: true, children: head.map((text, i) => cell([new TextRun({ text, bold: true, color: hex(colours.soft) })], i, true)) })] : []),
      ...rows.map((row) => new TableRow({ cantSplit: true, children: row.map((runs, i) => cell(runsOf(runs), i, false)) })),
      ...(total ? [new TableRow({ cantSplit: true, children: total.map((runs, i) => cell(runsOf(runs, { bold: true }), i, true)) })] : []),
    ],
  })
}

/** The bar as one row of coloured cells, with its figures in them; the words stand below. */
export function distributionOf(block: DistributionBlock): (Paragraph | Table)[] {
  const parts = bars.map((bar) => ({ ...bar, n: block.counts[bar.key] ?? 0 })).filter((part) => part.n > 0)
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
