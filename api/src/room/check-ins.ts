import { randomUUID } from 'node:crypto'
import { type Db, schema } from '@convergence/db'
import { and, asc, eq, getTableColumns, isNull, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { requireMatch } from '../plugins/etag.ts'
import { present } from '../plugins/patch.ts'
import { record } from '../plugins/record.ts'
import { requireEditable } from '../sessions/commands.ts'
import { requireStakeholders } from '../sessions/participants.ts'
import { countHeads } from './attending.ts'
import { roomErrors } from './errors.ts'
import type { CheckInCreate, CheckInPatch } from './schemas.ts'

const { checkIns, stakeholders } = schema
const { deviceKey: _deviceKey, ...own } = getTableColumns(checkIns)

const selectCheckIns = (db: Db, sessionId: string, id?: string) =>
  db.select({ ...own, stakeholderName: stakeholders.name }).from(checkIns).leftJoin(stakeholders, eq(stakeholders.id, checkIns.stakeholderId)).where(and(eq(checkIns.sessionId, sessionId), id ? eq(checkIns.id, id) : undefined))

/** Who came through the door, in order, with how many people and organisations stand. */
export async function listCheckIns(db: Db, sessionId: string) {
  const items = await selectCheckIns(db, sessionId).orderBy(asc(checkIns.at), asc(checkIns.id))
  const here = items.filter((row) => row.withdrawnAt === null)
  return { items, nextCursor: null, people: here.length, organisations: new Set(here.map((row) => row.stakeholderId ?? row.organisation.trim().toLowerCase())).size }
}

export async function requireCheckIn(db: Db, sessionId: string, id: string) {
  const [row] = await selectCheckIns(db, sessionId, id)
  if (!row) throw roomErrors['check-in-not-found']()
  return row
}

/** Writes down somebody at the door who has no phone. */
export async function addCheckIn(tx: Db, request: FastifyRequest, sessionId: string, body: z.output<typeof CheckInCreate>) {
  const head = await requireEditable(tx, sessionId, request.reach)
  if (body.stakeholderId) await requireStakeholders(tx, [body.stakeholderId], request.reach, '/stakeholderId')
  const organisation = body.stakeholderId ? '' : (body.organisation ?? '').trim()
  if (!body.stakeholderId && organisation === '') throw roomErrors['check-in-organisation-missing']({ errors: [{ pointer: '/organisation', code: 'missing', message: 'stakeholderId or organisation' }] })
  const [made] = await tx.insert(checkIns).values({ sessionId, stakeholderId: body.stakeholderId ?? null, organisation, personName: body.personName ?? '', personRole: body.personRole ?? '', method: 'walk_in', deviceKey: `staff-${randomUUID()}` }).returning({ id: checkIns.id })
  const row = await requireCheckIn(tx, sessionId, made?.id ?? '')
  await record(tx, request, { type: 'check-in.created', objectId: row.id, perimeterId: head.perimeterId, after: row })
  if (row.stakeholderId) await countHeads(tx, request, head, row.stakeholderId)
  return row
}

/** Corrects a check-in, or ties a walk-in to a stakeholder: both attendances are counted anew. */
export async function patchCheckIn(tx: Db, request: FastifyRequest, sessionId: string, id: string, patch: z.output<typeof CheckInPatch>) {
  const head = await requireEditable(tx, sessionId, request.reach)
  const before = await requireCheckIn(tx, sessionId, id)
  requireMatch(request, before.version)
  if (before.withdrawnAt) throw roomErrors['check-in-withdrawn']()
  if (patch.stakeholderId) await requireStakeholders(tx, [patch.stakeholderId], request.reach, '/stakeholderId')
  return save(tx, request, head, before, present(patch), 'check-in.updated')
}

/** Takes a check-in back, or takes it up again: the row stays, the attendance no longer counts it. */
export async function withdrawCheckIn(tx: Db, request: FastifyRequest, sessionId: string, id: string, withdrawn: boolean) {
  const head = await requireEditable(tx, sessionId, request.reach)
  const before = await requireCheckIn(tx, sessionId, id)
  if ((before.withdrawnAt !== null) === withdrawn) return before
  return save(tx, request, head, before, { withdrawnAt: withdrawn ? new Date() : null }, withdrawn ? 'check-in.withdrawn' : 'check-in.restored')
}

type CheckInRow = Awaited<ReturnType<typeof requireCheckIn>>

async function save(tx: Db, request: FastifyRequest, head: { id: string; perimeterId: string }, before: CheckInRow, change: Partial<typeof checkIns.$inferInsert>, type: `check-in.${string}`): Promise<CheckInRow> {
  const done = await tx.update(checkIns).set({ ...change, version: sql`${checkIns.version} + 1`, updatedAt: new Date() }).where(and(eq(checkIns.id, before.id), eq(checkIns.version, before.version))).returning({ id: checkIns.id })
  if (done.length === 0) throw commonErrors['stale-version']()
  const row = await requireCheckIn(tx, head.id, before.id)
  await record(tx, request, { type, objectId: row.id, perimeterId: head.perimeterId, before, after: row })
  for (const stakeholderId of [...new Set([before.stakeholderId, row.stakeholderId])].toSorted()) if (stakeholderId) await countHeads(tx, request, head, stakeholderId)
  return row
}

/** How many people came whose organisation is no stakeholder yet. */
export const countWalkIns = (db: Db, sessionId: string): Promise<number> => db.$count(checkIns, and(eq(checkIns.sessionId, sessionId), isNull(checkIns.stakeholderId), isNull(checkIns.withdrawnAt)))
