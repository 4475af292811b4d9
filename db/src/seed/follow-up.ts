import { demoId as id } from '../demo-id.ts'
import type { Db } from '../handle.ts'
import * as schema from '../schema/index.ts'
import type { References } from './demonstration.ts'
import type { AnswerFile, CommitmentFile, ConsultationFile, FollowUpFile, OutcomeFile } from './files.ts'
import { readReference } from './read.ts'

const DAY_MS = 86_400_000
const HOLDS = new Set(['stated', 'abstained'])

const noon = (day: string): Date => new Date(`${day}T11:00:00Z`)
/** A day as it stands, or `+12`: so many days from now, so that the demonstration always has something ahead. */
const dayOf = (day: string): string => (day.startsWith('+') ? new Date(Date.now() + Number(day) * DAY_MS).toISOString().slice(0, 10) : day)
const maybeDay = (day: string | null | undefined): string | null => (day ? dayOf(day) : null)

/** What became of the example consultation, labelled fictional: outcomes, answers given and owed, commitments in every state. */
export async function seedFollowUp(tx: Db, folder: string, references: References, recordedBy: string): Promise<void> {
  const file = await readReference<FollowUpFile>(folder, 'demonstration/follow-up.json')
  const consultation = await readReference<ConsultationFile>(folder, 'demonstration/consultation.json')
  const points = new Map(consultation.points.map((point) => [point.code, point]))
  const perimeterOf = (point: string): string => id('perimeter', points.get(point)?.perimeter ?? 'national')
  await seedOutcomes(tx, file.outcomes, perimeterOf, { recordedBy, session: file.session })
  await seedAnswers(tx, file.answers, consultation, perimeterOf, recordedBy)
  for (const commitment of file.commitments) await seedCommitment(tx, commitment, { reference: references.next(), perimeterId: perimeterOf(commitment.point), areas: points.get(commitment.point)?.areas ?? [], recordedBy, consultation })
}

async function seedOutcomes(tx: Db, outcomes: OutcomeFile[], perimeterOf: (point: string) => string, { recordedBy, session }: { recordedBy: string; session: string }): Promise<void> {
  await tx.insert(schema.outcomes).values(outcomes.map((o) => ({
    id: id('outcome', o.code), pointId: id('point', o.point), sessionId: o.decidedOn > '2026-10-13' ? id('session', session) : null, perimeterId: perimeterOf(o.point), kind: o.kind, statement: o.statement, reason: o.reason,
    decidedBy: o.decidedBy, decidedOn: o.decidedOn, reviewOn: maybeDay(o.reviewOn), recordedBy, recordedAt: noon(o.decidedOn), withdrawnAt: o.withdrawn ? new Date(noon(o.decidedOn).getTime() + 600_000) : null, fictional: true,
  })))
}

async function seedAnswers(tx: Db, answers: AnswerFile[], { positions }: ConsultationFile, perimeterOf: (point: string) => string, recordedBy: string): Promise<void> {
  const rows = answers.flatMap((a) => {
    const point = a.outcome.split('/')[0] ?? ''
    const holders = a.holders === 'all' ? [...new Set(positions.filter((p) => p.point === point && HOLDS.has(p.state)).map((p) => p.holder))] : a.holders
    return holders.map((holder) => ({ id: id('answer', `${a.outcome}/${holder}`), outcomeId: id('outcome', a.outcome), stakeholderId: id('stakeholder', holder), perimeterId: perimeterOf(point), text: a.text, channel: a.channel, givenAt: noon(a.on), recordedBy }))
  })
  await tx.insert(schema.answers).values(rows)
}

interface Around { reference: string; perimeterId: string; areas: string[]; recordedBy: string; consultation: ConsultationFile }

async function seedCommitment(tx: Db, c: CommitmentFile, { reference, perimeterId, areas, recordedBy, consultation }: Around): Promise<void> {
  const commitmentId = id('commitment', c.code)
  const session = consultation.sessions.find((s) => s.date === c.madeOn)
  await tx.insert(schema.commitments).values({
    id: commitmentId, reference, statement: c.statement, perimeterId, owner: c.owner, ownerUserId: c.ownerUser ? id('user', c.ownerUser) : null, ownerStakeholderId: c.ownerStakeholder ? id('stakeholder', c.ownerStakeholder) : null,
    counterpartId: c.counterpart ? id('stakeholder', c.counterpart) : null, pointId: id('point', c.point), sessionId: session ? id('session', session.code) : null, madeOn: c.madeOn, dueOn: maybeDay(c.dueOn), fictional: true,
  })
  await tx.insert(schema.isoTies).values(areas.map((area) => ({ id: id('iso-tie', `${c.code}/${area}`), areaId: id('area', area), perimeterId, commitmentId })))
  const milestones = c.milestones.map((m, i) => ({ id: id('commitment-milestone', `${c.code}/${i + 1}`), commitmentId, rank: i + 1, title: m.title, weight: m.weight, dueOn: maybeDay(m.dueOn), doneOn: maybeDay(m.doneOn) }))
  if (milestones.length > 0) await tx.insert(schema.commitmentMilestones).values(milestones)
  const events = c.events.map((e, i) => ({
    id: id('commitment-event', `${c.code}/${i + 1}`), commitmentId, kind: e.kind, progress: e.progress ?? null, reason: e.reason ?? '', evidenceUrl: e.evidenceUrl ?? '', evidenceName: e.evidenceName ?? '', at: noon(e.at),
    recordedBy: e.by ? null : recordedBy, stakeholderId: e.by ? id('stakeholder', e.by) : null,
  }))
  if (events.length > 0) await tx.insert(schema.commitmentEvents).values(events)
}
