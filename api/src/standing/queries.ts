import { type Db, schema } from '@convergence/db'
import { and, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import type { Reach } from '../plugins/access.ts'
import { keyset, type PageRequest } from '../plugins/keyset.ts'
import { inPerimeter, within } from '../plugins/reach.ts'
import { plainText } from '../plugins/words.ts'
import type { DialogueFilter } from './schemas.ts'

const { activities, plans } = schema
const sorts = { startsOn: activities.startsOn, title: sql`${plainText(activities.title)} collate "C"` }

/** One page of the dialogues within reach of a process or of a plan, with what names them. */
export function listDialogues(db: Db, of: { processId: string } | { planId: string }, page: PageRequest & DialogueFilter, reach: Reach, secret: string) {
  const k = keyset(page, sorts, activities.id, secret)
  const whose: SQL = 'processId' in of ? eq(activities.processId, of.processId) : eq(activities.planId, of.planId)
  return db.select({ id: activities.id, reference: activities.reference, title: activities.title, status: activities.status, startsOn: activities.startsOn, endsOn: activities.endsOn, planId: activities.planId, planTitle: plans.title, perimeterId: activities.perimeterId, fictional: activities.fictional, key: k.key })
    .from(activities).innerJoin(plans, and(eq(plans.id, activities.planId), isNull(plans.deletedAt)))
    .where(and(whose, isNull(activities.deletedAt), within(activities.perimeterId, reach), page.status ? inArray(activities.status, page.status) : undefined, page.planId ? eq(activities.planId, page.planId) : undefined, page.perimeterId ? inPerimeter(activities.perimeterId, page.perimeterId) : undefined, k.where))
    .orderBy(...k.orderBy).limit(k.limit)
}
