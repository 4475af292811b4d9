import { schema } from '@convergence/db'
import { createInsertSchema, createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { isoDateTime, lifecycleWire, line, listQuery, pageOf, prose, solidLine, solidProse, uuid } from '../schemas.ts'

const { formulas, formulaVersions } = schema

const limits = { title: () => solidLine(200), purpose: () => prose(2000) }
const centre = z.enum(schema.centre.enumValues)

const term = {
  code: z.string().regex(/^[a-z][a-zA-Z0-9-]{0,39}$/).meta({ examples: ['power'] }).describe('Names the term within its formula'),
  weight: z.number().min(0).max(1000).refine((weight) => weight === 0 || weight >= 0.001, { error: '0, or from 0.001' }).describe('Only the ratios between the weights count; 0, or from 0.001'),
  reversed: z.boolean().describe('The higher the value, the lower the rank'),
}
export const FormulaTerm = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('criterion'), ...term, criterionId: uuid }),
    z.strictObject({ kind: z.literal('worst'), ...term, criterionIds: z.array(uuid).min(2).max(10).describe('The highest of them counts, each over its own scale; never their mean') }),
    z.strictObject({ kind: z.literal('mactor'), ...term, studyId: uuid, measure: z.enum(['riStar', 'qiStar', 'implication']).describe('From 0 to the highest of the study') }),
  ])
  .meta({ id: 'FormulaTerm', description: 'A term is brought to 0–1 over its scale, turned round when `reversed`, and multiplied by its weight.' })

const terms = z.array(FormulaTerm).min(1).max(20)
const FrozenTerms = z.array(FormulaTerm)

export const FormulaVersion = createSelectSchema(formulaVersions, { terms: () => FrozenTerms, createdAt: isoDateTime }).meta({ id: 'FormulaVersion', description: 'The terms of a formula; never edited.' })
export const FormulaVersionList = z.object({ items: z.array(FormulaVersion), nextCursor: z.null() }).meta({ id: 'FormulaVersionList' })
export const FormulaVersionCreate = z.strictObject({ centre: centre.optional(), terms, reason: solidProse(2000).describe('Why the formula changes') }).meta({ id: 'FormulaVersionCreate', description: 'New terms; rankings made with the former ones keep them.' })

export const Formula = createSelectSchema(formulas, { ...limits, ...lifecycleWire })
  .omit({ deletedAt: true })
  .extend({ currentVersion: FormulaVersion })
  .meta({ id: 'Formula', description: 'Formule: what a rank is made of. Its terms live in its versions.' })

const writable = createInsertSchema(formulas, limits).pick({ title: true, purpose: true, perimeterId: true })
export const FormulaCreate = z.strictObject({ ...writable.shape, centre: centre.optional().describe('How the scores of many raters become one value; the mean by default'), terms }).meta({ id: 'FormulaCreate' })
export const FormulaPatch = z.strictObject({ ...writable.partial().shape }).meta({ id: 'FormulaPatch', description: 'JSON Merge Patch; the terms change through a new version.' })

export const FormulaListQuery = z.strictObject({
  ...listQuery(['createdAt', '-createdAt', 'updatedAt', '-updatedAt']),
  q: line(200).optional().describe('Words of the title or the purpose, without case or accents'),
  perimeterId: uuid.optional().describe('This perimeter and all below it'),
})
export type FormulaFilter = Omit<z.output<typeof FormulaListQuery>, 'limit' | 'sort' | 'cursor'>
export const FormulaPage = pageOf(Formula, 'FormulaPage')
