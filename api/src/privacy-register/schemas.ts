import { z } from 'zod'
import { Processing } from '../processings/schemas.ts'
import { RetentionRule } from '../retention/schemas.ts'
import { isoDateTime, line, solidLine } from '../schemas.ts'

const parties = { controller: line(300), controllerContact: line(500), dpo: line(300), dpoContact: line(500) }
const processor = z.strictObject({ name: solidLine(200), purpose: solidLine(500), country: solidLine(100) })

export const PrivacySettings = z.object({
  controller: z.string(), controllerContact: z.string(), dpo: z.string(), dpoContact: z.string(), processors: z.array(z.object({ name: z.string(), purpose: z.string(), country: z.string() })),
  version: z.int().describe('0 before anything was said'), updatedAt: isoDateTime.nullable(),
}).meta({ id: 'PrivacySettings', description: 'Who answers for the data (GDPR 26, 28): controller, data protection officer, processors.' })
export const PrivacySettingsPatch = z.strictObject({ ...parties, processors: z.array(processor).max(100) }).partial().meta({ id: 'PrivacySettingsPatch', description: 'JSON Merge Patch' })

export const PrivacyRegister = z.object({
  generatedAt: isoDateTime, settings: PrivacySettings, processings: z.array(Processing), retention: z.array(RetentionRule),
  missing: z.array(z.enum(['controller', 'dpo', 'processings'])).describe('What article 30 asks for and nobody has said yet'),
}).meta({ id: 'PrivacyRegister', description: 'Registre des traitements (GDPR 30), made of what is configured at the moment of reading.' })
