import { schema } from '@convergence/db'
import { createInsertSchema, createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { flag, isoDateTime, lifecycleWire, line, listOf, listQuery, pageOf, prose, solidLine, uuid } from '../schemas.ts'
import { phases } from './phase.ts'

const { rounds } = schema
export const count = z.int().min(0)

// A round is a matter of years at most; an instant outside has a typing error in it.
const instant = () => isoDateTime.refine((at) => at.getUTCFullYear() >= 2000 && at.getUTCFullYear() < 2200, { error: 'between 2000 and 2199' })
const limits = { title: () => solidLine(200), purpose: () => prose(2000), scenario: () => line(200), opensAt: instant, closesAt: instant }

const Mine = z.object({ raterId: uuid, capacity: z.enum(schema.capacity.enumValues), expected: count, answered: count, finishedAt: isoDateTime.nullable(), remindedAt: isoDateTime.nullable() })

export const Round = createSelectSchema(rounds, { ...limits, opensAt: () => isoDateTime, closesAt: () => isoDateTime, ...lifecycleWire, reference: () => z.string() })
  .omit({ deletedAt: true, status: true })
  .extend({
    phase: z.enum(phases).describe('draft; planned: opened for a later day; open; closed, by hand or because its time is over'),
    criteria: z.array(z.object({ criterionId: uuid, criterionVersionId: uuid })).describe('In their order, each with the scale on which this round is answered'),
    stakeholders: count,
    raters: count,
    finished: count.describe('Raters who said that they have nothing to add'),
    expected: count.describe('Answers asked: stakeholders × criteria × raters'),
    answered: count.describe('Answers given, “I don’t know” among them'),
    mine: Mine.nullable().describe('What the reader is asked, if they are a rater'),
  })
  .meta({ id: 'Round', description: 'Campagne: asks named people to score stakeholders on criteria, between two instants. It speaks when it closes.' })

const writable = createInsertSchema(rounds, limits).pick({ title: true, purpose: true, perimeterId: true, horizon: true, scenario: true, opensAt: true, closesAt: true })
const criterionIds = z.array(uuid).max(30)

const rater = createInsertSchema(schema.roundRaters, { name: () => solidLine(200) }).pick({ capacity: true, name: true, userId: true, stakeholderId: true, mandateId: true }).partial({ name: true })
export const RoundRaterCreate = z.strictObject(rater.shape).meta({ id: 'RoundRaterCreate', description: '`name` defaults to the account’s, or the stakeholder’s.' })

export const RoundCreate = z
  .strictObject({ ...writable.shape, criterionIds: criterionIds.optional(), stakeholderIds: z.array(uuid).max(1000).optional(), raters: z.array(RoundRaterCreate).max(100).optional() })
  .meta({ id: 'RoundCreate', description: 'A draft; what it asks, of whom and about whom may come along or be added later.' })
export const RoundPatch = z.strictObject({ ...writable.partial().shape, criterionIds: criterionIds.optional().describe('The whole list, in its order') }).meta({ id: 'RoundPatch', description: 'JSON Merge Patch. Perimeter, horizon, scenario and opening change in a draft only.' })
export const RoundReopen = z.strictObject({ closesAt: instant().nullable().optional() }).meta({ id: 'RoundReopen' })

export const RoundListQuery = z.strictObject({
  ...listQuery(['-reference', 'reference', '-createdAt', 'createdAt', '-updatedAt', 'updatedAt']),
  q: line(200).optional().describe('Words of the title, the purpose or the reference, without case or accents'),
  phase: listOf(z.enum(phases)).optional(),
  horizon: z.enum(schema.horizon.enumValues).optional(),
  stakeholderId: uuid.optional().describe('That score this stakeholder'),
  perimeterId: uuid.optional().describe('This perimeter and all below it'),
  mine: flag.optional().describe('Only those in which the reader is asked to score'),
})
export type RoundFilter = Omit<z.output<typeof RoundListQuery>, 'limit' | 'sort' | 'cursor'>
export const RoundPage = pageOf(Round, 'RoundPage')

const Cells = { expected: count, answered: count.describe('Answers given, “I don’t know” among them'), unknown: count.describe('Answers “I don’t know”') }
export const RoundProgress = z
  .object({
    ...Cells,
    criteria: z.array(z.object({ criterionId: uuid, ...Cells })),
    raters: z.array(z.object({ raterId: uuid, name: z.string(), capacity: z.enum(schema.capacity.enumValues), ...Cells, lastAt: isoDateTime.nullable(), finishedAt: isoDateTime.nullable(), remindedAt: isoDateTime.nullable() })),
  })
  .meta({ id: 'RoundProgress', description: 'How far a round has come, by criterion and by rater; counts only, never what was answered.' })
