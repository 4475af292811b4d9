import { schema } from '@convergence/db'
import { createInsertSchema, createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { Reason } from '../analyses/schemas.ts'
import { isoDateTime, line, listOf, solidProse, uuid } from '../schemas.ts'
import { stakeholderFilters } from '../stakeholders/schemas.ts'
import { classCodes, schemes } from './schemes.ts'

const { classCutoffs } = schema
const scheme = z.enum(schemes)
const classCode = z.enum(classCodes as [(typeof classCodes)[number]])
const count = z.int().min(0)

const scoreScope = {
  scheme: scheme.default('grid'),
  capacity: z.enum(schema.capacity.enumValues).optional().describe('Only scores given in this capacity'),
  horizon: z.enum(schema.horizon.enumValues).default('now'),
  scenario: line(200).optional(),
  stakeholderId: listOf(uuid).optional(),
}
const filters = { ...stakeholderFilters, ...scoreScope }

const sorts = ['class', '-class', 'name', '-name'] as const
export const ClassesQuery = z.strictObject({
  ...filters,
  class: listOf(classCode).optional(),
  near: z.enum(['true', 'false']).transform((word) => word === 'true').optional().describe('Only those near a cut-off'),
  sort: z.enum(sorts).default('class'),
  limit: z.coerce.number().int().min(1).max(1000).default(50),
  cursor: z.string().min(1).max(1000).optional(),
})
export type ClassesQuery = z.output<typeof ClassesQuery>
export const ClassHistoryQuery = z.strictObject(filters)
export type ClassHistoryQuery = z.output<typeof ClassHistoryQuery>

const Axis = z.object({ axis: z.string(), criterionId: uuid, cut: z.number() }).meta({ id: 'ClassAxis', description: 'An axis of a grid: the criterion it reads, and the value from which it counts as high.' })
export const Cutoffs = createSelectSchema(classCutoffs, { validFrom: isoDateTime, axes: () => z.array(Axis) })
  .extend({ changedByName: z.string().nullable() })
  .meta({ id: 'ClassCutoffs', description: 'A rule that names classes, from an instant on. A value equal to the cut-off counts as high.' })
export const CutoffsPage = z.object({ items: z.array(Cutoffs), nextCursor: z.null() }).meta({ id: 'ClassCutoffsPage' })
export const CutoffsQuery = z.strictObject({ scheme: scheme.optional() })

export const CutoffsCreate = z
  .strictObject(
    createInsertSchema(classCutoffs, {
      scheme: () => scheme,
      axes: () => z.array(z.strictObject({ axis: line(40), criterionId: uuid, cut: z.number().min(-1000).max(1000) })).min(1).max(3),
      nearPercent: () => z.int().min(0).max(50),
      reason: () => solidProse(2000),
    }).pick({ scheme: true, axes: true, centre: true, nearPercent: true, reason: true }).shape,
  )
  .meta({ id: 'ClassCutoffsCreate', description: 'New cut-offs, in force from now on; what was said under the former ones keeps them.' })

const AxisUsed = z.object({ axis: z.string(), criterionId: uuid, code: z.string(), labelFr: z.string(), labelEn: z.string(), min: z.int(), max: z.int(), cut: z.number() }).meta({ id: 'ClassAxisUsed' })
export const ClassRule = z
  .object({ id: uuid, scheme, method: z.string(), validFrom: isoDateTime, centre: z.enum(schema.centre.enumValues), nearPercent: z.int(), axes: z.array(AxisUsed) })
  .meta({ id: 'ClassRule', description: 'The cut-offs in force on the day looked at, with the scales that they stand on.' })

const AxisValue = z.object({
  axis: z.string(),
  value: z.number().optional().describe('Mean or median of the voices; absent without a score'),
  n: count.describe('Voices with a value'),
  unknown: count.describe('Voices who do not know'),
  level: z.enum(['high', 'low']).optional(),
  near: z.boolean().describe('Nearer to the cut-off than the rule’s percentage of the scale'),
}).meta({ id: 'ClassAxisValue' })

export const ClassItem = z
  .object({
    id: uuid.describe('The stakeholder'), name: z.string(), reference: z.string(), categoryId: uuid.nullable(), fictional: z.boolean(),
    class: classCode.optional(),
    held: z.int().min(0).max(3).optional().describe('Salience: attributes held'),
    edenAckermann: z.string().optional().describe('Power × interest: the class in the words of Eden and Ackermann'),
    strategy: z.string().optional().describe('Savage: what to do'),
    near: z.boolean(),
    neighbours: z.array(classCode).describe('Classes it would have, were the near values on the other side'),
    values: z.array(AxisValue),
    reasons: z.array(Reason),
  })
  .meta({ id: 'ClassItem', description: 'Where a stakeholder stands in a grid; without a class when a score is missing.' })
export type ClassItem = z.output<typeof ClassItem>

export const ClassStanding = z
  .object({ scheme, class: classCode.nullable().describe('null: a score is missing on one of its axes'), near: z.boolean().describe('Near a cut-off'), neighbours: z.array(classCode).describe('Classes it would have, were the near values on the other side') })
  .meta({ id: 'ClassStanding', description: 'Where a stakeholder stands in one published grid.' })

export const Classes = z
  .object({
    items: z.array(ClassItem).describe('Stakeholders with a score on one of the axes at least'),
    nextCursor: z.string().nullable(),
    rule: ClassRule,
    summary: z.object({
      classes: z.array(z.object({ class: classCode, count, near: count })).describe('Every class of the grid, empty ones too'),
      incomplete: count.describe('Scored on some of the axes only'),
      unscored: count.describe('Match the filters, without any score'),
    }),
    asOf: z.string().nullable(),
  })
  .meta({ id: 'Classes', description: 'Stakeholders in the classes of a published grid.' })

const Step = z.object({ at: isoDateTime, class: classCode.optional(), values: z.array(z.object({ axis: z.string(), value: z.number().optional(), n: count })) })
export const ClassHistory = z
  .object({
    instants: z.array(z.object({ at: isoDateTime, title: z.string().nullable().describe('The round that closed; null for scores outside rounds') })).describe('When what is known changed, the oldest first; the last 12'),
    items: z.array(z.object({ id: uuid, steps: z.array(Step).describe('One where a value changed') })),
    rule: ClassRule,
  })
  .meta({ id: 'ClassHistory', description: 'How stakeholders moved in a grid, all read with the cut-offs of the day looked at.' })
