import { type Db, schema } from '@convergence/db'
import { and, eq, inArray, isNull, notInArray } from 'drizzle-orm'
import { commonErrors } from '../errors.ts'
import { pointsExist } from '../points/queries.ts'
import type { Reach } from '../plugins/access.ts'
import { within } from '../plugins/reach.ts'
import { stakeholdersExist } from '../stakeholders/queries.ts'

const { areas, isoTies, points, sessions, stakeholders, users } = schema

interface Named {
  ownerUserId?: string | null | undefined
  ownerStakeholderId?: string | null | undefined
  counterpartId?: string | null | undefined
  pointId?: string | null | undefined
  sessionId?: string | null | undefined
  areaIds?: readonly string[] | undefined
}

const unknown = (pointer: string) => commonErrors['unknown-reference']({ errors: [{ pointer, code: 'unknown', message: 'unknown, or out of reach' }] })

/** Refuses users, stakeholders, points, sessions and areas that do not exist or lie out of reach. */
export async function requireNamed(tx: Db, named: Named, reach: Reach): Promise<void> {
  if (named.ownerUserId && (await tx.$count(users, eq(users.id, named.ownerUserId))) === 0) throw unknown('/ownerUserId')
  for (const name of ['ownerStakeholderId', 'counterpartId'] as const) {
    const id = named[name]
    if (id && !(await stakeholdersExist(tx, [id], reach))) throw unknown(`/${name}`)
  }
  if (named.pointId && !(await pointsExist(tx, [named.pointId], reach))) throw unknown('/pointId')
  if (named.sessionId && (await tx.$count(sessions, and(eq(sessions.id, named.sessionId), isNull(sessions.deletedAt), within(sessions.perimeterId, reach)))) === 0) throw unknown('/sessionId')
  const areaIds = [...new Set(named.areaIds ?? [])]
  if (areaIds.length > 0 && (await tx.$count(areas, inArray(areas.id, areaIds))) !== areaIds.length) throw unknown('/areaIds')
}

/** What a new commitment takes from its point and its session when it does not say so itself. */
export async function findDefaults(tx: Db, { pointId, sessionId }: Named) {
  const [point] = pointId ? await tx.select({ perimeterId: points.perimeterId, fictional: points.fictional }).from(points).where(eq(points.id, pointId)) : []
  const [session] = sessionId ? await tx.select({ perimeterId: sessions.perimeterId, startsAt: sessions.startsAt, timeZone: sessions.timeZone, fictional: sessions.fictional }).from(sessions).where(eq(sessions.id, sessionId)) : []
  const areaIds = pointId ? (await tx.select({ id: isoTies.areaId }).from(isoTies).where(eq(isoTies.pointId, pointId))).map((row) => row.id) : []
  return { perimeterId: point?.perimeterId ?? session?.perimeterId ?? null, session: session ?? null, fictional: point?.fictional ?? session?.fictional ?? false, areaIds }
}

/** The name of the user or the stakeholder that owns a commitment, where no words were given. */
export async function findOwnerName(tx: Db, { ownerUserId, ownerStakeholderId }: Named): Promise<string | null> {
  if (ownerStakeholderId) {
    const [row] = await tx.select({ name: stakeholders.name }).from(stakeholders).where(eq(stakeholders.id, ownerStakeholderId))
    return row?.name ?? null
  }
  if (!ownerUserId) return null
  const [row] = await tx.select({ name: users.name }).from(users).where(eq(users.id, ownerUserId))
  return row?.name ?? null
}

/** Sets the ISO areas of a commitment; a reviewed tie that is kept keeps its review. */
export async function setAreas(tx: Db, commitment: { id: string; perimeterId: string }, areaIds: readonly string[]): Promise<void> {
  const wanted = [...new Set(areaIds)]
  await tx.delete(isoTies).where(and(eq(isoTies.commitmentId, commitment.id), wanted.length ? notInArray(isoTies.areaId, wanted) : undefined))
  if (wanted.length) await tx.insert(isoTies).values(wanted.map((areaId) => ({ areaId, commitmentId: commitment.id, perimeterId: commitment.perimeterId }))).onConflictDoNothing()
}
