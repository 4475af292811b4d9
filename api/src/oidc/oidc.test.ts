import { schema } from '@convergence/db'
import { and, eq } from 'drizzle-orm'
import { afterAll, describe, expect, it } from 'vitest'
import { clientOf, demoId, useTestApp } from '../../test/app.ts'
import { codeOf, guardedAccount } from '../../test/codes.ts'
import { begin, enter, type Person, startProvider, type TestProvider } from '../../test/oidc.ts'
import { buildApp } from '../app.ts'
import { openSealedAttempt, sealAttempt } from './attempt.ts'

let provider: TestProvider
const t = useTestApp(async () => (provider = await startProvider()).config)
afterAll(() => provider.stop())

let serial = 0
/** An account with an address that the provider verified, and no password. */
async function account(more: Partial<typeof schema.users.$inferInsert> = {}): Promise<{ id: string; person: Person }> {
  const email = `annuaire${(serial += 1)}@exemple.fr`
  const id = demoId('user', email)
  await t.db.insert(schema.users).values({ id, email, name: 'Nolwenn Tanguy', ...more })
  await t.db.insert(schema.grants).values({ userId: id, role: 'reader', perimeterId: demoId('perimeter', 'national') })
  return { id, person: { sub: `subject-${serial}`, email, email_verified: true, name: 'Nolwenn T.' } }
}
const boundTo = (userId: string) => t.db.select({ issuer: schema.identities.issuer, subject: schema.identities.subject }).from(schema.identities).where(eq(schema.identities.userId, userId))
const audited = (objectId: string, action: string) => t.db.select({ actor: schema.auditEntries.actor }).from(schema.auditEntries).where(and(eq(schema.auditEntries.objectId, objectId), eq(schema.auditEntries.action, action)))

describe('a sign-in at the provider', () => {
  it('OIDC: opens the account of the verified address, binds the subject to it, and from then on follows the subject, not the address', async () => {
    const { id, person } = await account()
    const { answer, client } = await enter(t, provider, { ...person, email: person.email?.toUpperCase() ?? '' })
    expect(answer.json()).toMatchObject({ user: { id, email: person.email, hasPassword: false } })
    expect((await client.get('auth/me')).statusCode).toBe(200)
    expect(await boundTo(id)).toEqual([{ issuer: provider.issuer, subject: person.sub }])
    expect(await audited(id, 'user.identity-bound')).toEqual([{ actor: `user:${id}` }])
    const later = await enter(t, provider, { sub: person.sub, email: 'nouvelle.adresse@exemple.fr', email_verified: false })
    expect(later.answer.json()).toMatchObject({ user: { id } })
    expect(await audited(id, 'user.identity-bound')).toHaveLength(1)
    const rows = await t.db.select({ method: schema.signIns.method }).from(schema.signIns).where(eq(schema.signIns.userId, id))
    expect(rows).toEqual([{ method: 'oidc' }, { method: 'oidc' }])
  })

  it('OIDC: asks for a code with PKCE (S256), state and nonce, and shows the browser neither verifier nor secret', async () => {
    const { url, cookie } = await begin(t)
    const asked = Object.fromEntries(new URL(url).searchParams)
    expect(asked).toMatchObject({ response_type: 'code', client_id: 'convergence', code_challenge_method: 'S256', redirect_uri: 'https://convergence.example/connexion/retour', scope: 'openid email profile' })
    for (const name of ['state', 'nonce', 'code_challenge'] as const) expect(Buffer.from(asked[name] ?? '', 'base64url').length).toBeGreaterThanOrEqual(32)
    const attempt = openSealedAttempt(cookie.slice(cookie.indexOf('=') + 1), t.app.config)
    expect(attempt?.state).toBe(asked.state)
    for (const secret of [attempt?.verifier ?? '?', 'of-this-run-only']) expect(url + cookie).not.toContain(secret)
  })

  it('S-02: keeps the attempt in a cookie that is __Host-, Secure, HttpOnly, SameSite=Strict, and clears it at the end', async () => {
    const { person } = await account()
    const { setCookie } = await begin(t)
    expect(setCookie).toMatch(/^__Host-convergence-oidc=/)
    for (const part of ['Secure', 'HttpOnly', 'SameSite=Strict', 'Path=/', 'Max-Age=600']) expect(setCookie.split('; ')).toContain(part)
    const { answer } = await enter(t, provider, person)
    expect(answer.cookies.find((c) => c.name === '__Host-convergence-oidc')).toMatchObject({ value: '', path: '/', secure: true })
  })

  it('OIDC: begins on one replica and ends on another, which share the database and the secret only', async () => {
    const { id, person } = await account()
    const replica = await buildApp({ db: t.db, config: t.app.config })
    try {
      provider.person = person
      const { url, cookie } = await begin(t)
      const answer = await clientOf(replica, { cookie }).post('auth/oidc/finish', await provider.visit(url))
      expect(answer.json()).toMatchObject({ user: { id } })
    } finally {
      await replica.close()
    }
  })

  it('S-04: gives a new token, and ends the sign-in that the browser came with', async () => {
    const { person } = await account()
    const first = await enter(t, provider, person)
    const { url, cookie } = await begin(t)
    const answer = await clientOf(t.app, { cookie: `${cookie}; __Host-convergence=${first.token}` }).post('auth/oidc/finish', await provider.visit(url))
    expect(answer.statusCode).toBe(200)
    expect((await first.client.get('auth/me')).statusCode).toBe(401)
  })

  it('OIDC: two first sign-ins of two subjects with one address bind one of them', async () => {
    const { id, person } = await account()
    const begun = []
    for (const sub of ['twin-a', 'twin-b']) {
      provider.person = { ...person, sub }
      const { url, browser } = await begin(t)
      begun.push({ browser, returned: await provider.visit(url) })
    }
    const answers = await Promise.all(begun.map(({ browser, returned }) => browser.post('auth/oidc/finish', returned)))
    expect(answers.map((a) => a.statusCode).toSorted()).toEqual([200, 403])
    expect(await boundTo(id)).toHaveLength(1)
  })
})

describe('an identity without account here', () => {
  it('S-12: is refused in the same words, whether there is no account, a disabled or expired one, one bound to somebody else, or an address that was not verified', async () => {
    const [unverified, silent, disabled, expired, taken] = [await account(), await account(), await account({ disabledAt: new Date() }), await account({ expiresAt: new Date(Date.now() - 1000) }), await account()]
    await enter(t, provider, taken.person)
    const people: Person[] = [
      { sub: 'stranger', email: 'inconnue@exemple.fr', email_verified: true },
      { ...unverified.person, email_verified: false },
      { sub: 'without-word', ...(silent.person.email ? { email: silent.person.email } : {}) },
      disabled.person,
      expired.person,
      { ...taken.person, sub: 'recycled address' },
    ]
    const told = []
    for (const person of people) {
      const { answer, token } = await enter(t, provider, person)
      const { traceId: _, detail, ...body } = answer.json<Record<string, string>>()
      expect(detail).toContain(`(${person.email ?? ''}) est reconnue par Annuaire`)
      expect(detail).toContain('un administrateur de Convergence')
      told.push(JSON.stringify([body, detail?.replace(person.email ?? '', '')]))
      expect(token).toBe('')
    }
    expect(new Set(told).size, told.join('\n')).toBe(1)
    expect(told[0]).toContain('"oidc-no-account"')
    for (const { id } of [unverified, silent, disabled, expired]) expect(await boundTo(id)).toEqual([])
    expect(await boundTo(taken.id)).toEqual([{ issuer: provider.issuer, subject: taken.person.sub }])
  })

  it('S-07: a bound account that is disabled opens no more, by the provider either', async () => {
    const { id, person } = await account()
    const { client } = await enter(t, provider, person)
    await (await t.as('administrator')).patch(`users/${id}`, { disabled: true }, { ifMatch: 1, headers: { origin: 'https://convergence.example' } })
    expect((await client.get('auth/me')).statusCode).toBe(401)
    expect((await enter(t, provider, person)).answer.json()).toMatchObject({ status: 403, code: 'oidc-no-account' })
  })

  it('OIDC: opens a reader account of its own only where the server is told to', async () => {
    const person = { sub: 'newcomer', email: 'nouvelle.venue@exemple.fr', email_verified: true, name: 'Maëlle Riou' }
    expect((await enter(t, provider, person)).answer.statusCode).toBe(403)
    const { oidc } = t.app.config
    const open = await buildApp({ db: t.db, config: { ...t.app.config, oidc: oidc && { ...oidc, createRole: 'reader', contact: 'l’accueil de la DRIS' } } })
    try {
      const on = { app: open, anonymous: clientOf(open, {}) }
      const { answer } = await enter(on, provider, person)
      const me = answer.json<{ user: { id: string } }>()
      expect(me).toMatchObject({ user: { name: 'Maëlle Riou', email: person.email, hasPassword: false }, grants: [{ role: 'reader', perimeterId: demoId('perimeter', 'national') }] })
      expect(await audited(me.user.id, 'user.created')).toHaveLength(1)
      const unverified = await enter(on, provider, { sub: 'half', email: 'moitie@exemple.fr', email_verified: false })
      expect(unverified.answer.json()).toMatchObject({ status: 403, code: 'oidc-no-account', detail: expect.stringContaining('à l’accueil de la DRIS') as string })
      expect(await t.db.select().from(schema.users).where(eq(schema.users.email, 'moitie@exemple.fr'))).toEqual([])
    } finally {
      await open.close()
    }
  })
})

describe('double authentication', () => {
  it.each([
    ['says nothing', {}, 202],
    ['says one factor', { amr: ['pwd'] }, 202],
    ['says mfa in amr', { amr: ['pwd', 'mfa'] }, 200],
    ['says it by an acr that was configured', { acr: 'gold' }, 200],
  ])('S-13: where the provider %s, an account with a code gives it or not', async (_says, how, status) => {
    const { id, email, secret } = await guardedAccount(t)
    const { oidc } = t.app.config
    if (oidc) oidc.mfaAcr = ['gold']
    const { answer, client, token } = await enter(t, provider, { sub: `guarded-${id}`, email, email_verified: true, ...how })
    expect([answer.statusCode, token === '']).toEqual([status, status === 202])
    if (status === 200) return
    expect((await client.get('auth/me')).statusCode).toBe(401)
    expect((await client.post('auth/login/code', { code: codeOf(secret) })).json()).toMatchObject({ user: { id } })
    expect(await t.db.select({ method: schema.signIns.method }).from(schema.signIns).where(and(eq(schema.signIns.userId, id), eq(schema.signIns.method, 'oidc')))).toHaveLength(1)
  })
})

describe('an answer that is not the provider’s to this browser', () => {
  const refused = (answer: { json(): unknown }, code: string) => expect(answer.json()).toMatchObject({ status: 401, code })
  async function returned(change: (url: URL) => void = () => undefined) {
    const { person } = await account()
    provider.person = person
    const { url, browser, cookie } = await begin(t)
    const asked = new URL(url)
    change(asked)
    return { person, browser, cookie, answer: await provider.visit(asked.href) }
  }

  it('OIDC: a forged state is refused, and the attempt still serves', async () => {
    const { browser, answer } = await returned()
    refused(await browser.post('auth/oidc/finish', { ...answer, state: 'A'.repeat(43) }), 'oidc-state-refused')
    expect((await browser.post('auth/oidc/finish', answer)).statusCode).toBe(200)
  })

  it('OIDC: a code serves once, and one that nobody gave never', async () => {
    const { browser, answer } = await returned()
    expect((await browser.post('auth/oidc/finish', answer)).statusCode).toBe(200)
    refused(await browser.post('auth/oidc/finish', answer), 'oidc-code-refused')
    const { browser: other, answer: theirs } = await returned()
    refused(await other.post('auth/oidc/finish', { ...theirs, code: 'invented' }), 'oidc-code-refused')
  })

  it('OIDC: a code given for another proof key is refused', async () => {
    const { browser, answer } = await returned((url) => url.searchParams.set('code_challenge', 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'))
    refused(await browser.post('auth/oidc/finish', answer), 'oidc-code-refused')
  })

  it('OIDC: a token with another nonce is refused', async () => {
    const { browser, answer } = await returned((url) => url.searchParams.set('nonce', 'of-another-sign-in'))
    refused(await browser.post('auth/oidc/finish', answer), 'oidc-answer-refused')
  })

  it('OIDC: an answer of another issuer is refused, and one that names none', async () => {
    const first = await returned()
    refused(await first.browser.post('auth/oidc/finish', { ...first.answer, iss: 'https://evil.example' }), 'oidc-answer-refused')
    const second = await returned()
    const { iss, ...unnamed } = second.answer
    expect(iss).toBe(provider.issuer)
    refused(await second.browser.post('auth/oidc/finish', unnamed), 'oidc-answer-refused')
  })

  it('S-14: an attempt serves ten minutes, in the browser that began it, and is nobody’s to write', async () => {
    const { cookie, answer } = await returned()
    const [name, sealed] = [cookie.slice(0, cookie.indexOf('=')), cookie.slice(cookie.indexOf('=') + 1)]
    const attempt = openSealedAttempt(sealed, t.app.config)
    if (!attempt) throw new Error('sealed by this server')
    expect(Math.round((attempt.expiresAt - Date.now()) / 60_000)).toBe(10)
    refused(await t.anonymous.post('auth/oidc/finish', answer), 'oidc-attempt-over')
    const forged = [sealAttempt({ ...attempt, expiresAt: Date.now() - 1 }, t.app.config), JSON.stringify(attempt), sealAttempt(attempt, { ...t.app.config, secret: 'another secret of another server, long enough' }), `${sealed.slice(0, -4)}AAAA`, 'sealed:']
    for (const value of forged) refused(await clientOf(t.app, { cookie: `${name}=${encodeURIComponent(value)}` }).post('auth/oidc/finish', answer), 'oidc-attempt-over')
    expect((await clientOf(t.app, { cookie }).post('auth/oidc/finish', answer)).statusCode).toBe(200)
  })

  it('OIDC: a refusal at the provider comes back as one, and neither code nor error is a bad request', async () => {
    const { person } = await account()
    provider.person = { ...person, refuses: true }
    const { url, browser } = await begin(t)
    const answer = await provider.visit(url)
    expect(answer.error).toBe('access_denied')
    for (const bad of [{ state: answer.state }, { ...answer, code: 'x' }, {}, { state: 'é', code: 'x' }]) expect((await browser.post('auth/oidc/finish', bad)).statusCode).toBe(400)
    refused(await browser.post('auth/oidc/finish', { state: answer.state, error: answer.error, iss: answer.iss }), 'oidc-cancelled')
  })

  it('S-16: another site can begin and end nothing', async () => {
    const { browser, answer } = await returned()
    for (const path of ['begin', 'finish']) expect((await browser.post(`auth/oidc/${path}`, answer, { headers: { origin: 'https://evil.example' } })).json()).toMatchObject({ status: 403, code: 'origin-refused' })
  })
})

describe('a provider that is away', () => {
  it('OIDC: is told as such in both languages, at the beginning and at the end, and serves as soon as it is back', async () => {
    const { id, person } = await account()
    const fresh = await buildApp({ db: t.db, config: t.app.config })
    const on = { app: fresh, anonymous: clientOf(fresh, {}) }
    try {
      provider.person = person
      const { url, browser } = await begin(t)
      const answer = await provider.visit(url)
      await provider.stop()
      for (const gone of [await on.anonymous.post('auth/oidc/begin'), await browser.post('auth/oidc/finish', answer)]) {
        expect(gone.json()).toMatchObject({ status: 503, code: 'oidc-unavailable', detail: expect.stringContaining('avec Annuaire est impossible') as string })
        expect(gone.headers['retry-after']).toBe('30')
      }
      expect((await on.anonymous.post('auth/oidc/begin', undefined, { headers: { 'accept-language': 'en' } })).json()).toMatchObject({ detail: expect.stringContaining('with Annuaire is not possible') as string })
      expect((await (await t.as('reader')).get('auth/me')).statusCode).toBe(200)
      await provider.start()
      expect((await enter(on, provider, person)).answer.json()).toMatchObject({ user: { id } })
    } finally {
      await fresh.close()
    }
  })

  it('OIDC: is asked nothing where none is configured, and the page is told so', async () => {
    const without = await buildApp({ db: t.db, config: { ...t.app.config, oidc: null } })
    try {
      const client = clientOf(without, {})
      expect((await client.post('auth/oidc/begin')).json()).toMatchObject({ status: 404, code: 'oidc-off' })
      expect((await client.post('auth/oidc/finish', { state: 'x', code: 'y' })).json()).toMatchObject({ status: 404, code: 'oidc-off' })
      expect((await client.get('/version')).json()).toMatchObject({ identityProvider: null })
      expect((await t.anonymous.get('/version')).json()).toMatchObject({ identityProvider: 'Annuaire' })
    } finally {
      await without.close()
    }
  })
})

describe('signing out', () => {
  it('S-05: ends the sign-in on the server, and sends the browser to end it at the provider, which sends it back', async () => {
    const { person } = await account()
    const { client, token } = await enter(t, provider, person)
    const answer = await client.post('auth/logout')
    const { endSessionUrl } = answer.json<{ endSessionUrl: string }>()
    expect([answer.statusCode, answer.headers['clear-site-data']]).toEqual([200, '"cache"'])
    expect(Object.fromEntries(new URL(endSessionUrl).searchParams)).toEqual({ client_id: 'convergence', post_logout_redirect_uri: 'https://convergence.example/connexion' })
    expect((await fetch(endSessionUrl)).status).toBe(200)
    expect((await clientOf(t.app, { cookie: `__Host-convergence=${token}` }).get('auth/me')).statusCode).toBe(401)
  })

  it('S-05: ends it on the server while the provider is away too, and sends nobody there who signed in by password', async () => {
    const { person } = await account()
    const { client, token } = await enter(t, provider, person)
    const fresh = await buildApp({ db: t.db, config: t.app.config })
    try {
      await provider.stop()
      expect((await clientOf(fresh, { cookie: client.cookie }).post('auth/logout')).statusCode).toBe(204)
      expect((await clientOf(t.app, { cookie: `__Host-convergence=${token}` }).get('auth/me')).statusCode).toBe(401)
    } finally {
      await provider.start()
      await fresh.close()
    }
    const guarded = await guardedAccount(t, { confirmed: false })
    const signed = await t.anonymous.post('auth/login', { email: guarded.email, password: guarded.password })
    expect((await clientOf(t.app, { cookie: `__Host-convergence=${signed.cookies[0]?.value ?? ''}` }).post('auth/logout')).statusCode).toBe(204)
  })
})

describe('what is kept', () => {
  it('OIDC: no code, token or verifier stands in any table that a sign-in writes', async () => {
    const { id, person } = await account()
    provider.person = person
    const { url, browser, cookie } = await begin(t)
    const answer = await provider.visit(url)
    await browser.post('auth/oidc/finish', answer)
    const verifier = openSealedAttempt(cookie.slice(cookie.indexOf('=') + 1), t.app.config)?.verifier ?? ''
    const kept = JSON.stringify([await boundTo(id), ...(await Promise.all([schema.signIns, schema.signInAttempts, schema.auditEntries, schema.events].map((table) => t.db.select().from(table).limit(1000))))])
    for (const secret of [answer.code ?? '?', verifier, 'eyJ']) expect(kept).not.toContain(secret)
  })
})
