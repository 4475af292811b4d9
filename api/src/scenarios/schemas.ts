import { schema } from '@convergence/db'
import { createInsertSchema, createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { lifecycleWire, listQuery, pageOf, prose, solidLine, uuid } from '../schemas.ts'

const { scenarios } = schema
const limits = { name: () => solidLine(200), description: () => prose(5000) }
const count = z.int().min(0)
export const future = z.enum(['plus3', 'plus10']).describe('In 3 years or in 10 years')

export const Scenario = createSelectSchema(scenarios, { ...limits, ...lifecycleWire })
  .omit({ deletedAt: true })
  .extend({ uses: z.object({ rounds: count, scores: count, impactAssessments: count, expectations: count, rankings: count, diagnoses: count }).describe('What names it, in its perimeter and below') })
  .meta({ id: 'Scenario', description: 'Scénario: a picture of a future in which scores, impacts and expectations are given again. It runs from today up to its horizon, and applies to its perimeter and all below it. Statements name it by its name.' })
export const ScenarioPage = pageOf(Scenario, 'ScenarioPage')

const writable = createInsertSchema(scenarios, limits).pick({ name: true, description: true, horizon: true, perimeterId: true })
export const ScenarioCreate = z.strictObject(writable.shape).meta({ id: 'ScenarioCreate' })
export const ScenarioPatch = z.strictObject(writable.omit({ perimeterId: true }).partial().shape).meta({ id: 'ScenarioPatch', description: 'JSON Merge Patch. A new name carries over to every statement, round, ranking and diagnosis that names the scenario.' })
export const ScenarioListQuery = z.strictObject({ ...listQuery(['name', '-name', '-updatedAt', 'updatedAt']), horizon: future.optional().describe('Scenarios that say something of this horizon'), perimeterId: uuid.optional().describe('Those that apply here: of this perimeter, above or below it') })
