import { attendanceOf } from './presence.ts'
import type { MinutesContent, MinutesPoint } from './content.ts'
import { pointOf } from './points.ts'
import type { MinutesRecords } from './records.ts'

/** What people write of minutes beside the records. */
export interface MinutesText { introduction: string; conclusion: string; detail: MinutesContent['detail']; approval: MinutesContent['approval'] }

/** The minutes, from the records and what was written by hand. Pure: the same records give the same document, and the same hash. */
export function composeMinutes(records: MinutesRecords, text: MinutesText): MinutesContent {
  const { session, thresholds } = records
  const points = pointsIn(records, text.detail)
  const numberOf = (pointId: string | null) => points.find((point) => point.id === pointId)?.number ?? null
  const until = records.agenda.findLast((item) => item.endedAt)?.endedAt ?? session.endsAt
  return {
    model: 'minutes@1',
    fictional: session.fictional,
    heading: headingOf(records),
    introduction: text.introduction,
    attendance: attendanceOf(records.came, records.invited, records.walkIns, session.startsAt, until),
    agenda: agendaOf(records, numberOf),
    detail: text.detail,
    thresholds: { minHolders: thresholds.minHolders, minAskedShare: thresholds.minAskedShare, convergenceAgreement: thresholds.convergenceAgreement, divergenceShare: thresholds.divergenceShare },
    points,
    commitments: records.commitments.map(({ pointId, ...row }) => ({ ...row, point: numberOf(pointId) })),
    conclusion: text.conclusion,
    approval: text.approval,
  }
}

function headingOf({ session, organisation }: MinutesRecords): MinutesContent['heading'] {
  const { reference, title, form, timeZone, place, perimeter, body, aim, engagementLevel, facilitator } = session
  return { organisation, reference, title, startsAt: session.startsAt.toISOString(), endsAt: session.endsAt?.toISOString() ?? null, timeZone, form, place, perimeter, body, aim, engagementLevel, facilitator }
}

/** Points in the order of the agenda, then those that came up in the room, numbered. */
function pointsIn(records: MinutesRecords, detail: MinutesContent['detail']): MinutesPoint[] {
  const points: MinutesPoint[] = []
  for (const id of records.pointIds) {
    const point = pointOf(records, id, points.length + 1, detail)
    if (point) points.push(point)
  }
  return points
}

function agendaOf({ agenda, session }: MinutesRecords, numberOf: (pointId: string | null) => number | null): MinutesContent['agenda'] {
  let minutes = 0
  return agenda.map((item, i) => {
    const plannedAt = new Date(session.startsAt.getTime() + minutes * 60_000).toISOString()
    minutes += item.durationMinutes
    return { id: item.id, rank: i + 1, title: item.title, aim: item.aim, owner: item.owner, durationMinutes: item.durationMinutes, plannedAt, startedAt: item.startedAt?.toISOString() ?? null, endedAt: item.endedAt?.toISOString() ?? null, point: numberOf(item.pointId), result: item.result }
  })
}
