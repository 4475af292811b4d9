import { schema } from '@convergence/db'
import { createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { isoDateTime, line, listQuery, pageOf, prose, uuid } from '../schemas.ts'

export const partParams = z.strictObject({ id: uuid, partId: uuid })
const webAddress = z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(2000)])

export const StepMark = createSelectSchema(schema.stepMarks, { statedAt: () => isoDateTime, withdrawnAt: () => isoDateTime })
  .extend({ stepTitle: z.string(), recordedByName: z.string().nullable(), evidenceType: z.string().nullable().describe('Media type of the file') })
  .meta({ id: 'StepMark', description: 'Somebody’s word that a step of a dialogue is done, does not apply, or is to be done again: dated, the latest counts.' })
export const StepMarkPage = pageOf(StepMark, 'StepMarkPage')
export const StepMarkListQuery = z.strictObject({ ...listQuery(['-statedAt', 'statedAt']), stepId: uuid.optional() })

export const StepMarkCreate = z
  .strictObject({
    stepId: uuid,
    state: z.enum(schema.stepMarkState.enumValues).describe('done; not_applicable; reopened: to be done again, whatever the records show'),
    note: prose(2000).optional().describe('Owed for `not_applicable` and `reopened`'),
    statedAt: isoDateTime.optional().describe('When it was so; now unless told, never in the future'),
    evidenceUrl: webAddress.optional().describe('Address of what proves it'),
    evidenceName: line(200).optional(),
  })
  .meta({ id: 'StepMarkCreate' })
