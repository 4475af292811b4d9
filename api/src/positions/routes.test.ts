import { schema } from '@convergence/db'
import { describe, expect, it } from 'vitest'
import { demoId, useTestApp } from '../../test/app.ts'
import { holderId, openSession, said } from '../../test/sessions.ts'

const t = useTestApp()
const hour = 3_600_000
const ago = (hours: number) => new Date(Date.now() - hours * hour).toISOString()

interface Row { id: string; version: number; value: number | null; holderId: string; versionNumber: number; manner: string }
interface Page { items: Row[] }

describe('recording a position', () => {
  it('answers the row with the words around it, in the room by default when a session is named', async () => {
    const staff = await t.as('staff')
    const made = await openSession(staff)
    const answer = await staff.post('positions', said(made, 'officines-reunies', { mandateId: demoId('mandate', 'm-corvoisier-officines'), reason: 'Parce que.' }))
    expect(answer.statusCode).toBe(201)
    expect(answer.json()).toMatchObject({ value: 1, manner: 'in_room', versionNumber: 1, holderName: 'Syndicat des Officines Réunies', sessionTitle: 'Séance d’essai', reason: 'Parce que.', confirmation: 'unconfirmed' })
    expect((await staff.get(String(answer.headers.location))).statusCode).toBe(200)
  })

  it.each([
    ['a value with an abstention', { state: 'abstained', value: 1 }, 422, 'position-value-unexpected', '/value'],
    ['a statement without a value', { value: null }, 422, 'position-value-missing', '/value'],
    ['a statement from the future', { statedAt: new Date(Date.now() + hour).toISOString() }, 422, 'position-in-the-future', '/statedAt'],
    ['words in the room without a session', { sessionId: null, manner: 'in_room' }, 422, 'position-room-without-session', '/sessionId'],
    ['a person as holder', { holderId: holderId('ysaline-corvoisier') }, 422, 'position-holder-person', '/holderId'],
    ['a holder who did not come', { holderId: holderId('collectif-eaux-vives') }, 409, 'position-holder-absent', '/holderId'],
    ['another’s mandate', { mandateId: demoId('mandate', 'm-kervadec-optique') }, 422, 'position-mandate-invalid', '/mandateId'],
    ['an unknown holder', { holderId: demoId('none', 'x') }, 422, 'unknown-reference', '/holderId'],
    ['an unknown point', { pointId: demoId('none', 'x') }, 422, 'unknown-reference', '/pointId'],
    ['an unknown session', { sessionId: demoId('none', 'x') }, 422, 'unknown-reference', '/sessionId'],
    ['a version of another point', { pointVersionId: demoId('point-version', 'p12-aidants/1') }, 422, 'position-version-mismatch', '/pointVersionId'],
  ])('refuses %s', async (_, more, status, code, pointer) => {
    const staff = await t.as('staff')
    const answer = await staff.post('positions', said(await openSession(staff), 'officines-reunies', more))
    expect(answer.json()).toMatchObject({ status, code, errors: [{ pointer }] })
  })

  it('takes positions on 100 points of one session, on those again, and on no other', async () => {
    const staff = await t.as('staff')
    const made = await openSession(staff)
    const perimeterId = demoId('perimeter', 'bretagne')
    const points = await t.db.insert(schema.points).values(Array.from({ length: 100 }, (_, i) => ({ reference: `E-${i}`, title: `Point ${i}`, perimeterId }))).returning({ id: schema.points.id })
    await t.db.insert(schema.pointVersions).values(points.map(({ id }) => ({ pointId: id, number: 1, statement: 'Un texte.', createdAt: new Date(ago(5)) })))
    const on = (pointId: string | undefined) => said(made, 'officines-reunies', { pointId })
    const batch = await staff.post('positions/batch', { positions: points.slice(0, 98).map(({ id }) => on(id)) })
    expect(batch.statusCode).toBe(201)
    expect((await staff.post('positions', on(points[98]?.id))).statusCode).toBe(201)
    expect((await staff.post('positions', on(points[99]?.id))).json()).toMatchObject({ status: 422, code: 'position-session-full', errors: [{ pointer: '/pointId' }] })
    expect((await staff.post('positions', on(points[0]?.id))).statusCode).toBe(201)
    expect((await staff.post('positions', on(made.pointId))).statusCode).toBe(201)
  })

  it('refuses a body without source, and one that names no point', async () => {
    const staff = await t.as('staff')
    const made = await openSession(staff)
    expect((await staff.post('positions', said(made, 'officines-reunies', { source: undefined }))).statusCode).toBe(400)
    expect((await staff.post('positions', said(made, 'officines-reunies', { source: '  ' }))).statusCode).toBe(400)
    expect((await staff.post('positions', said(made, 'officines-reunies', { pointId: undefined }))).statusCode).toBe(400)
  })

  it('refuses a replaced wording, except for what was said while it was in force', async () => {
    const staff = await t.as('staff')
    const made = await openSession(staff)
    await staff.post('positions', said(made))
    expect((await staff.post(`points/${made.pointId}/versions`, { statement: 'Un autre texte.', reason: 'Plus clair.' })).json()).toMatchObject({ number: 2 })
    expect((await staff.post('positions', said(made, 'aidants-debout', { pointVersionId: made.versionId }))).json()).toMatchObject({ status: 409, code: 'position-version-superseded' })
    expect((await staff.post('positions', said(made, 'aidants-debout', { pointVersionId: made.versionId, statedAt: ago(1) }))).statusCode).toBe(201)
    expect((await staff.get(`positions?pointId=${made.pointId}&current=true`)).json<Page>().items).toEqual([])
    expect((await staff.post('positions', said(made))).json()).toMatchObject({ versionNumber: 2 })
  })

  it('keeps who left before out of what follows, unless it says so', async () => {
    const staff = await t.as('staff')
    const made = await openSession(staff)
    const attendances = (await staff.get(`sessions/${made.sessionId}/attendances`)).json<{ items: { id: string; stakeholderId: string }[] }>().items
    const one = attendances.find((a) => a.stakeholderId === holderId('institut-lumen'))
    await staff.patch(`sessions/${made.sessionId}/attendances/${one?.id}`, { leftAt: ago(0.5) }, { ifMatch: 1 })
    expect((await staff.post('positions', said(made, 'institut-lumen'))).json()).toMatchObject({ status: 409, code: 'position-holder-left' })
    expect((await staff.post('positions', said(made, 'institut-lumen', { statedAt: ago(1) }))).statusCode).toBe(201)
    expect((await staff.post('positions', said(made, 'institut-lumen', { state: 'left_before', value: null }))).statusCode).toBe(201)
  })

  it('refuses an observer, a closed session and one that is not open yet', async () => {
    const staff = await t.as('staff')
    const made = await openSession(staff)
    await staff.post(`sessions/${made.sessionId}/attendances`, { stakeholderId: holderId('courrier-social-ponant'), status: 'observer' })
    expect((await staff.post('positions', said(made, 'courrier-social-ponant'))).json()).toMatchObject({ status: 409, code: 'position-holder-observer' })
    const { id } = (await staff.post('positions', said(made))).json<Row>()
    await staff.patch(`sessions/${made.sessionId}`, { status: 'closed' }, { ifMatch: made.sessionVersion })
    expect((await staff.post('positions', said(made))).json()).toMatchObject({ status: 409, code: 'position-session-closed' })
    expect((await staff.post(`positions/${id}/withdraw`)).json()).toMatchObject({ status: 409, code: 'position-session-closed' })
    expect((await staff.post('positions', said({ ...made, sessionId: demoId('session', 'seance-suivante') }))).json()).toMatchObject({ status: 409, code: 'position-session-not-open' })
  })

  it('says the refusal in the reader’s language', async () => {
    const staff = await t.as('staff')
    const made = await openSession(staff)
    const english = await staff.post('positions', said(made, 'collectif-eaux-vives'), { headers: { 'accept-language': 'en' } })
    expect(english.json<{ detail: string }>().detail).toContain('does not attend')
  })
})

describe('many positions at once', () => {
  it('records all', async () => {
    const staff = await t.as('staff')
    const made = await openSession(staff)
    const answer = await staff.post('positions/batch', { positions: ['officines-reunies', 'aidants-debout', 'institut-lumen'].map((holder, i) => said(made, holder, { value: i - 1 })) })
    expect(answer.statusCode).toBe(201)
    expect(answer.json<Page>().items.map((p) => p.value)).toEqual([-1, 0, 1])
  })

  it('records none when one is refused, and names each refused line', async () => {
    const staff = await t.as('staff')
    const made = await openSession(staff)
    const answer = await staff.post('positions/batch', { positions: [said(made), said(made, 'collectif-eaux-vives'), said(made, 'aidants-debout', { value: null })] })
    expect(answer.json()).toMatchObject({ status: 409, errors: [{ pointer: '/positions/1/holderId', code: 'position-holder-absent' }, { pointer: '/positions/2/value', code: 'position-value-missing' }] })
    expect((await staff.get(`positions?sessionId=${made.sessionId}`)).json<Page>().items).toEqual([])
  })
})

describe('what is current', () => {
  it('is the latest statement of each holder; one that was withdrawn leaves the one before it', async () => {
    const staff = await t.as('staff')
    const made = await openSession(staff)
    await staff.post('positions', said(made, 'officines-reunies', { value: -2, statedAt: ago(1) }))
    const later = (await staff.post('positions', said(made, 'officines-reunies', { value: 2 }))).json<Row>()
    const current = async () => (await staff.get(`positions?pointId=${made.pointId}&current=true`)).json<Page>().items.map((p) => p.value)
    expect(await current()).toEqual([2])
    expect((await staff.post(`positions/${later.id}/withdraw`)).json()).toMatchObject({ id: later.id, version: 2 })
    expect(await current()).toEqual([-2])
    expect((await staff.post(`positions/${later.id}/withdraw`)).json()).toMatchObject({ status: 409, code: 'position-already-withdrawn' })
  })

  it('is, as of a day, what had been said by then on the wording of then', async () => {
    const staff = await t.as('staff')
    const point = demoId('point', 'p03-donnees-sante')
    const versionsOn = async (day: string) => [...new Set((await staff.get(`positions?pointId=${point}&current=true&asOf=${day}&limit=100`)).json<Page>().items.map((p) => p.versionNumber))]
    expect(await versionsOn('2026-03-01')).toEqual([])
    expect(await versionsOn('2026-03-31')).toEqual([1])
    expect(await versionsOn('2026-11-01')).toEqual([2])
  })
})

describe('confirming', () => {
  it('keeps the holder’s word, by staff with If-Match, and nothing else', async () => {
    const staff = await t.as('staff')
    const made = await openSession(staff)
    const { id } = (await staff.post('positions', said(made))).json<Row>()
    expect((await staff.patch(`positions/${id}`, { confirmation: 'confirmed' })).statusCode).toBe(428)
    expect((await staff.patch(`positions/${id}`, { confirmation: 'contested' }, { ifMatch: 1 })).json()).toMatchObject({ confirmation: 'contested', version: 2 })
    expect((await staff.patch(`positions/${id}`, { value: 2 }, { ifMatch: 2 })).statusCode).toBe(400)
    expect((await (await t.as('facilitator')).patch(`positions/${id}`, { confirmation: 'confirmed' }, { ifMatch: 2 })).statusCode).toBe(403)
  })

  it('lets a facilitator record and a reader only read', async () => {
    const made = await openSession(await t.as('facilitator'))
    expect((await (await t.as('facilitator')).post('positions', said(made))).statusCode).toBe(201)
    expect((await (await t.as('reader')).post('positions', said(made))).statusCode).toBe(403)
    expect((await (await t.as('reader')).get(`positions?sessionId=${made.sessionId}`)).json<Page>().items).toHaveLength(1)
  })
})
