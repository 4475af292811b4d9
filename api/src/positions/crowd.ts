import { type Db, schema } from '@convergence/db'
import { and, eq, inArray, isNull } from 'drizzle-orm'
import { MOST_POINTS } from '../sessions/limits.ts'

const { agendaItems, positions } = schema

/** The part of a position that says where it was said. */
interface Said { sessionId?: string | null | undefined; pointId: string }

/**
 * Places, among the rows, of positions on a point that would be one too many for their session: neither on its agenda nor discussed
 * there before, when it is about 100 points. A point of the agenda costs one small query.
 */
export async function crowdedRows(tx: Db, rows: readonly Said[]): Promise<number[]> {
  const crowded: number[] = []
  for (const sessionId of new Set(rows.flatMap((row) => row.sessionId ?? []))) {
    const said = rows.flatMap((row, index) => (row.sessionId === sessionId ? [{ index, pointId: row.pointId }] : []))
    const pointIds = [...new Set(said.map((row) => row.pointId))]
    const planned = await tx.selectDistinct({ pointId: agendaItems.pointId }).from(agendaItems).where(and(eq(agendaItems.sessionId, sessionId), inArray(agendaItems.pointId, pointIds)))
    if (planned.length === pointIds.length) continue
    const known = await pointsOf(tx, sessionId)
    for (const { index, pointId } of said) {
      if (!known.has(pointId) && known.size >= MOST_POINTS) crowded.push(index)
      else known.add(pointId)
    }
  }
  return crowded
}

/** The points that a session is about: planned, or discussed there. */
async function pointsOf(tx: Db, sessionId: string): Promise<Set<string>> {
  const planned = await tx.select({ pointId: agendaItems.pointId }).from(agendaItems).where(eq(agendaItems.sessionId, sessionId))
  const discussed = await tx.selectDistinct({ pointId: positions.pointId }).from(positions).where(and(eq(positions.sessionId, sessionId), isNull(positions.withdrawnAt)))
  return new Set([...planned, ...discussed].flatMap((row) => row.pointId ?? []))
}
