import { createDb, demoId } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import { buildApp } from '../src/app.ts'
import { principalReader } from '../src/auth/principal.ts'
import { insertSignIn } from '../src/auth/queries.ts'
import { readConfig } from '../src/config.ts'
import { may, reachOf } from '../src/plugins/access.ts'

const ROUNDS = 15
const EACH = 40
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

async function timed(times: number, work: () => unknown): Promise<number> {
  const from = performance.now()
  for (let i = 0; i < times; i += 1) await work()
  return (performance.now() - from) / times
}

/**
 * What deciding takes of a list request, in milliseconds each, one after the other: `whoMs` reads the sign-in, its roles and their
 * perimeters from the database; `checkMs` decides by role and perimeter; `listMs` is the whole request, both included. Rounds alternate,
 * so that other work on the machine weighs on all three.
 */
export async function benchAccess(database: string): Promise<{ listMs: number; whoMs: number; checkMs: number }> {
  const { db, close } = await createDb(database)
  const app = await buildApp({ db, config: { ...readConfig({ LOG_LEVEL: 'silent', REQUESTS_PER_MINUTE: '1000000' }), database } })
  const { token } = await insertSignIn(db, demoId('user', 'staff'), 'bench')
  const headers = { cookie: `convergence=${token}` }
  const read = principalReader(db)
  // What the reader looks at: the cookie, and the settings that name it.
  const asker = { headers, cookies: { convergence: token }, server: { config: app.config } } as unknown as FastifyRequest
  const principal = await read(asker)
  if (!principal || (await app.inject({ url: '/api/v1/stakeholders?limit=50', headers })).statusCode !== 200) throw new Error('the sign-in of the bench opens nothing')
  const rounds = []
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.push({
      list: await timed(EACH, () => app.inject({ url: '/api/v1/stakeholders?limit=50', headers })),
      who: await timed(EACH, () => read(asker)),
      check: await timed(EACH * 100, () => reachOf(principal, may.readMap)),
    })
  }
  await app.close()
  await close()
  return { listMs: median(rounds.map((r) => r.list)), whoMs: median(rounds.map((r) => r.who)), checkMs: median(rounds.map((r) => r.check)) }
}
