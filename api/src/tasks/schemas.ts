import { schema } from '@convergence/db'
import { createInsertSchema, createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { day, flag, isoDateTime, lifecycleWire, line, listQuery, pageOf, prose, solidLine, uuid } from '../schemas.ts'

const { tasks } = schema

const limits = { title: () => solidLine(200), note: () => prose(5000), doer: () => line(200), dueOn: () => day, remindOn: () => day }

export const taskSources = ['activity', 'session', 'commitment', 'body'] as const
const TaskSource = z.object({ type: z.enum(taskSources), id: uuid, title: z.string() }).meta({ id: 'TaskSource', description: 'The record that a task came from.' })

export const Task = createSelectSchema(tasks, { ...limits, ...lifecycleWire, doneAt: () => isoDateTime })
  .omit({ deletedAt: true })
  .extend({
    doerName: z.string().nullable().describe('Of the account named as doer'), doneByName: z.string().nullable(),
    source: TaskSource.nullable(), planId: uuid.nullable().describe('Of the activity that it came from'),
    late: z.boolean().describe('Not done, and its day is past'), mine: z.boolean().describe('Of whoever asks'),
  })
  .meta({ id: 'Task', description: 'Tâche: what somebody is to do, until when, and the record that it came from.' })

const writable = createInsertSchema(tasks, limits).pick({ title: true, note: true, doer: true, doerUserId: true, dueOn: true, remindOn: true, activityId: true, sessionId: true, commitmentId: true, bodyId: true, perimeterId: true })
export const TaskCreate = z.strictObject(writable.extend({ perimeterId: uuid.optional().describe('That of the record that it comes from by default; wanted for a task that comes from none') }).shape).meta({ id: 'TaskCreate' })
export const TaskPatch = z.strictObject(writable.pick({ title: true, note: true, doer: true, doerUserId: true, dueOn: true, remindOn: true }).partial().shape).meta({ id: 'TaskPatch', description: 'JSON Merge Patch: absent fields stay as they are.' })

export const TaskListQuery = z.strictObject({
  ...listQuery(['dueOn', '-dueOn', '-updatedAt', 'updatedAt', 'title', '-title']),
  state: z.enum(['open', 'done', 'late', 'due']).optional().describe('late: not done and past its day; due: not done, and its day or its reminder is within a week'),
  mine: flag.optional().describe('true: of whoever asks'),
  doerUserId: uuid.optional(),
  activityId: uuid.optional(),
  sessionId: uuid.optional(),
  commitmentId: uuid.optional(),
  bodyId: uuid.optional(),
  planId: uuid.optional().describe('Of an activity of this plan'),
  perimeterId: uuid.optional().describe('This perimeter and all below it'),
  q: line(200).optional().describe('Words of the title, the note or the doer, without case or accents'),
})
export type TaskFilter = Omit<z.output<typeof TaskListQuery>, 'limit' | 'sort' | 'cursor'>
export const TaskPage = pageOf(Task, 'TaskPage')
