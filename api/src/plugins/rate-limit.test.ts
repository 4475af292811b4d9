import { schema } from '@convergence/db'
import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoId, openTestApp, type TestApp } from '../../test/app.ts'
import { insertSignIn } from '../auth/queries.ts'
import { hashToken, newApiKey } from '../auth/tokens.ts'
import { buildApp } from '../app.ts'
import type { App } from './app-type.ts'

const LIMIT = 100
let t: TestApp
let proxied: App

beforeAll(async () => {
  t = await openTestApp({ requestsPerMinute: LIMIT })
  proxied = await buildApp({ db: t.db, config: { ...t.app.config, trustProxy: 1 } })
  await proxied.ready()
})
afterAll(async () => {
  await proxied.close()
  await t.close()
})

let sources = 0
/** An address of its own for each test: budgets last a minute. */
const source = () => `10.9.0.${(sources += 1)}`
const read = (headers: Record<string, string>, { app = t.app, from = source(), url = 'stakeholders?limit=1' } = {}) => app.inject({ url: `/api/v1/${url}`, headers, remoteAddress: from })
/** How many of so many requests were answered 429, and the last answer. */
async function flood(n: number, one: (i: number) => Promise<LightMyRequestResponse>): Promise<{ refused: number; last: LightMyRequestResponse }> {
  const answers = []
  for (let i = 0; i < n; i += 1) answers.push(await one(i))
  return { refused: answers.filter((a) => a.statusCode === 429).length, last: answers.at(-1) as LightMyRequestResponse }
}
async function key(): Promise<Record<string, string>> {
  const { key: made, prefix } = newApiKey()
  await t.db.insert(schema.apiKeys).values({ name: 'Essai', prefix, keyHash: hashToken(made), scopes: ['map:read', 'dialogue:read'], perimeterId: demoId('perimeter', 'national'), createdBy: demoId('user', 'administrator'), expiresAt: new Date(Date.now() + 3_600_000) })
  return { authorization: `Bearer ${made}` }
}

describe('rate limits', () => {
  it('S-28: are per key, whatever the address and the route, and say when to come back', async () => {
    const [mine, other] = [await key(), await key()]
    const { refused, last } = await flood(LIMIT + 5, (i) => read(mine, { url: i % 2 ? 'stakeholders?limit=1' : 'categories' }))
    expect(refused).toBe(5)
    expect(last.json()).toMatchObject({ status: 429, code: 'too-many-requests' })
    expect(Number(last.headers['retry-after'])).toBeGreaterThan(0)
    expect(last.headers['ratelimit-policy']).toBe(`"default";q=${LIMIT};w=60`)
    expect(last.headers.ratelimit).toMatch(/^"default";r=0;t=\d+$/)
    expect((await read(other)).statusCode).toBe(200)
  })

  it('S-28: count the tokens of a key with the key', async () => {
    const mine = await key()
    const made = mine.authorization?.slice(7) ?? ''
    const ask = await t.app.inject({ method: 'POST', url: '/api/v1/oauth/token', remoteAddress: source(), headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: new URLSearchParams({ grant_type: 'client_credentials', client_id: made.slice(0, 12), client_secret: made }).toString() })
    const token = { authorization: `Bearer ${ask.json<{ access_token: string }>().access_token}` }
    expect((await flood(LIMIT, () => read(mine))).refused).toBe(0)
    expect((await read(token)).statusCode).toBe(429)
  })

  it('S-28: are narrower for each costly operation, and those do not spend one another’s', async () => {
    const mine = { cookie: `convergence=${(await insertSignIn(t.db, demoId('user', 'dpo'), 'limits')).token}` }
    const file = (what: string) => read(mine, { url: `stakeholders/${demoId('stakeholder', 'adherents')}/${what}` })
    const { refused, last } = await flood(LIMIT / 50 + 2, () => file('access-file'))
    expect(refused).toBe(2)
    expect(last.headers['ratelimit-policy']).toBe('"costly";q=2;w=60')
    expect([(await file('portability')).statusCode, (await read(mine)).statusCode].includes(429)).toBe(false)
  })

  it('S-28: win nothing by a forged X-Forwarded-For or a made-up credential in each request', async () => {
    const from = source()
    expect((await flood(LIMIT, (i) => read(i % 2 ? { 'x-forwarded-for': `203.0.113.${i}` } : { authorization: `Bearer cvg_made-up-${i}` }, { from }))).refused).toBe(0)
    for (const headers of [{ 'x-forwarded-for': '198.51.100.7' }, { forwarded: 'for=198.51.100.7' }, { 'x-real-ip': '198.51.100.7' }, { authorization: 'Bearer another' }, { authorization: 'Link another' }, { cookie: 'convergence=another' }]) {
      expect((await read(headers as Record<string, string>, { from })).statusCode, JSON.stringify(headers)).toBe(429)
    }
    expect((await read({ authorization: 'Link another' }, { from, url: 'invitation' })).statusCode).toBe(429)
    // Who is signed in behind that address goes on.
    expect((await read(await key(), { from })).statusCode).toBe(200)
  })

  it('S-28: believe what the proxy added to X-Forwarded-For, not what stood there before', async () => {
    const through = (forged: string, real: string) => read({ 'x-forwarded-for': `${forged}, ${real}` }, { app: proxied, from: '10.0.0.1' })
    expect((await flood(LIMIT + 3, (i) => through(`203.0.113.${i}`, '198.51.100.20'))).refused).toBe(3)
    expect((await through('203.0.113.1', '198.51.100.21')).statusCode).toBe(401)
  })

  it('S-28: count the addresses of one IPv6 network together', async () => {
    expect((await flood(LIMIT + 3, (i) => read({}, { from: `2001:db8:1:2::${i.toString(16)}` }))).refused).toBe(3)
  })
})
