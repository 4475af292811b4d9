import writeExcelFile, { type Cell, type Row } from 'write-excel-file/node'
import { legal } from '../../document/blocks.ts'
import { colours } from '../../document/colours.ts'
import type { Figure } from '../../figures/content.ts'
import type { EditionBlockContent, EditionContent } from '../content.ts'
import { figuresOf } from '../figures-of.ts'
import { type BeforeFigure, type Context, contextOf, type EditionMark } from './context.ts'
import { isOf } from './outline.blocks.ts'
import { factsOf, periodText, stateText } from './outline.ts'
import { sheetNames } from './sheet-names.ts'

/** Letters that a cell of a spreadsheet holds, at most. */
const LETTERS_MAX = 32_767

// Every text is written as a text, never as a formula: "=cmd" stays what was typed.
const text = (value: string): Cell => ({ type: String, value: value.length > LETTERS_MAX ? `${value.slice(0, LETTERS_MAX - 1)}…` : value, wrap: value.length > 60, alignVertical: 'top' })
const number = (value: number | null, format = '#,##0.##'): Cell => (value === null ? null : { type: Number, value, format: Number.isInteger(value) ? '#,##0' : format, alignVertical: 'top' })
const head = (value: string): Cell => ({ type: String, value, fontWeight: 'bold', backgroundColor: colours.faint, textColor: colours.soft, wrap: true, alignVertical: 'top' })
const day = (value: string): Cell => (/^\d{4}-\d{2}-\d{2}/.test(value) ? { type: Date, value: new Date(`${value.slice(0, 10)}T00:00:00Z`), format: 'yyyy-mm-dd', alignVertical: 'top' } : text(value))

interface Named { name: string; rows: Row[]; widths: number[] }

/**
 * All figures of an edition, typed: one sheet says which edition, one holds the figures, then one for each table, chart and map, and one for its points and
 * commitments. write-excel-file: maintained, small, with types for cells; exceljs has had no release since 2023, and SheetJS none on the registry since 2022.
 */
export async function workbookOf(given: EditionContent, mark: EditionMark, before: readonly BeforeFigure[]): Promise<Uint8Array> {
  const content = legal(given)
  const c = contextOf(content, mark, before)
  const sheets = [aboutSheet(c), figuresSheet(c), ...content.blocks.flatMap((block) => blockSheet(c, block))]
  const names = sheetNames(sheets.map((sheet) => sheet.name))
  const made = sheets.map((sheet, i) => ({ sheet: names[i] ?? `${i + 1}`, data: sheet.rows, columns: sheet.widths.map((width) => ({ width })), stickyRowsCount: i === 0 ? 0 : 1 }))
  return new Uint8Array(await writeExcelFile(made, { fontFamily: 'Inter', fontSize: 10 }).toBuffer())
}

function aboutSheet(c: Context): Named {
  const { heading } = c.content
  const rows: [string, string][] = [[c.w.sheet.title, heading.title], ...(heading.subtitle ? [[c.w.fact.period, periodText(c)] as [string, string]] : []), ...factsOf(c).map((fact): [string, string] => [fact.label, fact.value]), ['', stateText(c)]]
  const notes = [c.content.audience === 'inside' ? c.w.closing.inside : c.fill(c.w.closing.small, { n: c.content.minimumCell }), ...(c.content.fictional ? [c.w.fictional] : [])]
  return { name: c.w.sheet.about, widths: [22, 90], rows: [[{ type: String, value: heading.title, fontWeight: 'bold', fontSize: 14 }], ...rows.slice(1).map(([label, value]): Row => [head(label), text(value)]), ...notes.map((note): Row => [null, text(note)])] }
}

function figuresSheet(c: Context): Named {
  const w = c.w.sheet
  const titles = [w.block, w.title, w.label, w.value, w.text, w.unit, w.numerator, w.denominator, w.n, w.people, w.before, w.change, w.withheld, w.rule, w.method, w.query, w.codes]
  const rows = c.content.blocks.flatMap((block) => figuresOf(block).map((at): Row => figureRow(c, block, at.title, at.figure)))
  return { name: w.figures, widths: [12, 34, 34, 12, 16, 12, 12, 12, 8, 14, 14, 12, 30, 46, 22, 40, 24], rows: [titles.map(head), ...rows] }
}

function figureRow(c: Context, block: EditionBlockContent, title: string, figure: Figure): Row {
  const before = c.before(block.id, figure.part)
  const params = Object.entries(figure.query.params).map(([key, value]) => `${key}=${String(value)}`).join('&')
  return [
    text(block.number), text(title), text(figure.label), number(figure.value), text(figure.withheld ? c.w.withheld : figure.text), text(figure.unitText || c.w.sheet.units[figure.unit]), number(figure.numerator), number(figure.denominator), number(figure.n), number(figure.people),
    number(before?.value ?? null), number(before?.change ?? null), text(figure.withheld?.text ?? ''), text(figure.rule), text(figure.method), text(params ? `${figure.query.figure}?${params}` : figure.query.figure), text(block.standardCodes.join(', ')),
  ]
}

function blockSheet(c: Context, block: EditionBlockContent): Named[] {
  const w = c.w.sheet
  const named = (caption: string, rows: Row[], widths: number[]): Named[] => [{ name: [block.number, caption].filter(Boolean).join(' '), rows, widths }]
  if (isOf('table', block)) {
    const { columns, rows, total, figure } = block.body
    const cellOf = (one: (typeof rows)[number]['cells'][number], i: number): Cell => (one.withheld || one.value === null ? (columns[i]?.kind === 'day' && !one.withheld ? dayCell(one.text) : text(one.text)) : number(one.value))
    return named(block.title || figure.label, [columns.map((column) => head(column.label)), ...rows.map((row): Row => row.cells.map(cellOf)), ...(total ? [total.map(cellOf)] : [])], columns.map((column) => (column.kind === 'text' ? 40 : 14)))
  }
  if (isOf('chart', block)) {
    const { series, categories, figure } = block.body
    return named(block.title || figure.label, [[head(w.category), ...series.map((one) => head(one.label))], ...categories.map((category): Row => [text(category.label), ...category.values.map((one) => (one.value === null ? text(one.text) : number(one.value)))])], [40, ...series.map(() => 14)])
  }
  if (isOf('map', block)) return named(block.title || block.body.figure.label, [[head(w.category), head(w.mapCount)], ...block.body.legend.map((one): Row => [text(one.label), one.count === null ? text(c.w.withheld) : number(one.count)])], [40, 16])
  if (isOf('point', block)) return named(block.body.reference, pointRows(c, block.body), [28, 80])
  if (isOf('commitment', block)) return named(block.body.reference, commitmentRows(c, block.body), [28, 80])
  return []
}

/** A day as it is printed, 13/10/2026, as a day of the spreadsheet. */
function dayCell(printed: string): Cell {
  const [, d, m, y] = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(printed) ?? []
  return y ? day(`${y}-${m}-${d}`) : text(printed)
}

type BodyOf<T extends EditionBlockContent['body']['type']> = Extract<EditionBlockContent['body'], { type: T }>

function pointRows(c: Context, body: BodyOf<'point'>): Row[] {
  const keys = ['for', 'neutral', 'against', 'abstained', 'silent'] as const
  return [
    [head(c.w.sheet.key), head(c.w.sheet.content)], [text(c.w.fact.reference), text(body.reference)], [text(c.w.sheet.name), text(body.title)], [text(c.w.sheet.content), text(body.statement)], [text(c.w.commitment.state), text(body.statusText)],
    ...(body.counts ? keys.map((key): Row => [text(c.w.position[key]), body.counts?.[key] === null ? text(c.w.withheld) : number(body.counts?.[key] ?? null)]) : []),
    ...(body.outcome ? [[text(c.fill(c.w.point.outcome, { kind: body.outcome.kindText })), text(body.outcome.statement)] as Row] : []),
  ]
}

function commitmentRows(c: Context, body: BodyOf<'commitment'>): Row[] {
  const w = c.w.commitment
  return [
    [head(c.w.sheet.key), head(c.w.sheet.content)], [text(c.w.fact.reference), text(body.reference)], [text(c.w.sheet.content), text(body.statement)], [text(w.by), text(body.owner)], [text(w.towards), text(body.counterpart)],
    [text(w.made), day(body.madeOn)], [text(w.due), body.dueOn ? day(body.dueOn) : text(w.noDue)], [text(w.state), text(body.stateText)], [text(`${w.progress} (%)`), number(body.progress)],
  ]
}
