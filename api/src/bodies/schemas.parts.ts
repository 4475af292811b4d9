import { schema } from '@convergence/db'
import { createInsertSchema, createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { day, isoDateTime, lifecycleWire, line, listQuery, pageOf, solidLine, uuid } from '../schemas.ts'
import { Quorum } from './schemas.ts'

const { bodyColleges, bodyMembers } = schema
const count = z.int().min(0)
const seats = () => z.int().min(1).max(1000)

export const partParams = z.strictObject({ id: uuid, partId: uuid })

const collegeLimits = { label: () => solidLine(200), seats, rank: () => z.int().min(1).max(1000) }
export const College = createSelectSchema(bodyColleges, { ...collegeLimits, ...lifecycleWire })
  .omit({ bodyId: true })
  .extend({ filled: count.describe('Seats filled on the day'), vacant: count, ending: count.describe('Members whose term ends within 90 days and is not renewed') })
  .meta({ id: 'BodyCollege', description: 'Collège: the seats of a body that one kind of member holds.' })
export const CollegeList = z.object({ items: z.array(College), nextCursor: z.null() }).meta({ id: 'BodyCollegeList' })
export const CollegeCreate = z.strictObject({ label: solidLine(200), seats: seats(), rank: z.int().min(1).max(1000).optional().describe('Its place among the colleges; last when left out') }).meta({ id: 'BodyCollegeCreate' })
export const CollegePatch = z.strictObject(CollegeCreate.partial().shape).meta({ id: 'BodyCollegePatch', description: 'JSON Merge Patch.' })

const memberLimits = { role: () => line(120), seats, startOn: () => day, endOn: () => day, endReason: () => line(500) }
export const Member = createSelectSchema(bodyMembers, { ...memberLimits, ...lifecycleWire })
  .omit({ bodyId: true })
  .extend({
    name: z.string().describe('Of the stakeholder'),
    reference: z.string(),
    kind: z.enum(schema.stakeholderKind.enumValues),
    categoryId: uuid.nullable(),
    personName: z.string().nullable().describe('Through whom it sits; null without a mandate'),
    mandateRole: z.string().nullable(),
    collegeLabel: z.string().nullable(),
    fictional: z.boolean(),
    renewed: z.boolean().describe('A later term of the same stakeholder in the same college follows'),
    state: z.enum(['ahead', 'current', 'ending', 'ended']).describe('On the day; ending: within 90 days of its last day, and not renewed'),
  })
  .meta({ id: 'BodyMember', description: 'Who sits in a body, in which college, for whom, between two dates.' })
export const MemberPage = pageOf(Member, 'BodyMemberPage')
const writable = createInsertSchema(bodyMembers, memberLimits).pick({ collegeId: true, stakeholderId: true, mandateId: true, role: true, seats: true, startOn: true, endOn: true, endReason: true })
export const MemberCreate = z.strictObject(writable.shape).meta({ id: 'BodyMemberCreate' })
export const MemberPatch = z.strictObject(writable.omit({ stakeholderId: true }).partial().shape).meta({ id: 'BodyMemberPatch', description: 'JSON Merge Patch, to correct what was written; a seat is left with /end and a term renewed with /renew.' })
export const MemberEnd = z.strictObject({ endOn: day.describe('Last day in the seat'), reason: solidLine(500) }).meta({ id: 'BodyMemberEnd' })
export const MemberRenew = z
  .strictObject({ startOn: day.optional().describe('The day after the term ends when left out'), endOn: day.nullable().optional(), mandateId: uuid.nullable().optional(), role: line(120).optional(), seats: seats().optional() })
  .meta({ id: 'BodyMemberRenew', description: 'The next term; what is left out stays as it was.' })

export const DayQuery = z.strictObject({ on: day.optional().describe('Today when left out') })
export const MemberQuery = z.strictObject({
  ...listQuery(['name', '-name', 'startOn', '-startOn']),
  on: day.optional().describe('In their seats on this day'),
  collegeId: uuid.optional(),
  asOf: day.optional().describe('The day that `state` is told for; today when left out'),
})

export const Meeting = z
  .object({
    id: uuid.describe('Of the session'),
    reference: z.string(),
    title: z.string(),
    status: z.enum(schema.sessionStatus.enumValues),
    form: z.enum(schema.sessionForm.enumValues),
    startsAt: isoDateTime,
    timeZone: z.string(),
    place: z.string(),
    day: day.describe('Where it takes place'),
    fictional: z.boolean(),
    minutesStatus: z.enum(schema.minutesStatus.enumValues).nullable(),
    quorum: Quorum.nullable().describe('null while it has not taken place'),
  })
  .meta({ id: 'BodyMeeting', description: 'A session at which a body met or is to meet.' })
export const MeetingPage = pageOf(Meeting, 'BodyMeetingPage')
export const MeetingQuery = z.strictObject({ ...listQuery(['-startsAt', 'startsAt']), held: z.enum(['true', 'false']).transform((word) => word === 'true').optional().describe('Took place, or not') })
export const MeetingAttendance = z
  .object({
    meeting: Meeting,
    members: z.array(z.object({
      memberId: uuid, stakeholderId: uuid, name: z.string(), personName: z.string().nullable(), role: z.string(), collegeLabel: z.string().nullable(), seats: z.int(),
      attendance: z.enum(schema.attendanceStatus.enumValues).nullable().describe('null when nothing was recorded'), proxyName: z.string().nullable(), counted: count.describe('Seats that count for the quorum'),
    })),
  })
  .meta({ id: 'BodyMeetingAttendance', description: 'The members in their seats on the day of a meeting, and which of them its quorum counts.' })

export const Decision = z
  .object({
    id: uuid,
    type: z.enum(['outcome', 'minutes', 'plan', 'edition']),
    objectId: uuid.describe('What to open: the point, the session, the plan, the edition'),
    label: z.string(),
    detail: z.string().describe('What was decided on the point; empty for an approval'),
    on: day,
    sessionId: uuid.nullable().describe('The meeting at which it was decided'),
    sessionTitle: z.string().nullable(),
    fictional: z.boolean(),
  })
  .meta({ id: 'BodyDecision', description: 'What a body decided, approved or adopted.' })
export const DecisionPage = pageOf(Decision, 'BodyDecisionPage')
export const DecisionQuery = z.strictObject({ ...listQuery(['-on', 'on']) })
