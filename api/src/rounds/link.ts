import { type Db, schema } from '@convergence/db'
import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import { hashToken, newToken } from '../auth/tokens.ts'
import { becomeHolder, linkHashOf, refusedLink } from '../links/secret.ts'
import { fromNow } from '../plugins/clock.ts'
import { requireRound, requireWritable } from './commands.ts'
import { roundErrors } from './errors.ts'
import { requireRater, saveRater } from './raters.ts'

const { roundRaters, rounds } = schema
const DAY_S = 86_400

/** Makes a private link for a rater without account; the one before stops working. The secret is shown this once. */
export async function createLink(tx: Db, request: FastifyRequest, roundId: string, raterId: string, expiresInDays: number) {
  const round = await requireWritable(tx, request, roundId)
  if (round.phase === 'closed') throw roundErrors['round-closed']()
  const rater = await requireRater(tx, round, raterId)
  if (rater.userId !== null) throw roundErrors['rater-has-account']()
  const secret = newToken()
  const expiresAt = await fromNow(tx, expiresInDays * DAY_S)
  await saveRater(tx, request, round, rater, { linkHash: hashToken(secret), linkExpiresAt: expiresAt }, 'rater.linked')
  return { raterId, secret, expiresAt }
}

/** Makes the link of a rater stop working at once. */
export async function revokeLink(tx: Db, request: FastifyRequest, roundId: string, raterId: string): Promise<void> {
  const round = await requireWritable(tx, request, roundId)
  const rater = await requireRater(tx, round, raterId)
  if (!rater.linked) throw roundErrors['rater-not-found']()
  await saveRater(tx, request, round, rater, { linkHash: null, linkExpiresAt: null }, 'rater.unlinked')
}

/** The rater whose private link stands in `Authorization: Link <secret>`, who becomes the principal; 401 when it does not work. */
export async function raterOfLink(db: Db, request: FastifyRequest) {
  const hash = linkHashOf(request)
  const rater = hash ? await findLinkedRater(db, hash) : undefined
  if (!rater) throw await refusedLink(db, request)
  becomeHolder(request, 'rater', rater.id)
  return rater
}

async function findLinkedRater(db: Db, linkHash: string) {
  const [rater] = await db.select({ id: roundRaters.id, roundId: roundRaters.roundId, version: roundRaters.version, finishedAt: roundRaters.finishedAt, perimeterId: rounds.perimeterId }).from(roundRaters)
    .innerJoin(rounds, and(eq(rounds.id, roundRaters.roundId), isNull(rounds.deletedAt)))
    .where(and(eq(roundRaters.linkHash, linkHash), gt(roundRaters.linkExpiresAt, sql`now()`), isNull(roundRaters.userId)))
  return rater
}

/** Keeps that the rater of a link has nothing to add, or takes it back, while the round is open. */
export async function finishLinked(tx: Db, request: FastifyRequest, rater: Awaited<ReturnType<typeof raterOfLink>>, finished: boolean): Promise<void> {
  const round = await requireRound(tx, rater.roundId, { reach: [rater.perimeterId], userId: null })
  if (round.phase !== 'open') throw roundErrors[round.phase === 'closed' ? 'round-closed' : 'round-not-open']()
  const before = await requireRater(tx, round, rater.id)
  await saveRater(tx, request, round, before, { finishedAt: finished ? new Date() : null }, finished ? 'rater.finished' : 'rater.updated')
}
