import type { Db } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { principalIn, type Reach, requireReach } from '../plugins/access.ts'
import { requireMatch } from '../plugins/etag.ts'
import { present } from '../plugins/patch.ts'
import { record } from '../plugins/record.ts'
import { takeReference } from '../plugins/reference.ts'
import { rankingErrors } from './errors.ts'
import { findFormulaVersion, findRanking, findRankingHead, findRemovedRanking, findRound, insertRanking, type RankingRecord, updateRanking } from './queries.ts'
import { adoptionFault } from './rules.ts'
import type { Adoption, RankingCreate, RankingPatch } from './schemas.ts'
import { clearRows } from './store.ts'

const SEED = 1
const DRAWS = 1000

const unknown = (pointer: string) => commonErrors['unknown-reference']({ errors: [{ pointer, code: 'unknown', message: 'unknown' }] })

/** Queues a ranking; the server computes it and says how far it is. */
export async function createRanking(tx: Db, request: FastifyRequest, body: z.output<typeof RankingCreate>): Promise<RankingRecord> {
  requireReach(request, body.perimeterId)
  const version = await findFormulaVersion(tx, body.formulaVersionId, request.reach)
  if (!version) throw unknown('/formulaVersionId')
  const asOf = body.asOf ?? new Date()
  if (asOf.getTime() > Date.now()) throw rankingErrors['ranking-in-the-future']({ errors: [{ pointer: '/asOf', code: 'future', message: 'a date to come' }] })
  const round = body.roundId ? await findRound(tx, body.roundId, request.reach) : null
  if (body.roundId && !round) throw unknown('/roundId')
  if (round && round.status !== 'closed') throw rankingErrors['ranking-round-not-closed']({ errors: [{ pointer: '/roundId', code: 'open', message: 'not closed' }] })
  const id = await insertRanking(tx, {
    reference: await takeReference(tx), title: body.title ?? version.title, formulaVersionId: version.id, perimeterId: body.perimeterId, asOf, capacity: body.capacity ?? null,
    horizon: round?.horizon ?? body.horizon ?? 'now', scenario: round?.scenario ?? body.scenario ?? '', roundId: round?.id ?? null, seed: body.seed ?? SEED, draws: body.draws ?? DRAWS, createdBy: principalIn(request).userId, fictional: round?.fictional ?? false,
  })
  const row = await requireRanking(tx, id, 'all')
  await record(tx, request, { type: 'ranking.created', objectId: id, perimeterId: row.perimeterId, after: row })
  return row
}

/** Stops a computation that waits or runs, and throws its rows away; one that has ended stays as it is. */
export async function cancelRanking(tx: Db, request: FastifyRequest, id: string): Promise<RankingRecord> {
  const before = await requireRanking(tx, id, request.reach)
  if (before.status !== 'queued' && before.status !== 'running') return before
  const row = await save(tx, request, before, { status: 'cancelled', finishedAt: new Date() }, 'ranking.cancelled')
  await clearRows(tx, id)
  return row
}

/** Makes a suggestion a decision: who, on which day, why. */
export async function adoptRanking(tx: Db, request: FastifyRequest, id: string, { adoptedOn, decidedBy, reason }: z.output<typeof Adoption>): Promise<RankingRecord> {
  const before = await requireRanking(tx, id, request.reach)
  if (before.status !== 'done') throw rankingErrors['ranking-not-done']({ params: { status: before.status } })
  if (before.adoptedOn) throw rankingErrors['ranking-adopted']()
  if (adoptionFault(adoptedOn, before.asOf, new Date())) throw rankingErrors['ranking-adopted-before']({ errors: [{ pointer: '/adoptedOn', code: 'date', message: adoptedOn }] })
  return save(tx, request, before, { adoptedOn, decidedBy, adoptionReason: reason, adoptionRecordedBy: principalIn(request).userId }, 'ranking.adopted')
}

/** Takes an adoption back, recorded by mistake or given up; the audit keeps it. */
export async function unadoptRanking(tx: Db, request: FastifyRequest, id: string): Promise<RankingRecord> {
  const before = await requireRanking(tx, id, request.reach)
  if (!before.adoptedOn) throw rankingErrors['ranking-not-adopted']()
  return save(tx, request, before, { adoptedOn: null, decidedBy: null, adoptionReason: null, adoptionRecordedBy: null }, 'ranking.unadopted')
}

export async function patchRanking(tx: Db, request: FastifyRequest, id: string, patch: z.output<typeof RankingPatch>): Promise<RankingRecord> {
  const before = await requireRanking(tx, id, request.reach)
  requireMatch(request, before.version)
  return save(tx, request, before, present(patch), 'ranking.updated')
}

export async function removeRanking(tx: Db, request: FastifyRequest, id: string): Promise<void> {
  const before = await requireRanking(tx, id, request.reach)
  requireMatch(request, before.version)
  if (before.adoptedOn) throw rankingErrors['ranking-adopted']()
  await change(tx, request, before, { deletedAt: new Date() }, 'ranking.removed')
}

export async function restoreRanking(tx: Db, request: FastifyRequest, id: string): Promise<RankingRecord> {
  const before = await findRemovedRanking(tx, id, request.reach)
  if (!before) throw rankingErrors['ranking-not-found']()
  return save(tx, request, before, { deletedAt: null }, 'ranking.restored')
}

/** The ranking, or a 404 that does not tell absent from out of reach. */
export async function requireRanking(db: Db, id: string, reach: Reach): Promise<RankingRecord> {
  const row = await findRanking(db, id, reach)
  if (!row) throw rankingErrors['ranking-not-found']()
  return row
}

/** The head of a ranking whose rows can be read; 404 or 409 otherwise. */
export async function requireDone(db: Db, id: string, reach: Reach) {
  const head = await findRankingHead(db, id, reach)
  if (!head) throw rankingErrors['ranking-not-found']()
  if (head.status !== 'done') throw rankingErrors['ranking-not-done']({ params: { status: head.status } })
  return head
}

async function change(tx: Db, request: FastifyRequest, before: RankingRecord, set: Parameters<typeof updateRanking>[2], type: `ranking.${string}`): Promise<void> {
  if (!(await updateRanking(tx, before, set))) throw commonErrors['stale-version']()
  await record(tx, request, { type, objectId: before.id, perimeterId: before.perimeterId, before, after: { ...before, ...set } })
}

async function save(tx: Db, request: FastifyRequest, before: RankingRecord, set: Parameters<typeof updateRanking>[2], type: `ranking.${string}`): Promise<RankingRecord> {
  await change(tx, request, before, set, type)
  return requireRanking(tx, before.id, 'all')
}
