import { z } from 'zod'
import { flag, listQuery, pageOf, uuid } from '../schemas.ts'
import { places, rowTypes } from './fact.ts'
import { factNames } from './names.ts'
import { factStates } from './rules.ts'

export const words = z.object({ fr: z.string(), en: z.string() })
const count = z.int().min(0)

export const FactStanding = z
  .object({ name: z.enum(factNames), state: z.enum(factStates), counted: count.describe('Rows that show it'), n: count.describe('Rows looked at') })
  .meta({ id: 'FactStanding', description: 'How a fact stands for a dialogue.' })
export const FactDefinition = z
  .object({ name: z.enum(factNames), label: words, rule: words.describe('What is counted, out of what'), place: z.enum(places).describe('Where what is missing is recorded'), wants: z.enum(['any', 'all']).describe('any: one row that counts is enough; all: every row must count') })
  .meta({ id: 'Fact', description: 'What the records of a dialogue show by themselves.' })
export const FactList = z.object({ items: z.array(FactDefinition), nextCursor: z.null() }).meta({ id: 'FactList' })

export const FactRow = z
  .object({ id: z.string(), type: z.enum(rowTypes).describe('What opens'), objectId: uuid.nullable().describe('Null when the reader’s rights do not cover it'), label: z.string().nullable(), detail: z.string().nullable(), at: z.iso.datetime().nullable(), counted: z.boolean().describe('Whether it shows the fact') })
  .meta({ id: 'FactRow', description: 'One row behind a fact.' })
export const FactRowPage = pageOf(FactRow, 'FactRowPage')
// Any name reaches the handler: one that is no fact is answered 404, as an address that leads nowhere.
export const factParams = z.strictObject({ id: uuid, name: z.string().min(1).max(60).regex(/^[a-z_]+$/) })
export const FactRowQuery = z.strictObject({ ...listQuery(['at', '-at', 'label', '-label', 'counted', '-counted']), counted: flag.optional().describe('Only the rows that show it, or only those that do not') })
