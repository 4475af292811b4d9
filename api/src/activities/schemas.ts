import { schema } from '@convergence/db'
import { createInsertSchema, createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { day, flag, lifecycleWire, line, listOf, listQuery, pageOf, prose, solidLine, uuid } from '../schemas.ts'
import { paces } from './pace.ts'

const { activities } = schema
const count = z.int().min(0)
const euros = () => z.int().min(0).max(1_000_000_000).describe('Whole euros; null when none was set')

export const limits = {
  title: () => solidLine(200),
  objective: () => prose(5000),
  scope: () => prose(5000),
  mandate: () => prose(5000),
  cancelReason: () => prose(2000),
  levelReason: () => prose(2000),
  methods: () => z.array(solidLine(80)).max(20),
  sessionsPlanned: () => z.int().min(0).max(400),
  startsOn: () => day,
  endsOn: () => day,
  owner: () => line(200),
  budgetPlanned: euros,
  budgetSpent: euros,
  resources: () => prose(5000),
  disclosure: () => prose(5000),
  successCriteria: () => prose(5000),
  lessons: () => prose(10_000),
}

export const ActivitySession = z
  .object({ id: uuid, reference: z.string(), title: z.string(), startsAt: z.iso.datetime(), status: z.enum(schema.sessionStatus.enumValues), held: z.boolean() })
  .meta({ id: 'ActivitySession', description: 'A session of an activity: `held` when it is closed, or open since it began.' })

export const Activity = createSelectSchema(activities, { ...limits, ...lifecycleWire, methods: () => z.array(z.string()), audienceQuery: () => z.record(z.string(), z.string()).describe('The filters by which the audience was chosen; null when it was by hand') })
  .omit({ deletedAt: true })
  .extend({
    planTitle: z.string(), planStatus: z.enum(schema.planStatus.enumValues), loadLimit: z.int().describe('Of its plan'), processTitle: z.string().nullable(), ownerName: z.string().nullable().describe('Of the account named as owner'), perimeterName: z.string(),
    pace: z.enum(paces).describe('late: past its last day; behind: not begun on its first day, or fewer sessions held than the time gone by wants'),
    sessionsDue: count.describe('Of the planned ones, those that the time gone by wants'), sessionsHeld: count, sessionsAhead: count.describe('With a date'),
    audience: count, tasks: count, tasksDone: count, tasksLate: count, risks: count, worstRisk: count.describe('Highest likelihood × severity; 0 without a risk'),
    sessions: z.array(ActivitySession).describe('Those within reach, the earliest first'),
  })
  .meta({ id: 'Activity', description: 'Action de dialogue: one dialogue of a plan, from its objective to its lessons.' })

const writable = createInsertSchema(activities, limits).pick({
  planId: true, processId: true, title: true, objective: true, scope: true, mandate: true, engagementLevel: true, levelReason: true, methods: true, cadence: true, sessionsPlanned: true, startsOn: true, endsOn: true,
  owner: true, ownerUserId: true, budgetPlanned: true, budgetSpent: true, resources: true, disclosure: true, successCriteria: true, lessons: true, perimeterId: true,
})
const patchable = createInsertSchema(activities, limits).pick({ status: true, cancelReason: true })
export const ActivityCreate = z.strictObject(writable.extend({ perimeterId: uuid.optional().describe('That of the plan by default') }).shape).meta({ id: 'ActivityCreate' })
export const ActivityPatch = z
  .strictObject({ ...writable.omit({ perimeterId: true }).partial().shape, ...patchable.partial().shape })
  .meta({ id: 'ActivityPatch', description: 'JSON Merge Patch. Any status may follow any other; `cancelled` wants a `cancelReason`, which is emptied when it is taken up again.' })

export const ActivityListQuery = z.strictObject({
  ...listQuery(['startsOn', '-startsOn', 'endsOn', '-endsOn', 'title', '-title', '-updatedAt', 'updatedAt']),
  planId: uuid.optional(),
  processId: uuid.optional(),
  status: listOf(z.enum(schema.activityStatus.enumValues)).optional(),
  pace: listOf(z.enum(paces)).optional(),
  engagementLevel: listOf(z.enum(schema.engagementLevel.enumValues)).optional(),
  ownerUserId: uuid.optional(),
  stakeholderId: uuid.optional().describe('In its audience'),
  from: day.optional().describe('Ending on this day or later'),
  to: day.optional().describe('Starting on this day or earlier'),
  perimeterId: uuid.optional().describe('This perimeter and all below it'),
  q: line(200).optional().describe('Words of the title, the objective or the reference, without case or accents'),
  fictional: flag.optional(),
})
export type ActivityFilter = Omit<z.output<typeof ActivityListQuery>, 'limit' | 'sort' | 'cursor'>
export const ActivityPage = pageOf(Activity, 'ActivityPage')
