import { schema } from '@convergence/db'
import { z } from 'zod'
import { commitmentStates } from '../commitments/rules.ts'
import { statuses } from '../convergence/schemas.ts'
import { day, uuid } from '../schemas.ts'

// Plain JSON throughout: what is frozen under a hash is written and read back without any conversion.
const count = z.int().min(0)
const maybeCount = count.nullable()

/** A figure's name in the catalogue and its parameters, as the block keeps them. */
export const FigureQuery = z
  .strictObject({ figure: z.string().min(1).max(80).regex(/^[a-z]+(?:[-_:][a-z0-9_-]+)*$/), params: z.record(z.string().regex(/^[A-Za-z]{1,40}$/), z.union([z.string().max(200), z.number(), z.boolean()])).default({}) })
  .meta({ id: 'FigureQuery', description: 'What a block of a report computes: a figure of the catalogue and its parameters.' })
export type FigureQuery = z.output<typeof FigureQuery>

/** Why a figure does not leave the organisation: too few behind it, or it would give away one that has too few. */
export const withheldReasons = ['few', 'subtraction'] as const
export const FigureWithheld = z
  .strictObject({ reason: z.enum(withheldReasons), minimum: z.int().min(1), text: z.string().describe('The reason in the language of the edition, to print in the figure’s place') })
  .meta({ id: 'FigureWithheld' })
export type FigureWithheld = z.output<typeof FigureWithheld>

export const units = ['count', 'percent', 'days', 'score', 'other'] as const

/** One figure with all that makes it checkable. Every computed block has one as its head; a text may hold several. */
export const Figure = z
  .strictObject({
    query: FigureQuery,
    part: z.string().describe('Names its rows within the block: `rows?part=`'),
    label: z.string(),
    value: z.number().nullable().describe('null: nothing to measure, or withheld'),
    text: z.string().describe('The value as it is printed: with its unit, in the language of the edition; a dash for nothing; the reason when withheld'),
    unit: z.enum(units),
    unitText: z.string().describe('The unit in words, empty for a bare count'),
    numerator: z.number().nullable(),
    denominator: z.number().nullable(),
    n: maybeCount.describe('Rows looked at; null when withheld'),
    people: maybeCount.describe('People or organisations behind it; null when it counts none, or withheld'),
    rule: z.string().describe('Which rows count for the period, in words, to print with it'),
    method: z.string().describe('name@version'),
    rowCount: maybeCount.describe('Rows that open behind it; null when withheld'),
    withheld: FigureWithheld.nullable(),
  })
  .meta({ id: 'EditionFigure', description: 'A figure of a report: value, unit, denominator, n, method and period rule.' })
export type Figure = z.output<typeof Figure>

/** A piece of a sentence: words, or a figure that opens its rows. */
export const TextRun = z.discriminatedUnion('type', [z.strictObject({ type: z.literal('words'), words: z.string() }), z.strictObject({ type: z.literal('figure'), figure: Figure })])
export const Paragraph = z.strictObject({ style: z.enum(['paragraph', 'bullet']), runs: z.array(TextRun) }).meta({ id: 'EditionParagraph' })
export type Paragraph = z.output<typeof Paragraph>

const link = z.strictObject({ type: z.string(), id: uuid }).nullable().describe('The object that the line is about; null outside the organisation')
export const TableCell = z.strictObject({
  text: z.string().describe('As printed'),
  value: z.number().nullable().describe('For a spreadsheet; null for words and for what is withheld'),
  people: maybeCount.describe('People or organisations behind the cell; null when it counts none'),
  withheld: FigureWithheld.nullable(),
})
export type TableCell = z.output<typeof TableCell>
export const TableColumn = z.strictObject({ key: z.string(), label: z.string(), kind: z.enum(['text', 'number', 'percent', 'score', 'day']) })
const tableRow = z.strictObject({ link, cells: z.array(TableCell) })

/** Meaning of a series or a category, which gives its colour and its sign; `plain` has none. */
export const tones = ['plain', 'for', 'against', 'neutral', 'abstained', 'unknown', 'convergence', 'divergence', 'mixed', 'closer', 'apart', 'still', 'late', 'done'] as const
const chartValue = z.strictObject({ value: z.number().nullable(), text: z.string(), people: maybeCount, withheld: FigureWithheld.nullable() })

const head = { figure: Figure, note: z.string().describe('Written by hand under it') }
const counts3 = z.strictObject({ for: maybeCount, neutral: maybeCount, against: maybeCount, abstained: maybeCount, silent: maybeCount.describe('No answer, contested, left before') })

export const HeadingBody = z.strictObject({ type: z.literal('heading'), level: z.int().min(1).max(3) })
export const TextBody = z.strictObject({ type: z.literal('text'), paragraphs: z.array(Paragraph), guidance: z.string().describe('What the framework asks to say here; shown while it is written, never printed') })
export const FigureBody = z.strictObject({ type: z.literal('figure'), ...head })
export const TableBody = z.strictObject({ type: z.literal('table'), ...head, columns: z.array(TableColumn), rows: z.array(tableRow), sums: z.enum(['columns', 'rows']).describe('Which cells add up to a figure that is known: those of a column, or those of a line'), total: z.array(TableCell).nullable(), cut: count.describe('Lines left out of the print, the table being long; they stand in the rows') })
export const ChartBody = z.strictObject({
  type: z.literal('chart'), ...head,
  form: z.enum(['bars', 'stacked', 'line']).describe('bars and stacked: horizontal, one line per category, from zero. line: categories are dates in order'),
  unit: z.enum(units), unitText: z.string(),
  sums: z.enum(['series', 'category', 'none']).describe('Which values add up to a figure that is known: those of a series, those of a category, or none'),
  series: z.array(z.strictObject({ key: z.string(), label: z.string(), tone: z.enum(tones) })).min(1),
  categories: z.array(z.strictObject({ label: z.string(), tone: z.enum(tones), link, values: z.array(chartValue).describe('One per series') })),
  target: z.number().nullable(),
  alternative: z.string().describe('The chart in words'),
})
export const MapBody = z.strictObject({
  type: z.literal('map'), ...head,
  svg: z.string().describe('A whole SVG document, without script, style sheet or outside reference'),
  width: z.int().min(1), height: z.int().min(1),
  legend: z.array(z.strictObject({ colour: z.string().describe('#rrggbb'), label: z.string(), count: maybeCount.describe('null when it is too small to leave the organisation') })),
  alternative: z.string(),
})
export const PointBody = z.strictObject({
  type: z.literal('point'), ...head,
  reference: z.string(), title: z.string(), statement: z.string(), version: z.int().min(1),
  status: z.enum(statuses), statusText: z.string(),
  counts: counts3.nullable().describe('null when withheld'),
  n: maybeCount, asked: maybeCount,
  movement: z.strictObject({ direction: z.enum(['closer', 'apart', 'still', 'unknown']), text: z.string(), n: maybeCount }),
  outcome: z.strictObject({ kind: z.enum(schema.outcomeKind.enumValues), kindText: z.string(), statement: z.string(), reason: z.string(), decidedOn: day }).nullable(),
  link,
})
export const CommitmentBody = z.strictObject({
  type: z.literal('commitment'), ...head,
  reference: z.string(), statement: z.string(), owner: z.string().describe('An organisation, a group or a role; never the name of a person'), counterpart: z.string(),
  madeOn: day, dueOn: day.nullable(), state: z.enum(commitmentStates), stateText: z.string(), stateReason: z.string(), overdue: z.boolean(), progress: z.int().min(0).max(100),
  milestones: z.array(z.strictObject({ title: z.string(), dueOn: day.nullable(), doneOn: day.nullable() })),
  link,
})
export const IndexBody = z.strictObject({
  type: z.literal('index'),
  entries: z.array(z.strictObject({ framework: z.string(), code: z.string(), label: z.string(), places: z.array(z.strictObject({ blockId: uuid, number: z.string(), title: z.string() })).describe('Empty: not reported') })),
  note: z.string(),
})
/** What the query names is not there any more, or not for this reader. */
export const MissingBody = z.strictObject({ type: z.literal('missing'), query: FigureQuery.nullable(), code: z.enum(['unknown-figure', 'bad-parameters', 'object-gone', 'not-chosen']), text: z.string() })

export const BlockBody = z.discriminatedUnion('type', [HeadingBody, TextBody, FigureBody, TableBody, ChartBody, MapBody, PointBody, CommitmentBody, IndexBody, MissingBody])
export type BlockBody = z.output<typeof BlockBody>
export type ComputedBody = Extract<BlockBody, { figure: Figure }>

