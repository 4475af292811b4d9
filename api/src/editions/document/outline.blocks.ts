import type { Block, Cell, FigureItem, Run } from '../../document/blocks.ts'
import type { Paragraph, TableCell } from '../../figures/content.ts'
import type { EditionBlockContent } from '../content.ts'
import { beforeText, capital, codesText, type Context, shareText, sourceText } from './context.ts'
import { chartBlock, pictureBlock } from './outline.drawn.ts'
import { commitmentBlocks, pointBlocks } from './outline.objects.ts'

type Of<T extends EditionBlockContent['body']['type']> = Extract<EditionBlockContent['body'], { type: T }>
export type BlockOf<T extends EditionBlockContent['body']['type']> = Omit<EditionBlockContent, 'body'> & { body: Of<T> }
export const isOf = <T extends EditionBlockContent['body']['type']>(type: T, block: EditionBlockContent): block is EditionBlockContent & BlockOf<T> => block.body.type === type

/** The blocks of an edition as those of a document; figures that follow each other stand side by side. */
export function blocksOf(c: Context, blocks: readonly EditionBlockContent[]): Block[] {
  const made: Block[] = []
  for (let i = 0; i < blocks.length; i += 1) {
    const block = blocks[i]
    if (!block) continue
    if (!isOf('figure', block)) {
      made.push(...blocksOfOne(c, block))
      continue
    }
    const row: BlockOf<'figure'>[] = []
    for (let next: EditionBlockContent | undefined = block; next && isOf('figure', next); next = blocks[i + row.length]) row.push(next)
    made.push({ kind: 'figures', items: row.map((one) => figureItem(c, one)) })
    i += row.length - 1
  }
  return made
}

function blocksOfOne(c: Context, block: EditionBlockContent): Block[] {
  if (isOf('heading', block)) return headingBlocks(c, block)
  if (isOf('text', block)) return [...textBlocks(c, block.body.paragraphs, block.id), ...soft(codesText(c, block.standardCodes))]
  if (isOf('table', block)) return tableBlocks(c, block)
  if (isOf('chart', block)) return [caption(c, block), ...(block.body.categories.length > 0 ? [chartBlock(c, block)] : []), ...under(c, block)]
  if (isOf('map', block)) return [caption(c, block), ...(block.body.figure.withheld ? [] : [pictureBlock(c, block)]), ...under(c, block)]
  if (isOf('point', block)) return [...pointBlocks(c, block), ...under(c, block)]
  if (isOf('commitment', block)) return [...commitmentBlocks(c, block), ...under(c, block)]
  if (isOf('index', block)) return indexBlocks(c, block)
  return isOf('missing', block) ? [{ kind: 'paragraph', tone: 'soft', runs: [c.fill(c.w.missing, { text: block.body.text })] }] : []
}

const soft = (text: string): Block[] => (text === '' ? [] : [{ kind: 'paragraph', tone: 'soft', runs: [text] }])

function headingBlocks(c: Context, { id, number, title, standardCodes, body }: BlockOf<'heading'>): Block[] {
  if (title.trim() === '') return []
  return [{ kind: 'heading', level: body.level === 1 ? 1 : body.level === 2 ? 2 : 3, text: c.f.plain(title), number, anchor: id }, ...soft(codesText(c, standardCodes))]
}

/** Paragraphs and lists; a figure in a sentence calls a note that says what it counts. */
export function textBlocks(c: Context, paragraphs: readonly Paragraph[], blockId: string): Block[] {
  const blocks: Block[] = []
  for (const { style, runs } of paragraphs) {
    const said = runs.flatMap((run): Run[] => {
      if (run.type === 'words') return [c.f.plain(run.words)]
      const { figure } = run
      const note = [`${c.f.plain(figure.label)}${c.language === 'fr' ? '\u00a0:' : ':'}`, shareText(c, figure) && `${shareText(c, figure)}.`, sourceText(c, figure), beforeText(c, blockId, figure.part) && `${beforeText(c, blockId, figure.part)}.`].filter(Boolean).join(' ')
      return [figure.withheld ? { soft: c.f.plain(figure.text) } : c.f.plain(figure.text), '\u202f', { note: c.noted(note) }]
    })
    const last = blocks.at(-1)
    if (style === 'paragraph') blocks.push({ kind: 'paragraph', runs: said })
    else if (last?.kind === 'list') blocks[blocks.length - 1] = { kind: 'list', items: [...last.items, said] }
    else blocks.push({ kind: 'list', items: [said] })
  }
  return blocks
}

function figureItem(c: Context, { id, title, standardCodes, body: { figure, note } }: BlockOf<'figure'>): FigureItem {
  return {
    value: figure.withheld ? capital(c.w.withheld) : c.f.plain(figure.text), withheld: figure.withheld !== null, label: c.f.plain(title || figure.label),
    beside: [shareText(c, figure), beforeText(c, id, figure.part)].filter(Boolean).join(' · '),
    note: [c.f.plain(note), sourceText(c, figure), codesText(c, standardCodes)].filter(Boolean).join(' '),
  }
}

export const caption = (c: Context, { id, number, title, body }: BlockOf<'table' | 'chart' | 'map'>): Block => ({ kind: 'caption', number, text: c.f.plain(title || body.figure.label), anchor: id })

/** What stands under what is computed: the words written by hand, then what it was made from. */
export function under(c: Context, { id, standardCodes, body }: BlockOf<'table' | 'chart' | 'map' | 'point' | 'commitment'>): Block[] {
  const { figure, note } = body
  return [
    ...(note.trim() ? [{ kind: 'paragraph' as const, runs: [c.f.plain(note)] }] : []),
    ...soft([shareText(c, figure) && `${shareText(c, figure)}.`, sourceText(c, figure), beforeText(c, id, figure.part) && `${beforeText(c, id, figure.part)}.`, codesText(c, standardCodes)].filter(Boolean).join(' ')),
  ]
}

const cell = (c: Context, one: TableCell): Cell => [one.withheld ? { soft: c.f.plain(one.text) } : c.f.plain(one.text)]

/** Points of a letter, of the space around a cell, and of the line of text that the columns share. */
const [LETTER, PAD, LINE, WIDEST] = [4.9, 12, 481, 190]

/** Widths of columns: each holds its longest word; what is left goes to those with more to say. Pure. */
export function widthsOf(columns: readonly (readonly string[])[]): number[] {
  const least = columns.map((texts) => (1 + Math.min(16, Math.max(3, ...texts.flatMap((text) => text.split(/[ \n]/).map((word) => word.length))))) * LETTER + PAD)
  const wanted = columns.map((texts, i) => Math.max(0, Math.min(WIDEST, Math.max(...texts.map((text) => text.length)) * LETTER + PAD) - (least[i] ?? 0)))
  const [free, asked] = [Math.max(0, LINE - least.reduce((sum, one) => sum + one, 0)), wanted.reduce((sum, one) => sum + one, 0)]
  return least.map((one, i) => one + (asked > 0 ? (free * (wanted[i] ?? 0)) / asked : free / columns.length))
}

function tableBlocks(c: Context, block: BlockOf<'table'>): Block[] {
  const { columns, rows, total, cut } = block.body
  if (columns.length === 0) return [caption(c, block), ...under(c, block)]
  const widths = widthsOf(columns.map((column, i) => [column.label, ...rows.slice(0, 200).map((row) => row.cells[i]?.text ?? ''), total?.[i]?.text ?? '']))
  return [
    caption(c, block),
    {
      kind: 'table', caption: c.f.plain(block.title || block.body.figure.label), widths, head: columns.map((column) => c.f.plain(column.label)), align: columns.map((column) => (['number', 'percent', 'score'].includes(column.kind) ? 'right' : 'left')),
      rows: rows.map((row) => row.cells.map((one) => cell(c, one))), total: total?.map((one) => cell(c, one)) ?? null,
    },
    ...soft(cut > 0 ? c.fill(c.w.cut, { n: c.f.number(cut) }) : ''), ...under(c, block),
  ]
}

/** Codes of the frameworks with where they are answered. */
export function indexBlocks(c: Context, { title, body }: Pick<BlockOf<'index'>, 'title' | 'body'>): Block[] {
  const w = c.w.index
  if (body.entries.length === 0) return []
  const where = (places: (typeof body.entries)[number]['places']): Cell => (places.length === 0 ? [{ soft: w.not }] : places.flatMap((place, i): Run[] => [...(i > 0 ? [c.language === 'fr' ? '\u202f; ' : '; '] : []), { link: place.blockId, text: c.f.plain([place.number, place.title].filter(Boolean).join(' ') || '—') }]))
  return [
    ...(title ? [{ kind: 'caption' as const, number: '', text: c.f.plain(title) }] : []),
    { kind: 'table', caption: c.f.plain(title || w.title), widths: [18, 42, 40], head: [w.code, w.label, w.where].map(c.f.plain), rows: body.entries.map((entry) => [[{ strong: entry.code }], [c.f.plain(entry.label)], where(entry.places)]) },
    ...(body.note ? [{ kind: 'paragraph' as const, runs: [c.f.plain(body.note)] }] : []),
  ]
}
