import { type Db, schema } from '@convergence/db'
import { and, asc, getTableColumns, gt, notInArray, sql } from 'drizzle-orm'
import { createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { may, type Principal, principalIn, type Reach } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { operation } from '../plugins/operation.ts'
import { within } from '../plugins/reach.ts'
import { isoDateTime } from '../schemas.ts'
import { namesReach } from '../scores/naming.ts'
import { nouns } from './nouns.ts'

const tag = 'events'
const { events } = schema
const { txid: _txid, ...columns } = getTableColumns(events)

const Event = createSelectSchema(events, { at: isoDateTime }).omit({ txid: true }).meta({ id: 'Event', description: 'Something changed: ids only, never personal data. Read the object to learn the rest.' })
const EventPage = z.object({ items: z.array(Event), cursor: z.int().min(0).describe('Ask again with `after` set to this') }).meta({ id: 'EventPage' })
const EventQuery = z.strictObject({ after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0), limit: z.coerce.number().int().min(1).max(100).default(50) })

export async function eventsRoutes(app: App): Promise<void> {
  app.get('/events', operation({ id: 'listEvents', tag, summary: 'The change feed', description: 'In the order of writing; nothing is skipped, so a consumer that was away catches up.', access: may.readMap, query: EventQuery, response: { 200: EventPage }, example: { query: { after: '0', limit: '10' } } }), async (request) => {
    const items = await listEvents(app.db, request.query, request.reach, principalIn(request))
    return { items, cursor: items.at(-1)?.id ?? request.query.after }
  })
}

// A row of a transaction that is still open may get a lower id than one already visible: the feed stays behind the
// oldest open transaction, so that no consumer ever passes over it. A number that this cluster has not given yet comes
// from another one, whose dump was restored here: nothing of it is open any more.
const settled = sql`(${events.txid}::xid8 < pg_snapshot_xmin(pg_current_snapshot()) or ${events.txid}::xid8 >= pg_snapshot_xmax(pg_current_snapshot()))`

/** Nouns of which the feed does not tell: the dialogue and the report to a key without their scope, accounts and keys to all but administrators, scores to who may not see whose they are: an event names its actor. */
const untold = (principal: Principal): string[] => [
  ...(principal.scopes === null || principal.scopes.includes('dialogue:read') ? [] : nouns.dialogue),
  ...(principal.scopes === null || principal.scopes.includes('report:read') ? [] : nouns.report),
  ...(principal.grants.some((grant) => grant.role === 'administrator') ? [] : nouns.accounts),
  ...(namesReach(principal).length > 0 ? [] : nouns.scores),
]

function listEvents(db: Db, { after, limit }: z.output<typeof EventQuery>, reach: Reach, principal: Principal) {
  const hidden = untold(principal)
  return db.select(columns).from(events).where(and(gt(events.id, after), within(events.perimeterId, reach), hidden.length > 0 ? notInArray(events.objectType, hidden) : undefined, settled)).orderBy(asc(events.id)).limit(limit)
}
