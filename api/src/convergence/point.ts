import { type Db, schema } from '@convergence/db'
import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Reach } from '../plugins/access.ts'
import { within } from '../plugins/reach.ts'
import { computeBoard } from './board.ts'
import { convergenceErrors } from './errors.ts'
import { endOf } from '../plugins/day-bounds.ts'
import { listCategories, listHolders } from './matrix.ts'
import type { PointConvergence } from './schemas.ts'
import { listStatements, type Statement } from './statements.ts'

const { pointVersions, sessions } = schema

/** One point as of a day: its figures, wordings, sessions, and every holder by name with all that it stated. */
export async function computePoint(db: Db, id: string, query: { asOf?: string | undefined; since?: string | undefined }, reach: Reach): Promise<z.output<typeof PointConvergence>> {
  const { items: [point], thresholds } = await computeBoard(db, query, reach, [id])
  if (!point) throw convergenceErrors['point-not-found']()
  const statements = await listStatements(db, id, query.asOf, query.since)
  const [named, versions, discussed] = await Promise.all([listHolders(db, [...new Set(statements.map((s) => s.holderId))]), listVersions(db, id, point.version), listSessions(db, id, query.asOf, reach)])
  const holders = named.map((holder) => ({ ...holder, ...ofHolder(statements.filter((s) => s.holderId === holder.id)) }))
  return { point, thresholds, versions, sessions: discussed, categories: await listCategories(db, named), holders, asOf: query.asOf ?? null }
}

function ofHolder(statements: readonly Statement[]) {
  const wire = ({ current: _current, held: _held, ...statement }: Statement) => statement
  const current = statements.find((s) => s.current)
  return { current: current ? wire(current) : null, before: statements.find((s) => s.held)?.value ?? null, history: statements.map(wire) }
}

/** Wordings up to the one in force, the first first. */
const listVersions = (db: Db, pointId: string, upTo: number) =>
  db.select({ id: pointVersions.id, number: pointVersions.number, statement: pointVersions.statement, reason: pointVersions.reason, createdAt: pointVersions.createdAt }).from(pointVersions).where(and(eq(pointVersions.pointId, pointId), sql`${pointVersions.number} <= ${upTo}`)).orderBy(asc(pointVersions.number))

/** Sessions at which the point was on the agenda or a position was taken, before the end of a day. */
const listSessions = (db: Db, pointId: string, asOf: string | undefined, reach: Reach) =>
  db.select({ id: sessions.id, reference: sessions.reference, title: sessions.title, startsAt: sessions.startsAt, fictional: sessions.fictional }).from(sessions).where(and(
    isNull(sessions.deletedAt), within(sessions.perimeterId, reach), sql`${sessions.startsAt} < ${endOf(asOf)}`,
    sql`(exists (select 1 from agenda_items g where g.session_id = ${sessions.id} and g.point_id = ${pointId}) or exists (select 1 from positions x where x.session_id = ${sessions.id} and x.point_id = ${pointId} and x.withdrawn_at is null))`,
  )).orderBy(asc(sessions.startsAt))
