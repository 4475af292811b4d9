import { type Db, schema } from '@convergence/db'
import { eq, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { record } from '../plugins/record.ts'
import { requireAgendaItem } from '../sessions/agenda.ts'
import { requireEditable } from '../sessions/commands.ts'
import { roomErrors } from './errors.ts'
import { endRunning } from './running.ts'
import type { ClockChange } from './schemas.ts'

const { agendaItems } = schema
type Action = z.output<typeof ClockChange>['action']
type Item = Awaited<ReturnType<typeof requireAgendaItem>>

/**
 * Starts, ends or clears an item of the agenda at an instant; one item runs at a time, so that starting one ends the
 * other. Asking again for what is already so changes nothing.
 */
export async function changeClock(tx: Db, request: FastifyRequest, sessionId: string, itemId: string, action: Action, at = new Date()): Promise<Item> {
  const head = await requireEditable(tx, sessionId, request.reach)
  if (head.status !== 'open' && action !== 'clear') throw roomErrors['session-not-running']()
  const before = await requireAgendaItem(tx, sessionId, itemId)
  const change = changeOf(before, action, at)
  if (change === null) return before
  if (action === 'start') await endRunning(tx, request, head, at, itemId)
  await tx.update(agendaItems).set({ ...change, version: sql`${agendaItems.version} + 1`, updatedAt: new Date() }).where(eq(agendaItems.id, itemId))
  const row = await requireAgendaItem(tx, sessionId, itemId)
  await record(tx, request, { type: `agenda-item.${action === 'start' ? 'started' : action === 'end' ? 'ended' : 'cleared'}`, objectId: itemId, perimeterId: head.perimeterId, before, after: row })
  return row
}

/** Taken up again, an item keeps when it first began. */
function changeOf(item: Item, action: Action, at: Date): Partial<typeof agendaItems.$inferInsert> | null {
  const running = item.startedAt !== null && item.endedAt === null
  if (action === 'start') return running ? null : { startedAt: item.startedAt ?? at, endedAt: null }
  if (action === 'clear') return item.startedAt === null ? null : { startedAt: null, endedAt: null }
  if (item.startedAt === null) throw roomErrors['agenda-item-not-started']()
  return running ? { endedAt: at < item.startedAt ? item.startedAt : at } : null
}
