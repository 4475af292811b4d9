import { type Db, schema } from '@convergence/db'
import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Reach } from '../plugins/access.ts'
import { record } from '../plugins/record.ts'
import { within } from '../plugins/reach.ts'
import { currentDay } from '../solicitations/commands.ts'
import { loadsOf } from '../solicitations/queries.ts'
import { windowAround } from '../solicitations/rules.ts'
import { countAudience, insertMembers } from './audience.ts'
import { matchingIds, wordsOf } from './audience-query.ts'
import { requireActivityHead, requireOpenActivity } from './commands.ts'
import { activityErrors } from './errors.ts'
import type { ActivityHead } from './queries.ts'
import { type AudienceApply, AudienceQuery } from './schemas.parts.ts'

const { activities, activityStakeholders, stakeholders } = schema
const SHOWN = 100

/** The query given, or that by which the audience was chosen. What was stored is read anew: a filter that is known no more matches nothing by chance. */
function queryOf(head: ActivityHead, query: AudienceQuery | undefined): AudienceQuery {
  if (query) return query
  const stored = head.audienceQuery ? AudienceQuery.safeParse(head.audienceQuery) : null
  if (!stored?.success) throw activityErrors['audience-query-missing']()
  return stored.data
}

/** Who would come in and who would go out, ids by name; members beyond reach stay. */
async function compare(db: Db, head: ActivityHead, query: AudienceQuery, reach: Reach) {
  const matching = await matchingIds(db, query, reach)
  const current = await db.select({ id: activityStakeholders.stakeholderId }).from(activityStakeholders).innerJoin(stakeholders, and(eq(stakeholders.id, activityStakeholders.stakeholderId), isNull(stakeholders.deletedAt), within(stakeholders.perimeterId, reach)))
    .where(eq(activityStakeholders.activityId, head.id)).orderBy(stakeholders.searchName, stakeholders.id)
  const [wanted, held] = [new Set(matching), new Set(current.map((row) => row.id))]
  return { total: matching.length, joining: matching.filter((id) => !held.has(id)), leaving: current.map((row) => row.id).filter((id) => !wanted.has(id)) }
}

/** What a query would change, with the load of whom it would bring in. */
export async function compareAudience(db: Db, activityId: string, query: AudienceQuery | undefined, reach: Reach) {
  const head = await requireActivityHead(db, activityId, reach)
  const asked = queryOf(head, query)
  const { total, joining, leaving } = await compare(db, head, asked, reach)
  const window = windowAround(await currentDay(db))
  const named = async (ids: string[]) => {
    const rows = new Map((await loadsOf(db, ids.slice(0, SHOWN), window, reach, head.planId)).map((row) => [row.id, row]))
    return ids.flatMap((id) => rows.get(id) ?? [])
  }
  const [joiningRows, leavingRows] = [await named(joining), await named(leaving)]
  return { query: wordsOf(asked), total, staying: total - joining.length, joining: joining.length, leaving: leaving.length, joiningRows, leavingRows, overloaded: joiningRows.filter((row) => row.load.level === 'over').length }
}

/** Freezes what a query keeps today as rows of the audience, and keeps the query for the next time. */
export async function applyAudience(tx: Db, request: FastifyRequest, activityId: string, { query, remove, ...why }: z.output<typeof AudienceApply>) {
  const head = await requireOpenActivity(tx, activityId, request.reach)
  const asked = queryOf(head, query)
  const { joining, leaving } = await compare(tx, head, asked, request.reach)
  const added = await insertMembers(tx, activityId, joining, why)
  const gone = remove ? leaving : []
  for (let i = 0; i < gone.length; i += 1000) await tx.delete(activityStakeholders).where(and(eq(activityStakeholders.activityId, activityId), inArray(activityStakeholders.stakeholderId, gone.slice(i, i + 1000))))
  const words = wordsOf(asked)
  await tx.update(activities).set({ audienceQuery: words, version: sql`${activities.version} + 1`, updatedAt: new Date() }).where(eq(activities.id, activityId))
  await record(tx, request, { type: 'activity.audience-changed', objectId: activityId, perimeterId: head.perimeterId, before: { query: head.audienceQuery, removed: gone }, after: { query: words, added } })
  return { added: added.length, removed: gone.length, audience: await countAudience(tx, activityId) }
}
