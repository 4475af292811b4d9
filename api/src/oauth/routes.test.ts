import { schema } from '@convergence/db'
import { eq } from 'drizzle-orm'
import * as oauth from 'openid-client'
import { beforeAll, describe, expect, it } from 'vitest'
import { clientOf, demoId, useTestApp } from '../../test/app.ts'
import { logOf } from '../../test/log.ts'

const t = useTestApp({ logLevel: 'info' })
const national = demoId('perimeter', 'national')
interface Made { id: string; key: string; prefix: string }
interface Token { access_token: string; token_type: string; expires_in: number; scope: string }
let base = ''
let log: string[] = []

beforeAll(async () => {
  log = logOf(t.app)
  base = await t.app.listen({ host: '127.0.0.1', port: 0 })
})

const make = async (more: object = {}) => (await (await t.as('administrator')).post('api-keys', { name: 'Entrepôt de données', scopes: ['map:read', 'map:write'], perimeterId: national, expiresInDays: 30, ...more })).json<Made>()
const holding = (token: string) => clientOf(t.app, { authorization: `Bearer ${token}` })
const form = (fields: Record<string, string> | string, headers: Record<string, string> = {}, path = 'token') =>
  t.app.inject({ method: 'POST', url: `/api/v1/oauth/${path}`, headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers }, payload: typeof fields === 'string' ? fields : new URLSearchParams(fields).toString() })
const asking = ({ prefix, key }: Made, more: Record<string, string> = {}) => form({ grant_type: 'client_credentials', client_id: prefix, client_secret: key, ...more })
const tokenOf = async (made: Made, more: Record<string, string> = {}) => (await asking(made, more)).json<Token>().access_token
const reads = async (token: string) => (await holding(token).get('stakeholders?limit=1')).statusCode
const refused = (answer: Awaited<ReturnType<typeof form>>) => `${answer.statusCode} ${answer.json<{ error: string }>().error}`

describe('a client library of OAuth 2.0', () => {
  it.each([['HTTP Basic', oauth.ClientSecretBasic], ['the form', oauth.ClientSecretPost]])('finds the server by its metadata, gets a token by %s, reads with it, and ends it', async (_, method) => {
    const made = await make()
    const server = await oauth.discovery(new URL(base), made.prefix, made.key, method(made.key), { algorithm: 'oauth2', execute: [oauth.allowInsecureRequests] })
    const token = await oauth.clientCredentialsGrant(server, { scope: 'map:read' })
    expect(token).toMatchObject({ token_type: 'bearer', scope: 'map:read' })
    expect(token.expires_in).toBeGreaterThan(60)
    expect(token.expires_in).toBeLessThanOrEqual(3600)
    const read = () => oauth.fetchProtectedResource(server, token.access_token, new URL(`${base}/api/v1/stakeholders?limit=1`), 'GET')
    expect((await read()).status).toBe(200)
    await oauth.tokenRevocation(server, token.access_token)
    await expect(read()).rejects.toMatchObject({ status: 401, cause: [{ scheme: 'bearer', parameters: { error: 'invalid_token' } }] })
  })

  it('hears why it is refused', async () => {
    const made = await make()
    const server = (secret: string) => oauth.discovery(new URL(base), made.prefix, secret, oauth.ClientSecretBasic(secret), { algorithm: 'oauth2', execute: [oauth.allowInsecureRequests] })
    await expect(oauth.clientCredentialsGrant(await server(`${made.key}x`))).rejects.toMatchObject({ status: 401, cause: [{ scheme: 'basic' }] })
    await expect(oauth.clientCredentialsGrant(await server(made.key), { scope: 'report:write' })).rejects.toMatchObject({ status: 400, error: 'invalid_scope' })
  })
})

describe('an access token', () => {
  it('has 256 random bits, is stored as a hash and never kept by a cache', async () => {
    const answer = await asking(await make())
    const { access_token: token, ...rest } = answer.json<Token>()
    expect(token).toMatch(/^cvt_[\w-]{43}$/)
    expect(rest).toEqual({ token_type: 'Bearer', expires_in: 900, scope: 'map:read map:write' })
    expect([answer.headers['cache-control'], answer.headers.pragma]).toEqual(['no-store', 'no-cache'])
    expect(JSON.stringify(await t.db.select().from(schema.accessTokens))).not.toContain(token.slice(4))
  })

  it('opens what its scopes name and nothing else of its key’s, in the key’s perimeter', async () => {
    const made = await make({ perimeterId: demoId('perimeter', 'bretagne') })
    const client = holding(await tokenOf(made, { scope: 'map:read' }))
    const { items } = (await client.get('stakeholders?limit=100')).json<{ items: { perimeterId: string }[] }>()
    expect(new Set(items.map((s) => s.perimeterId))).toEqual(new Set([demoId('perimeter', 'bretagne')]))
    expect((await client.post('stakeholders', { name: 'X', kind: 'group', perimeterId: demoId('perimeter', 'bretagne') })).json()).toMatchObject({ code: 'scope-missing' })
    expect((await client.get('auth/me')).json()).toMatchObject({ code: 'scope-missing' })
  })

  it('acts as its key in the audit, and counts as a use of it', async () => {
    const made = await make()
    const answer = await holding(await tokenOf(made)).post('stakeholders', { name: 'Collectif du jeton', kind: 'organisation', perimeterId: national })
    const [entry] = await t.db.select().from(schema.auditEntries).where(eq(schema.auditEntries.objectId, answer.json<{ id: string }>().id))
    expect(entry?.actor).toBe(`key:${made.id}`)
    const [key] = await t.db.select().from(schema.apiKeys).where(eq(schema.apiKeys.id, made.id))
    expect(key?.lastUsedAt).not.toBeNull()
  })

  it('ends with its time, its key, the time of its key, and the account that made the key', async () => {
    const { apiKeys, accessTokens, users } = schema
    const past = new Date(Date.now() - 1000)
    const [timed, revoked, expired, owned] = [await make(), await make(), await make(), await make()]
    const tokens = await Promise.all([timed, revoked, expired, owned].map((made) => tokenOf(made)))
    expect(await Promise.all(tokens.map(reads))).toEqual([200, 200, 200, 200])
    await t.db.update(accessTokens).set({ expiresAt: past }).where(eq(accessTokens.apiKeyId, timed.id))
    await (await t.as('administrator')).delete(`api-keys/${revoked.id}`)
    await t.db.update(apiKeys).set({ expiresAt: past }).where(eq(apiKeys.id, expired.id))
    const leaver = demoId('user', 'leaver')
    await t.db.insert(users).values({ id: leaver, email: 'leaver@exemple.fr', name: 'Partie', disabledAt: past })
    await t.db.update(apiKeys).set({ createdBy: leaver }).where(eq(apiKeys.id, owned.id))
    expect(await Promise.all(tokens.map(reads))).toEqual([401, 401, 401, 401])
    expect(await Promise.all([revoked, expired, owned].map(async (made) => refused(await asking(made))))).toEqual(Array(3).fill('401 invalid_client'))
  })

  it('lasts no longer than what is left of its key', async () => {
    const made = await make()
    await t.db.update(schema.apiKeys).set({ expiresAt: new Date(Date.now() + 60_000) }).where(eq(schema.apiKeys.id, made.id))
    const { expires_in: seconds } = (await asking(made)).json<Token>()
    expect(seconds).toBeGreaterThan(0)
    expect(seconds).toBeLessThanOrEqual(60)
  })

  it('is ended by its own client alone, and nobody learns whether it was there', async () => {
    const [mine, other] = [await make(), await make()]
    const token = await tokenOf(mine)
    const revoke = (made: Made, value: string) => form({ client_id: made.prefix, client_secret: made.key, token: value }, {}, 'revoke')
    const answers = [await revoke(other, token), await revoke(mine, 'cvt_nothing')]
    expect(answers.map((a) => [a.statusCode, a.body])).toEqual([[200, '{}'], [200, '{}']])
    expect(await reads(token)).toBe(200)
    expect((await revoke(mine, token)).statusCode).toBe(200)
    expect(await reads(token)).toBe(401)
  })
})

describe('the token endpoint', () => {
  it('names each refusal as RFC 6749 does', async () => {
    const made = await make()
    const { prefix: client_id, key: client_secret } = made
    const basic = `Basic ${Buffer.from(`${client_id}:${client_secret}`).toString('base64')}`
    const ask = { grant_type: 'client_credentials', client_id, client_secret }
    const answers: [string, ReturnType<typeof form>][] = [
      ['400 invalid_request', form({ client_id, client_secret })],
      ['400 invalid_request', form({ ...ask, grant_type: '' })],
      ['400 invalid_request', form(`${new URLSearchParams(ask).toString()}&scope=map%3Aread&scope=map%3Aread`)],
      ['400 invalid_request', form(ask, { authorization: basic })],
      ['400 unsupported_grant_type', form({ ...ask, grant_type: 'password' })],
      ['400 invalid_scope', form({ ...ask, scope: 'map:read dialogue:read' })],
      ['400 invalid_scope', form({ ...ask, scope: 'everything' })],
      ['401 invalid_client', form({ ...ask, client_secret: client_id })],
      ['401 invalid_client', form({ ...ask, client_id: 'cvg_another1' })],
      ['401 invalid_client', form({ grant_type: 'client_credentials' })],
      ['401 invalid_client', form({ grant_type: 'client_credentials' }, { authorization: `Bearer ${client_secret}` })],
    ]
    expect(await Promise.all(answers.map(async ([, answer]) => refused(await answer)))).toEqual(answers.map(([expected]) => expected))
    const unknown = await form({ grant_type: 'client_credentials' })
    expect(unknown.headers['www-authenticate']).toMatch(/^Basic realm=/)
    expect(unknown.headers['cache-control']).toBe('no-store')
    expect(unknown.json<{ error_description: string }>().error_description).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/)
    // What it does not know is ignored: RFC 6749, section 3.2.
    expect((await form({ ...ask, audience: 'https://example.org' })).statusCode).toBe(200)
  })

  it('S-16: takes a form, knows no cookie, and refuses a foreign origin; no other operation takes a form', async () => {
    const admin = await t.as('administrator')
    const made = await make()
    expect(refused(await form({ grant_type: 'client_credentials' }, { cookie: admin.cookie }))).toBe('401 invalid_client')
    const foreign = await form({ grant_type: 'client_credentials', client_id: made.prefix, client_secret: made.key }, { origin: 'https://evil.example' })
    expect(foreign.json()).toMatchObject({ status: 403, code: 'origin-refused' })
    expect((await t.anonymous.post('oauth/token', { grant_type: 'client_credentials' })).statusCode).toBe(415)
    expect((await form(`client_id=${'x'.repeat(20_000)}`)).statusCode).toBe(413)
    for (const url of ['api-keys', 'auth/login', 'stakeholders']) {
      expect((await t.app.inject({ method: 'POST', url: `/api/v1/${url}`, headers: { cookie: admin.cookie, 'content-type': 'application/x-www-form-urlencoded' }, payload: 'name=x' })).statusCode, url).toBe(415)
    }
  })

  it('S-37: leaves no key and no token in the log', async () => {
    const made = await make()
    const basic = `Basic ${Buffer.from(`${made.prefix}:${made.key}`).toString('base64')}`
    const token = (await form({ grant_type: 'client_credentials' }, { authorization: basic })).json<Token>().access_token
    await asking(made, { scope: 'nothing' })
    await holding(token).get('stakeholders?limit=1')
    await form({ client_id: made.prefix, client_secret: made.key, token }, {}, 'revoke')
    expect(log.join('')).toContain('/api/v1/oauth/token')
    for (const secret of [made.key.slice(13), token.slice(4), basic.slice(20, 60)]) expect(log.join('')).not.toContain(secret)
  })

  it('answers 429 to a source of a hundred refusals, and still gives a token to a client that is right', async () => {
    const made = await make()
    const guess = () => form({ grant_type: 'client_credentials', client_id: made.prefix, client_secret: 'guess' })
    for (let n = 0; n < 100; n += 1) await guess()
    const beyond = await guess()
    expect(beyond.json()).toMatchObject({ status: 429, code: 'oauth-throttled' })
    expect(Number(beyond.headers['retry-after'])).toBeGreaterThan(0)
    expect((await asking(made)).statusCode).toBe(200)
  })
})
