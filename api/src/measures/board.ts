import type { Db } from '@convergence/db'
import { sql } from 'drizzle-orm'
import { computeBoard } from '../convergence/board.ts'
import { findThresholds } from '../convergence/thresholds.ts'
import type { BoardItem } from '../convergence/schemas.ts'
import { ProblemError } from '../errors.ts'
import { daysBefore, lastDay, type MeasureScope } from './scope.ts'
import { discussedPoints } from './points.sql.ts'

/** The points discussed in the period as they stood at its end, compared with how they stood before it. Computed at the first call. */
export type BoardReader = () => Promise<BoardItem[]>

export function boardReader(db: Db, scope: MeasureScope): BoardReader {
  let board: Promise<BoardItem[]> | undefined
  return () => (board ??= readBoard(db, scope))
}

/** Without a rule in force at the end of the period there is no status, and nothing to count. */
async function readBoard(db: Db, scope: MeasureScope): Promise<BoardItem[]> {
  const { rows } = await db.execute<{ id: string }>(sql`select points.id from points where ${discussedPoints(scope)}`)
  const asOf = lastDay(scope)
  if (rows.length === 0 || (await findThresholds(db, asOf).catch(withoutRule)) === null) return []
  const { items } = await computeBoard(db, { perimeterId: scope.perimeterId, asOf, since: daysBefore(scope.from, 1) }, scope.reach, rows.map((row) => row.id))
  return items
}

function withoutRule(error: unknown): null {
  if (error instanceof ProblemError && error.code === 'thresholds-missing') return null
  throw error
}
