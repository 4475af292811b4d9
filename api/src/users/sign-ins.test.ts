import { demoId, schema } from '@convergence/db'
import { and, eq, sql } from 'drizzle-orm'
import { afterAll, describe, expect, it } from 'vitest'
import { clientOf, useTestApp } from '../../test/app.ts'
import { guardedAccount } from '../../test/codes.ts'
import { enter, startProvider, type TestProvider } from '../../test/oidc.ts'
import { insertSignIn } from '../auth/queries.ts'

let provider: TestProvider
const t = useTestApp(async () => (provider = await startProvider('http://localhost:3000')).config)
afterAll(() => provider.stop())

interface Listed { items: { id: string; method: string; current: boolean }[] }
const audited = (objectId: string, action: string) => t.db.select({ actor: schema.auditEntries.actor }).from(schema.auditEntries).where(and(eq(schema.auditEntries.objectId, objectId), eq(schema.auditEntries.action, action)))
const open = async (client: { get: (url: string) => Promise<{ statusCode: number }> }) => (await client.get('auth/me')).statusCode

describe('the browsers of somebody else', () => {
  it('S-08: an administrator lists them and ends one, or all; the next request there is refused, and the audit says who did it', async () => {
    const admin = await t.as('administrator')
    const { id, client } = await guardedAccount(t)
    const browser = async () => clientOf(t.app, { cookie: `convergence=${(await insertSignIn(t.db, id, 'Firefox')).token}` })
    const [second, third] = [await browser(), await browser()]
    const { items } = (await admin.get(`users/${id}/sign-ins`)).json<Listed>()
    expect(items.map((s) => [s.method, s.current])).toEqual([['password', false], ['password', false], ['password', false]])
    const mine = (await second.get('auth/sign-ins')).json<Listed>().items.find((s) => s.current)
    expect((await admin.delete(`users/${id}/sign-ins/${mine?.id ?? ''}`)).statusCode).toBe(204)
    expect([await open(client), await open(second), await open(third)]).toEqual([200, 401, 200])
    expect((await admin.delete(`users/${id}/sign-ins/${mine?.id ?? ''}`)).json()).toMatchObject({ status: 404, code: 'sign-in-not-found' })
    expect((await admin.delete(`users/${id}/sign-ins`)).statusCode).toBe(204)
    expect([await open(client), await open(third)]).toEqual([401, 401])
    const actor = `user:${demoId('user', 'administrator')}`
    expect(await audited(id, 'user.sign-in-ended')).toEqual([{ actor }])
    expect(await audited(id, 'user.sign-ins-ended')).toEqual([{ actor }])
  })

  it('S-08: an administrator who ends all of their own keeps the one that asks', async () => {
    const admin = await t.as('administrator')
    const id = demoId('user', 'administrator')
    const other = clientOf(t.app, { cookie: `convergence=${(await insertSignIn(t.db, id, 'elsewhere')).token}` })
    expect((await admin.delete(`users/${id}/sign-ins`)).statusCode).toBe(204)
    expect([await open(admin), await open(other)]).toEqual([200, 401])
  })

  it('S-08: those whose time has passed are not told, and no id of another account’s browser is taken', async () => {
    const admin = await t.as('administrator')
    const [one, other] = [await guardedAccount(t), await guardedAccount(t)]
    const [theirs] = (await admin.get(`users/${other.id}/sign-ins`)).json<Listed>().items
    expect((await admin.delete(`users/${one.id}/sign-ins/${theirs?.id ?? ''}`)).statusCode).toBe(404)
    expect(await open(other.client)).toBe(200)
    await t.db.update(schema.signIns).set({ lastSeenAt: sql`now() - interval '9 hours'` }).where(eq(schema.signIns.userId, one.id))
    expect((await admin.get(`users/${one.id}/sign-ins`)).json<Listed>().items).toEqual([])
  })

  it('S-20: are nobody’s business but an administrator’s of all that the account reaches', async () => {
    const { id } = await guardedAccount(t)
    for (const role of ['staff', 'reader', 'dpo'] as const) expect((await (await t.as(role)).get(`users/${id}/sign-ins`)).statusCode).toBe(403)
    const regional = demoId('user', 'regional-administrator')
    await t.db.insert(schema.users).values({ id: regional, email: 'regional@exemple.fr', name: 'Région' })
    await t.db.insert(schema.grants).values({ userId: regional, role: 'administrator', perimeterId: demoId('perimeter', 'bretagne') })
    const client = clientOf(t.app, { cookie: `convergence=${(await insertSignIn(t.db, regional, 'region')).token}` })
    for (const answer of [await client.get(`users/${id}/sign-ins`), await client.delete(`users/${id}/sign-ins`), await client.delete(`users/${id}/identity`)]) expect(answer.json()).toMatchObject({ status: 404, code: 'user-not-found' })
  })
})

describe('an account of the provider', () => {
  it('OIDC: is opened without a password where there is a provider, and only there', async () => {
    const admin = await t.as('administrator')
    const body = { email: 'sans.mot.de.passe@exemple.fr', name: 'Gwenola Prigent', grants: [{ role: 'reader', perimeterId: demoId('perimeter', 'national') }] }
    expect((await admin.post('users', body)).json()).toMatchObject({ hasPassword: false, hasIdentity: false })
    expect((await t.anonymous.post('auth/login', { email: body.email, password: 'n’importe laquelle' })).json()).toMatchObject({ code: 'credentials-refused' })
    expect((await enter(t, provider, { sub: 'gwenola', email: body.email, email_verified: true })).answer.statusCode).toBe(200)
    const held = t.app.identityProvider
    t.app.identityProvider = null
    try {
      expect((await admin.post('users', { ...body, email: 'autre@exemple.fr' })).json()).toMatchObject({ status: 422, code: 'password-required' })
    } finally {
      t.app.identityProvider = held
    }
  })

  it('OIDC: an address that went to somebody else there opens again once an administrator unbound the account', async () => {
    const admin = await t.as('administrator')
    const { id, email, password } = await guardedAccount(t, { confirmed: false })
    const first = await enter(t, provider, { sub: 'before', email, email_verified: true })
    const byPassword = await t.anonymous.post('auth/login', { email, password })
    expect((await admin.get(`users/${id}`)).json()).toMatchObject({ hasIdentity: true })
    const second = { sub: 'after', email, email_verified: true }
    expect((await enter(t, provider, second)).answer.json()).toMatchObject({ status: 403, code: 'oidc-no-account' })
    expect((await admin.delete(`users/${id}/identity`)).statusCode).toBe(204)
    expect(await open(first.client)).toBe(401)
    expect(await open(clientOf(t.app, { cookie: `convergence=${byPassword.cookies[0]?.value ?? ''}` }))).toBe(200)
    expect((await enter(t, provider, second)).answer.json()).toMatchObject({ user: { id } })
    expect(await audited(id, 'user.identity-removed')).toHaveLength(1)
    await admin.delete(`users/${id}/identity`)
    expect((await admin.delete(`users/${id}/identity`)).json()).toMatchObject({ status: 409, code: 'identity-none' })
  })
})
