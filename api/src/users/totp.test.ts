import { schema } from '@convergence/db'
import { and, eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { clientOf, useTestApp } from '../../test/app.ts'
import { codeOf, guardedAccount, owing } from '../../test/codes.ts'
import { stepOfCode } from '../auth/totp.ts'

const t = useTestApp()
const wrong = (code: string): string => (code === '000000' ? '000001' : '000000')

describe('a code after the password', () => {
  it('S-13: the password alone opens nothing; the code in the same browser does, once', async () => {
    const account = await guardedAccount(t)
    const browser = await owing(t, account)
    expect((await browser.get('auth/me')).statusCode).toBe(401)
    const code = codeOf(account.secret)
    const answer = await browser.post('auth/login/code', { code })
    expect(answer.json()).toMatchObject({ user: { email: account.email, totp: true } })
    const cookie = answer.cookies.find((c) => c.name === 'convergence')
    expect((await clientOf(t.app, { cookie: `convergence=${cookie?.value ?? ''}` }).get('auth/me')).statusCode).toBe(200)
    const again = await owing(t, account)
    expect((await again.post('auth/login/code', { code })).json()).toMatchObject({ status: 401, code: 'code-refused' })
  })

  it('S-13: of eight browsers that send one code at the same instant, one is signed in', async () => {
    const account = await guardedAccount(t)
    const browsers = await Promise.all(Array.from({ length: 8 }, () => owing(t, account)))
    const code = codeOf(account.secret)
    const answers = await Promise.all(browsers.map((browser) => browser.post('auth/login/code', { code })))
    expect(answers.map((a) => a.statusCode).toSorted()).toEqual([200, ...Array.from({ length: 7 }, () => 401)])
  })

  it('S-13: a code of the step before or after serves, one further away does not, nor one older than the last that served; the next one does', async () => {
    const { secret, id } = await guardedAccount(t)
    const [row] = await t.db.select().from(schema.users).where(eq(schema.users.id, id))
    const now = Date.now()
    const steps = [-2, -1, 0, 1, 2].map((n) => stepOfCode(row?.totpSecret ?? '', codeOf(secret, n, now), t.app.config.secret, now))
    expect(steps.map((step) => step !== null)).toEqual([false, true, true, true, false])
    const account = await guardedAccount(t)
    const give = async (steps: number) => (await (await owing(t, account)).post('auth/login/code', { code: codeOf(account.secret, steps, now) })).statusCode
    expect([await give(0), await give(1), await give(0)]).toEqual([200, 200, 401])
  })

  it('S-14: an attempt serves ten minutes, once, and only in the browser that gave the password', async () => {
    const account = await guardedAccount(t)
    const late = await owing(t, account)
    const attempts = t.db.select({ minutes: sql<number>`round(extract(epoch from ${schema.signInAttempts.expiresAt} - now()) / 60)::int` }).from(schema.signInAttempts).where(eq(schema.signInAttempts.userId, account.id))
    expect(await attempts).toEqual([{ minutes: 10 }])
    await t.db.update(schema.signInAttempts).set({ expiresAt: sql`now() - interval '1 second'` }).where(eq(schema.signInAttempts.userId, account.id))
    expect((await late.post('auth/login/code', { code: codeOf(account.secret) })).json()).toMatchObject({ status: 401, code: 'attempt-over' })
    const browser = await owing(t, account)
    for (const other of [t.anonymous, clientOf(t.app, { cookie: 'convergence-code=invented' })]) expect((await other.post('auth/login/code', { code: codeOf(account.secret) })).json()).toMatchObject({ status: 401, code: 'attempt-over' })
    expect((await browser.post('auth/login/code', { code: codeOf(account.secret) })).statusCode).toBe(200)
    expect((await browser.post('auth/login/code', { code: codeOf(account.secret, 1) })).json()).toMatchObject({ status: 401, code: 'attempt-over' })
  })

  it('S-07: an attempt ends with the account that is disabled or whose password is reset', async () => {
    const admin = await t.as('administrator')
    for (const patch of [{ disabled: true }, { password: 'huit pommes en automne' }]) {
      const account = await guardedAccount(t)
      const browser = await owing(t, account)
      await admin.patch(`users/${account.id}`, patch, { ifMatch: 1 })
      expect((await browser.post('auth/login/code', { code: codeOf(account.secret) })).json(), JSON.stringify(patch)).toMatchObject({ code: 'attempt-over' })
    }
  })

  it('S-11: codes are slowed per account, whatever the address they come from', async () => {
    const account = await guardedAccount(t)
    const browser = await owing(t, account)
    const code = wrong(codeOf(account.secret))
    for (let i = 0; i < 10; i += 1) expect((await browser.post('auth/login/code', { code }, { remoteAddress: `10.1.1.${i}` })).statusCode).toBe(401)
    const answer = await browser.post('auth/login/code', { code: codeOf(account.secret) }, { remoteAddress: '10.1.2.1' })
    expect(answer.statusCode).toBe(429)
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
  })
})

describe('one’s own double authentication', () => {
  it('S-08: begins with the password, counts once a code confirmed it, and ends the other browsers', async () => {
    const account = await guardedAccount(t, { confirmed: false })
    const other = clientOf(t.app, { cookie: `convergence=${(await t.anonymous.post('auth/login', { email: account.email, password: account.password })).cookies[0]?.value ?? ''}` })
    expect((await account.client.post('auth/totp', { password: 'pas celui-ci du tout' })).json()).toMatchObject({ status: 403, code: 'password-refused' })
    const { secret, uri } = (await account.client.post('auth/totp', { password: account.password })).json<{ secret: string; uri: string }>()
    expect(uri).toMatch(/^otpauth:\/\/totp\/Convergence:.*[?&]secret=/)
    expect(secret).toMatch(/^[A-Z2-7]{32}$/)
    expect((await account.client.post('auth/totp/confirm', { code: codeOf(account.secret) })).json()).toMatchObject({ status: 403, code: 'totp-code-refused' })
    expect((await other.get('auth/me')).json()).toMatchObject({ user: { totp: false, hasPassword: true } })
    expect((await account.client.post('auth/totp/confirm', { code: codeOf(secret) })).statusCode).toBe(204)
    expect((await account.client.get('auth/me')).json()).toMatchObject({ user: { totp: true } })
    expect((await other.get('auth/me')).statusCode).toBe(401)
    await owing(t, account)
  })

  it('S-08: ends with the password and a code, never with one of them', async () => {
    const account = await guardedAccount(t)
    const { client, password } = account
    expect((await client.post('auth/totp/remove', { password: 'pas celui-ci du tout', code: codeOf(account.secret) })).json()).toMatchObject({ code: 'password-refused' })
    expect((await client.post('auth/totp/remove', { password, code: wrong(codeOf(account.secret)) })).json()).toMatchObject({ code: 'totp-code-refused' })
    expect((await client.post('auth/totp', { password })).json()).toMatchObject({ status: 409, code: 'totp-already-on' })
    expect((await client.post('auth/totp/remove', { password, code: codeOf(account.secret) })).statusCode).toBe(204)
    expect((await t.anonymous.post('auth/login', { email: account.email, password })).statusCode).toBe(200)
    expect((await client.post('auth/totp/remove', { password, code: codeOf(account.secret) })).json()).toMatchObject({ status: 409, code: 'totp-off' })
    expect((await client.post('auth/totp/confirm', { code: codeOf(account.secret) })).json()).toMatchObject({ status: 409, code: 'totp-not-begun' })
  })

  it('keeps the secret sealed in the table, and shows it nowhere but in the first answer', async () => {
    const account = await guardedAccount(t, { confirmed: false })
    const first = await account.client.post('auth/totp', { password: account.password }, { headers: { 'idempotency-key': 'once' } })
    const { secret } = first.json<{ secret: string }>()
    const again = await account.client.post('auth/totp', { password: account.password }, { headers: { 'idempotency-key': 'once' } })
    expect(again.json()).toEqual({ secret: '', uri: '' })
    await account.client.post('auth/totp/confirm', { code: codeOf(secret) })
    const [row] = await t.db.select().from(schema.users).where(eq(schema.users.id, account.id))
    const kept = JSON.stringify([row, await t.db.select().from(schema.idempotencyKeys), await t.db.select().from(schema.auditEntries), await t.db.select().from(schema.events)])
    expect(kept).not.toContain(secret)
    const seen = await (await t.as('administrator')).get(`users/${account.id}`)
    expect(seen.body).not.toMatch(/totpSecret|totpLastStep|sealed:/)
    expect(seen.json()).toMatchObject({ totpConfirmedAt: expect.any(String) as string })
    expect(stepOfCode(row?.totpSecret ?? '', codeOf(secret), 'another secret of another server')).toBeNull()
  })
})

describe('a lost phone', () => {
  it('S-08: an administrator removes the code, which ends the browsers and stays in the audit; nobody removes their own so', async () => {
    const account = await guardedAccount(t)
    const admin = await t.as('administrator')
    for (const role of ['staff', 'reader', 'dpo'] as const) expect((await (await t.as(role)).delete(`users/${account.id}/totp`)).statusCode).toBe(403)
    expect((await admin.delete(`users/${account.id}/totp`)).statusCode).toBe(204)
    expect((await account.client.get('auth/me')).statusCode).toBe(401)
    expect((await t.anonymous.post('auth/login', { email: account.email, password: account.password })).statusCode).toBe(200)
    const { auditEntries } = schema
    expect(await t.db.select({ actor: auditEntries.actor }).from(auditEntries).where(and(eq(auditEntries.objectId, account.id), eq(auditEntries.action, 'user.totp-reset')))).toHaveLength(1)
    expect((await admin.delete(`users/${account.id}/totp`)).json()).toMatchObject({ status: 409, code: 'totp-off' })
    const me = (await admin.get('auth/me')).json<{ user: { id: string } }>()
    expect((await admin.delete(`users/${me.user.id}/totp`)).json()).toMatchObject({ status: 409, code: 'totp-own' })
  })
})

describe('an account that ends by itself', () => {
  it('signs nobody in past its day, and what was open is closed at the next request', async () => {
    const account = await guardedAccount(t)
    expect((await account.client.get('auth/me')).statusCode).toBe(200)
    const browser = await owing(t, account)
    await t.db.update(schema.users).set({ expiresAt: sql`now() - interval '1 second'` }).where(eq(schema.users.id, account.id))
    expect((await account.client.get('auth/me')).statusCode).toBe(401)
    expect((await browser.post('auth/login/code', { code: codeOf(account.secret) })).statusCode).toBe(401)
    expect((await t.anonymous.post('auth/login', { email: account.email, password: account.password })).json()).toMatchObject({ status: 401, code: 'credentials-refused' })
  })
})
