import { type Db, schema } from '@convergence/db'
import { and, eq, isNotNull, isNull, ne, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import { record } from '../plugins/record.ts'

const { agendaItems } = schema

/** Ends the items of a session that run at an instant, but for one. */
export async function endRunning(tx: Db, request: FastifyRequest, session: { id: string; perimeterId: string }, at: Date, but?: string): Promise<void> {
  const rows = await tx.update(agendaItems).set({ endedAt: sql`greatest(${agendaItems.startedAt}, ${at.toISOString()}::timestamptz)`, version: sql`${agendaItems.version} + 1`, updatedAt: new Date() })
    .where(and(eq(agendaItems.sessionId, session.id), but ? ne(agendaItems.id, but) : undefined, isNotNull(agendaItems.startedAt), isNull(agendaItems.endedAt))).returning()
  await record(tx, request, ...rows.map((row) => ({ type: 'agenda-item.ended' as const, objectId: row.id, perimeterId: session.perimeterId, before: { ...row, endedAt: null }, after: row })))
}
