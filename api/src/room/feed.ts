import { type Db, schema } from '@convergence/db'
import { and, desc, gt, inArray, sql } from 'drizzle-orm'

const { events } = schema
/** How often the outbox is looked at while somebody listens, in milliseconds. */
const EVERY_MS = 400
/** A row of a transaction that ends late has a lower id than what was seen: so many ids are looked at again. */
const BACK = 1000
const NOUNS = ['session', 'agenda-item', 'invitation', 'attendance', 'check-in', 'read-back', 'point', 'position', 'commitment', 'outcome']

/** Told that something of the session changed; `cursor` is the latest position in the feed, `objects` the ids of what changed, null when it is not known. */
export type Listener = (cursor: number, objects: readonly string[] | null) => void
export interface Feed {
  /** Calls `listener` after each change of the session; resolves once nothing can be missed any more. */
  listen(sessionId: string, listener: Listener): Promise<{ cursor: number; stop: () => void }>
  stop(): void
}

/**
 * One look at the outbox per process and interval, for all who listen. "Something changed, read again" is all that is told,
 * so that rows need not wait for older transactions as the change feed does; what is seen late is told late.
 */
export function startFeed(db: Db, onError: (error: unknown) => void): Feed {
  const listeners = new Map<string, Set<Listener>>()
  let seen = new Set<number>()
  let cursor = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let starting: Promise<void> | undefined

  async function start(): Promise<void> {
    cursor = await latestId(db)
    seen = new Set((await idsAfter(db, cursor - BACK)).map((row) => row.id))
    turn()
  }
  function turn(): void {
    timer = listeners.size === 0 ? undefined : setTimeout(() => void look().catch(onError).finally(turn), EVERY_MS)
    if (!timer) starting = undefined
  }
  async function look(): Promise<void> {
    const rows = (await idsAfter(db, cursor - BACK)).filter((row) => !seen.has(row.id))
    if (rows.length === 0) return
    const sessions = await sessionsOf(db, rows.map((row) => row.id))
    cursor = Math.max(cursor, ...rows.map((row) => row.id))
    seen = new Set([...seen, ...rows.map((row) => row.id)].filter((id) => id > cursor - BACK))
    for (const [sessionId, told] of listeners) {
      const objects = sessions === 'unknown' ? null : sessions.get(sessionId)
      if (objects !== undefined) for (const listener of told) listener(cursor, objects && [...objects])
    }
  }
  return {
    async listen(sessionId, listener) {
      const told = listeners.get(sessionId) ?? new Set()
      listeners.set(sessionId, told.add(listener))
      await (starting ??= start())
      return { cursor, stop: () => {
        told.delete(listener)
        if (told.size === 0 && listeners.get(sessionId) === told) listeners.delete(sessionId)
      } }
    },
    stop() {
      clearTimeout(timer)
      listeners.clear()
    },
  }
}

/** The position of the latest event. */
export async function latestId(db: Db): Promise<number> {
  const [row] = await db.select({ id: events.id }).from(events).orderBy(desc(events.id)).limit(1)
  return row?.id ?? 0
}

const idsAfter = (db: Db, after: number) => db.select({ id: events.id }).from(events).where(and(gt(events.id, after), inArray(events.objectType, NOUNS)))

/** The sessions that events concern, with what changed in each; "unknown" when an object is gone, so that everybody reads again. */
async function sessionsOf(db: Db, ids: number[]): Promise<Map<string, Set<string>> | 'unknown'> {
  const { rows } = await db.execute<{ session_id: string | null; type: string; object_id: string }>(sql`
    select e.type, e.object_id, x.session_id from events e left join lateral (
      select e.object_id as session_id where e.object_type = 'session'
      union select session_id from positions where e.object_type = 'position' and id = e.object_id
      union select session_id from agenda_items where e.object_type = 'agenda-item' and id = e.object_id
      union select session_id from invitations where e.object_type = 'invitation' and id = e.object_id
      union select session_id from attendances where e.object_type = 'attendance' and id = e.object_id
      union select session_id from check_ins where e.object_type = 'check-in' and id = e.object_id
      union select session_id from read_backs where e.object_type = 'read-back' and id = e.object_id
      union select session_id from commitments where e.object_type = 'commitment' and id = e.object_id
      union select session_id from agenda_items where e.object_type = 'point' and point_id = e.object_id
      union select session_id from positions where e.object_type = 'point' and point_id = e.object_id and withdrawn_at is null
    ) x on true where e.id in (${sql.join(ids.map((id) => sql`${id}`), sql`, `)})`)
  if (rows.some((row) => row.session_id === null && row.type.endsWith('.removed'))) return 'unknown'
  const sessions = new Map<string, Set<string>>()
  for (const { session_id: id, object_id: object } of rows) if (id) sessions.set(id, (sessions.get(id) ?? new Set()).add(object))
  return sessions
}
