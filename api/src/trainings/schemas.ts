import { schema } from '@convergence/db'
import { createInsertSchema, createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { day, flag, isoDateTime, lifecycleWire, line, listOf, listQuery, pageOf, prose, solidLine, uuid } from '../schemas.ts'

const { trainings, trainingSessions, trainingAttendances } = schema
const count = z.int().min(0)
export const partParams = z.strictObject({ id: uuid, partId: uuid })

const limits = {
  title: () => solidLine(200), objective: () => prose(2000), skill: () => solidLine(60).describe('As a qualification names it: `facilitation` is the one that running a session asks for'),
  validMonths: () => z.int().min(1).max(240).nullable().describe('Months after which the skill lapses; null for one that does not'), durationMinutes: () => z.int().min(15).max(30_000),
}
export const Training = createSelectSchema(trainings, { ...limits, ...lifecycleWire })
  .omit({ deletedAt: true })
  .extend({ sessionsHeld: count, sessionsPlanned: count, nextAt: isoDateTime.nullable(), trained: count.describe('People to whom it granted its skill, whether or not it has lapsed since') })
  .meta({ id: 'Training', description: 'Formation: a programme, whom it is for, and the skill that it gives.' })
const writable = createInsertSchema(trainings, limits).pick({ title: true, objective: true, audience: true, skill: true, validMonths: true, durationMinutes: true, perimeterId: true })
export const TrainingCreate = z.strictObject(writable.shape).meta({ id: 'TrainingCreate' })
export const TrainingPatch = z.strictObject(writable.omit({ perimeterId: true }).partial().shape).meta({ id: 'TrainingPatch', description: 'JSON Merge Patch. What was granted already keeps its skill and its last day.' })
export const TrainingQuery = z.strictObject({ ...listQuery(['title', '-title', 'createdAt', '-createdAt']), q: line(200).optional().describe('Words of the title, the skill or the reference'), audience: z.enum(schema.trainingAudience.enumValues).optional(), perimeterId: uuid.optional().describe('This perimeter and all below it') })
export type TrainingFilter = Omit<z.output<typeof TrainingQuery>, 'limit' | 'sort' | 'cursor'>
export const TrainingPage = pageOf(Training, 'TrainingPage')

const sessionLimits = { startsAt: isoDateTime, endsAt: isoDateTime.nullable(), place: () => line(200), trainer: () => line(200), seats: () => z.int().min(1).max(10_000).nullable() }
export const TrainingSession = createSelectSchema(trainingSessions, { ...sessionLimits, ...lifecycleWire })
  .extend({ title: z.string().describe('Of the programme'), audience: z.enum(schema.trainingAudience.enumValues), skill: z.string(), fictional: z.boolean(), registered: count.describe('On the sheet, whether they came or not'), attended: count, passed: count.describe('Came and showed the skill') })
  .meta({ id: 'TrainingSession', description: 'A date of a programme; what it grants follows from its attendance sheet once it was held.' })
const sessionWritable = createInsertSchema(trainingSessions, { ...sessionLimits, endsAt: isoDateTime.nullable().optional() }).pick({ startsAt: true, endsAt: true, place: true, trainer: true, seats: true })
export const TrainingSessionCreate = z.strictObject(sessionWritable.shape).meta({ id: 'TrainingSessionCreate' })
export const TrainingSessionPatch = z.strictObject(sessionWritable.partial().shape).meta({ id: 'TrainingSessionPatch', description: 'JSON Merge Patch.' })
export const TrainingSessionQuery = z.strictObject({
  ...listQuery(['startsAt', '-startsAt']), trainingId: uuid.optional(), status: listOf(z.enum(schema.trainingSessionStatus.enumValues)).optional().describe('One or several, separated by commas'),
  from: day.optional().describe('Begins on this day or later'), to: day.optional().describe('Begins on this day or earlier'), upcoming: flag.optional().describe('true: not begun yet'), perimeterId: uuid.optional(),
})
export type TrainingSessionFilter = Omit<z.output<typeof TrainingSessionQuery>, 'limit' | 'sort' | 'cursor'>
export const TrainingSessionPage = pageOf(TrainingSession, 'TrainingSessionPage')

export const TrainingAttendance = createSelectSchema(trainingAttendances, { ...lifecycleWire })
  .omit({ trainingSessionId: true, qualificationId: true })
  .extend({ name: z.string(), granted: z.boolean().describe('It granted the skill'), expiresOn: day.nullable().describe('Last day of the skill granted; null for none, or one that does not lapse') })
  .meta({ id: 'TrainingAttendance', description: 'Who was registered for a training session, and whether they came and showed the skill.' })
export const TrainingAttendanceList = z.object({ items: z.array(TrainingAttendance), nextCursor: z.null() }).meta({ id: 'TrainingAttendanceList' })
const answer = { status: z.enum(schema.trainingAttendanceStatus.enumValues), passed: z.boolean().nullable() }
export const TrainingAttendanceCreate = z
  .union([z.strictObject({ userId: uuid }), z.strictObject({ stakeholderId: uuid.describe('A person of the map') })])
  .meta({ id: 'TrainingAttendanceCreate', description: 'An account, or a person of the map without one.' })
export const TrainingAttendancePatch = z.strictObject(answer).partial().meta({ id: 'TrainingAttendancePatch', description: 'JSON Merge Patch. At a session that was held it grants the skill, or takes it back.' })
export const TrainingHold = z
  .strictObject({ attendances: z.array(z.strictObject({ id: uuid, status: z.enum(['attended', 'absent']), passed: z.boolean().nullable().optional() })).max(1000).optional().describe('The sheet; who is left out stays as they are') })
  .meta({ id: 'TrainingHold' })
