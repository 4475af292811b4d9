import { demoId, schema } from '@convergence/db'
import { and, eq, inArray, ne, sql } from 'drizzle-orm'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { clientOf, type TestApp, useTestApp } from '../../test/app.ts'
import { buildApp } from '../app.ts'
import { mailJobs } from './job.ts'
import { type NewMail, queueMail } from './queue.ts'
import { openMailServer, openSilentServer } from './testing.ts'

const { mails } = schema
vi.setConfig({ testTimeout: 60_000 })
const opened: { close(): unknown }[] = []
const opening = <T extends { close(): unknown }>(thing: T): T => { opened.push(thing); return thing }
afterEach(async () => { for (const thing of opened.splice(0).reverse()) await thing.close() })

const settings = { mailFrom: 'Convergence <dialogue@convergence.invalid>', publicUrl: 'https://dialogue.example.org/', smtpTimeoutMs: 10_000 }
const base = useTestApp(settings)
/** An application over the file's database that sends to this server, with no mail of another test waiting. */
async function appSendingTo(smtpUrl: string | undefined, smtpTimeoutMs = settings.smtpTimeoutMs): Promise<TestApp> {
  await base.db.update(mails).set({ status: 'cancelled' }).where(inArray(mails.status, ['queued', 'sending']))
  await base.db.delete(schema.mailOptOuts)
  if (!smtpUrl) return base
  const app = opening(await buildApp({ db: base.db, config: { ...base.app.config, smtpTimeoutMs, smtpUrl } }))
  await app.ready()
  return { ...base, app, anonymous: clientOf(app, {}) }
}

const letter: NewMail = {
  kind: 'invitation', to: { address: 'claire@exemple.invalid', name: 'Claire Élégante' }, subject: 'Invitation : « santé & mutuelle »\r\nBcc: x@y.invalid', locale: 'fr',
  body: ['Bonjour,\nvous êtes <invitée>.', { heading: 'Ordre du jour' }, { list: ['Premier point', { label: 'Le dossier', path: '/seances/1?a=1&b=2' }] }, { action: 'Répondre' }],
  link: { path: '/invitation', secret: 'the-secret' }, about: { type: 'session', id: demoId('session', 'seance-suivante') }, perimeterId: demoId('perimeter', 'bretagne'),
}
const queue = (t: TestApp, more: Partial<NewMail> = {}) => t.db.transaction((tx) => queueMail(tx, { ...letter, ...more }))
const row = async (t: TestApp, id: string) => (await t.db.select().from(mails).where(eq(mails.id, id)))[0]
const until = (t: TestApp, id: string, status: string) => expect.poll(async () => (t.app.jobs.wake(), (await row(t, id))?.status), { timeout: 20_000 }).toBe(status)
const dueNow = (t: TestApp, id: string) => t.db.update(mails).set({ nextAttemptAt: sql`now()` }).where(and(eq(mails.id, id), ne(mails.status, 'sent')))

describe('a mail', () => {
  it('arrives with its private link in text and page, and its secret leaves the row', async () => {
    const server = opening(await openMailServer())
    const t = await appSendingTo(server.url)
    const { id } = await queue(t)
    await until(t, id, 'sent')
    const [{ mail, to } = { mail: null, to: [] }] = server.received
    expect(to).toEqual(['claire@exemple.invalid'])
    expect(mail?.messageId).toBe(`<${id}@convergence.invalid>`)
    expect(mail?.subject).toBe('Invitation : « santé & mutuelle » Bcc: x@y.invalid')
    expect(mail?.text).toContain('Répondre\nhttps://dialogue.example.org/invitation#the-secret')
    expect(mail?.text).toContain('https://dialogue.example.org/seances/1?a=1&b=2')
    expect(mail?.html).toContain('<html lang="fr">')
    expect(mail?.html).toContain('href="https://dialogue.example.org/invitation#the-secret"')
    expect(mail?.html).toContain('&lt;invitée&gt;')
    expect(await row(t, id)).toMatchObject({ secret: null, attempts: 1, lastError: '' })
  })

  it('is never sent when its transaction rolls back', async () => {
    const server = opening(await openMailServer())
    const t = await appSendingTo(server.url)
    await t.db.transaction(async (tx) => { await queueMail(tx, letter); throw new Error('no') }).catch(() => undefined)
    const { id } = await queue(t)
    await until(t, id, 'sent')
    expect(server.received).toHaveLength(1)
  })

  it('waits and says so where no mail server is configured', async () => {
    const t = await appSendingTo(undefined)
    const { id } = await queue(t)
    t.app.jobs.wake()
    const staff = await t.as('staff')
    expect((await staff.get('mails/summary')).json()).toMatchObject({ configured: false, queued: 1, retrying: 0 })
    expect((await staff.get(`mails/${id}`)).json()).toMatchObject({ status: 'queued', attempts: 0 })
  })

  it('that the server refuses for good is parked with the sentence of the server, keeps its link, and is sent when somebody tries again', async () => {
    let open = false
    const server = opening(await openMailServer(() => (open ? 250 : 550)))
    const t = await appSendingTo(server.url)
    const { id } = await queue(t)
    await until(t, id, 'parked')
    const staff = await t.as('staff')
    expect((await staff.get(`mails/${id}`)).json()).toMatchObject({ status: 'parked', attempts: 1, failure: 'refused', serverSays: expect.stringContaining('5.1.1 User unknown') })
    open = true
    expect((await staff.post(`mails/${id}/retry`)).json()).toMatchObject({ status: 'queued', attempts: 0 })
    await until(t, id, 'sent')
    expect(server.received[0]?.mail.text).toContain('#the-secret')
    expect((await staff.post(`mails/${id}/retry`)).json()).toMatchObject({ code: 'mail-already-sent' })
  })

  it('that is greylisted is tried again later, on its own', async () => {
    const server = opening(await openMailServer((_, attempt) => (attempt < 2 ? 451 : 250)))
    const t = await appSendingTo(server.url)
    const { id } = await queue(t)
    await expect.poll(async () => (await row(t, id))?.lastError, { timeout: 20_000 }).toMatch(/^deferred: 451 4\.7\.1 Greylisted/)
    const waiting = await row(t, id)
    expect(waiting?.status).toBe('queued')
    expect((waiting?.nextAttemptAt.getTime() ?? 0) - Date.now()).toBeGreaterThan(30_000)
    await dueNow(t, id)
    await until(t, id, 'sent')
    expect(server.attempts.get('claire@exemple.invalid')).toBe(2)
  })

  it('R-19: survives a server that hangs: it is given up after the time limit, holds back nothing, and leaves once there is a server', async () => {
    const silent = opening(await openSilentServer())
    const t = await appSendingTo(silent.url, 300)
    const { id } = await queue(t)
    await expect.poll(async () => (await row(t, id))?.lastError, { timeout: 20_000 }).toMatch(/^timeout: /)
    expect(await row(t, id)).toMatchObject({ status: 'queued', attempts: 1, secret: 'the-secret' })
    expect((await t.anonymous.get('/livez')).statusCode).toBe(200)
    const server = opening(await openMailServer())
    const other = opening(await buildApp({ db: t.db, config: { ...base.app.config, smtpUrl: server.url } }))
    await other.ready()
    await dueNow(t, id)
    await expect.poll(() => (other.jobs.wake(), server.received.length), { timeout: 20_000 }).toBe(1)
  })

  it('R-19: is parked after the last attempt, where a person sees it', async () => {
    const server = opening(await openMailServer(() => 451))
    const t = await appSendingTo(server.url)
    const { id } = await queue(t)
    await t.db.update(mails).set({ attempts: 10, nextAttemptAt: sql`now()` }).where(eq(mails.id, id))
    await until(t, id, 'parked')
    expect((await row(t, id))?.attempts).toBe(11)
  })

  it('that a stopped server had taken is taken over, with the same Message-ID', async () => {
    const server = opening(await openMailServer())
    const t = await appSendingTo(undefined)
    const { id } = await queue(t)
    await t.db.update(mails).set({ status: 'sending', attempts: 1, takenAt: sql`now() - interval '3 minutes'` }).where(eq(mails.id, id))
    const fresh = await queue(t, { to: { address: 'autre@exemple.invalid' } })
    await t.db.update(mails).set({ status: 'sending', attempts: 1, takenAt: sql`now()` }).where(eq(mails.id, fresh.id))
    const other = opening(await buildApp({ db: t.db, config: { ...t.app.config, smtpUrl: server.url } }))
    await other.ready()
    await expect.poll(() => server.received.length, { timeout: 20_000 }).toBe(1)
    expect(server.received[0]?.mail.messageId).toBe(`<${id}@convergence.invalid>`)
    expect((await row(t, fresh.id))?.status).toBe('sending')
  })

  it('leaves once when two servers send at the same time', async () => {
    const server = opening(await openMailServer())
    const t = await appSendingTo(undefined)
    const ids = []
    for (let n = 0; n < 40; n += 1) ids.push((await queue(t, { to: { address: `a${n}@exemple.invalid` } })).id)
    for (let n = 0; n < 2; n += 1) await opening(await buildApp({ db: t.db, config: { ...t.app.config, smtpUrl: server.url } })).ready()
    await expect.poll(async () => (await t.db.select({ n: sql<number>`count(*)::int` }).from(mails).where(and(eq(mails.status, 'sent'), sql`${mails.toAddress} like 'a%@exemple.invalid'`)))[0]?.n, { timeout: 20_000 }).toBe(40)
    expect(new Set(server.received.map((r) => r.mail.messageId)).size).toBe(40)
    expect(server.received).toHaveLength(40)
  })

  it('whose server closes meanwhile goes back into the queue as not tried', async () => {
    const silent = opening(await openSilentServer())
    const t = await appSendingTo(undefined)
    const { id } = await queue(t)
    const kind = mailJobs({ config: { ...t.app.config, smtpTimeoutMs: 60_000 }, smtpUrl: silent.url, site: () => 'http://x.invalid' })
    const task = await kind.take(t.db)
    const stop = new AbortController()
    const ended = task?.(stop.signal)
    await expect.poll(silent.connections).toBe(1)
    stop.abort()
    await ended
    expect(await row(t, id)).toMatchObject({ status: 'queued', attempts: 0, secret: 'the-secret' })
  })
})

describe('reminders and digests', () => {
  const reminder = { kind: 'reminder', body: ['Votre réponse est attendue.'], link: undefined } as unknown as Partial<NewMail>

  it('say how to stop them, in one click by the mail program (RFC 8058) or on a page; then no more is sent', async () => {
    const server = opening(await openMailServer())
    const t = await appSendingTo(server.url)
    const first = await queue(t, reminder)
    await until(t, first.id, 'sent')
    const mail = server.received[0]?.mail
    const unsubscribe = /<(https:[^>]+)>/.exec(String(mail?.headerLines.find((h) => h.key === 'list-unsubscribe')?.line))?.[1] ?? ''
    expect(mail?.headerLines.find((h) => h.key === 'list-unsubscribe-post')?.line).toBe('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
    expect(mail?.text).toMatch(/Ne plus recevoir ces courriels : https:\/\/dialogue\.example\.org\/opt-out#[\w-]{43}/)
    const { pathname, search } = new URL(unsubscribe)
    const answer = await t.app.inject({ method: 'POST', url: pathname + search, headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: 'List-Unsubscribe=One-Click' })
    expect([answer.statusCode, answer.json()]).toEqual([200, { kind: 'reminder' }])
    const second = await queue(t, reminder)
    await until(t, second.id, 'cancelled')
    const invitation = await queue(t)
    await until(t, invitation.id, 'sent')
    expect(server.received.map((r) => r.mail.messageId?.slice(1, 37))).toEqual([first.id, invitation.id])
    expect((await (await t.as('staff')).get(`mails/${second.id}`)).json()).toMatchObject({ failure: 'opted_out' })
  })
})

describe('the journal of mails', () => {
  it('shows no secret, finds by state, object and address, and is not for readers', async () => {
    const t = await appSendingTo(undefined)
    const { id } = await queue(t, { to: { address: 'zoé@exemple.invalid' } })
    const staff = await t.as('staff')
    const listed = async (query: string) => (await staff.get(`mails?${query}`)).json<{ items: { id: string }[] }>().items.map((m) => m.id)
    expect(await listed('q=ZO%C3%89')).toEqual([id])
    expect(await listed('q=%25')).toEqual([])
    expect(await listed(`status=queued&objectId=${letter.about.id}`)).toEqual([id])
    const shown = (await staff.get(`mails/${id}`)).body + (await staff.get('mails?limit=100')).body
    expect(shown).toContain('{{link}}')
    expect(shown).not.toContain('the-secret')
    expect((await (await t.as('reader')).get('mails')).statusCode).toBe(403)
  })

  it('lets a mail be given up before it leaves, and its secret with it', async () => {
    const t = await appSendingTo(undefined)
    const { id } = await queue(t)
    const staff = await t.as('staff')
    expect((await staff.post(`mails/${id}/cancel`)).json()).toMatchObject({ status: 'cancelled' })
    expect(await row(t, id)).toMatchObject({ secret: null })
    expect((await staff.post(`mails/${id}/cancel`)).statusCode).toBe(200)
    expect((await staff.post(`mails/${id}/retry`)).json()).toMatchObject({ code: 'mail-cancelled' })
    await t.db.update(mails).set({ status: 'sending' }).where(eq(mails.id, id))
    expect((await staff.post(`mails/${id}/cancel`)).json()).toMatchObject({ code: 'mail-being-sent' })
  })
})
