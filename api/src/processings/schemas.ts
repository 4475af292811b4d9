import { schema } from '@convergence/db'
import { z } from 'zod'
import { day, lifecycleWire, prose, solidLine, solidProse, uuid } from '../schemas.ts'

const kind = z.enum(schema.processingKind.enumValues)
const legalBasis = z.enum(schema.legalBasis.enumValues).describe('GDPR article 6(1): exactly one')

export const Processing = z.object({
  id: uuid, perimeterId: uuid, kind, name: z.string(), purpose: z.string(), legalBasis, balancingTest: z.string(), ownerId: uuid, ownerName: z.string(), endsOn: z.string(),
  recipients: z.array(z.string()), measures: z.string(), version: z.int(), ...lifecycleWire,
}).meta({ id: 'Processing', description: 'Traitement: why people are in the file, on which one legal basis, who answers for it, until when. A line of the register (GDPR 30).' })
export const Processings = z.object({ items: z.array(Processing) }).meta({ id: 'Processings' })

const fields = {
  kind, name: solidLine(200), purpose: solidProse(4000), legalBasis, balancingTest: prose(8000).optional().describe('legitimate_interest: required, 20 characters or more'),
  ownerId: uuid.optional().describe('Who answers for it; by default, whoever records it'), endsOn: day.describe('In the future'), recipients: z.array(solidLine(200)).max(50).optional(), measures: prose(8000).optional(),
}
export const ProcessingCreate = z.strictObject({ perimeterId: uuid, ...fields }).meta({ id: 'ProcessingCreate' })
export const ProcessingPatch = z.strictObject(fields).partial().meta({ id: 'ProcessingPatch', description: 'JSON Merge Patch' })
