import { schema } from '@convergence/db'
import { createInsertSchema, createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { isoDateTime, lifecycleWire, line, prose, solidLine, uuid } from '../schemas.ts'

const { agendaItems, attendances } = schema

export const partParams = z.strictObject({ id: uuid, partId: uuid })
const listed = <T extends z.ZodType>(item: T, id: string) => z.object({ items: z.array(item), nextCursor: z.null() }).meta({ id })
const named = { stakeholderName: z.string(), personName: z.string().nullable().describe('Who comes, when a mandate is named') }

const agendaLimits = { title: () => solidLine(200), owner: () => line(120), result: () => prose(5000), durationMinutes: () => z.int().min(1).max(1440) }
export const AgendaItem = createSelectSchema(agendaItems, { ...agendaLimits, ...lifecycleWire, startedAt: () => isoDateTime, endedAt: () => isoDateTime }).extend({ pointTitle: z.string().nullable() }).meta({ id: 'AgendaItem' })
const agendaWritable = createInsertSchema(agendaItems, agendaLimits).pick({ title: true, aim: true, durationMinutes: true, owner: true, result: true, pointId: true })
/** Without a rank it goes last. */
export const AgendaItemCreate = z.strictObject(agendaWritable.shape).meta({ id: 'AgendaItemCreate' })
export const AgendaItemPatch = z.strictObject(agendaWritable.partial().shape).meta({ id: 'AgendaItemPatch' })
export const AgendaOrder = z.strictObject({ ids: z.array(uuid).min(1).max(200) }).meta({ id: 'AgendaOrder', description: 'Every item of the agenda, in its new order.' })
export const AgendaList = listed(AgendaItem, 'AgendaList')

const attendanceLimits = { arrivedAt: () => isoDateTime, leftAt: () => isoDateTime, headcount: () => z.int().min(0).max(10_000) }
export const Attendance = createSelectSchema(attendances, { ...lifecycleWire, ...attendanceLimits }).extend({ ...named, proxyName: z.string().nullable().describe('Who holds the proxy of one who is represented') }).meta({ id: 'Attendance', description: 'Who came, how, from when to when.' })
const attendanceWritable = createInsertSchema(attendances, attendanceLimits).pick({ stakeholderId: true, mandateId: true, status: true, arrivedAt: true, leftAt: true, headcount: true, proxyId: true })
export const AttendanceCreate = z.strictObject(attendanceWritable.shape).meta({ id: 'AttendanceCreate' })
export const AttendancePatch = z.strictObject(attendanceWritable.omit({ stakeholderId: true }).partial().shape).meta({ id: 'AttendancePatch' })
export const AttendanceBatch = z.strictObject({ stakeholderIds: z.array(uuid).min(1).max(500), status: z.enum(schema.attendanceStatus.enumValues) }).meta({ id: 'AttendanceBatch', description: 'The same attendance for many, recorded or changed: all or none.' })
export const AttendanceList = listed(Attendance, 'AttendanceList')
