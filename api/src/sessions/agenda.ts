import { type Db, schema } from '@convergence/db'
import { and, asc, eq, getTableColumns, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import type { Reach } from '../plugins/access.ts'
import { requireMatch } from '../plugins/etag.ts'
import { present } from '../plugins/patch.ts'
import { record } from '../plugins/record.ts'
import { pointsExist } from '../points/queries.ts'
import { requireEditable } from './commands.ts'
import { sessionErrors } from './errors.ts'
import { MOST_POINTS } from './limits.ts'
import type { AgendaItemCreate, AgendaItemPatch, AgendaOrder } from './schemas.parts.ts'

const { agendaItems, points } = schema

/** The agenda in its order, each item with the title of its point. */
export const listAgenda = (db: Db, sessionId: string) => selectAgenda(db, sessionId).orderBy(asc(agendaItems.rank), asc(agendaItems.id))

const selectAgenda = (db: Db, sessionId: string, id?: string) =>
  db.select({ ...getTableColumns(agendaItems), pointTitle: points.title }).from(agendaItems).leftJoin(points, eq(points.id, agendaItems.pointId)).where(and(eq(agendaItems.sessionId, sessionId), id ? eq(agendaItems.id, id) : undefined))

export async function requireAgendaItem(db: Db, sessionId: string, id: string) {
  const [row] = await selectAgenda(db, sessionId, id)
  if (!row) throw sessionErrors['agenda-item-not-found']()
  return row
}

/** Adds an item at the end of the agenda; 422 `agenda-full` when it has 100. */
export async function addAgendaItem(tx: Db, request: FastifyRequest, sessionId: string, body: z.output<typeof AgendaItemCreate>) {
  const head = await requireEditable(tx, sessionId, request.reach)
  await requirePointOf(tx, body.pointId, request.reach)
  // Two at one moment may pass together: the bound keeps minutes quick, and one more does not slow them.
  if ((await tx.$count(agendaItems, eq(agendaItems.sessionId, sessionId))) >= MOST_POINTS) throw sessionErrors['agenda-full']()
  const { title, aim, durationMinutes } = body
  const rank = sql`(select coalesce(max(rank), 0) + 1 from agenda_items where session_id = ${sessionId})`
  const [inserted] = await tx.insert(agendaItems).values({ ...present(body), title, aim, durationMinutes, sessionId, rank: rank as unknown as number }).returning({ id: agendaItems.id })
  const row = await requireAgendaItem(tx, sessionId, inserted?.id ?? '')
  await record(tx, request, { type: 'agenda-item.created', objectId: row.id, perimeterId: head.perimeterId, after: row })
  return row
}

export async function patchAgendaItem(tx: Db, request: FastifyRequest, sessionId: string, id: string, patch: z.output<typeof AgendaItemPatch>) {
  const head = await requireEditable(tx, sessionId, request.reach)
  const before = await requireAgendaItem(tx, sessionId, id)
  requireMatch(request, before.version)
  await requirePointOf(tx, patch.pointId, request.reach)
  const done = await tx.update(agendaItems).set({ ...present(patch), version: sql`${agendaItems.version} + 1`, updatedAt: new Date() }).where(and(eq(agendaItems.id, id), eq(agendaItems.version, before.version))).returning({ id: agendaItems.id })
  if (done.length === 0) throw commonErrors['stale-version']()
  const row = await requireAgendaItem(tx, sessionId, id)
  await record(tx, request, { type: 'agenda-item.updated', objectId: id, perimeterId: head.perimeterId, before, after: row })
  return row
}

export async function removeAgendaItem(tx: Db, request: FastifyRequest, sessionId: string, id: string): Promise<void> {
  const head = await requireEditable(tx, sessionId, request.reach)
  const before = await requireAgendaItem(tx, sessionId, id)
  requireMatch(request, before.version)
  await tx.delete(agendaItems).where(eq(agendaItems.id, id))
  await record(tx, request, { type: 'agenda-item.removed', objectId: id, perimeterId: head.perimeterId, before })
}

/** Puts the items in a new order; it must name each of them once. */
export async function reorderAgenda(tx: Db, request: FastifyRequest, sessionId: string, { ids }: z.output<typeof AgendaOrder>) {
  const head = await requireEditable(tx, sessionId, request.reach)
  const before = await listAgenda(tx, sessionId)
  const complete = ids.length === before.length && new Set(ids).size === ids.length && before.every((item) => ids.includes(item.id))
  if (!complete) throw sessionErrors['agenda-order-incomplete']({ errors: [{ pointer: '/ids', code: 'incomplete', message: 'each agenda item once' }] })
  for (const [i, id] of ids.entries()) {
    if (before.find((item) => item.id === id)?.rank === i + 1) continue
    await tx.update(agendaItems).set({ rank: i + 1, version: sql`${agendaItems.version} + 1`, updatedAt: new Date() }).where(eq(agendaItems.id, id))
  }
  await record(tx, request, { type: 'session.reordered', objectId: sessionId, perimeterId: head.perimeterId, before: { agenda: before.map((item) => item.id) }, after: { agenda: ids } })
  return listAgenda(tx, sessionId)
}

async function requirePointOf(tx: Db, pointId: string | null | undefined, reach: Reach): Promise<void> {
  if (pointId && !(await pointsExist(tx, [pointId], reach))) throw commonErrors['unknown-reference']({ errors: [{ pointer: '/pointId', code: 'unknown', message: 'unknown point' }] })
}
