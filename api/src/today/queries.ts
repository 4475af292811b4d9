import { type Db, schema } from '@convergence/db'
import { and, asc, desc, isNull, notInArray, sql } from 'drizzle-orm'
import type { Reach } from '../plugins/access.ts'
import { inScope } from '../plugins/reach.ts'
import { heldSessions } from '../sessions/held.ts'
import { talliesOf } from '../sessions/tally.ts'
import type { Scope } from './topics.ts'

const { imports, sessions } = schema

/** How far ahead sessions are announced, in days. */
const DAYS_AHEAD = 90
const SHOWN = 4

const brief = { id: sessions.id, reference: sessions.reference, title: sessions.title, form: sessions.form, status: sessions.status, startsAt: sessions.startsAt, endsAt: sessions.endsAt, timeZone: sessions.timeZone, place: sessions.place, fictional: sessions.fictional, facilitatorId: sessions.facilitatorId }
const answered = sql<number>`(select count(*)::int from invitations i where i.session_id = sessions.id and i.status <> 'invited')`

type Brief = { id: string }

/** Sessions with their figures. */
async function withFigures<T extends Brief & { answered: number }>(db: Db, rows: T[]) {
  const tallies = await talliesOf(db, rows.map((row) => row.id))
  return rows.map((row) => {
    const tally = tallies.get(row.id)
    return { ...row, invited: tally?.invited ?? 0, present: tally?.present ?? 0, points: tally?.agendaPoints ?? 0, positions: tally?.positions ?? 0, agreed: tally?.points.filter((p) => p.status === 'convergence').length ?? 0, divided: tally?.points.filter((p) => p.status === 'divergence').length ?? 0 }
  })
}

/** Sessions that are open or start within 90 days, the next one first. */
export async function upcomingSessions(db: Db, scope: Scope) {
  const soon = sql`(${sessions.status} = 'open' or (${sessions.status} = 'planned' and ${sessions.startsAt} >= now() - interval '1 day' and ${sessions.startsAt} < now() + make_interval(days => ${DAYS_AHEAD})))`
  return withFigures(db, await db.select({ ...brief, answered }).from(sessions).where(and(isNull(sessions.deletedAt), soon, inScope(sessions.perimeterId, scope))).orderBy(asc(sessions.startsAt), asc(sessions.id)).limit(SHOWN))
}

/** The latest session held, or null. */
export async function lastSession(db: Db, scope: Scope) {
  const rows = await db.select({ ...brief, answered }).from(sessions).where(heldSessions(scope)).orderBy(desc(sessions.startsAt), desc(sessions.id)).limit(1)
  return (await withFigures(db, rows))[0] ?? null
}

// What its holder contested, or replaced by a correction, is not what it said; the correction is a row of its own.
const saidSo = notInArray(schema.positions.confirmation, ['contested', 'corrected'])

export interface Figures extends Record<string, unknown> { stakeholders: number; active: number; emerging: number; heard: number; sessionsHeld: number; sessionsAhead: number; isoTies: number; organisations: number }

/** The figures at the head of the screen, each with its denominator. */
export async function findFigures(db: Db, scope: Scope): Promise<Figures> {
  const { stakeholders, isoTies, positions } = schema
  const there = and(isNull(stakeholders.deletedAt), inScope(stakeholders.perimeterId, scope))
  const { rows } = await db.execute<Figures>(sql`
    with s as (select id, status, kind from stakeholders where ${there ?? sql`true`} and status <> 'archived'),
      held as (select status, starts_at from sessions where ${and(isNull(sessions.deletedAt), inScope(sessions.perimeterId, scope)) ?? sql`true`})
    select (select count(*) from s)::int as stakeholders, (select count(*) from s where status = 'active')::int as active, (select count(*) from s where status = 'emerging')::int as emerging,
      (select count(*) from s where kind <> 'person')::int as organisations,
      (select count(distinct ${positions.holderId}) from positions join s on s.id = ${positions.holderId} where ${and(isNull(positions.withdrawnAt), sql`${positions.state} = 'stated'`, saidSo, inScope(positions.perimeterId, scope)) ?? sql`true`})::int as heard,
      (select count(*) from held where status in ('open', 'closed') and starts_at <= now())::int as "sessionsHeld", (select count(*) from held where status in ('planned', 'open') and starts_at > now())::int as "sessionsAhead",
      (select count(*) from iso_ties where ${inScope(isoTies.perimeterId, scope) ?? sql`true`})::int as "isoTies"`)
  return rows[0] ?? { stakeholders: 0, active: 0, emerging: 0, heard: 0, sessionsHeld: 0, sessionsAhead: 0, isoTies: 0, organisations: 0 }
}

/** Files that were checked without a fault and wait to be written; null for whom imports are none of their business. */
export async function waitingImports(db: Db, reach: Reach | null, perimeterId: string | undefined) {
  if (reach === null) return []
  return db.select({ id: imports.id, fileName: imports.fileName, target: imports.target, rowCount: imports.rowCount, updatedAt: imports.updatedAt }).from(imports)
    .where(and(sql`${imports.state} = 'checked'`, inScope(imports.perimeterId, { reach, perimeterId }))).orderBy(desc(imports.updatedAt)).limit(SHOWN)
}
