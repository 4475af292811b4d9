import { schema } from '@convergence/db'
import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Client, clientOf, demoId, useTestApp } from '../../test/app.ts'
import { documentOf, examplesIn, operationsOf, urlOf } from '../../test/gates/document.ts'
import { payloadOf } from '../../test/gates/run-example.ts'
import { logOf } from '../../test/log.ts'
import { Device } from '../../test/operations.ts'
import { type Made, openSession } from '../../test/sessions.ts'

const t = useTestApp({ logLevel: 'info' })
interface NewPass { id: string; label: string; endsAt: string; secret: string; state: string; path: string }
let log: string[] = []
let room: Made
let other: Made

beforeAll(async () => {
  log = logOf(t.app)
  const staff = await t.as('staff')
  room = await openSession(staff)
  other = await openSession(staff)
})

const give = async (more: object = {}, { sessionId } = room) => (await t.as('facilitator')).post(`sessions/${sessionId}/passes`, { label: 'Table 3', ...more })
const open = (secret: string, more: Record<string, string> = {}) => clientOf(t.app, { authorization: `Link ${secret}`, ...more }).post('auth/pass')
/** A tablet that opened the link of a pass. */
async function tablet(secret: string): Promise<Client> {
  const answer = await open(secret)
  const [cookie] = answer.cookies
  if (answer.statusCode !== 200 || !cookie) throw new Error(`${answer.statusCode} ${answer.body}`)
  return clientOf(t.app, { cookie: `${cookie.name}=${cookie.value}` })
}
const fresh = async (more: object = {}) => {
  const pass = (await give(more)).json<NewPass>()
  return { pass, client: await tablet(pass.secret) }
}
const sees = async (client: Client, { sessionId } = room) => (await client.get(`sessions/${sessionId}/board`)).statusCode

describe('a workshop pass', () => {
  it('Passes: lets a table record in the room of its session, audited under its label', async () => {
    const { client } = await fresh({ label: 'Table 7' })
    expect((await client.get('auth/me')).json()).toMatchObject({ user: { name: 'Table 7' }, roles: ['facilitator'], passFor: room.sessionId })
    const device = new Device(client, room)
    const [answer] = await device.send(device.position('aidants-debout', 2))
    expect(answer).toMatchObject({ status: 'applied', result: { type: 'position' } })
    const [position] = await t.db.select({ by: schema.users.name }).from(schema.positions).innerJoin(schema.users, eq(schema.users.id, schema.positions.recordedBy)).where(eq(schema.positions.id, answer?.result?.id ?? ''))
    expect(position?.by).toBe('Table 7')
    const { items } = (await (await t.as('administrator')).get(`audit?objectId=${answer?.result?.id}`)).json<{ items: { actorName: string }[] }>()
    expect(items[0]?.actorName).toBe('Table 7')
  })

  it('Passes: opens the room of its session and nothing else: every other operation, and every other session, is answered as absent', async () => {
    const { client } = await fresh()
    expect([await sees(client), await sees(client, other)]).toEqual([200, 404])
    const stillOpen = []
    for (const operation of operationsOf(documentOf(t.app)).filter((o) => o.op['x-roles'].length > 0 && !['getMe', 'logout'].includes(o.id))) {
      const { payload, type } = payloadOf(operation)
      // The examples name the demonstration's objects, never this session.
      const answer = await t.app.inject({ method: operation.method, url: urlOf(operation, examplesIn(operation, 'path'), examplesIn(operation, 'query')), headers: { cookie: client.cookie, 'if-match': '*', ...(type ? { 'content-type': type } : {}) }, ...(payload === undefined ? {} : { payload }) })
      if (answer.statusCode !== 404) stillOpen.push(`${operation.id}: ${answer.statusCode}`)
    }
    expect(stillOpen).toEqual([])
    for (const [method, url, payload] of [['GET', '/passes'], ['POST', '/passes', { label: 'x' }], ['GET', '/minutes'], ['GET', '/invitations'], ['PATCH', '', { status: 'closed' }], ['DELETE', ''], ['GET', '/documents']] as const) {
      const answer = await t.app.inject({ method, url: `/api/v1/sessions/${room.sessionId}${url}`, headers: { cookie: client.cookie, 'if-match': '*', ...(method === 'PATCH' ? { 'content-type': 'application/merge-patch+json' } : {}) }, ...(payload ? { payload } : {}) })
      expect(answer.json(), `${method} ${url}`).toMatchObject({ status: 404, code: 'not-found' })
    }
  })

  it('Passes: end at once for every browser: by hand, with the link, at the time, and with the session', async () => {
    const passes = await Promise.all([fresh(), fresh(), fresh()])
    const [byHand, byLink, byTime] = passes
    const second = await tablet(byHand.pass.secret)
    expect(await Promise.all([...passes.map(({ client }) => sees(client)), sees(second)])).toEqual([200, 200, 200, 200])
    const facilitator = await t.as('facilitator')
    expect((await facilitator.delete(`sessions/${room.sessionId}/passes/${byHand.pass.id}`)).statusCode).toBe(204)
    expect((await facilitator.delete(`access-links/${byLink.pass.id}`)).statusCode).toBe(204)
    const [link] = await t.db.update(schema.accessLinks).set({ expiresAt: new Date(Date.now() - 1000) }).where(eq(schema.accessLinks.id, byTime.pass.id)).returning()
    expect(await Promise.all([...passes.map(({ client }) => sees(client)), sees(second)])).toEqual([401, 401, 401, 401])
    for (const { pass } of passes) expect((await open(pass.secret)).json()).toMatchObject({ status: 401, code: 'link-refused' })
    await t.db.update(schema.users).set({ expiresAt: new Date(Date.now() - 1000) }).where(eq(schema.users.id, link?.objectId ?? ''))
    expect(await sees(byTime.client)).toBe(401)
    const { items } = (await facilitator.get(`sessions/${room.sessionId}/passes`)).json<{ items: { id: string; state: string }[] }>()
    expect(passes.map(({ pass }) => items.find((one) => one.id === pass.id)?.state)).toEqual(['revoked', 'revoked', 'expired'])
    expect((await facilitator.delete(`sessions/${room.sessionId}/passes/${byHand.pass.id}`)).json()).toMatchObject({ code: 'pass-not-found' })
    const removed = await openSession(await t.as('staff'))
    const lost = (await give({}, removed)).json<NewPass>()
    const client = await tablet(lost.secret)
    await t.db.update(schema.sessions).set({ deletedAt: new Date() }).where(eq(schema.sessions.id, removed.sessionId))
    expect([await sees(client, removed), (await open(lost.secret)).statusCode]).toEqual([404, 401])
  })

  it('S-15: has a secret of 256 bits shown once: hashed at rest, in no replay, list, audit or log', async () => {
    const headers = { 'idempotency-key': 'one-pass' }
    const facilitator = await t.as('facilitator')
    const make = () => facilitator.post(`sessions/${room.sessionId}/passes`, { label: 'Table 9' }, { headers })
    const { secret, path } = (await make()).json<NewPass>()
    expect([secret.length, path]).toEqual([43, '/passe'])
    expect((await make()).json()).toMatchObject({ label: 'Table 9', secret: '' })
    await tablet(secret)
    const kept = JSON.stringify([(await facilitator.get(`sessions/${room.sessionId}/passes`)).body, await t.db.select().from(schema.accessLinks), await t.db.select().from(schema.auditEntries), await t.db.select().from(schema.idempotencyKeys), log])
    expect(kept).not.toContain(secret)
    expect(log.join('')).toContain('/api/v1/auth/pass')
  })

  it('Passes: end twelve hours after the day of the session unless said otherwise, and never later than seven days after it', async () => {
    const endOf = async (more: object) => (await give(more)).json<NewPass>().endsAt
    const hours = (end: string) => (Date.parse(end) - Date.now()) / 3_600_000
    expect(hours(await endOf({}))).toBeGreaterThan(11)
    expect(hours(await endOf({}))).toBeLessThan(38)
    const soon = new Date(Date.now() + 3_600_000).toISOString()
    expect(await endOf({ endsAt: soon })).toBe(soon)
    for (const ms of [-1000, 7 * 86_400_000 + 60_000]) expect((await give({ endsAt: new Date(Date.now() + ms).toISOString() })).json()).toMatchObject({ status: 422, code: 'pass-end-invalid' })
    expect((await give({ label: ' ' })).statusCode).toBe(400)
  })

  it('Passes: are given by who runs sessions, for a session within reach that is neither closed nor cancelled; no user to administer, no key', async () => {
    for (const role of ['reader', 'relay', 'integrator', 'dpo'] as const) expect((await (await t.as(role)).post(`sessions/${room.sessionId}/passes`, { label: 'x' })).statusCode, role).toBe(403)
    expect((await give({}, { ...room, sessionId: demoId('session', 'nowhere') })).statusCode).toBe(404)
    expect((await give({}, { ...room, sessionId: demoId('session', 'reunion-annulee') })).json()).toMatchObject({ status: 409 })
    const admin = await t.as('administrator')
    const { pass } = await fresh({ label: 'Table que nul ne gère' })
    const [link] = await t.db.select().from(schema.accessLinks).where(eq(schema.accessLinks.id, pass.id))
    expect((await admin.get('users?q=nul%20ne')).json<{ items: unknown[] }>().items).toEqual([])
    expect((await admin.get(`users/${link?.objectId}`)).statusCode).toBe(404)
    expect((await open('no-such-secret')).json()).toMatchObject({ status: 401, code: 'link-refused' })
    expect((await open('no-such-secret', { origin: 'https://evil.example' })).statusCode).toBe(403)
  })
})
