import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { schema } from '@convergence/db'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, clientOf, demoId, useTestApp } from '../../test/app.ts'
import { guardedAccount } from '../../test/codes.ts'
import { VERIFIED } from './password.ts'
import { ABSOLUTE_HOURS, IDLE_HOURS } from './principal.ts'
import { insertSignIn } from './queries.ts'
import { hashToken } from './tokens.ts'

const costs: unknown[] = []
const note = (cost: unknown) => void costs.push(cost)
beforeAll(() => subscribe(VERIFIED, note))
afterAll(() => void unsubscribe(VERIFIED, note))

// Behind https, as in production: cookies are those that a browser keeps there.
const t = useTestApp({ publicUrl: 'https://convergence.example' })
const COOKIE = '__Host-convergence'
const login = (account: { email: string; password: string }, call = {}) => t.anonymous.post('auth/login', { email: account.email, password: account.password }, call)
const withToken = (token: string): Client => clientOf(t.app, { cookie: `${COOKIE}=${token}` })
let serial = 0
async function account(password = 'quatre vélos rouges') {
  const email = `entree${(serial += 1)}@exemple.fr`
  const answer = await (await t.as('administrator')).post('users', { email, name: 'Élodie', password, grants: [{ role: 'reader', perimeterId: demoId('perimeter', 'national') }] })
  return { email, password, answer, id: answer.json<{ id: string }>().id }
}
const tokenIn = (answer: Awaited<ReturnType<typeof login>>): string => answer.cookies.find((c) => c.name === COOKIE)?.value ?? ''

describe('a signed-in browser', () => {
  it('S-02: gets cookies that are __Host-, Secure, HttpOnly, SameSite=Strict, for the whole site and no other', async () => {
    const guarded = await guardedAccount(t)
    for (const answer of [await login(await account()), await login(guarded), await t.anonymous.post('auth/demo', { role: 'reader' }), await (await t.as('relay')).post('auth/logout')]) {
      const set = [answer.headers['set-cookie'] ?? []].flat()
      expect(set.length).toBeGreaterThan(0)
      for (const cookie of set) {
        expect(cookie).toMatch(/^__Host-/)
        for (const part of ['Secure', 'HttpOnly', 'SameSite=Strict', 'Path=/']) expect(cookie.split('; ')).toContain(part)
        expect(cookie).not.toMatch(/domain=/i)
      }
    }
  })

  it('S-03: has a token of 256 random bits, never twice the same, never the shape of a UUID, stored as a hash only', async () => {
    const user = await account()
    const tokens: string[] = []
    for (let i = 0; i < 1000; i += 1) tokens.push((await insertSignIn(t.db, user.id, 'thousand')).token)
    expect(new Set(tokens).size).toBe(1000)
    for (const token of tokens) {
      expect(Buffer.from(token, 'base64url')).toHaveLength(32)
      expect(token).not.toMatch(/^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i)
    }
    // Every one of the 256 bits is set in about half of them: 7 deviations of a fair coin are allowed.
    const set = Array.from({ length: 256 }, (_, bit) => tokens.filter((token) => ((Buffer.from(token, 'base64url')[bit >> 3] ?? 0) >> (bit & 7)) & 1).length)
    expect(set.filter((n) => Math.abs(n - 500) > 110)).toEqual([])
    const stored = new Set((await t.db.select({ hash: schema.signIns.tokenHash }).from(schema.signIns).where(eq(schema.signIns.userId, user.id))).map((r) => r.hash))
    expect(tokens.every((token) => stored.has(hashToken(token)) && !stored.has(token))).toBe(true)
  })

  it('S-04: gets a new token at each sign-in; the one it came with dies, and a token set by somebody else is never taken up', async () => {
    const user = await account()
    const first = tokenIn(await login(user))
    const second = tokenIn(await login(user, { headers: { cookie: `${COOKIE}=${first}` } }))
    expect([first === second, (await withToken(first).get('auth/me')).statusCode, (await withToken(second).get('auth/me')).statusCode]).toEqual([false, 401, 200])
    const fixed = 'A'.repeat(43)
    expect(tokenIn(await login(user, { headers: { cookie: `${COOKIE}=${fixed}` } }))).not.toBe(fixed)
    expect((await withToken(fixed).get('auth/me')).statusCode).toBe(401)
  })

  it('S-05: signs out on the server, and the browser drops what it cached', async () => {
    const token = tokenIn(await login(await account()))
    const answer = await withToken(token).post('auth/logout')
    expect([answer.statusCode, answer.headers['clear-site-data']]).toEqual([204, '"cache"'])
    expect((await withToken(token).get('auth/me')).statusCode).toBe(401)
  })

  it.each([
    ['idle', 'last_seen_at', IDLE_HOURS, 8],
    ['absolute', 'created_at', ABSOLUTE_HOURS, 72],
  ] as const)('S-06: ends at its %s limit: open a minute before, closed a minute after', async (_limit, _column, hours, documented) => {
    expect(hours).toBe(documented)
    const token = tokenIn(await login(await account()))
    const shift = (minutes: number) => t.db.update(schema.signIns).set(hours === IDLE_HOURS
      ? { lastSeenAt: sql`now() - make_interval(mins => ${minutes})` }
      : { lastSeenAt: sql`now()`, createdAt: sql`${schema.signIns.createdAt} - make_interval(mins => ${minutes})`, expiresAt: sql`${schema.signIns.expiresAt} - make_interval(mins => ${minutes})` }).where(eq(schema.signIns.tokenHash, hashToken(token)))
    await shift(hours * 60 - 1)
    expect((await withToken(token).get('auth/me')).statusCode).toBe(200)
    await shift(hours === IDLE_HOURS ? hours * 60 + 1 : 2)
    expect((await withToken(token).get('auth/me')).statusCode).toBe(401)
  })
})

describe('a password', () => {
  it('S-09: may be a phrase of 128 characters with spaces and accents, of which the last counts; no composition is asked', async () => {
    const phrase = 'à l’été, les hérons cendrés s’éveillent '.repeat(4).slice(0, 127)
    const user = await account(`${phrase}z`)
    expect(user.answer.statusCode).toBe(201)
    expect((await login(user)).statusCode).toBe(200)
    for (const near of [phrase, `${phrase}y`, `${phrase}Z`]) expect((await login({ ...user, password: near })).statusCode).toBe(401)
    expect((await account('seulement des lettres')).answer.statusCode).toBe(201)
  })

  it.each([['Dris2026!', 400], ['Dris2026!Dris2026!', 422], ['motdepasse1234', 422], ['Bonjour123456', 422], ['onze lettre', 400]] as const)('S-09: is refused when it is short, or little more than a common word or the organisation: «%s»', async (password, status) => {
    expect((await account(password)).answer.statusCode).toBe(status)
  })

  it('S-10: is stored as argon2id of 19 MiB, two passes, one lane, with a salt of its own', async () => {
    const [one, two] = [await account(), await account()]
    const hashes = await Promise.all([one, two].map(async ({ id }) => (await t.db.select({ hash: schema.users.passwordHash }).from(schema.users).where(eq(schema.users.id, id)))[0]?.hash ?? ''))
    for (const hash of hashes) expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(hashes[0]).not.toBe(hashes[1])
  })

  it('S-11: tried from elsewhere until refused, leaves the owner’s own way in open', async () => {
    const user = await account()
    const answers = []
    for (let i = 0; i < 20; i += 1) answers.push(await login({ ...user, password: `essai ${i} au hasard` }, { remoteAddress: '10.3.3.3' }))
    expect(answers.map((a) => a.statusCode)).toEqual([...Array.from({ length: 10 }, () => 401), ...Array.from({ length: 10 }, () => 429)])
    expect(Number(answers.at(-1)?.headers['retry-after'])).toBeGreaterThan(0)
    expect((await login(user, { remoteAddress: '10.3.3.4' })).statusCode).toBe(200)
  })

  it('S-12: wrong, or for an account that is unknown, disabled or without password, is refused in the same words at the same cost', async () => {
    const guarded = await guardedAccount(t)
    const [known, disabled] = [await account(), await account()]
    await (await t.as('administrator')).patch(`users/${disabled.id}`, { disabled: true }, { ifMatch: 1 })
    const told = []
    for (const email of [known.email, 'personne.ici@exemple.fr', disabled.email, 'reader@demonstration.invalid', guarded.email]) {
      costs.length = 0
      const answer = await login({ email, password: 'pas le bon mot de passe' })
      const { traceId: _, ...body } = answer.json<Record<string, unknown>>()
      told.push(JSON.stringify([answer.statusCode, body, Object.keys(answer.headers).toSorted(), costs]))
    }
    expect(new Set(told).size, told.join('\n')).toBe(1)
    expect(told[0]).toContain('["$argon2id$v=19$m=19456,t=2,p=1"]')
  })
})

describe('a request with the cookie', () => {
  it('S-16: that another site makes the browser send is refused, whatever it claims to be', async () => {
    const cookie = { cookie: `${COOKIE}=${tokenIn(await login(await account()))}` }
    const send = (headers: Record<string, string>, payload: string) => t.app.inject({ method: 'POST', url: '/api/v1/auth/password', headers: { ...cookie, ...headers }, payload })
    const body = JSON.stringify({ current: 'quatre vélos rouges', next: 'sept cerises au printemps' })
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) expect((await send({ 'content-type': type }, body)).statusCode, type).toBe(415)
    const json = { 'content-type': 'application/json' }
    for (const foreign of [{ origin: 'https://evil.example' }, { origin: 'null' }, { origin: 'https://convergence.example.evil.example' }, { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }]) {
      expect((await send({ ...json, ...foreign }, body)).json(), JSON.stringify(foreign)).toMatchObject({ status: 403, code: 'origin-refused' })
    }
    expect((await send({ ...json, origin: 'https://convergence.example' }, body)).statusCode).toBe(204)
  })
})

describe('a key', () => {
  it.each(['access_token', 'api_key', 'key', 'token', 'authorization'])('S-42: in the address, as %s, is refused even beside one in the header, and to a stranger too', async (name) => {
    const { key } = (await (await t.as('administrator')).post('api-keys', { name: 'Annuaire', scopes: ['map:read'], perimeterId: demoId('perimeter', 'national') })).json<{ key: string }>()
    const machine = clientOf(t.app, { authorization: `Bearer ${key}` })
    expect((await machine.get('stakeholders?limit=1')).statusCode).toBe(200)
    const answer = await machine.get(`stakeholders?limit=1&${name}=${key}`)
    expect([answer.statusCode, answer.body.includes(key)]).toEqual([400, false])
    expect((await t.anonymous.get(`stakeholders?limit=1&${name}=${key}`)).json()).toMatchObject({ status: 400, code: 'key-in-address' })
  })
})
