import { schema } from '@convergence/db'
import { z } from 'zod'
import { FactStanding, words } from '../facts/schemas.ts'
import { ProcessStep } from '../processes/schemas.ts'
import { day, listOf, listQuery, uuid } from '../schemas.ts'
import { StepMark } from '../step-marks/schemas.ts'
import { recordNames } from './record-list.ts'
import { recordStates, stepStates, voices } from './rules.ts'

const count = z.int().min(0)
const far = { done: count.describe('Steps done'), applicable: count.describe('Steps that apply'), nextStepId: uuid.nullable().describe('The first step in order that still asks for something') }
const stands = { state: z.enum(stepStates), by: z.enum(voices).describe('fact: the records show it; mark: somebody says so') }

export const StepStanding = z
  .object({ step: ProcessStep, ...stands, fact: FactStanding.nullable(), mark: StepMark.nullable().describe('The mark that counts: the latest not withdrawn') })
  .meta({ id: 'StepStanding', description: 'How a step of its process stands in a dialogue, and who says so.' })
export const ProcessStanding = z
  .object({ activityId: uuid, process: z.object({ id: uuid, title: z.string(), source: z.string() }).nullable().describe('Null when the dialogue follows none'), steps: z.array(StepStanding), ...far })
  .meta({ id: 'ProcessStanding', description: 'Where a dialogue stands in its process, what is missing and what is next.' })

export const RecordStanding = z
  .object({ name: z.enum(recordNames), clause: z.string().describe('Chapter of AA1000SES (2015)'), label: words, state: z.enum(recordStates), facts: z.array(FactStanding) })
  .meta({ id: 'RecordStanding', description: 'What AA1000SES asks to be recorded of a dialogue, and whether it is.' })
const recorded = { recorded: count, partly: count, missing: count }
export const Conformity = z.object({ activityId: uuid, items: z.array(RecordStanding), ...recorded }).meta({ id: 'Conformity', description: 'The record list of a dialogue, in the order of AA1000SES.' })

const dialogue = {
  id: uuid, reference: z.string(), title: z.string(), status: z.enum(schema.activityStatus.enumValues), startsOn: day, endsOn: day, planId: uuid, planTitle: z.string(), perimeterId: uuid, fictional: z.boolean(),
}
const cursor = { nextCursor: z.string().nullable() }
export const DialogueStanding = z.object({ ...dialogue, cells: z.array(z.object({ stepId: uuid, ...stands })), ...far }).meta({ id: 'DialogueStanding', description: 'One dialogue on the steps of its process.' })
export const StandingMatrix = z.object({ steps: z.array(ProcessStep), items: z.array(DialogueStanding), ...cursor }).meta({ id: 'StandingMatrix', description: 'The dialogues that follow a process, side by side.' })
export const DialogueConformity = z.object({ ...dialogue, cells: z.array(z.object({ name: z.enum(recordNames), state: z.enum(recordStates) })), ...recorded }).meta({ id: 'DialogueConformity' })
export const ConformityMatrix = z.object({ list: z.array(z.object({ name: z.enum(recordNames), clause: z.string(), label: words })), items: z.array(DialogueConformity), ...cursor }).meta({ id: 'ConformityMatrix', description: 'The dialogues of a plan on the record list of AA1000SES.' })

const paging = listQuery(['startsOn', '-startsOn', 'title', '-title'])
const status = listOf(z.enum(schema.activityStatus.enumValues)).optional()
const perimeterId = uuid.optional().describe('This perimeter and all below it')
export const StandingQuery = z.strictObject({ ...paging, status, planId: uuid.optional(), perimeterId })
export const ConformityQuery = z.strictObject({ ...paging, status, perimeterId })
export interface DialogueFilter { status?: z.output<typeof status>; planId?: string | undefined; perimeterId?: string | undefined }
