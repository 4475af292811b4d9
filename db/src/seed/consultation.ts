import { demoId as id } from '../demo-id.ts'
import type { Db } from '../handle.ts'
import * as schema from '../schema/index.ts'
import type { References } from './demonstration.ts'
import { seedPoint } from './dialogues.ts'
import type { ConsultationFile, PointFile, PositionFile, SessionFile } from './files.ts'
import type { MinutesFile } from './minutes.ts'
import { readReference } from './read.ts'

const BATCH = 200

/** Paris wall-clock time as an instant: summer time from the end of March to the end of October. */
function paris(day: string, time: string): Date {
  const summer = day.slice(5) >= '03-29' && day.slice(5) < '10-25'
  return new Date(`${day}T${time}:00${summer ? '+02:00' : '+01:00'}`)
}

/** The example consultation, labelled fictional: 20 holders, 12 points, three sessions. */
export async function seedConsultation(tx: Db, folder: string, references: References, recordedBy: string): Promise<void> {
  const file = await readReference<ConsultationFile>(folder, 'demonstration/consultation.json')
  for (const point of file.points) await seedVersions(tx, point, references)
  for (const session of file.sessions) await seedSession(tx, folder, session, references, recordedBy)
  const startOf = new Map(file.sessions.map((s) => [s.code, s]))
  const rows = file.positions.map((p, i) => positionRow(p, i, file, startOf.get(p.session), recordedBy))
  for (let i = 0; i < rows.length; i += BATCH) await tx.insert(schema.positions).values(rows.slice(i, i + BATCH))
}

async function seedVersions(tx: Db, point: PointFile, references: References): Promise<void> {
  const [first, ...later] = point.versions
  if (!first) return
  await seedPoint(tx, { ...point, statement: first.text, fictional: true, day: first.validFrom }, references)
  for (const v of later) await tx.insert(schema.pointVersions).values({ id: id('point-version', `${point.code}/${v.version}`), pointId: id('point', point.code), number: v.version, statement: v.text, reason: v.changeNote ?? '', createdAt: paris(v.validFrom, '09:00') })
}

async function seedSession(tx: Db, folder: string, s: SessionFile, references: References, recordedBy: string): Promise<void> {
  const sessionId = id('session', s.code)
  await tx.insert(schema.sessions).values({
    id: sessionId, reference: references.next(), title: s.title, aim: s.aim, form: s.form === 'both' ? 'hybrid' : s.form, status: 'closed', startsAt: paris(s.date, s.startsAt), endsAt: paris(s.date, s.endsAt), place: [s.place, s.city].filter(Boolean).join(', '),
    perimeterId: id('perimeter', s.perimeter), facilitatorId: recordedBy, fictional: true,
  })
  const results = (await readReference<MinutesFile>(folder, 'demonstration/minutes.json')).minutes.find((entry) => entry.session === s.code)?.results ?? {}
  await tx.insert(schema.agendaItems).values(s.agenda.map((a) => ({ id: id('agenda-item', `${s.code}/${a.position}`), sessionId, rank: a.position, title: a.title, aim: a.aim, durationMinutes: a.durationMinutes, owner: a.owner, pointId: a.point ? id('point', a.point) : null, result: results[a.position] ?? '' })))
  const answer = { accepted: 'registered', declined: 'apologised', no_reply: 'invited' } as const
  await tx.insert(schema.invitations).values(s.invitations.map((i) => ({ id: id('invitation', `${s.code}/${i.stakeholder}`), sessionId, stakeholderId: id('stakeholder', i.stakeholder), status: answer[i.state], sentAt: paris(i.sentOn, '10:00'), answeredAt: i.answeredOn ? paris(i.answeredOn, '10:00') : null })))
  await tx.insert(schema.attendances).values(s.attendance.map((a) => ({
    id: id('attendance', `${s.code}/${a.stakeholder}`), sessionId, stakeholderId: id('stakeholder', a.stakeholder), mandateId: a.mandate ? id('mandate', a.mandate) : null, status: attendanceStatus(a),
    arrivedAt: a.arrivedAt ? paris(s.date, a.arrivedAt) : null, leftAt: a.leftAt ? paris(s.date, a.leftAt) : null, recordedBy,
  })))
}

function attendanceStatus(a: SessionFile['attendance'][number]): (typeof schema.attendanceStatus.enumValues)[number] {
  if (a.presence === 'absent') return 'absent'
  if (a.presence !== 'present') return a.presence === 'represented' ? 'represented' : 'apologised'
  if (a.capacity === 'observer') return 'observer'
  return a.mode === 'online' ? 'remote' : 'present'
}

/** Positions of a session are dated in the order of its agenda. */
function positionRow(p: PositionFile, i: number, file: ConsultationFile, session: SessionFile | undefined, recordedBy: string): typeof schema.positions.$inferInsert {
  const rank = session?.agenda.findIndex((a) => a.point === p.point) ?? 0
  const perimeter = file.points.find((x) => x.code === p.point)?.perimeter ?? 'national'
  return {
    id: id('position', `${p.session}/${p.point}/${p.holder}`), pointId: id('point', p.point), pointVersionId: id('point-version', `${p.point}/${p.version}`), holderId: id('stakeholder', p.holder), mandateId: p.mandate ? id('mandate', p.mandate) : null,
    sessionId: id('session', p.session), perimeterId: id('perimeter', perimeter), state: p.state, value: p.value, reason: p.reason ?? '', reservation: p.reservation ?? '', condition: p.condition ?? '', manner: p.manner ?? 'in_room',
    source: p.source ?? session?.title ?? '', statedAt: new Date(paris(p.statedOn, '10:00').getTime() + Math.max(0, rank) * 25 * 60_000 + (i % 20) * 1000), recordedBy,
    confirmation: p.confirmation ?? 'unconfirmed', confirmedAt: p.confirmedOn ? paris(p.confirmedOn, '10:00') : null,
  }
}
