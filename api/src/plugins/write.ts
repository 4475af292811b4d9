import { createHmac } from 'node:crypto'
import { type Db, schema } from '@convergence/db'
import { and, eq, lt, sql } from 'drizzle-orm'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { commonErrors } from '../errors.ts'
import { readTexts } from '../texts/guard.ts'
import { beginRecorded } from '../texts/recorded.ts'
import { principalIn } from './access.ts'
import { sqlStateOf } from './database-problem.ts'
import { etagOf } from './etag.ts'
import { withoutKept } from './kept.ts'

const { idempotencyKeys } = schema
const KEPT_HOURS = 48
const RETRIES = 3

/** What a write answers. `version` becomes the ETag, `location` the Location header. */
export interface Written {
  status?: 200 | 201 | 202 | 204
  body?: unknown
  /** What a replay of the request answers, where the first answer shows a secret once: the secret is never stored. */
  replayBody?: unknown
  location?: string
  version?: number
}

/**
 * Runs a write in one transaction and sends its answer after the commit. An Idempotency-Key is honoured: the answer is
 * stored with the effect, the same request again gets it replayed, another request with the key is refused (422).
 * Deadlocks and serialisation failures are retried inside.
 */
export async function write(request: FastifyRequest, reply: FastifyReply, work: (tx: Db) => Promise<Written>): Promise<void> {
  const claim = claimOf(request)
  for (let attempt = 1; ; attempt += 1) {
    try {
      const answer = await request.server.db.transaction((tx) => answerWithin(tx, reply, claim, readAfter(request, work)))
      return await sendAnswer(reply, answer)
    } catch (error) {
      if (attempt > RETRIES || !['40001', '40P01'].includes(sqlStateOf(error)?.code ?? '')) throw error
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * attempt))
    }
  }
}

/** What was written is read once it is known to be permitted, and of whom it tells: a refusal undoes it all. */
const readAfter = (request: FastifyRequest, work: (tx: Db) => Promise<Written>) => async (tx: Db): Promise<Written> => {
  beginRecorded(request)
  const written = await work(tx)
  await readTexts(tx, request)
  return written
}

interface Answer { status: number; headers: Record<string, string>; body: string }
interface Claim { principal: string; route: string; key: string; fingerprint: string }

function claimOf(request: FastifyRequest): Claim | null {
  const key = request.headers['idempotency-key']
  if (request.method !== 'POST' || key === undefined) return null
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(key)) throw commonErrors['invalid-request']({ errors: [{ pointer: 'idempotency-key', code: 'invalid_format', message: '1–255 visible ASCII characters' }] })
  // Keyed, since the body may hold a password: the stored fingerprint alone must not let anybody try words against it.
  const fingerprint = createHmac('sha256', request.server.config.secret).update(JSON.stringify([request.url, request.body ?? null])).digest('hex')
  return { principal: principalIn(request).actor, route: request.routeOptions.url ?? '', key, fingerprint }
}

async function answerWithin(tx: Db, reply: FastifyReply, claim: Claim | null, work: (tx: Db) => Promise<Written>): Promise<Answer> {
  const stored = claim ? await takeKey(tx, claim) : null
  if (stored) return stored
  const written = await work(tx)
  const answer = serialise(reply, written)
  if (claim) await tx.update(idempotencyKeys).set('replayBody' in written ? serialise(reply, { ...written, body: written.replayBody }) : answer).where(ofClaim(claim))
  return answer
}

const ofClaim = (claim: Claim) => and(eq(idempotencyKeys.principal, claim.principal), eq(idempotencyKeys.route, claim.route), eq(idempotencyKeys.key, claim.key))

/** Takes the key, or gives the answer that an earlier request stored under it. A concurrent request waits for the first. */
async function takeKey(tx: Db, claim: Claim): Promise<Answer | null> {
  await tx.delete(idempotencyKeys).where(and(ofClaim(claim), lt(idempotencyKeys.createdAt, sql`now() - make_interval(hours => ${KEPT_HOURS})`)))
  const taken = await tx.insert(idempotencyKeys).values(claim).onConflictDoNothing().returning({ key: idempotencyKeys.key })
  if (taken.length > 0) return null
  const [row] = await tx.select().from(idempotencyKeys).where(ofClaim(claim))
  if (!row || row.status === null) throw commonErrors['key-in-progress']()
  if (row.fingerprint !== claim.fingerprint) throw commonErrors['key-reused']()
  return { status: row.status, headers: { ...row.headers, 'idempotency-replayed': 'true' }, body: row.body ?? '' }
}

function serialise(reply: FastifyReply, written: Written): Answer {
  const status = written.status ?? 200
  const headers: Record<string, string> = {}
  if (written.location) headers.location = written.location
  if (written.version !== undefined) headers.etag = etagOf(written.version)
  reply.code(status)
  return { status, headers, body: status === 204 ? '' : String(reply.serialize(withoutKept(reply.request, reply, written.body) as Record<string, unknown>)) }
}

/** A reply is awaited until it has left, so that the handler may end with nothing to send. */
async function sendAnswer(reply: FastifyReply, answer: Answer): Promise<void> {
  reply.code(answer.status).headers(answer.headers)
  if (answer.status === 204) reply.serializer(() => '').send(null)
  else reply.type('application/json; charset=utf-8').serializer((text: string) => text).send(answer.body)
  await reply
}
