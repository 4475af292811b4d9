import { type Db, schema } from '@convergence/db'
import { and, eq, isNull } from 'drizzle-orm'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { principalReader } from '../auth/principal.ts'
import { may, type Principal, principalIn, reachOf } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { requireOwnOrigin } from '../plugins/origin.ts'
import { within } from '../plugins/reach.ts'
import { roomErrors } from './errors.ts'
import { type Feed, startFeed } from './feed.ts'

const HEARTBEAT_MS = 15_000
/** A right taken away ends a stream within this time. */
const RIGHTS_MS = 3000
const MOST_PER_ACTOR = 30
/** More than so many changed objects are not named one by one. */
const MOST_NAMED = 100
const { sessions } = schema

export interface Streams {
  /** Answers with an endless text/event-stream: `ready`, then `change` whenever something of the session changed. */
  open(request: FastifyRequest, reply: FastifyReply, sessionId: string): Promise<void>
}

/** The streams of this process; they end when the server closes. */
export function streamsOf(app: App): Streams {
  const feed = startFeed(app.db, (error) => app.log.error({ err: error }, 'the feed of the rooms failed'))
  const readPrincipal = principalReader(app.db, { touch: false })
  const ends = new Set<() => void>()
  const byActor = new Map<string, number>()
  app.addHook('preClose', async () => {
    for (const end of ends) end()
    feed.stop()
  })
  return {
    async open(request, reply, sessionId) {
      requireOwnOrigin(request, app.config)
      const { actor } = principalIn(request)
      const open = byActor.get(actor) ?? 0
      if (open >= MOST_PER_ACTOR) throw roomErrors['too-many-streams']()
      byActor.set(actor, open + 1)
      const stillMay = async () => maySee(app.db, await readPrincipal(request), sessionId)
      const { raw } = reply
      const end = (): void => void raw.end()
      ends.add(end)
      raw.once('close', () => {
        ends.delete(end)
        const left = (byActor.get(actor) ?? 1) - 1
        if (left > 0) byActor.set(actor, left)
        else byActor.delete(actor)
      })
      await speak(request, reply, feed, sessionId, stillMay)
    },
  }
}

/** Writes until either side ends. */
async function speak(request: FastifyRequest, reply: FastifyReply, feed: Feed, sessionId: string, stillMay: () => Promise<boolean>): Promise<void> {
  reply.hijack()
  const { raw } = reply
  // A proxy that buffers would hold the changes back.
  raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no', 'x-content-type-options': 'nosniff', 'content-security-policy': "default-src 'none'; frame-ancestors 'none'", connection: 'keep-alive' })
  const tell = (event: string, id: number, objects: readonly string[] | null = null): void =>
    void raw.write(`id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(objects && objects.length <= MOST_NAMED ? { objects } : {})}\n\n`)
  const beat = setInterval(() => void raw.write(': \n\n'), HEARTBEAT_MS)
  const rights = setInterval(() => void stillMay().then((may) => may || raw.end(), () => undefined), RIGHTS_MS)
  let stop = (): void => undefined
  raw.once('close', () => {
    clearInterval(beat)
    clearInterval(rights)
    stop()
  })
  try {
    const listening = await feed.listen(sessionId, (cursor, objects) => tell('change', cursor, objects))
    stop = listening.stop
    if (raw.closed) stop()
    const last = Number(request.headers['last-event-id'] ?? Number.NaN)
    tell('ready', listening.cursor)
    // Come back after a gap: what happened meanwhile is one change.
    if (last < listening.cursor) tell('change', listening.cursor)
  } catch (error) {
    // The answer has begun: the browser comes back by itself.
    request.log.error({ err: error }, 'a stream could not start')
    raw.end()
  }
}

async function maySee(db: Db, principal: Principal | null, sessionId: string): Promise<boolean> {
  try {
    const reach = reachOf(principal, may.readDialogue)
    return (await db.$count(sessions, and(eq(sessions.id, sessionId), isNull(sessions.deletedAt), within(sessions.perimeterId, reach)))) > 0
  } catch {
    return false
  }
}
