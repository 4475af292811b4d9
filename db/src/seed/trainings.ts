import { eq } from 'drizzle-orm'
import { demoId as id } from '../demo-id.ts'
import type { Db } from '../handle.ts'
import * as schema from '../schema/index.ts'
import type { References } from './demonstration.ts'
import { readReference } from './read.ts'

type Enum<Values extends readonly string[]> = Values[number]
interface TrainingFile { code: string; title: string; objective: string; audience: Enum<typeof schema.trainingAudience.enumValues>; skill: string; validMonths: number; durationMinutes: number }
/** `qualification`: one that stands already and was granted here. */
interface PersonFile { user?: string; person?: string; status: Enum<typeof schema.trainingAttendanceStatus.enumValues>; passed?: boolean; qualification?: string }
interface SessionFile { code: string; training: string; on: string; place: string; trainer: string; seats: number; status: Enum<typeof schema.trainingSessionStatus.enumValues>; people: PersonFile[] }

/** A day as it stands, or so many days from now; the facilitator's training is the day on which that account's qualification was granted. */
async function dayOf(tx: Db, day: string): Promise<string> {
  if (/^[+-]/.test(day)) return new Date(Date.now() + Number(day) * 86_400_000).toISOString().slice(0, 10)
  if (day !== 'facilitator') return day
  const [row] = await tx.select({ day: schema.qualifications.grantedOn }).from(schema.qualifications).where(eq(schema.qualifications.id, id('qualification', 'facilitator')))
  return row?.day ?? '2023-12-01'
}

const monthsLater = (day: string, months: number): string => {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCMonth(date.getUTCMonth() + months)
  return date.toISOString().slice(0, 10)
}

/** Fictional programmes, their dates, who came, and the skills that follow: valid, lapsing and lapsed. */
export async function seedTrainings(tx: Db, folder: string, references: References): Promise<void> {
  const { trainings, sessions } = await readReference<{ trainings: TrainingFile[]; sessions: SessionFile[] }>(folder, 'demonstration/trainings.json')
  await tx.insert(schema.trainings).values(trainings.map(({ code, ...training }) => ({ ...training, id: id('training', code), reference: references.next(), perimeterId: id('perimeter', 'national'), fictional: true })))
  for (const session of sessions) await seedSession(tx, session, trainings.find((training) => training.code === session.training))
}

async function seedSession(tx: Db, s: SessionFile, training: TrainingFile | undefined): Promise<void> {
  if (!training) throw new Error(`no programme ${s.training}`)
  const day = await dayOf(tx, s.on)
  const sessionId = id('training-session', s.code)
  const startsAt = new Date(`${day}T08:30:00Z`)
  await tx.insert(schema.trainingSessions).values({ id: sessionId, trainingId: id('training', s.training), startsAt, endsAt: new Date(startsAt.getTime() + Math.min(training.durationMinutes, 450) * 60_000), place: s.place, trainer: s.trainer, seats: s.seats, status: s.status })
  for (const person of s.people) await seedPerson(tx, s, person, { sessionId, day, training })
}

async function seedPerson(tx: Db, s: SessionFile, p: PersonFile, { sessionId, day, training }: { sessionId: string; day: string; training: TrainingFile }): Promise<void> {
  const code = p.user ?? p.person ?? ''
  const who = { userId: p.user ? id('user', p.user) : null, stakeholderId: p.person ? id('stakeholder', p.person) : null }
  const granted = s.status === 'held' && p.passed === true
  const qualificationId = granted ? id('qualification', p.qualification ?? `${s.code}/${code}`) : null
  if (qualificationId && !p.qualification) await tx.insert(schema.qualifications).values({ ...who, id: qualificationId, skill: training.skill, grantedOn: day, expiresOn: monthsLater(day, training.validMonths), source: training.title })
  await tx.insert(schema.trainingAttendances).values({ ...who, id: id('training-attendance', `${s.code}/${code}`), trainingSessionId: sessionId, status: p.status, passed: p.passed ?? null, qualificationId })
}
