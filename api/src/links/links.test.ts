import { demoId, schema } from '@convergence/db'
import { eq } from 'drizzle-orm'
import type { FastifyRequest, LightMyRequestResponse } from 'fastify'
import { describe, expect, it } from 'vitest'
import { clientOf, openTestApp, useTestApp } from '../../test/app.ts'
import { logOf } from '../../test/log.ts'
import { insertSignIn } from '../auth/queries.ts'
import { createAccessLink, type LinkPurpose } from './links.ts'

const t = useTestApp()
const perimeterId = demoId('perimeter', 'bretagne')
const sessionId = demoId('session', 'seance-suivante')
const adherents = demoId('stakeholder', 'adherents')

/** A link made as an operation of staff makes it. */
function make(purpose: LinkPurpose, objectId = sessionId) {
  const request = { id: 'test', principal: { kind: 'user', actor: `user:${demoId('user', 'staff')}`, userId: demoId('user', 'staff') } } as unknown as FastifyRequest
  return t.db.transaction((tx) => createAccessLink(tx, request, { purpose, objectId, sessionId, stakeholderId: adherents, perimeterId, expiresInDays: 30 }))
}
const holding = (secret: string) => clientOf(t.app, { authorization: `Link ${secret}` })
/** Opened by the one purpose that this feature serves itself. */
const open = (secret: string) => holding(secret).post('mail-opt-outs')
const codeOf = (answer: LightMyRequestResponse) => `${answer.statusCode} ${answer.json<{ code?: string }>().code ?? ''}`.trim()

describe('S-15: a private link', () => {
  it('opens what it is for', async () => {
    const { secret } = await make('opt_out', demoId('mail', 'reminded'))
    expect((await open(secret)).statusCode).toBe(200)
  })

  it('opens nothing of another purpose, nor as a key or a cookie', async () => {
    const { secret } = await make('minutes')
    expect(codeOf(await open(secret))).toBe('401 link-refused')
    expect(codeOf(await holding(secret).get('sessions'))).toBe('401 not-signed-in')
    expect(codeOf(await clientOf(t.app, { authorization: `Bearer ${secret}` }).get('sessions'))).toBe('401 not-signed-in')
    expect(codeOf(await holding(secret).get('scoring/sheet'))).toBe('401 link-refused')
  })

  it('is refused alike when it is revoked, expired, unknown or malformed', async () => {
    const [revoked, expired] = [await make('opt_out', demoId('mail', 'reminded')), await make('opt_out', demoId('mail', 'reminded'))]
    await t.db.update(schema.accessLinks).set({ revokedAt: new Date() }).where(eq(schema.accessLinks.id, revoked.id))
    await t.db.update(schema.accessLinks).set({ expiresAt: new Date(Date.now() - 1) }).where(eq(schema.accessLinks.id, expired.id))
    for (const secret of [revoked.secret, expired.secret, 'x'.repeat(43), 'x'.repeat(300)]) expect(codeOf(await open(secret)), secret.length.toString()).toBe('401 link-refused')
    expect(codeOf(await t.anonymous.post('mail-opt-outs'))).toBe('401 link-refused')
  })

  it('is listed with its holder and state, revoked at once, and its secret stands in no row, list or journal', async () => {
    const staff = await t.as('staff')
    const { id, secret } = await make('confirmation')
    expect(secret.length).toBeGreaterThanOrEqual(43)
    const listed = async () => (await staff.get(`access-links?objectId=${sessionId}&limit=100`)).json<{ items: { id: string; state: string; stakeholderName: string }[] }>().items.find((l) => l.id === id)
    expect(await listed()).toMatchObject({ state: 'working', stakeholderName: 'Adhérents' })
    expect((await staff.delete(`access-links/${id}`)).statusCode).toBe(204)
    expect(await listed()).toMatchObject({ state: 'revoked' })
    const kept = JSON.stringify([await t.db.select().from(schema.accessLinks), await t.db.select().from(schema.auditEntries), await t.db.select().from(schema.events), (await staff.get('access-links?limit=100')).body])
    expect(kept).toContain(id)
    expect(kept).not.toContain(secret)
  })

  it('is not seen or revoked from a perimeter that does not reach it', async () => {
    const { id } = await make('confirmation')
    await t.db.update(schema.accessLinks).set({ perimeterId: demoId('perimeter', 'national') }).where(eq(schema.accessLinks.id, id))
    const [user] = await t.db.insert(schema.users).values({ email: 'bretagne@links.invalid', name: 'Bretagne' }).returning()
    await t.db.insert(schema.grants).values({ userId: user?.id ?? '', role: 'facilitator', perimeterId })
    const { token } = await insertSignIn(t.db, user?.id ?? '', 'test')
    const client = clientOf(t.app, { cookie: `convergence=${token}` })
    expect((await client.get('access-links?limit=100')).json<{ items: { id: string }[] }>().items.map((l) => l.id)).not.toContain(id)
    expect(codeOf(await client.delete(`access-links/${id}`))).toBe('404 access-link-not-found')
  })
})

describe('guessing', () => {
  it('is answered 429 after 200 wrong links from one address, while a link that works goes on working', async () => {
    const app = await openTestApp()
    try {
      const guess = (n: number) => clientOf(app.app, { authorization: `Link guess-${n}` }).post('mail-opt-outs')
      for (let n = 0; n < 200; n += 1) expect((await guess(n)).statusCode).toBe(401)
      const beyond = await guess(200)
      expect(codeOf(beyond)).toBe('429 link-throttled')
      expect(Number(beyond.headers['retry-after'])).toBeGreaterThan(0)
      expect((await clientOf(app.app, { authorization: 'Link demonstration-opt-out' }).post('mail-opt-outs')).statusCode).toBe(200)
    } finally {
      await app.close()
    }
  })
})

describe('the access log', () => {
  it('S-15: holds no secret of a link, in no header and no address', async () => {
    const app = await openTestApp({ logLevel: 'info' })
    const lines = logOf(app.app)
    try {
      await clientOf(app.app, { authorization: 'Link a-secret-of-a-link' }).post('mail-opt-outs')
      await app.anonymous.post('mail-opt-outs/one-click?token=another-secret-of-a-link')
    } finally {
      await app.close()
    }
    expect(lines.join('')).toContain('/api/v1/mail-opt-outs/one-click')
    expect(lines.join('')).not.toMatch(/secret-of-a-link/)
  })
})
