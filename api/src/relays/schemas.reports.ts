import { schema } from '@convergence/db'
import { createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { day, isoDateTime, lifecycleWire, listOf, listQuery, pageOf, prose, uuid } from '../schemas.ts'
import { progressStates, reportDeeds } from './rules.ts'

const { relayReports } = schema
const maturity = z.int().min(0).max(4).describe('0 not begun, 1 begun, 2 under way, 3 integrated, 4 exemplary')
const level = { practiceId: uuid, maturity, evidence: z.string().describe('What shows it'), progressAction: z.string().describe('What is done next'), progressDueOn: day.nullable(), progressDoneOn: day.nullable() }
const Practice = z.object({ id: uuid, ...level })

export const RelayReport = createSelectSchema(relayReports, { ...lifecycleWire, submittedAt: () => isoDateTime, validatedAt: () => isoDateTime })
  .omit({ deletedAt: true })
  .extend({ relayName: z.string(), perimeterName: z.string(), validatedByName: z.string().nullable(), practices: z.array(Practice).describe('In the order of the key practices'), meanMaturity: z.number().nullable(), mayDo: z.array(z.enum(reportDeeds)).describe('What its status allows next; rights decide besides') })
  .meta({ id: 'RelayReport', description: 'What a relay reports on a period, on the key practices.' })
export const RelayReportPage = pageOf(RelayReport, 'RelayReportPage')

const said = z.strictObject({ practiceId: uuid, maturity, evidence: prose(2000).optional(), progressAction: prose(1000).optional(), progressDueOn: day.nullable().optional(), progressDoneOn: day.nullable().optional() })
const practices = z.array(said).max(50).refine((rows) => new Set(rows.map((row) => row.practiceId)).size === rows.length, { message: 'each practice once' }).optional()
export const RelayReportCreate = z.strictObject({ relayId: uuid, periodStart: day, periodEnd: day, summary: prose(5000).optional(), practices }).meta({ id: 'RelayReportCreate' })
export const RelayReportPatch = z.strictObject({ summary: prose(5000).optional(), practices: practices.describe('These practices are said anew; the others stay as they are') }).meta({ id: 'RelayReportPatch' })
export type SaidPractice = z.output<typeof said>

export const RelayReportListQuery = z.strictObject({
  ...listQuery(['-periodEnd', 'periodEnd']),
  relayId: uuid.optional(), perimeterId: uuid.optional().describe('This perimeter and all below it'), status: listOf(z.enum(schema.reportStatus.enumValues)).optional(), from: day.optional(), to: day.optional(),
})
export type ReportFilter = Omit<z.output<typeof RelayReportListQuery>, 'limit' | 'sort' | 'cursor'>

const cell = z.object({ practiceId: uuid, perimeterId: uuid, maturity, before: maturity.nullable().describe('In the report before it'), reportId: uuid, status: z.enum(['submitted', 'validated']) })
export const MaturityQuery = z.strictObject({ asOf: day.optional().describe('Reports on periods that ended by this day'), perimeterId: uuid.optional().describe('This perimeter and all below it') })
export const Maturity = z
  .object({
    perimeters: z.array(z.object({ id: uuid, name: z.string(), kind: z.enum(schema.perimeterKind.enumValues), periodEnd: day, mean: z.number() })),
    practices: z.array(z.object({ id: uuid, mean: z.number().nullable(), n: z.int().min(0) })).describe('In their order; n perimeters say where it stands'),
    cells: z.array(cell),
  })
  .meta({ id: 'RelayMaturity', description: 'Key practices by perimeter, from the latest report of each that was submitted or validated.' })

export const ProgressAction = z
  .object({ id: uuid, reportId: uuid, relayId: uuid, relayName: z.string(), perimeterId: uuid, perimeterName: z.string(), practiceId: uuid, maturity, action: z.string(), dueOn: day.nullable(), doneOn: day.nullable(), state: z.enum(progressStates), fictional: z.boolean(), version: z.int(), updatedAt: isoDateTime })
  .meta({ id: 'ProgressAction', description: 'What a relay does next on a practice: done, late, due within 30 days, or open.' })
export const ProgressPage = pageOf(ProgressAction, 'ProgressActionPage')
export const ProgressQuery = z.strictObject({ ...listQuery(['dueOn', '-dueOn']), perimeterId: uuid.optional().describe('This perimeter and all below it'), practiceId: listOf(uuid).optional(), relayId: uuid.optional(), state: listOf(z.enum(progressStates)).optional() })
export const ProgressPatch = z.strictObject({ dueOn: day.nullable().optional(), doneOn: day.nullable().optional() }).meta({ id: 'ProgressActionPatch', description: 'Also after the report is validated: what was to be done goes on.' })
