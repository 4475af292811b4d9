import { type Db, schema } from '@convergence/db'
import { and, desc, eq, getTableColumns, isNull } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { principalIn } from '../plugins/access.ts'
import { record } from '../plugins/record.ts'
import { sessionErrors } from '../sessions/errors.ts'
import { findSessionHead } from '../sessions/queries.ts'
import { roomErrors } from './errors.ts'
import { digestOf } from './rules.ts'
import type { ReadBackCreate, Reading } from './schemas.ts'
import { standingAt } from './standing.ts'

const { readBacks, users } = schema

const selectReadBacks = (db: Db, sessionId: string) =>
  db.select({ ...getTableColumns(readBacks), recordedByName: users.name }).from(readBacks).leftJoin(users, eq(users.id, readBacks.recordedBy)).where(and(eq(readBacks.sessionId, sessionId), isNull(readBacks.withdrawnAt)))

/** Per point on which something stands: what would be read now, and the latest confirmation. */
export async function listReadings(db: Db, sessionId: string): Promise<z.output<typeof Reading>[]> {
  const standing = await standingAt(db, sessionId)
  const confirmed = await selectReadBacks(db, sessionId).orderBy(desc(readBacks.confirmedAt), desc(readBacks.id))
  return [...new Set(standing.map((p) => p.pointId))].map((pointId) => {
    const own = standing.filter((p) => p.pointId === pointId)
    const digest = digestOf(own)
    const latest = confirmed.find((row) => row.pointId === pointId)
    return { pointId, digest, positions: own.length, readBack: latest ? { ...latest, stale: latest.digest !== digest } : null }
  })
}

/** Keeps that the room confirmed what was read to it; refused when a position changed between the reading and the confirmation. */
export async function confirmReading(tx: Db, request: FastifyRequest, sessionId: string, { pointId, digest, note = '' }: z.output<typeof ReadBackCreate>) {
  const head = await requireHeld(tx, request, sessionId)
  const reading = (await listReadings(tx, sessionId)).find((r) => r.pointId === pointId)
  if (!reading) throw roomErrors['read-back-nothing']()
  if (digest && reading.digest !== digest) throw roomErrors['read-back-outdated']()
  const [row] = await tx.insert(readBacks).values({ sessionId, pointId, digest: reading.digest, note, recordedBy: principalIn(request).userId }).returning()
  if (!row) throw new Error('insert returned no row')
  await record(tx, request, { type: 'read-back.created', objectId: row.id, perimeterId: head.perimeterId, after: row })
  return requireReadBack(tx, sessionId, row.id)
}

/** Takes a confirmation back; the row stays. */
export async function withdrawReading(tx: Db, request: FastifyRequest, sessionId: string, id: string) {
  const head = await requireHeld(tx, request, sessionId)
  const before = await requireReadBack(tx, sessionId, id)
  if (before.withdrawnAt) return before
  await tx.update(readBacks).set({ withdrawnAt: new Date() }).where(eq(readBacks.id, id))
  const row = await requireReadBack(tx, sessionId, id)
  await record(tx, request, { type: 'read-back.withdrawn', objectId: id, perimeterId: head.perimeterId, before, after: row })
  return row
}

/** Reading back changes no position: it may follow the closing, when the room is still there. */
async function requireHeld(tx: Db, request: FastifyRequest, sessionId: string) {
  const head = await findSessionHead(tx, sessionId, request.reach)
  if (!head) throw sessionErrors['session-not-found']()
  if (head.status === 'cancelled') throw sessionErrors['session-cancelled']()
  return head
}

async function requireReadBack(db: Db, sessionId: string, id: string) {
  const [row] = await db.select({ ...getTableColumns(readBacks), recordedByName: users.name }).from(readBacks).leftJoin(users, eq(users.id, readBacks.recordedBy)).where(and(eq(readBacks.sessionId, sessionId), eq(readBacks.id, id)))
  if (!row) throw roomErrors['read-back-not-found']()
  const digest = digestOf((await standingAt(db, sessionId)).filter((p) => p.pointId === row.pointId))
  return { ...row, stale: row.digest !== digest }
}
