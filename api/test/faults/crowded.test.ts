import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { demoId } from '@convergence/db'
import { createTestDatabase } from '@convergence/db/testing'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest'
import { type Server, signIn, startServer } from './server.ts'
import { deaf, type SlowClient, trickle } from './slow-sockets.ts'

const POOL = 4
const WAIT_S = 2
const STATEMENT_S = 5
const SLACK_MS = 3_000
/** Of each kind. */
const SLOW = 100
const national = demoId('perimeter', 'national')

let database = { url: '', drop: async (): Promise<void> => undefined }
let server: Server
let cookie = ''
const headers: SlowClient[] = []
const head = (method: string, path: string, more = ''): string => `${method} ${path} HTTP/1.1\r\nHost: x\r\nCookie: ${cookie}\r\n${more}`
beforeAll(async () => {
  database = await createTestDatabase(inject('testHome'))
  server = await startServer(database.url, { POOL_SIZE: String(POOL), POOL_WAIT_SECONDS: String(WAIT_S), STATEMENT_SECONDS: String(STATEMENT_S) })
  cookie = await signIn(server.url)
  // From now on, since they are cut off only after a while.
  for (let i = 0; i < SLOW; i += 1) headers.push(trickle(server.url, head('GET', '/api/v1/stakeholders', `X-Slow: ${'x'.repeat(500)}\r\n\r\n`), 1000))
})
afterAll(async () => {
  headers.forEach(({ socket }) => socket.destroy())
  await server.kill()
  await database.drop()
})

interface Answer { status: number; ms: number; retryAfter: string | null; text: string }
async function ask(path: string, init: RequestInit = {}): Promise<Answer> {
  const began = performance.now()
  const response = await fetch(`${server.url}${path}`, { ...init, headers: { cookie, 'content-type': 'application/json', ...init.headers } })
  const text = await response.text()
  return { status: response.status, ms: performance.now() - began, retryAfter: response.headers.get('retry-after'), text }
}
const post = (path: string, body: object) => ask(`/api/v1/${path}`, { method: 'POST', body: JSON.stringify(body) })
const create = (name: string) => post('stakeholders', { kind: 'organisation', name, perimeterId: national })
const idOf = (answer: Answer): string => (JSON.parse(answer.text) as { id: string }).id

/** A session of our own on the same database, to stand in the way. */
async function rival(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  onTestFinished(() => client.end())
  return client
}

it('R-14: with ten times more requests than connections, all of them blocked, the answer is an early 503, the process still says it lives, and all serves again by itself', async () => {
  const blocker = await rival()
  await blocker.query('begin; lock table stakeholders in access exclusive mode')
  const blocked = Array.from({ length: 10 * POOL }, () => ask('/api/v1/stakeholders?limit=1'))
  await sleep(300)
  const alive = await ask('/livez')
  const readiness = await ask('/readyz')
  const answers = await Promise.all(blocked)
  await blocker.query('rollback')
  const after = await Promise.all(Array.from({ length: 10 * POOL }, () => ask('/api/v1/stakeholders?limit=1')))
  const slowest = Math.max(...answers.map((a) => a.ms))
  console.info(`${answers.length} requests on ${POOL} blocked connections: all answered within ${(slowest / 1000).toFixed(1)} s, /livez in ${Math.round(alive.ms)} ms, /readyz ${readiness.status}; afterwards ${after.filter((a) => a.status === 200).length} of ${after.length} served`)
  expect(new Set(answers.map((a) => a.status))).toEqual(new Set([503]))
  expect(answers.every((a) => a.retryAfter !== null)).toBe(true)
  expect(slowest).toBeLessThan((WAIT_S + STATEMENT_S) * 1000 + SLACK_MS)
  expect([alive.status, readiness.status]).toEqual([200, 503])
  expect(new Set(after.map((a) => a.status))).toEqual(new Set([200]))
})

describe('R-15: what the database asks to try again is tried again inside', () => {
  it('R-15: a real deadlock, of which we are the victim, ends in 200', async () => {
    const ids = (await Promise.all(['Verrou A', 'Verrou B'].map(create))).map(idOf).sort()
    const other = await rival()
    const deadlocks = async () => Number((await other.query<{ n: string }>('select deadlocks n from pg_stat_database where datname = current_database()')).rows[0]?.n)
    const before = await deadlocks()
    // It looks for a deadlock later than we do: so ours is the one that is ended.
    await other.query(`set deadlock_timeout = '30s'; begin; update stakeholders set city = 'Nantes' where id = '${ids[1]}'`)
    const batch = post('stakeholders/batch', { ids, addTags: ['croisé'] })
    await sleep(500)
    await other.query(`update stakeholders set city = 'Nantes' where id = '${ids[0]}'`)
    await other.query('commit')
    const answer = await batch
    await expect.poll(deadlocks).toBeGreaterThan(before)
    console.info(`a deadlock was tried again inside: ${answer.status} after ${(answer.ms / 1000).toFixed(1)} s`)
    expect(answer.status, answer.text).toBe(200)
    const { rows } = await other.query('select city, tags from stakeholders where id = any($1)', [ids])
    expect(rows).toEqual(ids.map(() => ({ city: 'Nantes', tags: ['croisé'] })))
  })

  it('R-15: two serialisation failures (40001) in a row end in one object; without end they are 503, never 500', async () => {
    const other = await rival()
    await other.query(`create sequence refusals; create function refuse() returns trigger language plpgsql as $$ begin
      if new.name like 'Conflit %' and nextval('refusals') <= (case when new.name = 'Conflit bref' then 2 else 1000 end) then raise exception using errcode = '40001', message = 'could not serialize access'; end if;
      return new; end $$; create trigger refuse before insert on stakeholders for each row execute function refuse()`)
    const brief = await create('Conflit bref')
    const endless = await create('Conflit sans fin')
    const { rows } = await other.query(`select name from stakeholders where name like 'Conflit %'`)
    await other.query('drop trigger refuse on stakeholders')
    expect([brief.status, endless.status, endless.retryAfter]).toEqual([201, 503, '1'])
    expect(rows).toEqual([{ name: 'Conflit bref' }])
  })
})

const memoryMb = (): number => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.child.pid}/status`, 'utf8'))?.[1]) / 1024

it('R-05: beside 300 slow clients, of headers, bodies and answers, the others are served, memory is bounded, and trickling headers are cut off', async () => {
  const clients: SlowClient[] = []
  onTestFinished(() => clients.forEach(({ socket }) => socket.destroy()))
  const p95 = async (): Promise<number> => {
    const times: number[] = []
    for (let i = 0; i < 40; i += 1) {
      const answer = await ask('/api/v1/stakeholders?limit=10')
      expect(answer.status).toBe(200)
      times.push(answer.ms)
    }
    return times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0
  }
  await p95()
  const [quiet, lean] = [await p95(), memoryMb()]
  for (let i = 0; i < SLOW; i += 1) {
    clients.push(trickle(server.url, head('POST', '/api/v1/stakeholders', `Content-Type: application/json\r\nContent-Length: 500\r\n\r\n${' '.repeat(500)}`), 20))
    clients.push(deaf(server.url, head('GET', '/api/openapi.json', '\r\n')))
  }
  await sleep(1000)
  const [crowded, fat] = [await p95(), memoryMb()]
  await expect.poll(() => headers.filter((client) => client.ended).length, { timeout: 60_000, interval: 250 }).toBe(headers.length)
  console.info(`p95 of others ${Math.round(quiet)} ms alone, ${Math.round(crowded)} ms beside 300 slow clients; memory ${Math.round(lean)} then ${Math.round(fat)} MB; all ${headers.length} trickling headers cut off`)
  expect(crowded).toBeLessThan(Math.max(10 * quiet, 1_000))
  expect(fat - lean).toBeLessThan(300)
})
