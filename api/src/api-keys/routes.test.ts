import { schema } from '@convergence/db'
import { and, eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { clientOf, demoId, useTestApp } from '../../test/app.ts'
import { feedTells } from '../../test/feed.ts'
import { logOf } from '../../test/log.ts'

const t = useTestApp({ logLevel: 'info' })
const national = demoId('perimeter', 'national')
interface Made { id: string; key: string; prefix: string; scopes: string[]; expiresAt: string; lastUsedAt: string | null }
const draft = { name: 'Annuaire des adhérents', scopes: ['map:read'], perimeterId: national, expiresInDays: 30 }
const make = async (more: object = {}) => (await (await t.as('administrator')).post('api-keys', { ...draft, ...more })).json<Made>()
const holding = (key: string) => clientOf(t.app, { authorization: `Bearer ${key}` })

let log: string[] = []
beforeAll(() => void (log = logOf(t.app)))

describe('API keys', () => {
  it('S-42: work by Authorization: Bearer within their scopes, and say when they were used last', async () => {
    const made = await make()
    expect(made.key.startsWith(`${made.prefix}_`)).toBe(true)
    expect((await holding(made.key).get('stakeholders?limit=1')).statusCode).toBe(200)
    const { items } = (await (await t.as('administrator')).get('api-keys')).json<{ items: Made[] }>()
    expect(items.find((k) => k.id === made.id)?.lastUsedAt).not.toBeNull()
  })

  it('are refused beyond their scopes: 403 scope-missing', async () => {
    const client = holding((await make()).key)
    expect((await client.get('sessions')).json()).toMatchObject({ status: 403, code: 'scope-missing' })
    expect((await client.get('auth/me')).json()).toMatchObject({ status: 403, code: 'scope-missing' })
    expect((await client.post('stakeholders', { name: 'X', kind: 'group', perimeterId: national })).statusCode).toBe(403)
    expect((await client.get('users')).statusCode).toBe(403)
  })

  it('hear of the dialogue within its scope only, and of accounts never: the change feed', async () => {
    const admin = await t.as('administrator')
    await admin.post('points', { title: 'Point tu', perimeterId: national, statement: 'Un énoncé.' })
    const told = async (client: ReturnType<typeof holding>) => new Set((await client.get('events?limit=100')).json<{ items: { objectType: string }[] }>().items.map((event) => event.objectType))
    const both = holding((await make({ scopes: ['map:read', 'dialogue:read'] })).key)
    const last = await make()
    const map = holding(last.key)
    // The point was written before: who hears of the last key hears of it too.
    await feedTells(admin, (event) => event.objectId === last.id)
    expect((await told(admin)).has('api-key')).toBe(true)
    expect([(await told(map)).has('point'), (await told(both)).has('point')]).toEqual([false, true])
    for (const client of [map, both, await t.as('reader')]) expect((await told(client)).has('api-key')).toBe(false)
  })

  it('reach their perimeter only', async () => {
    const made = await make({ perimeterId: demoId('perimeter', 'bretagne') })
    const { items } = (await holding(made.key).get('stakeholders?limit=100')).json<{ items: { perimeterId: string }[] }>()
    expect(items.length).toBeGreaterThan(0)
    expect(new Set(items.map((s) => s.perimeterId))).toEqual(new Set([demoId('perimeter', 'bretagne')]))
  })

  it('S-42: end when they expire and as soon as they are revoked: 401', async () => {
    const [old, revoked] = [await make(), await make()]
    await t.db.update(schema.apiKeys).set({ expiresAt: new Date(Date.now() - 1000) }).where(eq(schema.apiKeys.id, old.id))
    expect((await holding(old.key).get('stakeholders')).statusCode).toBe(401)
    const admin = await t.as('administrator')
    expect((await holding(revoked.key).get('stakeholders')).statusCode).toBe(200)
    expect((await admin.delete(`api-keys/${revoked.id}`)).statusCode).toBe(204)
    expect((await holding(revoked.key).get('stakeholders')).statusCode).toBe(401)
    expect((await admin.delete(`api-keys/${revoked.id}`)).statusCode).toBe(404)
  })

  it('do not exist when they are wrong, cut or of another kind', async () => {
    const { key } = await make()
    for (const authorization of [`Bearer ${key}x`, `Bearer ${key.slice(0, -1)}`, 'Bearer ', `Basic ${key}`]) expect((await clientOf(t.app, { authorization }).get('stakeholders')).statusCode, authorization).toBe(401)
  })

  it('S-42: are shown once: not in a list, not in the audit, not in a replay, not in any stored row', async () => {
    const admin = await t.as('administrator')
    const headers = { 'idempotency-key': 'make-one-key' }
    const first = await admin.post('api-keys', draft, { headers })
    const again = await admin.post('api-keys', draft, { headers })
    const { id, key } = first.json<Made>()
    expect(again.headers['idempotency-replayed']).toBe('true')
    expect(again.json()).toMatchObject({ id, key: '' })
    const secret = key.split('_').slice(2).join('_')
    const kept = JSON.stringify([(await admin.get('api-keys')).body, (await admin.get('audit?limit=100')).body, await t.db.select().from(schema.auditEntries), await t.db.select().from(schema.idempotencyKeys), await t.db.select().from(schema.apiKeys)])
    expect(secret.length).toBeGreaterThan(40)
    expect(kept).not.toContain(secret)
  })

  it('are refused without scope, beyond a year, on an unknown perimeter, or to another role', async () => {
    const admin = await t.as('administrator')
    for (const bad of [{ scopes: [] }, { scopes: ['all'] }, { expiresInDays: 366 }, { expiresInDays: 0 }, { name: ' ' }, { key: 'mine' }]) expect((await admin.post('api-keys', { ...draft, ...bad })).statusCode, JSON.stringify(bad)).toBe(400)
    expect((await admin.post('api-keys', { ...draft, perimeterId: demoId('perimeter', 'nulle-part') })).statusCode).toBe(422)
    for (const role of ['staff', 'integrator', 'reader'] as const) expect((await (await t.as(role)).post('api-keys', draft)).statusCode, role).toBe(403)
  })

  it('S-42: rotate: the new and the old one both work until the end chosen, at most seven days; then the new one alone', async () => {
    const admin = await t.as('administrator')
    const old = await make({ perimeterId: demoId('perimeter', 'bretagne') })
    const rotated = await admin.post(`api-keys/${old.id}/rotate`, { oldEndsInHours: 48, expiresInDays: 180 })
    expect(rotated.statusCode).toBe(201)
    const made = rotated.json<Made & { perimeterId: string; name: string }>()
    expect(made).toMatchObject({ name: draft.name, scopes: draft.scopes, perimeterId: demoId('perimeter', 'bretagne') })
    expect(made.prefix).not.toBe(old.prefix)
    const status = async ({ key }: Made) => (await holding(key).get('stakeholders?limit=1')).statusCode
    expect([await status(old), await status(made)]).toEqual([200, 200])
    const [row] = await t.db.select().from(schema.apiKeys).where(eq(schema.apiKeys.id, old.id))
    expect(Math.abs((row?.expiresAt.getTime() ?? 0) - Date.now() - 48 * 3_600_000)).toBeLessThan(60_000)
    await t.db.update(schema.apiKeys).set({ expiresAt: new Date(Date.now() - 1000) }).where(eq(schema.apiKeys.id, old.id))
    expect([await status(old), await status(made)]).toEqual([401, 200])
    expect((await admin.post(`api-keys/${old.id}/rotate`, {})).json()).toMatchObject({ status: 409, code: 'api-key-ended' })
    expect((await admin.post(`api-keys/${made.id}/rotate`, { oldEndsInHours: 169 })).statusCode).toBe(400)
    expect((await admin.post(`api-keys/${demoId('api-key', 'nowhere')}/rotate`, {})).json()).toMatchObject({ status: 404, code: 'api-key-not-found' })
    const [entry] = await t.db.select().from(schema.auditEntries).where(and(eq(schema.auditEntries.objectId, old.id), eq(schema.auditEntries.action, 'api-key.rotated')))
    expect(entry?.after).toMatchObject({ replacedBy: made.prefix })
  })

  it('S-42: never live longer by being rotated, and end at once when asked', async () => {
    const admin = await t.as('administrator')
    const [short, leaked] = [await make({ expiresInDays: 1 }), await make()]
    await admin.post(`api-keys/${short.id}/rotate`, { oldEndsInHours: 168 })
    const [row] = await t.db.select().from(schema.apiKeys).where(eq(schema.apiKeys.id, short.id))
    expect(row?.expiresAt.toISOString()).toBe(short.expiresAt)
    await admin.post(`api-keys/${leaked.id}/rotate`, { oldEndsInHours: 0 })
    expect((await holding(leaked.key).get('stakeholders?limit=1')).statusCode).toBe(401)
  })

  it('S-42: are refused in an address, encoded or not, even beside a sign-in, and the log keeps none', async () => {
    const admin = await t.as('administrator')
    const { key } = await make()
    const encoded = `%63vg${key.slice(3).replace(/_/g, '%5F')}`
    for (const url of [`stakeholders?api_key=${key}`, `stakeholders?${key}=1`, `stakeholders?limit=1&access_token=${encoded}`, `stakeholders/${key}`, `problems/x?key=${key}`, `public/editions/${key}`, `oauth/token?client_secret=${key}`]) {
      const answer = url.startsWith('oauth') ? await admin.post(url) : await admin.get(url)
      if (url.startsWith('problems')) expect(answer.statusCode).toBe(404)
      else expect(answer.json(), url).toMatchObject({ status: 400, code: 'key-in-address' })
    }
    expect((await admin.get(`no-such-place/${key}`)).statusCode).toBe(404)
    for (const name of ['api_key', 'apikey', 'access_token', 'token']) expect((await admin.get(`stakeholders?${name}=abc`)).statusCode, name).toBe(400)
    expect(log.join('')).toContain('[redacted]')
    for (const part of [key.slice(13, 40), encoded.slice(16, 40)]) expect(log.join('')).not.toContain(part)
  })
})
