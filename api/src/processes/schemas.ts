import { schema } from '@convergence/db'
import { createInsertSchema, createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { factNames } from '../facts/names.ts'
import { flag, lifecycleWire, line, listQuery, pageOf, prose, solidLine, uuid } from '../schemas.ts'
import { MAX_STEPS } from './rules.ts'

const { processes, processSteps } = schema
export const partParams = z.strictObject({ id: uuid, partId: uuid })

const fact = z.enum(factNames).nullable().describe('The fact of the records that shows it done, see `GET /facts`; null when only a person can say')
const stepLimits = { phase: () => solidLine(120), title: () => solidLine(200), guidance: () => prose(2000), responsible: () => line(200), evidence: () => prose(1000), check: () => prose(1000), fact: () => fact }

export const ProcessStep = createSelectSchema(processSteps, { ...stepLimits, ...lifecycleWire }).omit({ processId: true }).meta({ id: 'ProcessStep', description: 'A step of a process: what is done, who does it, what shows it, the question that is answered before it is ticked.' })
const stepWritable = createInsertSchema(processSteps, stepLimits).pick({ phase: true, title: true, guidance: true, responsible: true, evidence: true, check: true, fact: true })
export const ProcessStepCreate = z.strictObject({ ...stepWritable.shape, fact: fact.optional() }).meta({ id: 'ProcessStepCreate', description: 'It goes last in its phase; a new phase goes last.' })
export const ProcessStepPatch = z.strictObject({ ...stepWritable.partial().shape, fact: fact.optional() }).meta({ id: 'ProcessStepPatch', description: 'JSON Merge Patch. A step that changes its phase goes last in the new one.' })
export const ProcessStepOrder = z
  .strictObject({ steps: z.array(z.strictObject({ id: uuid, phase: solidLine(120).optional().describe('Its phase, when that changes too') })).min(1).max(MAX_STEPS) })
  .meta({ id: 'ProcessStepOrder', description: 'Every step in its new order; the steps of a phase stand together.' })

const limits = { title: () => solidLine(200), purpose: () => prose(2000), source: () => line(300) }
export const Process = createSelectSchema(processes, { ...limits, ...lifecycleWire })
  .omit({ deletedAt: true })
  .extend({ steps: z.array(ProcessStep).describe('In their order'), followers: z.int().min(0).describe('Dialogues within reach that follow it'), writable: z.boolean().describe('Whether the reader’s perimeters include its own: one of a perimeter above is read and followed, not changed') })
  .meta({ id: 'Process', description: 'Processus de concertation: the steps that an organisation has decided to follow whenever it consults; or a ready model to start from.' })
const writable = createInsertSchema(processes, limits).pick({ title: true, purpose: true, source: true, language: true, template: true, perimeterId: true })

export const ProcessCreate = z.strictObject({ ...writable.shape, steps: z.array(ProcessStepCreate).max(MAX_STEPS).default([]) }).meta({ id: 'ProcessCreate' })
export const ProcessPatch = z.strictObject(writable.omit({ perimeterId: true, template: true }).partial().shape).meta({ id: 'ProcessPatch', description: 'JSON Merge Patch of its own words; steps have operations of their own.' })
export const ProcessCopy = z
  .strictObject({ title: solidLine(200), perimeterId: uuid, template: z.boolean().default(false).describe('Whether the copy is a model to start from') })
  .meta({ id: 'ProcessCopy' })
export const ProcessListQuery = z.strictObject({
  ...listQuery(['title', '-title', 'createdAt', '-createdAt']),
  q: line(200).optional().describe('Words of the title, the purpose or the source, without case or accents'),
  language: z.enum(schema.locale.enumValues).optional(),
  template: flag.optional().describe('Models only, or processes only'),
  perimeterId: uuid.optional().describe('Those of this perimeter, of all below it, and of all above it, since these apply there'),
})
export type ProcessFilter = Omit<z.output<typeof ProcessListQuery>, 'limit' | 'sort' | 'cursor'>
export const ProcessPage = pageOf(Process, 'ProcessPage')
