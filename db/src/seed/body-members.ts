import { and, eq } from 'drizzle-orm'
import { demoId as id } from '../demo-id.ts'
import type { Db } from '../handle.ts'
import * as schema from '../schema/index.ts'
import { firstDay } from './demonstration-map.ts'
import type { References } from './demonstration.ts'
import { readReference } from './read.ts'

type Attendance = (typeof schema.attendanceStatus.enumValues)[number]
interface SeatFact { body: string; college: string; label: string; seats: number; stakeholder: string }
interface Meeting { code: string; title: string; date: string; startsAt: string; endsAt: string; aim: string; place: string; agenda: [string, 'inform' | 'consult' | 'decide', number][]; attendance: Record<string, string> }
interface Example {
  body: string; quorumPercent: number; meetingsPerYear: number
  colleges: { code: string; label: string; seats: number }[]
  members: { code: string; college: string; stakeholder: string; mandate: string | null; role: string; startOn: string; endOn: string | null; endReason?: string }[]
  meetings: Meeting[]
}

/** A day as it stands, or `+40`: so many days from now, so that a term always ends soon. */
const dayOf = (day: string): string => (day.startsWith('+') ? new Date(Date.now() + Number(day) * 86_400_000).toISOString().slice(0, 10) : day)

/** Who sits in the bodies: as the founding document counts them, by college and without names; and, labelled fictional, those of the example with its meetings. */
export async function seedBodyMembers(tx: Db, folder: string, references: References, recordedBy: string): Promise<void> {
  const { facts, example } = await readReference<{ facts: SeatFact[]; example: Example }>(folder, 'demonstration/bodies.json')
  await seedFacts(tx, facts)
  await seedForums(tx, facts)
  await seedExample(tx, example)
  for (const meeting of example.meetings) await seedMeeting(tx, example, meeting, references, recordedBy)
  await tx.update(schema.plans).set({ adoptedAtSessionId: id('session', 'comite-bretagne-2026-01') }).where(and(eq(schema.plans.id, id('plan', 'plan-2026')), eq(schema.plans.adoptedByBodyId, id('body', example.body))))
}

/** The document counts seats and names nobody: a group of the map fills them all. */
async function seedFacts(tx: Db, facts: SeatFact[]): Promise<void> {
  const bodies = await tx.select({ id: schema.bodies.id, since: schema.bodies.since, ceasedOn: schema.bodies.ceasedOn }).from(schema.bodies)
  await tx.insert(schema.bodyColleges).values(facts.map((f, i) => ({ id: id('body-college', `${f.body}/${f.college}`), bodyId: id('body', f.body), rank: i + 1, label: f.label, seats: f.seats })))
  await tx.insert(schema.bodyMembers).values(facts.map((f) => {
    const body = bodies.find((one) => one.id === id('body', f.body))
    return { id: id('body-member', `${f.body}/${f.college}`), bodyId: id('body', f.body), collegeId: id('body-college', `${f.body}/${f.college}`), stakeholderId: id('stakeholder', f.stakeholder), seats: f.seats, startOn: body?.since ?? firstDay(null), endOn: body?.ceasedOn ?? null }
  }))
}

/** The forums were a meeting of the body of that name, with as many people as it had seats. */
async function seedForums(tx: Db, facts: SeatFact[]): Promise<void> {
  const sessionId = id('session', 'diagnostic-rse')
  await tx.update(schema.sessions).set({ bodyId: id('body', 'forums') }).where(eq(schema.sessions.id, sessionId))
  for (const { stakeholder, seats } of facts.filter((f) => f.body === 'forums')) {
    await tx.update(schema.attendances).set({ headcount: seats }).where(and(eq(schema.attendances.sessionId, sessionId), eq(schema.attendances.stakeholderId, id('stakeholder', stakeholder))))
  }
}

async function seedExample(tx: Db, { body, quorumPercent, meetingsPerYear, colleges, members }: Example): Promise<void> {
  const bodyId = id('body', body)
  await tx.update(schema.bodies).set({ quorumPercent, meetingsPerYear }).where(eq(schema.bodies.id, bodyId))
  await tx.insert(schema.bodyColleges).values(colleges.map((c, i) => ({ id: id('body-college', `${body}/${c.code}`), bodyId, rank: i + 1, label: c.label, seats: c.seats })))
  await tx.insert(schema.bodyMembers).values(members.map((m) => ({
    id: id('body-member', `${body}/${m.code}`), bodyId, collegeId: id('body-college', `${body}/${m.college}`), stakeholderId: id('stakeholder', m.stakeholder), mandateId: m.mandate ? id('mandate', m.mandate) : null,
    role: m.role, startOn: m.startOn, endOn: m.endOn ? dayOf(m.endOn) : null, endReason: m.endReason ?? '',
  })))
}

async function seedMeeting(tx: Db, { body, members }: Example, m: Meeting, references: References, recordedBy: string): Promise<void> {
  const sessionId = id('session', m.code)
  const paris = (time: string): Date => new Date(`${m.date}T${time}:00${m.date.slice(5) >= '03-29' && m.date.slice(5) < '10-25' ? '+02:00' : '+01:00'}`)
  await tx.insert(schema.sessions).values({
    id: sessionId, reference: references.next(), title: m.title, aim: m.aim, form: 'hybrid', status: 'closed', startsAt: paris(m.startsAt), endsAt: paris(m.endsAt), place: m.place,
    perimeterId: id('perimeter', 'bretagne'), facilitatorId: recordedBy, bodyId: id('body', body), engagementLevel: 'collaborate', fictional: true,
  })
  await tx.insert(schema.agendaItems).values(m.agenda.map(([title, aim, durationMinutes], i) => ({ id: id('agenda-item', `${m.code}/${i + 1}`), sessionId, rank: i + 1, title, aim, durationMinutes, owner: 'DRIS' })))
  const came = Object.entries(m.attendance).map(([code, how]) => {
    const [status, proxy] = how.split(':') as [Attendance, string | undefined]
    const mandate = members.find((one) => one.stakeholder === code)?.mandate
    return { code, status, proxyId: proxy ? id('stakeholder', proxy) : null, mandateId: mandate ? id('mandate', mandate) : null }
  })
  const sentAt = new Date(paris(m.startsAt).getTime() - 21 * 86_400_000)
  await tx.insert(schema.invitations).values(came.map(({ code, status, proxyId, mandateId }) => ({
    id: id('invitation', `${m.code}/${code}`), sessionId, stakeholderId: id('stakeholder', code), mandateId, status: status === 'apologised' ? 'apologised' as const : status === 'represented' ? 'represented' as const : 'registered' as const, proxyId, sentAt, answeredAt: new Date(sentAt.getTime() + 5 * 86_400_000),
  })))
  await tx.insert(schema.attendances).values(came.map(({ code, status, proxyId, mandateId }) => ({
    id: id('attendance', `${m.code}/${code}`), sessionId, stakeholderId: id('stakeholder', code), mandateId, status, proxyId, headcount: status === 'apologised' || status === 'absent' ? 0 : 1, recordedBy,
  })))
}
