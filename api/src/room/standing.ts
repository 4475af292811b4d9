import { type Db, schema } from '@convergence/db'
import { and, desc, eq, isNull, sql } from 'drizzle-orm'

const { points, pointVersions, positions, stakeholders } = schema

/** The latest row of each holder on each point, on the wording last discussed at the session: what stands there. */
export async function standingAt(db: Db, sessionId: string) {
  const rows = await db.selectDistinctOn([positions.pointId, positions.holderId, pointVersions.number], {
    id: positions.id, pointId: positions.pointId, versionId: positions.pointVersionId, number: pointVersions.number, holderId: positions.holderId, state: positions.state, value: positions.value,
    reason: positions.reason, reservation: positions.reservation, manner: positions.manner, confirmation: positions.confirmation, version: positions.version, statedAt: positions.statedAt, perimeterId: positions.perimeterId, holderName: stakeholders.name, pointTitle: points.title,
  }).from(positions)
    .innerJoin(pointVersions, eq(pointVersions.id, positions.pointVersionId)).innerJoin(stakeholders, eq(stakeholders.id, positions.holderId)).innerJoin(points, eq(points.id, positions.pointId))
    .where(and(eq(positions.sessionId, sessionId), isNull(positions.withdrawnAt)))
    .orderBy(positions.pointId, positions.holderId, pointVersions.number, desc(positions.statedAt), desc(positions.recordedAt), desc(positions.id))
  const last = new Map<string, number>()
  for (const row of rows) last.set(row.pointId, Math.max(last.get(row.pointId) ?? 0, row.number))
  return rows.filter((row) => row.number === last.get(row.pointId))
}
export type Standing = Awaited<ReturnType<typeof standingAt>>[number]

/** When each point of the session began: its item was started, or the first position on it was taken. With its wording there. */
export async function discussedAt(db: Db, sessionId: string): Promise<{ pointId: string; versionId: string; perimeterId: string; beganAt: Date }[]> {
  const { rows } = await db.execute<{ pointId: string; versionId: string; perimeterId: string; beganAt: string }>(sql`
    select p.id as "pointId", p.perimeter_id as "perimeterId", v.id as "versionId", b.at::text as "beganAt" from (
      select point_id, min(at) as at from (
        select point_id, started_at as at from agenda_items where session_id = ${sessionId} and point_id is not null and started_at is not null
        union all select point_id, stated_at from positions where session_id = ${sessionId} and withdrawn_at is null and manner = 'in_room' and state in ('stated', 'abstained', 'no_answer')
      ) begun group by point_id) b
    join points p on p.id = b.point_id and p.deleted_at is null
    join lateral (select id from point_versions v where v.point_id = p.id order by exists (select 1 from positions s where s.point_version_id = v.id and s.session_id = ${sessionId} and s.withdrawn_at is null) desc, number desc limit 1) v on true`)
  return rows.map((row) => ({ ...row, beganAt: new Date(row.beganAt) }))
}
