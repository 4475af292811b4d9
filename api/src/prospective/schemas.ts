import { schema } from '@convergence/db'
import { z } from 'zod'
import { schemes } from '../classes/schemes.ts'
import { future } from '../scenarios/schemas.ts'
import { day, isoDateTime, line, listOf, uuid } from '../schemas.ts'
import { kinds } from './highlights.ts'
import { sides, sorts, viewNames } from './rules.ts'

export const tables = ['stakeholders', 'impacts', 'expectations'] as const
export type TableName = (typeof tables)[number]
const count = z.int().min(0)

const scope = {
  horizon: future.default('plus10'),
  scenario: line(200).default('').describe('A scenario that applies here at this horizon; empty: what was said without one'),
  perimeterId: uuid.optional().describe('This perimeter and all below it'),
  scheme: z.enum(schemes).default('salience').describe('The grid whose criteria and classes are compared'),
  asOf: day.optional().describe('By what had been said on this day'),
}
export const ProspectiveQuery = z.strictObject({
  ...scope,
  table: listOf(z.enum(tables)).optional().describe('Only these tables; all three by default'),
  sort: z.enum(sorts).default('move').describe('What stands on three voices each time comes first'),
  measure: line(40).optional().describe('Sort by this measure alone: an axis of the grid, significance, severity or weight'),
  limit: z.coerce.number().int().min(1).max(500).default(100).describe('Rows of each table'),
})
export type ProspectiveQuery = z.output<typeof ProspectiveQuery>

const View = z.object({
  value: z.number().nullable().describe('Stakeholders: the centre of the rule; impacts: the middle voice, the higher of two; expectations: the mean weight'),
  low: z.number().nullable().describe('The lowest voice, where voices are kept apart'), high: z.number().nullable(), n: count.describe('Voices'), few: z.boolean().describe('Under three voices: too few to conclude'),
}).meta({ id: 'ProspectiveView' })
const [internalNow, stakeholderNow, jointNow, internalThen, stakeholderThen, jointThen] = viewNames
const Measure = z.object({
  key: z.string(), views: z.object({ [internalNow]: View, [stakeholderNow]: View, [jointNow]: View, [internalThen]: View, [stakeholderThen]: View, [jointThen]: View }),
  gapNow: z.number().nullable().describe('Internal − stakeholders, today'), gapThen: z.number().nullable().describe('Internal − stakeholders, at the horizon'),
  moveInternal: z.number().nullable().describe('Horizon − today'), moveStakeholder: z.number().nullable(),
}).meta({ id: 'ProspectiveMeasure' })
const side = z.enum(sides)
const className = z.string().nullable().describe('A class of the grid; for impacts low, moderate, high or critical; null: not known')
const Row = z.object({
  id: uuid.describe('The stakeholder, the impact or the area'), name: z.string(), nameEn: z.string().nullable().describe('Of an area'), reference: z.string(), detail: z.string().nullable().describe('Of an impact: actual or potential; of a stakeholder: its category'), fictional: z.boolean(),
  measures: z.array(Measure), classes: z.object({ internalNow: className, stakeholderNow: className, internalThen: className, stakeholderThen: className }),
  changes: z.array(side).describe('Sides that see another class at the horizon'), conclusive: z.boolean().describe('Something is compared among three voices each time'),
}).meta({ id: 'ProspectiveRow' })
const Axis = z.object({ key: z.string(), labelFr: z.string(), labelEn: z.string(), min: z.number(), max: z.number(), cut: z.number().nullable().describe('From here on it counts as high') }).meta({ id: 'ProspectiveAxis' })
const Example = z.object({ id: uuid, name: z.string(), nameEn: z.string().nullable(), side: side.nullable(), measure: z.string().nullable(), from: z.string().nullable(), to: z.string().nullable(), before: z.number().nullable(), after: z.number().nullable() }).meta({ id: 'ProspectiveExample' })
const Highlight = z.object({ kind: z.enum(kinds), count, examples: z.array(Example).describe('The three strongest') }).meta({ id: 'ProspectiveHighlight' })
const Table = z
  .object({ rows: z.array(Row), total: count.describe('Rows there are; `rows` holds the first of them'), assessed: count.describe('With a figure at the horizon'), inconclusive: count.describe('With a figure at the horizon, among fewer than three voices'), axes: z.array(Axis), highlights: z.array(Highlight) })
  .meta({ id: 'ProspectiveTable', description: 'Today beside a horizon, internal beside stakeholders.' })

export const Prospective = z
  .object({ horizon: future, scenario: z.string(), asOf: z.string().nullable(), few: z.int().describe('Under so many voices nothing is concluded'), stakeholders: Table.nullable(), impacts: Table.nullable(), expectations: Table.nullable() })
  .meta({ id: 'Prospective', description: 'What moves between today and a horizon under a scenario: in the stakeholders’ classes, the impacts’ significance and the weight of expectations. Read by the scores, assessments and expectations that count.' })

export const ProspectiveRowsQuery = z.strictObject({ ...scope, table: z.enum(tables), id: uuid.describe('The stakeholder, the impact or the area') })
export type ProspectiveRowsQuery = z.output<typeof ProspectiveRowsQuery>
const Statement = z.object({
  id: uuid, measure: z.string(), horizon: z.enum(schema.horizon.enumValues), capacity: z.enum(schema.capacity.enumValues), value: z.number().nullable().describe('null: “I don’t know”'),
  parts: z.object({ scale: z.int(), scope: z.int(), irremediability: z.int(), likelihood: z.int().nullable() }).nullable().describe('Of an impact: what the severity is the worst of'),
  voice: z.string().nullable().describe('null for a reader who may not see who speaks'), voiceId: uuid.nullable().describe('The stakeholder who speaks'), recordedBy: z.string().nullable(), text: z.string().describe('Reason, or the words of the expectation'), source: z.string(), at: isoDateTime,
}).meta({ id: 'ProspectiveStatement' })
export const ProspectiveRows = z.object({ items: z.array(Statement), total: count.describe('`items` holds the first 500') }).meta({ id: 'ProspectiveRows', description: 'Who said what, and when, behind a row.' })
export type Statement = z.output<typeof Statement>
