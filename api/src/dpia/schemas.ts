import { z } from 'zod'
import { PrivacyRegister } from '../privacy-register/schemas.ts'
import { dpiaFormats } from './render.ts'

const count = z.int().min(0)
export const Dpia = PrivacyRegister.extend({
  edition: z.int().min(1).describe('Grows with every change of settings, processings and retention rules'),
  organisation: z.string(),
  counts: z.object({ persons: count, untold: count.describe('People without a notice in force'), restricted: count, scored: count, requests: count, lateRequests: count, erased: count, accounts: count, staffWithoutSecondFactor: count, sealed: count.describe('Entries of the audit in the chain') }),
  rules: z.object({ personScoreMonths: z.int(), leastAnswers: z.int(), production: z.boolean() }),
  gaps: z.array(z.enum(['controller', 'dpo', 'processings', 'untold', 'requests', 'second-factor', 'processors'])).describe('The plan of action that the configuration itself shows'),
}).meta({ id: 'Dpia', description: 'Analyse d’impact relative à la protection des données (GDPR 35), pre-filled from the configuration at the moment of reading; likelihood, severity and the opinions are left to people.' })
export const DpiaDocumentQuery = z.strictObject({ format: z.enum(dpiaFormats).default('pdf') })
