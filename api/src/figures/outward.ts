import { chartWords, mapWords } from './alternative.ts'
import type { BlockBody, Figure, FigureWithheld, Paragraph, TableCell } from './content.ts'
import type { Language } from '../errors.ts'

/** How small a cell may be when it leaves the organisation, and in which words it is withheld. */
export interface CellRule { minimum: number; language: Language }

const shortWords = { fr: 'non publié', en: 'withheld' } as const
const reasonWords = {
  few: { fr: (n: number) => `non publié : moins de ${n} organisations ou personnes`, en: (n: number) => `withheld: fewer than ${n} organisations or people` },
  subtraction: { fr: () => 'non publié : un chiffre trop petit s’en déduirait', en: () => 'withheld: a figure that is too small could be had from it' },
} as const

export const withheldOf = (reason: FigureWithheld['reason'], { minimum, language }: CellRule): FigureWithheld => ({ reason, minimum, text: reasonWords[reason][language](minimum) })
/** Too few behind it to leave the organisation; nobody behind it tells of nobody. */
export const isSmall = (people: number | null, { minimum }: CellRule): boolean => people !== null && people > 0 && people < minimum

/**
 * Which of the values that add up to a known figure are withheld, each with its reason: those that are too small and, so that
 * none of them is had by subtraction, the next smallest until at least two are, with the minimum behind them together.
 */
export function protect(people: readonly (number | null)[], rule: CellRule): Map<number, FigureWithheld['reason']> {
  const held = new Map<number, FigureWithheld['reason']>()
  people.forEach((n, i) => { if (isSmall(n, rule)) held.set(i, 'few') })
  if (held.size === 0) return held
  const others = people.flatMap((n, i) => (n !== null && n > 0 && !held.has(i) ? [{ n, i }] : [])).sort((a, b) => a.n - b.n || a.i - b.i)
  const behind = (): number => [...held.keys()].reduce((sum, i) => sum + (people[i] ?? 0), 0)
  while ((held.size < 2 || behind() < rule.minimum) && others.length > 0) {
    const next = others.shift()
    if (next) held.set(next.i, 'subtraction')
  }
  return held
}

/** A figure without anything that tells its size. */
export function outwardFigure(figure: Figure, rule: CellRule, reason: FigureWithheld['reason'] | null = isSmall(figure.people, rule) ? 'few' : null): Figure {
  if (reason === null) return figure
  const withheld = withheldOf(reason, rule)
  return { ...figure, value: null, text: withheld.text, numerator: null, denominator: null, n: null, people: null, rowCount: null, withheld }
}

function outwardCell<C extends { value: number | null; text: string; people: number | null; withheld: FigureWithheld | null }>(cell: C, reason: FigureWithheld['reason'] | undefined, rule: CellRule): C {
  return reason === undefined ? cell : { ...cell, value: null, text: shortWords[rule.language], people: null, withheld: withheldOf(reason, rule) }
}

type Reasons = (FigureWithheld['reason'] | undefined)[][]
/** The reason of each cell of a grid whose lines, or whose columns, add up. */
function reasonsOf(grid: readonly (readonly (number | null)[])[], along: 'lines' | 'columns' | 'none', rule: CellRule): Reasons {
  if (along === 'none') return grid.map((line) => line.map((n) => (isSmall(n, rule) ? 'few' : undefined)))
  if (along === 'lines') return grid.map((line) => { const held = protect(line, rule); return line.map((_, i) => held.get(i)) })
  const width = Math.max(0, ...grid.map((line) => line.length))
  const columns = Array.from({ length: width }, (_, column) => protect(grid.map((line) => line[column] ?? null), rule))
  return grid.map((line, i) => line.map((_, column) => columns[column]?.get(i)))
}

type Table = Extract<BlockBody, { type: 'table' }>
/** A share tells the count that it was made from: it goes with any count of its line. */
function sharesToo(cells: readonly TableCell[], reasons: readonly (FigureWithheld['reason'] | undefined)[], shares: ReadonlySet<number>): (FigureWithheld['reason'] | undefined)[] {
  const held = reasons.find((reason, i) => reason !== undefined && !shares.has(i))
  return reasons.map((reason, i) => (shares.has(i) && cells[i]?.people !== null ? (reason ?? held) : reason))
}

function outwardTable(table: Table, rule: CellRule): Table {
  const shares = new Set(table.columns.flatMap((column, i) => (column.kind === 'percent' ? [i] : [])))
  // Nothing is added up in these: each goes when there are too few behind it, a word that sums them up as well as a score.
  const alone = new Set(table.columns.flatMap((column, i) => (column.kind === 'score' || column.kind === 'text' ? [i] : [])))
  const counted = (cells: readonly TableCell[]) => cells.map((cell, i) => (shares.has(i) || alone.has(i) ? null : cell.people))
  const reasons = reasonsOf(table.rows.map((row) => counted(row.cells)), table.sums === 'rows' ? 'lines' : 'columns', rule)
  const line = (cells: TableCell[], own: Reasons[number]) => sharesToo(cells, own, shares).map((reason, i) => (alone.has(i) && isSmall(cells[i]?.people ?? null, rule) ? ('few' as const) : reason))
  return {
    ...table,
    rows: table.rows.map((row, i) => { const own = line(row.cells, reasons[i] ?? []); return { link: null, cells: row.cells.map((cell, j) => outwardCell(cell, own[j], rule)) } }),
    total: table.total?.map((cell) => outwardCell(cell, isSmall(cell.people, rule) ? 'few' : undefined, rule)) ?? null,
  }
}

type Chart = Extract<BlockBody, { type: 'chart' }>
function outwardChart(chart: Chart, rule: CellRule): Chart {
  const along = chart.sums === 'category' ? 'lines' : chart.sums === 'series' ? 'columns' : 'none'
  const reasons = reasonsOf(chart.categories.map((category) => category.values.map((value) => value.people)), along, rule)
  const categories = chart.categories.map((category, i) => ({ ...category, link: null, values: category.values.map((value, j) => outwardCell(value, reasons[i]?.[j], rule)) }))
  return { ...chart, categories, alternative: chartWords({ series: chart.series, categories }) }
}

type Point = Extract<BlockBody, { type: 'point' }>
function outwardPoint(point: Point, rule: CellRule): Point {
  const bare = { ...point, link: null, movement: { ...point.movement, ...(isSmall(point.movement.n, rule) ? { n: null, text: withheldOf('few', rule).text, direction: 'unknown' as const } : {}) } }
  if (point.n === null || isSmall(point.n, rule)) return { ...bare, counts: null, n: null, asked: null, status: 'unknown', statusText: withheldOf('few', rule).text }
  if (point.counts === null) return bare
  const { counts } = point
  const held = protect([counts.for, counts.neutral, counts.against, counts.abstained, counts.silent], rule)
  const shown = (n: number | null, i: number): number | null => (held.has(i) ? null : n)
  return { ...bare, counts: { for: shown(counts.for, 0), neutral: shown(counts.neutral, 1), against: shown(counts.against, 2), abstained: shown(counts.abstained, 3), silent: shown(counts.silent, 4) } }
}

const outwardParagraph = (paragraph: Paragraph, rule: CellRule): Paragraph => ({ ...paragraph, runs: paragraph.runs.map((run) => (run.type === 'figure' ? { ...run, figure: outwardFigure(run.figure, rule) } : run)) })

/** A block as it leaves the organisation: small cells withheld, nothing that links into the application, no guidance. */
export function outwardBody(body: BlockBody, rule: CellRule): BlockBody {
  if (body.type === 'text') return { ...body, guidance: '', paragraphs: body.paragraphs.map((paragraph) => outwardParagraph(paragraph, rule)) }
  if (!('figure' in body)) return body
  const figure = outwardFigure(body.figure, rule)
  if (body.type === 'table') return { ...outwardTable(body, rule), figure }
  if (body.type === 'chart') return { ...outwardChart(body, rule), figure }
  if (body.type === 'point') return { ...outwardPoint(body, rule), figure }
  if (body.type === 'commitment') return { ...body, link: null, figure }
  if (body.type !== 'map') return { ...body, figure }
  const held = protect(body.legend.map((group) => group.count), rule)
  const legend = body.legend.map((group, i) => (held.has(i) ? { ...group, count: null } : group))
  return { ...body, figure, legend, alternative: mapWords(figure.label, legend) }
}
