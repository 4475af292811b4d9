import { schema } from '@convergence/db'
import { createInsertSchema, createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { kept } from '../plugins/kept.ts'
import { day, lifecycleWire, line, listOf, listQuery, pageOf, prose, solidLine, uuid } from '../schemas.ts'

const { plans } = schema
const count = z.int().min(0)

const limits = {
  title: () => solidLine(200),
  objective: () => prose(5000),
  startsOn: () => day,
  endsOn: () => day,
  owner: () => line(200),
  loadLimit: () => z.int().min(1).max(100).describe('Solicitations of one stakeholder over twelve months from which a warning is given'),
  internalNote: () => prose(5000),
  adoptedOn: () => day,
}

export const PlanTally = z
  .object({
    activities: count, planned: count, underWay: count, done: count, cancelled: count,
    late: count.describe('Past their last day and not done'), behind: count.describe('Not begun though their first day is past, or with fewer sessions held than their share of time wants'),
    sessionsPlanned: count.describe('By the activities that were not cancelled'), sessionsDue: count.describe('Of these, those that the time gone by wants'), sessionsHeld: count, sessionsAhead: count.describe('With a date'),
    budgetPlanned: count.describe('Whole euros, of the activities that were not cancelled'), budgetSpent: count.describe('Whole euros, of all activities'), budgetMissing: count.describe('Activities, not cancelled, without a planned budget'), overspent: count.describe('Activities that spent more than planned'),
    stakeholders: count.describe('Different ones in the audiences of the activities that were not cancelled'),
    tasks: count, tasksDone: count, tasksLate: count,
  })
  .meta({ id: 'PlanTally', description: 'Planned against done, over the activities of a plan within reach.' })

export const Plan = createSelectSchema(plans, { ...limits, ...lifecycleWire, internalNote: kept('note', z.string()) })
  .omit({ deletedAt: true })
  .extend({ ownerName: z.string().nullable().describe('Of the account named as owner'), perimeterName: z.string(), bodyName: z.string().nullable(), meetingTitle: z.string().nullable(), tally: PlanTally })
  .meta({ id: 'Plan', description: 'Plan de dialogue: what an organisation sets out to discuss with whom, over a period.' })

const writable = createInsertSchema(plans, limits).pick({ title: true, objective: true, perimeterId: true, startsOn: true, endsOn: true, owner: true, ownerUserId: true, loadLimit: true, internalNote: true })
export const PlanCreate = z.strictObject(writable.shape).meta({ id: 'PlanCreate' })
export const PlanPatch = z.strictObject(writable.omit({ perimeterId: true }).partial().shape).meta({ id: 'PlanPatch', description: 'JSON Merge Patch: absent fields stay as they are.' })

export const PlanAdopt = z
  .strictObject({ on: day.describe('Not in the future'), bodyId: uuid.optional(), sessionId: uuid.optional().describe('The meeting of the body; wanted where the body has a quorum, which is counted there') })
  .meta({ id: 'PlanAdopt' })

export const PlanListQuery = z.strictObject({
  ...listQuery(['-startsOn', 'startsOn', 'title', '-title', '-updatedAt', 'updatedAt']),
  status: listOf(z.enum(schema.planStatus.enumValues)).optional(),
  on: day.optional().describe('In force on this day'),
  perimeterId: uuid.optional().describe('This perimeter and all below it'),
  q: line(200).optional().describe('Words of the title, the objective or the reference, without case or accents'),
})
export type PlanFilter = Omit<z.output<typeof PlanListQuery>, 'limit' | 'sort' | 'cursor'>
export const PlanPage = pageOf(Plan, 'PlanPage')
