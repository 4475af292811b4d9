import { Bookmark, BorderStyle, HeadingLevel, ImageRun, Paragraph, Table, TableCell, TableLayoutType, TableRow, TextRun, WidthType } from 'docx'
import type { Block, FigureItem, PictureBlock } from './blocks.ts'
import { colours } from './colours.ts'
import { bookmarkOf, free, hex, none, TEXT_WIDTH } from './docx.parts.ts'
import { pixelsOf } from './pixels.ts'

const levels = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3] as const

export function headingOf({ level, text, number, anchor }: Extract<Block, { kind: 'heading' }>): Paragraph {
  const words = [new TextRun(number ? `${number}\u2002${text}` : text)]
  return new Paragraph({
    heading: levels[level - 1] ?? HeadingLevel.HEADING_1, children: anchor ? [new Bookmark({ id: bookmarkOf(anchor), children: words })] : words,
    ...(level === 1 ? { border: { bottom: { style: BorderStyle.SINGLE, size: 6, space: 2, color: hex(colours.ink) } } } : {}),
  })
}

export function captionOf({ number, text, anchor }: Extract<Block, { kind: 'caption' }>): Paragraph {
  const words = [...(number ? [new TextRun({ text: `${number}\u2002`, bold: false, color: hex(colours.soft) })] : []), new TextRun(text)]
  return new Paragraph({ style: 'Caption', keepNext: true, children: anchor ? [new Bookmark({ id: bookmarkOf(anchor), children: words })] : words })
}

const COLUMNS = 3
const rule = { style: BorderStyle.SINGLE, size: 12, color: hex(colours.ink) } as const

/** Figures side by side: the value, what it is, and what it was made from. */
export function figuresOf(items: readonly FigureItem[]): Table {
  const across = Math.min(COLUMNS, Math.max(1, items.length === 4 ? 2 : items.length))
  const width = Math.floor(TEXT_WIDTH / across)
  const cell = (item: FigureItem | undefined) => new TableCell({
    width: { size: width, type: WidthType.DXA }, margins: { top: 80, bottom: 160, left: 0, right: 240 }, borders: { top: item ? rule : none, bottom: none, left: none, right: none },
    children: item ? [
      new Paragraph({ ...(item.withheld ? { style: 'Soft' } : { style: 'Figure' }), children: [new TextRun({ text: item.value, italics: item.withheld })] }),
      new Paragraph({ style: 'Cell', children: [new TextRun({ text: item.label, bold: true })] }),
      ...(item.beside ? [new Paragraph({ style: 'Cell', children: [new TextRun(item.beside)] })] : []),
      new Paragraph({ style: 'Note', children: [new TextRun(item.note)] }),
    ] : [new Paragraph({ style: 'Cell', children: [] })],
  })
  const rows = Array.from({ length: Math.ceil(items.length / across) }, (_, row) => new TableRow({ cantSplit: true, children: Array.from({ length: across }, (__, i) => cell(items[row * across + i])) }))
  return new Table({ width: { size: TEXT_WIDTH, type: WidthType.DXA }, columnWidths: Array.from({ length: across }, () => width), layout: TableLayoutType.FIXED, borders: { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none }, rows })
}

/** Pixels of the width of the text at 96 to the inch. */
export const PICTURE_WIDTH = Math.round(TEXT_WIDTH / 15)

/** As vectors, and in points for what does not draw them; told by its alternative. */
export async function pictureOf(picture: PictureBlock): Promise<Paragraph[]> {
  const transformation = { width: PICTURE_WIDTH, height: Math.round((picture.height / picture.width) * PICTURE_WIDTH) }
  const png = await pixelsOf(picture.svg, PICTURE_WIDTH * 2)
  const image = new ImageRun({ type: 'svg', data: Buffer.from(picture.svg), transformation, fallback: { type: 'png', data: png }, altText: { name: picture.title, title: picture.title, description: picture.alternative } })
  const legend = picture.legend.flatMap((one) => [new TextRun({ text: '●\u00a0', color: hex(one.colour) }), new TextRun({ text: `${one.text}\u2003` })])
  return [new Paragraph({ keepNext: legend.length > 0, spacing: free, children: [image] }), ...(legend.length > 0 ? [new Paragraph({ style: 'Soft', children: legend })] : [])]
}
