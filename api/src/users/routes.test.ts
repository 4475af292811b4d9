import { schema } from '@convergence/db'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { type Client, clientOf, demoId, useTestApp } from '../../test/app.ts'

const t = useTestApp()
const national = demoId('perimeter', 'national')
const bretagne = demoId('perimeter', 'bretagne')
interface UserBody { id: string; version: number; name: string; disabledAt: string | null; grants: { role: string; perimeterId: string }[] }

let serial = 0
const draft = (more: object = {}) => ({ email: `personne${(serial += 1)}@exemple.fr`, name: 'Élodie Kermarrec', password: 'quatre vélos rouges', grants: [{ role: 'staff', perimeterId: national }], ...more })
const create = async (more: object = {}) => {
  const body = draft(more)
  return { body, user: (await (await t.as('administrator')).post('users', body)).json<UserBody>() }
}
async function login(email: string, password: string): Promise<Client> {
  const answer = await t.anonymous.post('auth/login', { email, password })
  const [cookie] = answer.cookies
  if (!cookie) throw new Error(answer.body)
  return clientOf(t.app, { cookie: `${cookie.name}=${cookie.value}` })
}
/** A signed-in administrator of one region. */
async function regional(): Promise<Client> {
  const { body } = await create({ grants: [{ role: 'administrator', perimeterId: bretagne }] })
  return login(body.email, body.password)
}

describe('tries to sign in', () => {
  it('S-11: sent at once are no more than those sent one after another, and a success is not counted', async () => {
    const { body } = await create()
    const sent = await Promise.all(Array.from({ length: 40 }, () => t.anonymous.post('auth/login', { email: body.email, password: 'pas le bon mot de passe' }, { remoteAddress: '10.9.8.7' })))
    expect(sent.filter((answer) => answer.statusCode === 401)).toHaveLength(10)
    expect(sent.filter((answer) => answer.statusCode === 429)).toHaveLength(30)
    const other = await create()
    for (let i = 0; i < 12; i += 1) expect((await t.anonymous.post('auth/login', { email: other.body.email, password: other.body.password }, { remoteAddress: '10.9.8.6' })).statusCode).toBe(200)
  })
})

describe('accounts', () => {
  it('adds an account that signs in and never shows a password', async () => {
    const admin = await t.as('administrator')
    const body = draft()
    const answer = await admin.post('users', body)
    expect(answer.statusCode).toBe(201)
    expect(answer.body).not.toContain('quatre vélos')
    expect(answer.json()).toMatchObject({ name: 'Élodie Kermarrec', hasPassword: true, grants: body.grants })
    expect((await (await login(body.email, body.password)).get('auth/me')).json<{ roles: string[] }>().roles).toEqual(['staff'])
  })

  it('finds accounts by name without accents, by address and by role', async () => {
    const admin = await t.as('administrator')
    const { user, body } = await create()
    for (const query of ['q=elodie%20kerm', `q=${encodeURIComponent(body.email)}`, 'role=staff&q=KERMARREC']) {
      expect((await admin.get(`users?${query}`)).json<{ items: UserBody[] }>().items.map((u) => u.id), query).toContain(user.id)
    }
    expect((await admin.get('users?role=relay&q=elodie')).json<{ items: UserBody[] }>().items).toEqual([])
  })

  it('refuses an address taken, a weak password, an unknown perimeter and unknown fields', async () => {
    const admin = await t.as('administrator')
    const { body } = await create()
    expect((await admin.post('users', { ...draft(), email: body.email.toUpperCase() })).json()).toMatchObject({ status: 409, code: 'user-email-taken' })
    for (const password of ['motdepasse2026!', 'Harmonie2026!!', '1111111111111']) expect((await admin.post('users', draft({ password }))).json(), password).toMatchObject({ status: 422, code: 'password-too-common' })
    expect((await admin.post('users', draft({ grants: [{ role: 'staff', perimeterId: demoId('perimeter', 'nulle-part') }] }))).json()).toMatchObject({ status: 422, code: 'unknown-reference' })
    for (const bad of [{ password: 'court' }, { grants: [] }, { admin: true }, { email: 'x' }]) expect((await admin.post('users', draft(bad))).statusCode).toBe(400)
  })

  it.each(['staff', 'facilitator', 'relay', 'reader', 'integrator'] as const)('is no business of the role %s', async (role) => {
    const client = await t.as(role)
    expect((await client.get('users')).statusCode).toBe(403)
    expect((await client.post('users', draft())).statusCode).toBe(403)
  })

  it('S-07: ends the sessions and the keys of a disabled account at once; enabling gives neither back', async () => {
    const admin = await t.as('administrator')
    const { body, user } = await create({ grants: [{ role: 'administrator', perimeterId: national }] })
    const client = await login(body.email, body.password)
    const { key } = (await client.post('api-keys', { name: 'Annuaire', scopes: ['map:read'], perimeterId: national })).json<{ key: string }>()
    const machine = clientOf(t.app, { authorization: `Bearer ${key}` })
    expect((await machine.get('stakeholders')).statusCode).toBe(200)
    expect((await admin.patch(`users/${user.id}`, { disabled: true }, { ifMatch: 1 })).json<UserBody>().disabledAt).not.toBeNull()
    expect((await client.get('auth/me')).statusCode).toBe(401)
    expect((await machine.get('stakeholders')).statusCode).toBe(401)
    expect((await t.anonymous.post('auth/login', { email: body.email, password: body.password })).statusCode).toBe(401)
    expect((await admin.patch(`users/${user.id}`, { disabled: false }, { ifMatch: 2 })).json<UserBody>().disabledAt).toBeNull()
    expect((await client.get('auth/me')).statusCode).toBe(401)
    expect((await machine.get('stakeholders')).statusCode).toBe(401)
    await login(body.email, body.password)
  })

  it('ends the sessions of an account whose rights change', async () => {
    const { body, user } = await create()
    const client = await login(body.email, body.password)
    await (await t.as('administrator')).patch(`users/${user.id}`, { grants: [{ role: 'reader', perimeterId: bretagne }] }, { ifMatch: 1 })
    expect((await client.get('auth/me')).statusCode).toBe(401)
  })

  it('wants the version: none is 428, a stale one is 412', async () => {
    const admin = await t.as('administrator')
    const { user } = await create()
    expect((await admin.patch(`users/${user.id}`, { name: 'X' })).statusCode).toBe(428)
    expect((await admin.patch(`users/${user.id}`, { name: 'X' }, { ifMatch: 9 })).statusCode).toBe(412)
    expect((await admin.patch(`users/${demoId('user', 'nobody')}`, { name: 'X' }, { ifMatch: 1 })).statusCode).toBe(404)
  })

  it('keeps one active national administrator, whether disabled, demoted or sent to a region', async () => {
    const admin = await t.as('administrator')
    const others = (await admin.get('users?role=administrator&limit=100')).json<{ items: UserBody[] }>().items.filter((u) => u.id !== demoId('user', 'administrator') && !u.disabledAt)
    for (const other of others) await admin.patch(`users/${other.id}`, { disabled: true }, { ifMatch: other.version })
    await create({ grants: [{ role: 'administrator', perimeterId: bretagne }] })
    const last = (await admin.get(`users/${demoId('user', 'administrator')}`)).json<UserBody>()
    for (const patch of [{ disabled: true }, { grants: [{ role: 'reader', perimeterId: national }] }, { grants: [{ role: 'administrator', perimeterId: bretagne }] }]) {
      expect((await admin.patch(`users/${last.id}`, patch, { ifMatch: last.version })).json(), JSON.stringify(patch)).toMatchObject({ status: 409, code: 'user-last-administrator' })
    }
  })

  it('lets the administrator of a region rule that region only', async () => {
    const client = await regional()
    expect((await client.post('users', draft({ grants: [{ role: 'administrator', perimeterId: national }] }))).json()).toMatchObject({ status: 403, code: 'perimeter-out-of-reach' })
    const mine = (await client.post('users', draft({ grants: [{ role: 'relay', perimeterId: bretagne }] }))).json<UserBody>()
    expect((await client.patch(`users/${mine.id}`, { grants: [{ role: 'staff', perimeterId: national }] }, { ifMatch: 1 })).statusCode).toBe(403)
    expect((await client.patch(`users/${demoId('user', 'administrator')}`, { disabled: true }, { ifMatch: 1 })).statusCode).toBe(404)
    const seen = (await client.get('users?limit=100')).json<{ items: UserBody[] }>().items
    expect(seen.flatMap((u) => u.grants.map((g) => g.perimeterId)).filter((id) => id !== bretagne)).toEqual([])
  })
})

describe('one’s own account', () => {
  it('changes its name and language, and nothing else', async () => {
    const { body } = await create()
    const client = await login(body.email, body.password)
    expect((await client.patch('auth/me', { name: 'Élodie K.', locale: 'en' })).statusCode).toBe(204)
    expect((await client.get('auth/me')).json()).toMatchObject({ user: { name: 'Élodie K.', locale: 'en' } })
    for (const bad of [{ email: 'a@b.fr' }, { grants: [] }, { name: '' }, { locale: 'de' }]) expect((await client.patch('auth/me', bad)).statusCode).toBe(400)
  })

  it('S-08: changes its password with the current one only, and ends the other browsers', async () => {
    const { body } = await create()
    const [here, there] = [await login(body.email, body.password), await login(body.email, body.password)]
    expect((await here.post('auth/password', { current: 'pas celui-ci du tout', next: 'sept cerises au printemps' })).json()).toMatchObject({ status: 403, code: 'password-refused' })
    expect((await here.post('auth/password', { current: body.password, next: 'motdepasse123' })).json()).toMatchObject({ status: 422, code: 'password-too-common' })
    expect((await there.get('auth/me')).statusCode).toBe(200)
    expect((await here.post('auth/password', { current: body.password, next: 'sept cerises au printemps' })).statusCode).toBe(204)
    expect((await here.get('auth/me')).statusCode).toBe(200)
    expect((await there.get('auth/me')).statusCode).toBe(401)
    expect((await t.anonymous.post('auth/login', { email: body.email, password: body.password })).statusCode).toBe(401)
    await login(body.email, 'sept cerises au printemps')
  })

  it('S-11: slows down whoever tries current passwords from a borrowed browser', async () => {
    const { body } = await create()
    const client = await login(body.email, body.password)
    for (let i = 0; i < 10; i += 1) await client.post('auth/password', { current: `essai ${i} au hasard`, next: 'sept cerises au printemps' })
    expect((await client.post('auth/password', { current: body.password, next: 'sept cerises au printemps' })).statusCode).toBe(429)
  })

  it('S-08: lists its own browsers and ends one of them; another’s is not found', async () => {
    const { body } = await create()
    const [here, there] = [await login(body.email, body.password), await login(body.email, body.password)]
    const { items } = (await here.get('auth/sign-ins')).json<{ items: { id: string; current: boolean }[] }>()
    expect(items).toHaveLength(2)
    const other = items.find((s) => !s.current)?.id ?? ''
    expect((await (await t.as('reader')).delete(`auth/sign-ins/${other}`)).statusCode).toBe(404)
    expect((await here.delete(`auth/sign-ins/${other}`)).statusCode).toBe(204)
    expect((await there.get('auth/me')).statusCode).toBe(401)
  })

  it('keeps no password in the audit nor in the stored answers', async () => {
    const { body, user } = await create()
    await (await t.as('administrator')).patch(`users/${user.id}`, { password: 'huit pommes en automne' }, { ifMatch: 1 })
    const client = await login(body.email, 'huit pommes en automne')
    await client.post('auth/password', { current: 'huit pommes en automne', next: 'sept cerises au printemps' }, { headers: { 'idempotency-key': 'once' } })
    const rows = await t.db.select().from(schema.auditEntries).where(eq(schema.auditEntries.objectId, user.id))
    expect(rows.map((r) => r.action).toSorted()).toEqual(['user.created', 'user.password-changed', 'user.password-reset', 'user.updated'])
    const kept = JSON.stringify([rows, await t.db.select().from(schema.idempotencyKeys)])
    expect(kept).not.toMatch(/vélos|pommes|cerises|argon2/)
  })
})
