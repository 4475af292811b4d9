import type { Db } from '@convergence/db'
import { sql } from 'drizzle-orm'
import type { z } from 'zod'
import { findActivityHead } from '../activities/queries.ts'
import { commonErrors } from '../errors.ts'
import type { Reach } from '../plugins/access.ts'
import { dayIn } from '../positions/rules.ts'
import { findSession } from '../sessions/queries.ts'
import { solicitationErrors } from './errors.ts'
import { loadsOf } from './queries.ts'
import { windowAround } from './rules.ts'
import type { LoadWarningsRequest, WindowQuery } from './schemas.ts'

const DAYS_MAX = 3660

/** The window asked for: two days, or the twelve months around one. Throws `window-invalid`. */
export async function windowOf(db: Db, { on, from, to }: z.output<typeof WindowQuery>): Promise<{ from: string; to: string }> {
  const around = windowAround(on ?? (await currentDay(db)))
  const window = { from: from ?? (to ? windowAround(to).from : around.from), to: to ?? (from ? windowAround(from).to : around.to) }
  const days = (Date.parse(window.to) - Date.parse(window.from)) / 86_400_000
  if (days < 0 || days > DAYS_MAX) throw solicitationErrors['window-invalid']({ errors: [{ pointer: 'to', code: 'window', message: `${window.from} – ${window.to}` }] })
  return window
}

/** Today in Paris, as the database tells it. */
export async function currentDay(db: Db): Promise<string> {
  const { rows } = await db.execute<{ day: string }>(sql`select (now() at time zone 'Europe/Paris')::date::text as day`)
  return rows[0]?.day ?? new Date().toISOString().slice(0, 10)
}

/** Of those about to be asked, who is asked as much as a plan allows already. */
export async function warnOf(db: Db, { stakeholderIds, on, sessionId, activityId }: z.output<typeof LoadWarningsRequest>, reach: Reach) {
  const session = sessionId ? await findSession(db, sessionId, reach) : null
  if (sessionId && !session) throw commonErrors['unknown-reference']({ errors: [{ pointer: '/sessionId', code: 'unknown', message: 'unknown session' }] })
  const activity = activityId ?? session?.activityId ?? null
  const head = activity ? await findActivityHead(db, activity, reach) : null
  if (activityId && !head) throw commonErrors['unknown-reference']({ errors: [{ pointer: '/activityId', code: 'unknown', message: 'unknown activity' }] })
  const window = await windowOf(db, { on: on ?? (session ? dayIn(session.startsAt, session.timeZone) : undefined) })
  const rows = await loadsOf(db, stakeholderIds, window, reach, head?.planId)
  return { items: rows.filter((row) => row.load.level === 'over'), nextCursor: null, checked: rows.length, ...window }
}
