import { schema } from '@convergence/db'
import { createInsertSchema, createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { future } from '../scenarios/schemas.ts'
import { day, lifecycleWire, line, listQuery, pageOf, prose, solidLine, uuid } from '../schemas.ts'

const { diagnoses } = schema
const limits = { title: () => solidLine(200), question: () => prose(2000), scenario: () => line(200), conclusion: () => prose(20_000), adoptedOn: () => day }

export const Diagnosis = createSelectSchema(diagnoses, { ...limits, ...lifecycleWire })
  .omit({ deletedAt: true })
  .extend({ status: z.enum(['draft', 'adopted']), bodyName: z.string().nullable(), perimeterName: z.string() })
  .meta({ id: 'Diagnosis', description: 'Diagnostic prospectif: the question asked of a horizon and a scenario, and what was concluded; adopted by a body on a day. The tables behind it are computed.' })
export const DiagnosisPage = pageOf(Diagnosis, 'DiagnosisPage')

const writable = createInsertSchema(diagnoses, limits).pick({ title: true, question: true, horizon: true, scenario: true, conclusion: true, perimeterId: true })
export const DiagnosisCreate = z.strictObject(writable.shape).meta({ id: 'DiagnosisCreate' })
export const DiagnosisPatch = z.strictObject(writable.omit({ perimeterId: true }).partial().shape).meta({ id: 'DiagnosisPatch', description: 'JSON Merge Patch, of a draft.' })
export const DiagnosisAdopt = z
  .strictObject({ bodyId: uuid, on: day.describe('Not in the future'), sessionId: uuid.optional().describe('The meeting of the body; wanted where the body has a quorum, which is counted there') })
  .meta({ id: 'DiagnosisAdopt' })
export const DiagnosisListQuery = z.strictObject({
  ...listQuery(['-updatedAt', 'updatedAt', 'title', '-title']),
  q: line(200).optional().describe('Words of the title, the question or the reference, without case or accents'),
  status: z.enum(['draft', 'adopted']).optional(), horizon: future.optional(), scenario: line(200).optional(), perimeterId: uuid.optional().describe('This perimeter and all below it'),
})
