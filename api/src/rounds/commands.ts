import { type Db, schema } from '@convergence/db'
import { eq, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { findCriteria } from '../criteria/queries.ts'
import { commonErrors } from '../errors.ts'
import { requireReach } from '../plugins/access.ts'
import { requireMatch } from '../plugins/etag.ts'
import { present } from '../plugins/patch.ts'
import { record } from '../plugins/record.ts'
import { takeReference } from '../plugins/reference.ts'
import { stakeholdersExist } from '../stakeholders/queries.ts'
import { roundErrors } from './errors.ts'
import { newRaters } from './new-raters.ts'
import { findRound, insertRound, instantNow, lockRound, type RoundRow, updateRound } from './queries.ts'
import type { RoundCreate, RoundPatch, RoundReopen } from './schemas.ts'
import { type Viewer, viewerOf } from './viewer.ts'

const { roundCriteria, roundRaters, roundStakeholders } = schema

/** Prepares a round: a draft, with its criteria on the scales of today. */
export async function createRound(tx: Db, request: FastifyRequest, body: z.output<typeof RoundCreate>): Promise<RoundRow> {
  requireReach(request, body.perimeterId)
  const { criterionIds = [], stakeholderIds = [], raters = [], ...own } = body
  requireOrder(own.opensAt ?? null, own.closesAt ?? null)
  const id = await insertRound(tx, { ...present(own), title: own.title, perimeterId: own.perimeterId, reference: await takeReference(tx) })
  await setCriteria(tx, id, criterionIds)
  const members = await knownStakeholders(tx, request, stakeholderIds, '/stakeholderIds')
  if (members.length > 0) await tx.insert(roundStakeholders).values(members.map((stakeholderId, i) => ({ roundId: id, stakeholderId, rank: i + 1 })))
  if (raters.length > 0) await tx.insert(roundRaters).values(await newRaters(tx, request, id, raters))
  const row = await requireRound(tx, id, viewerOf(request))
  await record(tx, request, { type: 'round.created', objectId: id, perimeterId: row.perimeterId, after: row })
  return row
}

/** Applies a merge patch to the version that If-Match names. */
export async function patchRound(tx: Db, request: FastifyRequest, id: string, patch: z.output<typeof RoundPatch>): Promise<RoundRow> {
  const before = await requireWritable(tx, request, id)
  requireMatch(request, before.version)
  const { criterionIds, ...own } = patch
  requirePhase(before, own, criterionIds !== undefined)
  if (own.perimeterId) requireReach(request, own.perimeterId)
  if (own.opensAt !== undefined || own.closesAt !== undefined) requireOrder(own.opensAt === undefined ? before.opensAt : own.opensAt, own.closesAt === undefined ? before.closesAt : own.closesAt)
  if (criterionIds) await setCriteria(tx, id, criterionIds)
  return save(tx, request, before, present(own), 'round.updated')
}

/** Opens a draft that has somebody to ask and something to ask, on the scales in force now. */
export async function openRound(tx: Db, request: FastifyRequest, id: string): Promise<RoundRow> {
  const before = await requireWritable(tx, request, id)
  if (before.phase !== 'draft') throw roundErrors['round-not-draft']()
  const missing = (['stakeholders', 'criteria', 'raters'] as const).filter((part) => (part === 'criteria' ? before.criteria.length : before[part]) === 0)
  if (missing.length > 0) throw roundErrors['round-empty']({ errors: missing.map((part) => ({ pointer: `/${part}`, code: 'missing', message: 'none' })) })
  const later = before.opensAt && before.opensAt > new Date() ? before.opensAt : null
  requireOrder(later, before.closesAt)
  await setCriteria(tx, id, before.criteria.map((c) => c.criterionId))
  return save(tx, request, before, { status: 'open', opensAt: later ?? instantNow }, 'round.opened')
}

/** Ends a round: its scores enter every result. */
export async function closeRound(tx: Db, request: FastifyRequest, id: string): Promise<RoundRow> {
  const before = await requireWritable(tx, request, id)
  if (before.phase === 'closed') throw roundErrors['round-closed']()
  if (before.phase !== 'open') throw roundErrors['round-not-open']()
  return save(tx, request, before, { status: 'closed', closesAt: sql`greatest(${instantNow}, opens_at + interval '1 millisecond')` }, 'round.closed')
}

/** Opens a closed round again, as the undo of closing: its scores leave the results until it closes anew. */
export async function reopenRound(tx: Db, request: FastifyRequest, id: string, body: z.output<typeof RoundReopen>): Promise<RoundRow> {
  const before = await requireWritable(tx, request, id)
  if (before.phase !== 'closed') throw roundErrors['round-not-closed']()
  const closesAt = body.closesAt ?? null
  if (closesAt && closesAt <= new Date()) throw roundErrors['round-closes-before-opening']({ errors: [{ pointer: '/closesAt', code: 'invalid', message: 'in the past' }] })
  return save(tx, request, before, { status: 'open', closesAt }, 'round.reopened')
}

export async function removeRound(tx: Db, request: FastifyRequest, id: string): Promise<RoundRow> {
  const before = await requireWritable(tx, request, id)
  requireMatch(request, before.version)
  return save(tx, request, before, { deletedAt: new Date() }, 'round.removed')
}

export async function restoreRound(tx: Db, request: FastifyRequest, id: string): Promise<RoundRow> {
  const before = await findRound(tx, id, { reach: request.reach, userId: null }, true)
  if (!before) throw roundErrors['round-not-found']()
  return save(tx, request, before, { deletedAt: null }, 'round.restored')
}

/** The round, or a 404 that does not tell absent from out of sight. */
export async function requireRound(db: Db, id: string, viewer: Viewer): Promise<RoundRow> {
  const row = await findRound(db, id, viewer)
  if (!row) throw roundErrors['round-not-found']()
  return row
}

/** The round within reach, locked: being asked to score in it gives no right to change it. */
export async function requireWritable(tx: Db, request: FastifyRequest, id: string): Promise<RoundRow> {
  const viewer = viewerOf(request)
  await lockRound(tx, id, viewer)
  const row = await requireRound(tx, id, viewer)
  if (request.reach !== 'all' && !request.reach.includes(row.perimeterId)) throw roundErrors['round-not-found']()
  return row
}

/** The ids without doubles, each of a stakeholder within reach. */
export async function knownStakeholders(tx: Db, request: FastifyRequest, wanted: readonly string[], pointer: string): Promise<string[]> {
  const ids = [...new Set(wanted)]
  if (!(await stakeholdersExist(tx, ids, request.reach))) throw commonErrors['unknown-reference']({ errors: [{ pointer, code: 'unknown', message: 'unknown stakeholder' }] })
  return ids
}

/** What a phase no longer lets change. */
function requirePhase(before: RoundRow, own: Partial<z.output<typeof RoundPatch>>, criteria: boolean): void {
  if (before.phase === 'closed' && (criteria || Object.keys(own).some((key) => key !== 'title' && key !== 'purpose'))) throw roundErrors['round-closed']()
  const fixed = [own.perimeterId, own.horizon, own.scenario].some((value) => value !== undefined) || (own.opensAt !== undefined && before.phase === 'open')
  if (before.phase !== 'draft' && fixed) throw roundErrors['round-not-draft']()
}

function requireOrder(opensAt: Date | null, closesAt: Date | null): void {
  if (!closesAt) return
  if (closesAt <= new Date() || (opensAt && closesAt <= opensAt)) throw roundErrors['round-closes-before-opening']({ errors: [{ pointer: '/closesAt', code: 'invalid', message: 'before the opening, or in the past' }] })
}

/** Sets the criteria in their order: those that stay and were answered keep their scale, the others take that in force. */
async function setCriteria(tx: Db, roundId: string, wanted: readonly string[]): Promise<void> {
  const ids = [...new Set(wanted)]
  const known = await findCriteria(tx, ids)
  if (known.length !== ids.length) throw commonErrors['unknown-reference']({ errors: [{ pointer: '/criterionIds', code: 'unknown', message: 'unknown criterion' }] })
  const scored = await tx.selectDistinct({ id: schema.scores.criterionId, versionId: schema.scores.criterionVersionId }).from(schema.scores).where(eq(schema.scores.roundId, roundId))
  if (scored.some((s) => !ids.includes(s.id))) throw roundErrors['round-criterion-scored']()
  await tx.delete(roundCriteria).where(eq(roundCriteria.roundId, roundId))
  const rows = ids.flatMap((criterionId, i) => {
    const scale = known.find((c) => c.id === criterionId)?.scale.id
    const kept = scored.find((s) => s.id === criterionId)?.versionId ?? scale
    return kept ? [{ roundId, criterionId, criterionVersionId: kept, rank: i + 1 }] : []
  })
  if (rows.length > 0) await tx.insert(roundCriteria).values(rows)
}

async function save(tx: Db, request: FastifyRequest, before: RoundRow, change: Parameters<typeof updateRound>[2], type: `round.${string}`): Promise<RoundRow> {
  if (!(await updateRound(tx, before, change))) throw commonErrors['stale-version']()
  const row = await findRound(tx, before.id, viewerOf(request), Boolean(change.deletedAt))
  if (!row) throw roundErrors['round-not-found']()
  await record(tx, request, { type, objectId: row.id, perimeterId: row.perimeterId, before, after: row })
  return row
}
