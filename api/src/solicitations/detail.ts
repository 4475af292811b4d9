import type { Db } from '@convergence/db'
import { sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Reach } from '../plugins/access.ts'
import { askRows, dayText, type Window } from './asks.ts'
import type { Ask } from './schemas.ts'

const ASKS_SHOWN = 1000
type Row = z.output<typeof Ask> & { perimeterId: string } & Record<string, unknown>

/** What is asked of one stakeholder in a window, in order of its day; what lies beyond reach has a kind and a day, and no name. */
export async function listAsks(db: Db, stakeholderId: string, window: Window, reach: Reach): Promise<z.output<typeof Ask>[]> {
  const { rows } = await db.execute<Row>(sql`
    select x.kind, ${dayText(sql`x.day`)} as day, x.title, x.object_type as "objectType", x.object_id as "objectId", x.perimeter_id as "perimeterId", a.id as "activityId", a.title as "activityTitle", p.id as "planId", p.title as "planTitle"
    from ${askRows({ ...window, stakeholderIds: [stakeholderId] })} x left join activities a on a.id = x.activity_id and a.deleted_at is null left join plans p on p.id = a.plan_id
    order by x.day, x.kind, x.object_id limit ${ASKS_SHOWN}`)
  return rows.map(({ perimeterId, ...ask }, i) => {
    const near = reach === 'all' || reach.includes(perimeterId)
    const id = `${ask.day}-${i + 1}`
    return near ? { ...ask, id } : { id, kind: ask.kind, day: ask.day, objectType: ask.objectType, title: null, objectId: null, activityId: null, activityTitle: null, planId: null, planTitle: null }
  })
}
