import { type Db, schema } from '@convergence/db'
import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Reach } from '../plugins/access.ts'
import { within } from '../plugins/reach.ts'

const { areas, impactStakeholders: links, isoTies, pointImpacts, points, sessions, stakeholders, users } = schema

const brief = { id: stakeholders.id, reference: stakeholders.reference, name: stakeholders.name, kind: stakeholders.kind, categoryId: stakeholders.categoryId, side: stakeholders.side, fictional: stakeholders.fictional }
const linkColumns = { id: links.id, impactId: links.impactId, involvement: links.involvement, stakeholder: brief }
export type InvolvementRow = Awaited<ReturnType<typeof listLinks>>[number]

/** Stakeholders within reach that an impact affects or that cause it, by name. */
export const listLinks = (db: Db, impactId: string, reach: Reach) =>
  db.select(linkColumns).from(links).innerJoin(stakeholders, eq(stakeholders.id, links.stakeholderId)).where(and(eq(links.impactId, impactId), isNull(stakeholders.deletedAt), within(stakeholders.perimeterId, reach))).orderBy(asc(stakeholders.searchName))

export async function findLink(db: Db, impactId: string, linkId: string, reach: Reach): Promise<InvolvementRow | null> {
  const [row] = await db.select(linkColumns).from(links).innerJoin(stakeholders, eq(stakeholders.id, links.stakeholderId)).where(and(eq(links.id, linkId), eq(links.impactId, impactId), within(stakeholders.perimeterId, reach)))
  return row ?? null
}

/** Ties a stakeholder to an impact; null when it is tied in this way already. */
export async function insertLink(db: Db, row: typeof links.$inferInsert): Promise<string | null> {
  const [inserted] = await db.insert(links).values(row).onConflictDoNothing().returning({ id: links.id })
  return inserted?.id ?? null
}

export const deleteLink = (db: Db, id: string) => db.delete(links).where(eq(links.id, id))

/** ISO areas of an impact in the order of the norm, and who reviewed each tie. */
export const listImpactAreas = (db: Db, impactId: string) =>
  db.select({ tieId: isoTies.id, version: isoTies.version, areaId: isoTies.areaId, reviewedOn: isoTies.reviewedOn, reviewedByName: users.name }).from(isoTies).innerJoin(areas, eq(areas.id, isoTies.areaId)).leftJoin(users, eq(users.id, isoTies.reviewedBy)).where(eq(isoTies.impactId, impactId)).orderBy(asc(areas.rank))

/** Points about an impact, with their wording in force. */
export const listImpactPoints = (db: Db, impactId: string, reach: Reach) =>
  db.select({ id: points.id, reference: points.reference, title: points.title, fictional: points.fictional, statement: sql<string>`coalesce((select v.statement from point_versions v where v.point_id = ${points.id} order by v.number desc limit 1), '')` })
    .from(pointImpacts).innerJoin(points, eq(points.id, pointImpacts.pointId)).where(and(eq(pointImpacts.impactId, impactId), isNull(points.deletedAt), within(points.perimeterId, reach))).orderBy(asc(points.reference))

/** Sessions where points about an impact stood on the agenda or got a position, the latest first. */
export const listImpactSessions = (db: Db, impactId: string, reach: Reach) =>
  db.select({ id: sessions.id, reference: sessions.reference, title: sessions.title, status: sessions.status, startsAt: sessions.startsAt, fictional: sessions.fictional }).from(sessions)
    .where(and(isNull(sessions.deletedAt), within(sessions.perimeterId, reach), sql`${sessions.id} in (
      select i.session_id from agenda_items i join point_impacts pi on pi.point_id = i.point_id join points p on p.id = pi.point_id and p.deleted_at is null where pi.impact_id = ${impactId}
      union select x.session_id from positions x join point_impacts pi on pi.point_id = x.point_id join points p on p.id = pi.point_id and p.deleted_at is null where pi.impact_id = ${impactId} and x.session_id is not null and x.withdrawn_at is null)`))
    .orderBy(desc(sessions.startsAt))
