import { schema } from '@convergence/db'
import { and, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { type Client, clientOf, demoId, useTestApp } from '../../test/app.ts'

const t = useTestApp()
const holder = (code: string) => demoId('stakeholder', code)
const perimeterId = demoId('perimeter', 'bretagne')
const startsAt = new Date(Date.now() + 20 * 86_400_000).toISOString()
interface Row { id: string; version: number; stakeholderId: string; status: string; role: string; queuePlace: number | null; mandateId: string | null; personName: string | null; address: string | null; hasAddress: boolean; told: boolean; sentAt: string | null; represents: number; lastMail: { kind: string; status: string } | null }
interface List { items: Row[]; queued: number; withoutAddress: number }
interface Page { invitation: { status: string; queuePlace: number | null; proxyName: string | null; representing: string[] }; session: { freeSeats: number | null; videoUrl: string }; documents: { title: string; id: string }[]; proxies: { id: string; name: string }[]; closed: string | null }

/** A session to come with some invited, each with an address, and what one does with it. */
async function session(codes: readonly string[], more: object = {}) {
  const staff = await t.as('staff')
  const { id } = (await staff.post('sessions', { title: 'Essai', form: 'hybrid', startsAt, perimeterId, place: 'Rennes', ...more })).json<{ id: string }>()
  await staff.post(`sessions/${id}/invitations`, { invitees: codes.map((code) => ({ stakeholderId: holder(code), email: `${code}@test.invalid` })) })
  const rows = async () => (await staff.get(`sessions/${id}/invitations`)).json<List>().items
  const row = async (code: string) => (await rows()).find((r) => r.stakeholderId === holder(code)) as Row
  const link = async (code: string): Promise<Client> => clientOf(t.app, { authorization: `Link ${(await staff.post(`sessions/${id}/invitations/${(await row(code)).id}/link`)).json<{ secret: string }>().secret}` })
  const change = async (body: object) => staff.patch(`sessions/${id}`, body, { ifMatch: (await staff.get(`sessions/${id}`)).json<{ version: number }>().version })
  const patch = async (code: string, body: object) => { const { id: partId, version } = await row(code); return staff.patch(`sessions/${id}/invitations/${partId}`, body, { ifMatch: version }) }
  return { id, staff, rows, row, link, change, patch, post: (path: string, body: object = {}) => staff.post(`sessions/${id}/invitations${path}`, body) }
}
const say = (client: Client, answer: string, more: object = {}) => client.post('invitation/answer', { answer, ...more })
const mailsOf = (invitationId: string) => t.db.select().from(schema.mails).where(and(eq(schema.mails.objectType, 'invitation'), eq(schema.mails.objectId, invitationId)))

describe('inviting', () => {
  it('asks through the spokesperson of the day, once', async () => {
    const { post, row } = await session([])
    await post('', { stakeholderIds: [holder('officines-reunies'), holder('observatoire-acces-soins')] })
    expect(await row('officines-reunies')).toMatchObject({ personName: 'Ysaline Corvoisier', address: 'ysaline.corvoisier@officines-reunies.invalid', status: 'invited', sentAt: null })
    expect(await row('observatoire-acces-soins')).toMatchObject({ personName: null, hasAddress: false })
    expect((await post('', { stakeholderIds: [holder('officines-reunies')] })).json<List>().items).toHaveLength(2)
  })

  it('takes who matches a filter, and refuses nobody, several ways at once, or more than 500', async () => {
    const { post } = await session([])
    expect((await post('', {})).json()).toMatchObject({ status: 422, code: 'invitees-missing' })
    expect((await post('', { filter: { q: 'aucune-ne-s-appelle-ainsi' } })).json()).toMatchObject({ status: 422, code: 'invitees-missing' })
    expect((await post('', { stakeholderIds: [holder('elus')], filter: {} })).json()).toMatchObject({ status: 422, code: 'invitees-missing' })
    const { items } = (await post('', { filter: { q: 'bretagne' }, role: 'observer' })).json<List>()
    expect(items.length).toBeGreaterThan(0)
    expect(new Set(items.map((i) => i.role))).toEqual(new Set(['observer']))
  })

  it('shows addresses to who writes to people, not to readers', async () => {
    const { id } = await session(['officines-reunies'])
    expect((await (await t.as('reader')).get(`sessions/${id}/invitations`)).json<List>().items).toMatchObject([{ address: null, hasAddress: true }])
  })

  it('refuses a mandate of somebody else and an address that is none', async () => {
    const { post, patch } = await session(['officines-reunies'])
    expect((await post('', { invitees: [{ stakeholderId: holder('elus'), mandateId: demoId('mandate', 'm-kervadec-optique') }] })).json()).toMatchObject({ status: 422, code: 'attendance-mandate-invalid' })
    expect((await patch('officines-reunies', { email: 'a@b' })).statusCode).toBe(400)
  })
})

describe('sending', () => {
  it('writes one mail to each who was not sent one, with a link that works and the calendar file, and says who has no address', async () => {
    const { post, row, rows } = await session(['officines-reunies', 'aidants-debout'])
    await post('', { stakeholderIds: [holder('observatoire-acces-soins')] })
    expect((await post('/send')).json()).toMatchObject({ queued: 2, withoutAddress: 1 })
    expect((await post('/send')).json()).toMatchObject({ queued: 0, withoutAddress: 1 })
    const one = await row('officines-reunies')
    expect(one).toMatchObject({ lastMail: { kind: 'invitation', status: 'queued' }, told: true })
    const [mail] = await mailsOf(one.id)
    expect(mail).toMatchObject({ toAddress: 'officines-reunies@test.invalid', linkPath: '/invitation', calendarMethod: 'REQUEST' })
    expect(mail?.calendar).toContain('SEQUENCE:0\r\n')
    expect(mail?.text).toContain('Bonjour Ysaline Corvoisier,')
    const opened = await clientOf(t.app, { authorization: `Link ${mail?.secret}` }).get('invitation')
    expect(opened.json()).toMatchObject({ invitation: { stakeholderName: 'Syndicat des Officines Réunies' }, closed: null })
    expect((await post('/send', { ids: [one.id], again: true })).json()).toMatchObject({ queued: 1 })
    expect((await rows()).filter((r) => r.sentAt !== null)).toHaveLength(2)
  })

  it('tells a change only when asked, to those invited by mail, and once; a cancellation takes it out of the calendar', async () => {
    const { post, change, rows, row } = await session(['officines-reunies'])
    await post('/send')
    await post('', { invitees: [{ stakeholderId: holder('aidants-debout'), email: 'later@test.invalid' }] })
    const { id } = await row('officines-reunies')
    expect((await post('/announce')).json()).toMatchObject({ status: 409, code: 'nothing-to-announce' })
    expect((await change({ place: 'Brest' })).statusCode).toBe(200)
    expect(await mailsOf(id)).toHaveLength(1)
    expect((await rows()).map((r) => r.told)).toEqual([true, false])
    expect((await post('/announce')).json()).toMatchObject({ queued: 1 })
    expect((await post('/announce')).json()).toMatchObject({ code: 'nothing-to-announce' })
    await change({ status: 'cancelled' })
    expect((await post('/announce')).json()).toMatchObject({ queued: 1 })
    const mails = (await mailsOf(id)).map((m) => [m.kind, m.calendarMethod, /SEQUENCE:(\d+)/.exec(m.calendar ?? '')?.[1], m.secret === null])
    expect(mails).toEqual([['invitation', 'REQUEST', '0', false], ['invitation_update', 'REQUEST', '1', false], ['cancellation', 'CANCEL', '2', true]])
  })

  it('gives a link by hand once, and a link stops working when somebody else is asked or the invitation is taken back', async () => {
    const { link, patch, row, staff, id } = await session(['officines-reunies'])
    const client = await link('officines-reunies')
    expect((await client.get('invitation')).statusCode).toBe(200)
    expect(await row('officines-reunies')).toMatchObject({ sentAt: expect.any(String) as string })
    await patch('officines-reunies', { email: 'other@test.invalid' })
    expect((await client.get('invitation')).json()).toMatchObject({ status: 401, code: 'link-refused' })
    const again = await link('officines-reunies')
    const { id: partId, version } = await row('officines-reunies')
    expect((await staff.delete(`sessions/${id}/invitations/${partId}`, { ifMatch: version })).statusCode).toBe(204)
    expect((await again.get('invitation')).statusCode).toBe(401)
  })
})

describe('answering without account', () => {
  it('ends when the stakeholder is removed from the register', async () => {
    const { staff, link } = await session(['union-audio-ponant'])
    const client = await link('union-audio-ponant')
    expect((await client.get('invitation')).statusCode).toBe(200)
    const id = holder('union-audio-ponant')
    await staff.delete(`stakeholders/${id}`, { ifMatch: (await staff.get(`stakeholders/${id}`)).json<{ version: number }>().version })
    expect((await say(client, 'registered')).json()).toMatchObject({ status: 401, code: 'link-refused' })
    for (const path of ['invitation', 'invitation/calendar.ics']) expect((await client.get(path)).statusCode).toBe(401)
    await staff.post(`stakeholders/${id}/restore`)
  })

  it('registers, sends apologies, and changes one’s mind, with a note', async () => {
    const { link, row } = await session(['officines-reunies'])
    const client = await link('officines-reunies')
    expect((await say(client, 'registered', { note: 'À deux.' })).json<Page>().invitation).toMatchObject({ status: 'registered', answerNote: 'À deux.' })
    expect((await say(client, 'apologised')).json<Page>().invitation).toMatchObject({ status: 'apologised', answerNote: 'À deux.' })
    expect((await say(client, 'registered')).json<Page>().invitation.status).toBe('registered')
    expect((await row('officines-reunies')).status).toBe('registered')
  })

  it('says the place in the queue, and gives a freed seat to the first who waits, in the same transaction, with a mail', async () => {
    const { link, row, id } = await session(['officines-reunies', 'aidants-debout', 'institut-lumen'], { seats: 1 })
    const [first, second, third] = [await link('officines-reunies'), await link('aidants-debout'), await link('institut-lumen')]
    await say(first, 'registered')
    expect((await say(second, 'registered')).json<Page>()).toMatchObject({ invitation: { status: 'waitlisted', queuePlace: 1 }, session: { freeSeats: 0 } })
    expect((await say(third, 'registered')).json<Page>().invitation.queuePlace).toBe(2)
    expect((await say(second, 'registered')).json<Page>().invitation).toMatchObject({ status: 'waitlisted', queuePlace: 1 })
    await say(first, 'apologised')
    expect((await second.get('invitation')).json<Page>().invitation.status).toBe('registered')
    expect((await third.get('invitation')).json<Page>().invitation.queuePlace).toBe(1)
    expect((await mailsOf((await row('aidants-debout')).id)).map((m) => m.kind)).toEqual(['seat_free'])
    expect((await (await t.as('reader')).get(`sessions/${id}`)).json()).toMatchObject({ tally: { invited: 3, registered: 1, waitlisted: 1, apologised: 1, unanswered: 0 } })
  })

  it('gives the last seat to one of two who ask at once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { link, rows } = await session(['officines-reunies', 'aidants-debout'], { seats: 1 })
      const clients = [await link('officines-reunies'), await link('aidants-debout')]
      const answers = await Promise.all(clients.map((client) => say(client, 'registered')))
      expect(answers.map((a) => a.json<Page>().invitation.status).sort()).toEqual(['registered', 'waitlisted'])
      expect((await rows()).map((r) => r.status).sort()).toEqual(['registered', 'waitlisted'])
    }
  })

  it('takes no seat for an observer', async () => {
    const { link, patch } = await session(['officines-reunies', 'aidants-debout'], { seats: 1 })
    await patch('officines-reunies', { role: 'observer', status: 'registered' })
    expect((await say(await link('aidants-debout'), 'registered')).json<Page>().invitation.status).toBe('registered')
    expect((await patch('officines-reunies', { role: 'participant' })).json()).toMatchObject({ status: 'waitlisted', queuePlace: 1 })
    expect((await patch('aidants-debout', { role: 'observer' })).json()).toMatchObject({ status: 'registered' })
  })

  it('refuses fewer seats than are taken, and gives more to those who wait', async () => {
    const { patch, change, row } = await session(['officines-reunies', 'aidants-debout', 'institut-lumen'], { seats: 2 })
    for (const code of ['officines-reunies', 'aidants-debout', 'institut-lumen']) await patch(code, { status: 'registered' })
    expect((await change({ seats: 1 })).json()).toMatchObject({ status: 409, code: 'seats-below-registered' })
    expect((await row('institut-lumen')).status).toBe('waitlisted')
    expect((await change({ seats: 3 })).json()).toMatchObject({ tally: { registered: 3, waitlisted: 0 } })
  })

  it('gives a proxy to another invited, not to oneself, an observer, who is away, or along a chain', async () => {
    const { link, patch, row } = await session(['officines-reunies', 'aidants-debout', 'institut-lumen', 'commune-kerlannec'])
    const client = await link('officines-reunies')
    const give = (code: string) => say(client, 'represented', { proxyId: holder(code) })
    expect((await say(client, 'represented')).json()).toMatchObject({ status: 422, code: 'proxy-missing' })
    expect((await give('officines-reunies')).json()).toMatchObject({ code: 'proxy-self' })
    expect((await give('elus')).json()).toMatchObject({ code: 'proxy-not-invited' })
    await patch('institut-lumen', { role: 'observer' })
    expect((await give('institut-lumen')).json()).toMatchObject({ code: 'proxy-observer' })
    await patch('commune-kerlannec', { status: 'apologised' })
    expect((await give('commune-kerlannec')).json()).toMatchObject({ code: 'proxy-not-coming' })
    expect((await give('aidants-debout')).json()).toMatchObject({ invitation: { status: 'represented', proxyName: expect.any(String) as string } })
    const proxy = await link('aidants-debout')
    expect((await proxy.get('invitation')).json<Page>()).toMatchObject({ invitation: { representing: ['Syndicat des Officines Réunies'] }, proxies: [] })
    await patch('commune-kerlannec', { status: 'registered' })
    expect((await say(proxy, 'represented', { proxyId: holder('commune-kerlannec') })).json()).toMatchObject({ code: 'proxy-chain' })
    expect((await say(await link('commune-kerlannec'), 'represented', { proxyId: holder('officines-reunies') })).json()).toMatchObject({ code: 'proxy-chain' })
    // Who holds the proxy stays away: the one who gave it is asked again, and written to.
    await say(proxy, 'apologised')
    expect(await row('officines-reunies')).toMatchObject({ status: 'invited', proxyId: null, lastMail: { kind: 'invitation_update' } })
  })

  it('is answered no more once the session is cancelled, closed or over, and still shows what it was', async () => {
    const { link, change } = await session(['officines-reunies'])
    const client = await link('officines-reunies')
    await change({ status: 'cancelled' })
    expect((await say(client, 'registered')).json()).toMatchObject({ status: 409, code: 'session-cancelled' })
    expect((await client.get('invitation')).json<Page>().closed).toBe('cancelled')
    await change({ status: 'planned' })
    await change({ status: 'open' })
    expect((await say(client, 'registered')).statusCode).toBe(200)
    await change({ status: 'closed' })
    expect((await say(client, 'apologised')).json()).toMatchObject({ status: 409, code: 'session-closed' })
    await change({ status: 'open' })
    await change({ startsAt: '2026-01-01T09:00:00Z', endsAt: '2026-01-01T11:00:00Z' })
    expect((await say(client, 'apologised')).json()).toMatchObject({ status: 409, code: 'session-over' })
    expect((await client.get('invitation')).json<Page>().closed).toBe('over')
  })

  it('reads the documents for participants and never the internal ones, and the calendar file', async () => {
    const client = clientOf(t.app, { authorization: 'Link demonstration-invitation' })
    const page = (await client.get('invitation')).json<Page>()
    expect(page.documents.map((d) => d.title)).toEqual(['Rappel des positions d’octobre', 'Règles de la discussion'])
    expect((await client.get(`invitation/documents/${demoId('session-document', 'regles')}`)).body).toContain('Règles de la discussion')
    expect((await client.get(`invitation/documents/${demoId('session-document', 'trame')}`)).json()).toMatchObject({ status: 404, code: 'session-document-not-found' })
    expect((await client.get('invitation/calendar.ics')).body).toMatch(/^BEGIN:VCALENDAR\r\n/)
    expect((await client.get('sessions')).statusCode).toBe(401)
  })

  it('holds no address, no internal note and no position of others', async () => {
    const { body } = await clientOf(t.app, { authorization: 'Link demonstration-invitation' }).get('invitation')
    expect(body).not.toMatch(/\.invalid|internalNote|"value"/)
  })
})
