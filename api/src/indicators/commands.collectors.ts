import { type Db, schema } from '@convergence/db'
import { and, asc, eq, getTableColumns, isNull, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { type Reach, requireReach } from '../plugins/access.ts'
import { requireMatch } from '../plugins/etag.ts'
import { within } from '../plugins/reach.ts'
import { record } from '../plugins/record.ts'
import { dayIn } from '../positions/rules.ts'
import { requireBare } from './commands.ts'
import { requireApplies } from './commands.values.ts'
import { indicatorErrors } from './errors.ts'
import type { CollectorCreate, CollectorPatch } from './schemas.collectors.ts'

const { indicatorCollectors, perimeters, relays, users } = schema
const columns = { ...getTableColumns(indicatorCollectors), perimeterName: perimeters.name, relayName: relays.name, userName: users.name }

const select = (db: Db) => db.select(columns).from(indicatorCollectors).innerJoin(perimeters, eq(perimeters.id, indicatorCollectors.perimeterId)).leftJoin(relays, eq(relays.id, indicatorCollectors.relayId)).leftJoin(users, eq(users.id, indicatorCollectors.userId)).$dynamic()
export type CollectorRow = Awaited<ReturnType<typeof requireCollector>>

/** Who gives the values of an indicator within reach, by perimeter. */
export async function listCollectors(db: Db, indicatorId: string, reach: Reach) {
  await requireBare(db, indicatorId, reach)
  return { items: await select(db).where(and(eq(indicatorCollectors.indicatorId, indicatorId), within(indicatorCollectors.perimeterId, reach))).orderBy(asc(perimeters.name), asc(indicatorCollectors.id)), nextCursor: null }
}

export async function requireCollector(db: Db, indicatorId: string, id: string, reach: Reach) {
  await requireBare(db, indicatorId, reach)
  const [row] = await select(db).where(and(eq(indicatorCollectors.id, id), eq(indicatorCollectors.indicatorId, indicatorId), within(indicatorCollectors.perimeterId, reach)))
  if (!row) throw indicatorErrors['indicator-collector-not-found']()
  return row
}

interface Who { relayId?: string | null | undefined; userId?: string | null | undefined }
async function requireSomebody(tx: Db, who: Who, reach: Reach): Promise<void> {
  if (Boolean(who.relayId) === Boolean(who.userId)) throw indicatorErrors['indicator-collector-nobody']({ errors: [{ pointer: '/relayId', code: 'required', message: 'a relay or an account' }] })
  const known = who.relayId ? await tx.$count(relays, and(eq(relays.id, who.relayId), isNull(relays.deletedAt), within(relays.perimeterId, reach))) : await tx.$count(users, and(eq(users.id, who.userId ?? ''), isNull(users.disabledAt)))
  if (known === 0) throw commonErrors['unknown-reference']({ errors: [{ pointer: who.relayId ? '/relayId' : '/userId', code: 'unknown', message: 'unknown, or out of reach' }] })
}

function requireSince(since: string): void {
  if (since < '2000-01-01' || since > dayIn(new Date())) throw indicatorErrors['indicator-collector-too-early']({ errors: [{ pointer: '/since', code: 'out_of_range', message: '2000-01-01 to today' }] })
}

/** Asks somebody for the values of a perimeter from a day on. */
export async function addCollector(tx: Db, request: FastifyRequest, indicatorId: string, body: z.output<typeof CollectorCreate>): Promise<CollectorRow> {
  const indicator = await requireBare(tx, indicatorId, request.reach)
  requireReach(request, body.perimeterId)
  if (indicator.source === 'automatic') throw indicatorErrors['indicator-not-collected']()
  await requireApplies(tx, indicator, body.perimeterId)
  await requireSomebody(tx, body, request.reach)
  requireSince(body.since)
  const [made] = await tx.insert(indicatorCollectors).values({ indicatorId, perimeterId: body.perimeterId, relayId: body.relayId ?? null, userId: body.userId ?? null, since: body.since }).onConflictDoNothing().returning({ id: indicatorCollectors.id })
  if (!made) throw indicatorErrors['indicator-collector-exists']()
  const row = await requireCollector(tx, indicatorId, made.id, request.reach)
  await record(tx, request, { type: 'indicatorCollector.created', objectId: row.id, perimeterId: row.perimeterId, after: row })
  return row
}

export async function patchCollector(tx: Db, request: FastifyRequest, indicatorId: string, id: string, patch: z.output<typeof CollectorPatch>): Promise<CollectorRow> {
  const before = await requireCollector(tx, indicatorId, id, request.reach)
  requireMatch(request, before.version)
  if (patch.since) requireSince(patch.since)
  const who = { relayId: patch.relayId === undefined ? (patch.userId ? null : before.relayId) : patch.relayId, userId: patch.userId === undefined ? (patch.relayId ? null : before.userId) : patch.userId }
  if (patch.relayId !== undefined || patch.userId !== undefined) await requireSomebody(tx, who, request.reach)
  const changed = await tx.update(indicatorCollectors).set({ ...who, ...(patch.since ? { since: patch.since } : {}), ...(who.relayId === before.relayId && who.userId === before.userId ? {} : { remindedAt: null }), version: sql`${indicatorCollectors.version} + 1`, updatedAt: new Date() })
    .where(and(eq(indicatorCollectors.id, id), eq(indicatorCollectors.version, before.version))).returning({ id: indicatorCollectors.id })
  if (changed.length === 0) throw commonErrors['stale-version']()
  const row = await requireCollector(tx, indicatorId, id, request.reach)
  await record(tx, request, { type: 'indicatorCollector.updated', objectId: id, perimeterId: row.perimeterId, before, after: row })
  return row
}

/** Asks nobody any more; what was given stays. */
export async function removeCollector(tx: Db, request: FastifyRequest, indicatorId: string, id: string): Promise<void> {
  const before = await requireCollector(tx, indicatorId, id, request.reach)
  requireMatch(request, before.version)
  await tx.delete(indicatorCollectors).where(eq(indicatorCollectors.id, id))
  await record(tx, request, { type: 'indicatorCollector.removed', objectId: id, perimeterId: before.perimeterId, before })
}
