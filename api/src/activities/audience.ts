import { type Db, schema } from '@convergence/db'
import { and, eq, getTableColumns, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import type { Reach } from '../plugins/access.ts'
import { requireMatch } from '../plugins/etag.ts'
import { keyset, type PageRequest } from '../plugins/keyset.ts'
import { present } from '../plugins/patch.ts'
import { record } from '../plugins/record.ts'
import { within } from '../plugins/reach.ts'
import { requireStakeholders } from '../sessions/participants.ts'
import { currentDay } from '../solicitations/commands.ts'
import { loadsOf } from '../solicitations/queries.ts'
import { windowAround } from '../solicitations/rules.ts'
import { wasHeld } from './pace.ts'
import { requireActivityHead, requireOpenActivity } from './commands.ts'
import { activityErrors } from './errors.ts'
import type { AudienceAdd, AudienceListQuery, AudienceMemberPatch } from './schemas.parts.ts'

const { activityStakeholders, stakeholders } = schema
const member = sql.raw('activity_stakeholders')
const own = getTableColumns(activityStakeholders)
const columns = {
  ...own, reference: stakeholders.reference, name: stakeholders.name, kind: stakeholders.kind, categoryId: stakeholders.categoryId, fictional: stakeholders.fictional,
  invited: sql<number>`(select count(*)::int from activity_sessions l join sessions s on s.id = l.session_id and s.deleted_at is null and s.status <> 'cancelled' join invitations i on i.session_id = s.id where l.activity_id = ${member}.activity_id and i.stakeholder_id = ${member}.stakeholder_id)`,
  attended: sql<number>`(select count(*)::int from activity_sessions l join sessions s on s.id = l.session_id and ${wasHeld} join attendances t on t.session_id = s.id where l.activity_id = ${member}.activity_id and t.stakeholder_id = ${member}.stakeholder_id and t.status in ('present', 'remote', 'represented'))`,
}

const select = (db: Db, key: SQL<string>, reach: Reach, where: SQL | undefined) => db.select({ ...columns, key }).from(activityStakeholders).innerJoin(stakeholders, and(eq(stakeholders.id, activityStakeholders.stakeholderId), isNull(stakeholders.deletedAt), within(stakeholders.perimeterId, reach))).where(where)

/** Each with what is asked of it over all plans, in the twelve months around today. */
async function withLoads<T extends { stakeholderId: string }>(db: Db, rows: T[], planId: string, reach: Reach) {
  const loads = new Map((await loadsOf(db, rows.map((row) => row.stakeholderId), windowAround(await currentDay(db)), reach, planId)).map((row) => [row.id, row]))
  return rows.flatMap((row) => {
    const found = loads.get(row.stakeholderId)
    return found ? [{ ...row, load: found.load, lastSessionOn: found.lastSessionOn }] : []
  })
}

/** One page of the audience, by name. */
export async function listAudience(db: Db, activityId: string, page: PageRequest & z.output<typeof AudienceListQuery>, reach: Reach, secret: string) {
  const { planId } = await requireActivityHead(db, activityId, reach)
  const k = keyset(page, { name: stakeholders.searchName }, activityStakeholders.id, secret)
  const rows = await select(db, k.key, reach, and(eq(activityStakeholders.activityId, activityId), page.attribute ? inArray(activityStakeholders.attribute, page.attribute) : undefined, k.where)).orderBy(...k.orderBy).limit(k.limit)
  return withLoads(db, rows, planId, reach)
}

/** One member of the audience, or a 404. */
export async function requireMember(db: Db, activityId: string, id: string, reach: Reach) {
  const { planId } = await requireActivityHead(db, activityId, reach)
  const rows = await select(db, sql<string>`''`, reach, and(eq(activityStakeholders.activityId, activityId), eq(activityStakeholders.id, id)))
  const [row] = await withLoads(db, rows, planId, reach)
  if (!row) throw activityErrors['activity-part-not-found']()
  return row
}

/** Adds stakeholders chosen by hand; who is in already stays as it is. */
export async function addMembers(tx: Db, request: FastifyRequest, activityId: string, { stakeholderIds, ...why }: z.output<typeof AudienceAdd>) {
  const head = await requireOpenActivity(tx, activityId, request.reach)
  await requireStakeholders(tx, stakeholderIds, request.reach, '/stakeholderIds')
  const added = await insertMembers(tx, activityId, stakeholderIds, why)
  if (added.length > 0) await record(tx, request, { type: 'activity.audience-changed', objectId: activityId, perimeterId: head.perimeterId, after: { added } })
  return { added: added.length, removed: 0, audience: await countAudience(tx, activityId) }
}

/** Inserts those who are not in yet; gives their ids. */
export async function insertMembers(tx: Db, activityId: string, ids: readonly string[], { attribute = null, reason = '' }: { attribute?: (typeof activityStakeholders.$inferInsert)['attribute'] | undefined; reason?: string | undefined }): Promise<string[]> {
  const added: string[] = []
  const rows = [...new Set(ids)].map((stakeholderId) => ({ activityId, stakeholderId, attribute, reason }))
  // A statement has room for 65,535 parameters.
  for (let i = 0; i < rows.length; i += 1000) added.push(...(await tx.insert(activityStakeholders).values(rows.slice(i, i + 1000)).onConflictDoNothing().returning({ id: activityStakeholders.stakeholderId })).map((row) => row.id))
  return added
}

export const countAudience = (tx: Db, activityId: string): Promise<number> => tx.$count(activityStakeholders, eq(activityStakeholders.activityId, activityId))

/** Changes what makes a stakeholder one of this activity. */
export async function patchMember(tx: Db, request: FastifyRequest, activityId: string, id: string, patch: z.output<typeof AudienceMemberPatch>) {
  const head = await requireOpenActivity(tx, activityId, request.reach)
  const before = await requireMember(tx, activityId, id, request.reach)
  requireMatch(request, before.version)
  const done = await tx.update(activityStakeholders).set({ ...present(patch), version: sql`${activityStakeholders.version} + 1`, updatedAt: new Date() }).where(and(eq(activityStakeholders.id, id), eq(activityStakeholders.version, before.version))).returning({ id: activityStakeholders.id })
  if (done.length === 0) throw commonErrors['stale-version']()
  const row = await requireMember(tx, activityId, id, request.reach)
  const told = ({ stakeholderId, attribute, reason }: typeof row) => ({ stakeholderId, attribute, reason })
  await record(tx, request, { type: 'activity.audience-changed', objectId: activityId, perimeterId: head.perimeterId, before: told(before), after: told(row) })
  return row
}

export async function removeMember(tx: Db, request: FastifyRequest, activityId: string, id: string): Promise<void> {
  const head = await requireOpenActivity(tx, activityId, request.reach)
  const before = await requireMember(tx, activityId, id, request.reach)
  requireMatch(request, before.version)
  await tx.delete(activityStakeholders).where(eq(activityStakeholders.id, id))
  await record(tx, request, { type: 'activity.audience-changed', objectId: activityId, perimeterId: head.perimeterId, before: { removed: [before.stakeholderId], attribute: before.attribute, reason: before.reason } })
}
