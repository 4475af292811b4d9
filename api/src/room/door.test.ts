import { schema } from '@convergence/db'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { useTestApp } from '../../test/app.ts'
import { holderId, openSession, type Made } from '../../test/sessions.ts'

const t = useTestApp()

interface Board { holders: { id: string; attendance: { status: string; headcount: number } | null }[]; session: { tally: { people: number; present: number } }; walkIns: number }
interface List { items: { id: string; version: number; stakeholderId: string | null; personName: string; withdrawnAt: string | null }[]; people: number; organisations: number }
const key = (n: number | string): string => `appareil-de-l-essai-${n}`

async function room(): Promise<Made & { code: string }> {
  const staff = await t.as('facilitator')
  const made = await openSession(staff)
  const { code } = (await staff.post(`sessions/${made.sessionId}/check-in-code`, { action: 'show' })).json<{ code: string }>()
  return { ...made, code }
}
const board = async (id: string): Promise<Board> => (await (await t.as('staff')).get(`sessions/${id}/board`)).json<Board>()
const list = async (id: string): Promise<List> => (await (await t.as('staff')).get(`sessions/${id}/check-ins`)).json<List>()
const from = (ip: string) => ({ remoteAddress: ip })

describe('the door', () => {
  it('gives the same code until another is asked for, and none to who may not record', async () => {
    const { sessionId, code } = await room()
    const staff = await t.as('staff')
    const change = async (action: string) => (await staff.post(`sessions/${sessionId}/check-in-code`, { action })).json<{ code: string | null; path: string | null }>()
    expect((await change('show')).code).toBe(code)
    const renewed = await change('renew')
    expect(renewed.path).toBe(`/emargement#${renewed.code}`)
    expect((await t.anonymous.post('check-in/session', { code })).json()).toMatchObject({ status: 404, code: 'check-in-code-unknown' })
    expect((await t.anonymous.post('check-in/session', { code: renewed.code })).json()).toMatchObject({ sessionId, title: 'Séance d’essai' })
    expect(await change('withdraw')).toEqual({ code: null, path: null })
    expect((await (await t.as('reader')).post(`sessions/${sessionId}/check-in-code`, { action: 'show' })).statusCode).toBe(403)
  })

  it('counts a second press of the same device once, and another person of the same organisation twice', async () => {
    const { sessionId, code } = await room()
    const body = { code, deviceKey: key(1), stakeholderId: holderId('aidants-debout'), personName: 'Nour Belkacem', by: 'qr' }
    expect((await t.anonymous.post('check-in', body)).json()).toMatchObject({ sessionId, already: false, personName: 'Nour Belkacem' })
    expect((await t.anonymous.post('check-in', body)).json()).toMatchObject({ already: true })
    expect((await list(sessionId)).people).toBe(1)
    await t.anonymous.post('check-in', { ...body, deviceKey: key(2), personName: '' })
    expect((await board(sessionId)).holders.find((h) => h.id === holderId('aidants-debout'))?.attendance).toMatchObject({ status: 'present', headcount: 2 })
    expect(await list(sessionId)).toMatchObject({ people: 2, organisations: 1 })
  })

  it('undoes a check-in from the phone and from the console, and takes it up again', async () => {
    const { sessionId, code } = await room()
    const officines = holderId('federation-optique-armor')
    await (await t.as('staff')).post(`sessions/${sessionId}/invitations`, { stakeholderIds: [officines] })
    const body = { code, deviceKey: key(3), stakeholderId: officines }
    await t.anonymous.post('check-in', body)
    expect((await t.anonymous.post('check-in/undo', { code, deviceKey: key(3) })).statusCode).toBe(204)
    expect((await board(sessionId)).holders.map((h) => h.id)).not.toContain(officines)
    expect((await t.anonymous.post('check-in/undo', { code, deviceKey: key(3) })).json()).toMatchObject({ status: 404, code: 'check-in-not-found' })
    expect((await t.anonymous.post('check-in', body)).json()).toMatchObject({ already: false })
    const staff = await t.as('staff')
    const row = (await list(sessionId)).items.find((i) => i.stakeholderId === officines)
    expect((await staff.post(`sessions/${sessionId}/check-ins/${row?.id}/withdraw`)).json()).toMatchObject({ id: row?.id })
    expect((await board(sessionId)).holders.map((h) => h.id)).not.toContain(officines)
    await staff.post(`sessions/${sessionId}/check-ins/${row?.id}/restore`)
    expect((await board(sessionId)).holders.map((h) => h.id)).toContain(officines)
  })

  it('welcomes a walk-in by the name it writes, until somebody ties it to a stakeholder', async () => {
    const { sessionId, code } = await room()
    await t.anonymous.post('check-in', { code, deviceKey: key(4), organisation: 'Amicale du port', personName: 'Lise' })
    expect((await board(sessionId)).walkIns).toBe(1)
    const [row] = (await list(sessionId)).items
    const staff = await t.as('staff')
    const tied = await staff.patch(`sessions/${sessionId}/check-ins/${row?.id}`, { stakeholderId: holderId('union-audio-ponant') }, { ifMatch: 1 })
    expect(tied.json()).toMatchObject({ stakeholderId: holderId('union-audio-ponant'), organisation: 'Amicale du port', version: 2 })
    const after = await board(sessionId)
    expect(after.walkIns).toBe(0)
    expect(after.holders.find((h) => h.id === holderId('union-audio-ponant'))?.attendance).toMatchObject({ status: 'present', headcount: 1 })
  })

  it('refuses each bad check-in with its own answer', async () => {
    const { sessionId, code, sessionVersion: _ } = await room()
    const other = await room()
    const send = async (change: object) => (await t.anonymous.post('check-in', { code, deviceKey: key('bad'), stakeholderId: holderId('aidants-debout'), ...change })).json()
    expect(await send({ sessionId: other.sessionId })).toMatchObject({ status: 409, code: 'check-in-other-session' })
    expect(await send({ code: 'AAAAAA' })).toMatchObject({ status: 404, code: 'check-in-code-unknown' })
    expect(await send({ stakeholderId: holderId('elus') })).toMatchObject({ status: 422, code: 'check-in-organisation-unlisted' })
    expect(await send({ stakeholderId: null, organisation: '  ' })).toMatchObject({ status: 422, code: 'check-in-organisation-missing' })
    expect(await send({ deviceKey: 'court' })).toMatchObject({ status: 400 })
    const staff = await t.as('staff')
    const { version } = (await staff.get(`sessions/${sessionId}`)).json<{ version: number }>()
    await staff.patch(`sessions/${sessionId}`, { status: 'closed' }, { ifMatch: version })
    expect(await send({})).toMatchObject({ status: 409, code: 'check-in-closed' })
    expect((await list(sessionId)).people).toBe(0)
  })

  it('stops who guesses codes, and not the room that had the right one', async () => {
    const { code } = await room()
    const other = await room()
    const ask = (guess: string, ip: string) => t.anonymous.post('check-in/session', { code: guess }, from(ip))
    await ask(code, '192.0.2.7')
    for (let i = 0; i < 60; i += 1) expect((await ask('AAAAAA', '192.0.2.7')).statusCode).toBe(404)
    const refused = await ask('AAAAAC', '192.0.2.7')
    expect(refused.json()).toMatchObject({ status: 429, code: 'check-in-throttled' })
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect((await ask(other.code, '192.0.2.7')).statusCode).toBe(429)
    expect((await ask(code, '192.0.2.7')).statusCode).toBe(200)
    expect((await ask(other.code, '192.0.2.8')).statusCode).toBe(200)
  })

  it('R-22: checks 200 people in at once by one code from one address, refuses none and counts them exactly; the time is printed', async () => {
    const { sessionId, code } = await room()
    const holders = ['officines-reunies', 'aidants-debout', 'institut-lumen'].map(holderId)
    const began = performance.now()
    const answers = await Promise.all(Array.from({ length: 200 }, (_, i) => t.anonymous.post('check-in', { code, deviceKey: key(`two-hundred-${i}`), by: 'qr', ...(i % 4 === 3 ? { organisation: `Association ${i % 8}` } : { stakeholderId: holders[i % 4] }) }, from('198.51.100.4'))))
    const seconds = (performance.now() - began) / 1000
    console.info(`200 check-ins by one code from one address: ${seconds.toFixed(2)} s`)
    expect(answers.filter((a) => a.statusCode !== 200).map((a) => a.body)).toEqual([])
    const after = await board(sessionId)
    expect(after.holders.filter((h) => holders.includes(h.id)).map((h) => h.attendance?.headcount)).toEqual([50, 50, 50])
    expect(after).toMatchObject({ walkIns: 50, session: { tally: { people: 150, present: 3 } } })
    expect(await list(sessionId)).toMatchObject({ people: 200, organisations: 5 })
    expect(await t.db.$count(schema.checkIns, eq(schema.checkIns.sessionId, sessionId))).toBe(200)
  })

  it('leaves neither the code nor the key of a device in the journal, whatever else changes of the session', async () => {
    const staff = await t.as('staff')
    const { sessionId, code } = await room()
    const deviceKey = key('journal')
    await t.anonymous.post('check-in', { code, deviceKey, stakeholderId: holderId('aidants-debout') })
    await t.anonymous.post('check-in/undo', { code, deviceKey })
    const change = async (patch: object) => staff.patch(`sessions/${sessionId}`, patch, { ifMatch: (await staff.get(`sessions/${sessionId}`)).json<{ version: number }>().version })
    expect((await change({ place: 'Ailleurs' })).statusCode).toBe(200)
    expect((await change({ status: 'cancelled' })).statusCode).toBe(200)
    await staff.delete(`sessions/${sessionId}`, { ifMatch: (await staff.get(`sessions/${sessionId}`)).json<{ version: number }>().version })
    const journal = JSON.stringify(await t.db.select().from(schema.auditEntries))
    expect(journal).toContain(sessionId)
    expect(journal).not.toContain(code)
    expect(journal).not.toContain(deviceKey)
  })
})
