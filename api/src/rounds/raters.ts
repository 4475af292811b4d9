import { type Db, schema } from '@convergence/db'
import { and, asc, eq, getTableColumns, inArray, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { requireMatch } from '../plugins/etag.ts'
import { record } from '../plugins/record.ts'
import { requireRound, requireWritable } from './commands.ts'
import { roundErrors } from './errors.ts'
import { newRaters } from './new-raters.ts'
import { countByRater } from './progress.ts'
import type { RoundRow } from './queries.ts'
import type { RoundRaterPatch, RoundRatersCreate } from './schemas.parts.ts'
import { mayRecord, viewerOf } from './viewer.ts'

const { roundRaters, stakeholders } = schema
const { linkHash: _linkHash, ...columns } = getTableColumns(roundRaters)
const linked = sql<boolean>`(${roundRaters.linkHash} is not null and ${roundRaters.linkExpiresAt} > now())`

export type RaterRow = Awaited<ReturnType<typeof listRaters>>[number]

/** The raters of a round by name, each with how far they have come. */
export async function listRaters(db: Db, round: RoundRow, ids?: readonly string[]) {
  const rows = await db.select({ ...columns, linked, stakeholderName: stakeholders.name }).from(roundRaters).leftJoin(stakeholders, eq(stakeholders.id, roundRaters.stakeholderId))
    .where(and(eq(roundRaters.roundId, round.id), ids ? inArray(roundRaters.id, [...ids]) : undefined)).orderBy(asc(roundRaters.name), asc(roundRaters.id))
  const counts = await countByRater(db, [round.id])
  const expected = round.stakeholders * round.criteria.length
  return rows.map((row) => {
    const of = counts.get(row.id)
    return { ...row, expected, answered: of?.answered ?? 0, unknown: of?.unknown ?? 0, lastAt: of?.lastAt ?? null }
  })
}

export async function requireRater(db: Db, round: RoundRow, id: string): Promise<RaterRow> {
  const [row] = await listRaters(db, round, [id])
  if (!row) throw roundErrors['rater-not-found']()
  return row
}

/** Asks people to score, all or none. */
export async function addRaters(tx: Db, request: FastifyRequest, roundId: string, body: z.output<typeof RoundRatersCreate>): Promise<RaterRow[]> {
  const round = await requireWritable(tx, request, roundId)
  if (round.phase === 'closed') throw roundErrors['round-closed']()
  const rows = await newRaters(tx, request, round.id, body.raters)
  const made = await tx.insert(roundRaters).values(rows).returning({ id: roundRaters.id })
  const added = await listRaters(tx, round, made.map((row) => row.id))
  await record(tx, request, ...added.map((row) => ({ type: 'rater.created' as const, objectId: row.id, perimeterId: round.perimeterId, after: { ...row } })))
  return added
}

/** Renames a rater, or says that they have nothing to add: they do, or for one without account who records. */
export async function patchRater(tx: Db, request: FastifyRequest, roundId: string, id: string, patch: z.output<typeof RoundRaterPatch>): Promise<RaterRow> {
  const viewer = viewerOf(request)
  const round = await requireRound(tx, roundId, viewer)
  const before = await requireRater(tx, round, id)
  requireMatch(request, before.version)
  const own = before.userId !== null && before.userId === viewer.userId
  const records = mayRecord(request) && (request.reach === 'all' || request.reach.includes(round.perimeterId))
  if (patch.name !== undefined && !records) throw commonErrors['role-missing']()
  if (patch.finished !== undefined && !own && !(records && before.userId === null)) throw roundErrors['rater-is-another']()
  if (patch.finished !== undefined && round.phase !== 'open') throw roundErrors[round.phase === 'closed' ? 'round-closed' : 'round-not-open']()
  const change = { ...(patch.name === undefined ? {} : { name: patch.name }), ...(patch.finished === undefined ? {} : { finishedAt: patch.finished ? new Date() : null }) }
  return saveRater(tx, request, round, before, change, patch.finished ? 'rater.finished' : 'rater.updated')
}

/** Takes back the question from somebody who has not scored. */
export async function removeRater(tx: Db, request: FastifyRequest, roundId: string, id: string): Promise<void> {
  const round = await requireWritable(tx, request, roundId)
  const before = await requireRater(tx, round, id)
  requireMatch(request, before.version)
  if ((await tx.$count(schema.scores, eq(schema.scores.raterId, id))) > 0) throw roundErrors['rater-has-scores']()
  await tx.delete(roundRaters).where(eq(roundRaters.id, id))
  await record(tx, request, { type: 'rater.removed', objectId: id, perimeterId: round.perimeterId, before: { ...before } })
}

/** Applies a change to the version that was read, and records it. */
export async function saveRater(tx: Db, request: FastifyRequest, round: RoundRow, before: { id: string; version: number }, change: Partial<typeof roundRaters.$inferInsert>, type: `rater.${string}`): Promise<RaterRow> {
  const done = await tx.update(roundRaters).set({ ...change, version: sql`${roundRaters.version} + 1`, updatedAt: new Date() }).where(and(eq(roundRaters.id, before.id), eq(roundRaters.version, before.version))).returning({ id: roundRaters.id })
  if (done.length === 0) throw commonErrors['stale-version']()
  const row = await requireRater(tx, round, before.id)
  await record(tx, request, { type, objectId: row.id, perimeterId: round.perimeterId, before: { ...before }, after: { ...row } })
  return row
}
