import { schema } from '@convergence/db'
import { describe, expect, it } from 'vitest'
import { demoId, useTestApp } from '../../test/app.ts'
import { Device } from '../../test/operations.ts'
import { holderId, openSession, said } from '../../test/sessions.ts'

const t = useTestApp()
const body = { title: 'Essai', form: 'hybrid', startsAt: '2026-12-01T09:00:00Z', endsAt: '2026-12-01T11:00:00Z', perimeterId: demoId('perimeter', 'bretagne') }

interface Session { id: string; version: number; status: string; tally: { present: number; people: number; points: { n: number; status: string }[] } }
interface List { items: { id: string; stakeholderId: string; status: string; version: number; title: string; rank: number }[] }

describe('sessions', () => {
  it('lists the demonstration with who came and what was recorded', async () => {
    const page = (await (await t.as('reader')).get('sessions?status=closed&fictional=true')).json<{ items: Session[] }>()
    const last = page.items.find((s) => s.id === demoId('session', 'seance-2026-10'))
    expect(last?.tally).toMatchObject({ invited: 23, present: 18, agendaPoints: 12 })
    expect(last?.tally.points.filter((p) => p.status === 'convergence')).toHaveLength(7)
  })

  it.each([
    ['a period', 'from=2026-06-09&to=2026-06-09', 'seance-2026-06'],
    ['words without accents', 'q=deuxieme', 'seance-2026-06'],
    ['who was invited', `stakeholderId=${holderId('elus')}`, 'diagnostic-rse'],
    ['a point', `pointId=${demoId('point', 'agences-1')}`, 'agences'],
  ])('finds one by %s', async (_, query, code) => {
    const { items } = (await (await t.as('reader')).get(`sessions?${query}`)).json<{ items: Session[] }>()
    expect(items.map((s) => s.id)).toEqual([demoId('session', code)])
  })

  it('moves only along its arrows, and back by undo', async () => {
    const staff = await t.as('staff')
    const { id } = (await staff.post('sessions', body)).json<Session>()
    const to = (status: string, ifMatch: number) => staff.patch(`sessions/${id}`, { status }, { ifMatch })
    expect((await to('closed', 1)).json()).toMatchObject({ status: 409, code: 'session-transition-refused' })
    expect((await to('open', 1)).statusCode).toBe(200)
    expect((await to('planned', 2)).statusCode).toBe(409)
    expect((await to('closed', 2)).statusCode).toBe(200)
    expect((await to('cancelled', 3)).statusCode).toBe(409)
    expect((await to('open', 3)).json()).toMatchObject({ status: 'open', version: 4 })
  })

  it('refuses to end before it starts, an unknown facilitator and an unknown time zone', async () => {
    const staff = await t.as('staff')
    expect((await staff.post('sessions', { ...body, endsAt: '2026-12-01T08:00:00Z' })).json()).toMatchObject({ status: 422, code: 'session-ends-before-start' })
    expect((await staff.post('sessions', { ...body, facilitatorId: demoId('none', 'x') })).statusCode).toBe(422)
    expect((await staff.post('sessions', { ...body, timeZone: 'Mars/Phobos' })).statusCode).toBe(400)
  })

  it('is removed and restored, unless a position was recorded', async () => {
    const staff = await t.as('staff')
    const { id } = (await staff.post('sessions', body)).json<Session>()
    expect((await staff.delete(`sessions/${id}`, { ifMatch: 1 })).statusCode).toBe(204)
    expect((await staff.get(`sessions/${id}`)).statusCode).toBe(404)
    expect((await staff.post(`sessions/${id}/restore`)).json()).toMatchObject({ id })
    const made = await openSession(staff)
    await staff.post('positions', said(made))
    expect((await staff.delete(`sessions/${made.sessionId}`, { ifMatch: 2 })).json()).toMatchObject({ status: 409, code: 'session-has-positions' })
  })

  it('gives the recording screen all in one call', async () => {
    const staff = await t.as('staff')
    const board = (await staff.get(`sessions/${demoId('session', 'seance-2026-10')}/board`)).json<{ points: unknown[]; holders: { shortLabel: string; mandates: unknown[] }[]; here: unknown[]; before: unknown[]; tallies: unknown[] }>()
    expect([board.points.length, board.tallies.length]).toEqual([12, 12])
    expect(board.holders).toHaveLength(20)
    expect(board.here).toHaveLength(240)
    expect(board.before).toHaveLength(240)
    expect(board.holders.every((h) => h.shortLabel.length <= 24)).toBe(true)
    expect(board.holders.some((h) => h.mandates.length > 0)).toBe(true)
  })
})

describe('agenda', () => {
  it('keeps an order that names each item once', async () => {
    const staff = await t.as('staff')
    const { id } = (await staff.post('sessions', body)).json<Session>()
    for (const title of ['A', 'B', 'C']) await staff.post(`sessions/${id}/agenda-items`, { title, aim: 'consult', durationMinutes: 10 })
    const items = (await staff.get(`sessions/${id}/agenda-items`)).json<List>().items
    const ids = items.map((item) => item.id).reverse()
    const reordered = await staff.post(`sessions/${id}/agenda-items/order`, { ids })
    expect(reordered.json<List>().items.map((item) => item.title)).toEqual(['C', 'B', 'A'])
    expect((await staff.post(`sessions/${id}/agenda-items/order`, { ids: ids.slice(1) })).json()).toMatchObject({ status: 422, code: 'agenda-order-incomplete' })
  })

  it('takes 100 items and says in both languages that the next one needs another session, from a request and from the console', async () => {
    const staff = await t.as('staff')
    const made = await openSession(staff)
    await t.db.insert(schema.agendaItems).values(Array.from({ length: 98 }, (_, i) => ({ sessionId: made.sessionId, rank: i + 2, title: `Point ${i + 2}`, aim: 'consult' as const, durationMinutes: 5 })))
    const add = (title: string, language = 'fr') => staff.post(`sessions/${made.sessionId}/agenda-items`, { title, aim: 'consult', durationMinutes: 5 }, { headers: { 'accept-language': language } })
    expect((await add('Le centième')).statusCode).toBe(201)
    expect((await add('De trop')).json()).toMatchObject({ status: 422, code: 'agenda-full', detail: 'L’ordre du jour compte déjà 100 points : le suivant demande une autre séance.' })
    expect((await add('Too many', 'en')).json()).toMatchObject({ detail: 'The agenda has 100 items already: the next one needs another session.' })
    const device = new Device(staff, made)
    const [answer] = await device.send(device.make('point.create', { title: 'Sur le vif', statement: 'Un texte.' }))
    expect([answer?.status, answer?.code]).toEqual(['refused', 'agenda-full'])
  })

  it('changes and loses items, not those of another session', async () => {
    const staff = await t.as('staff')
    const { id } = (await staff.post('sessions', body)).json<Session>()
    const item = (await staff.post(`sessions/${id}/agenda-items`, { title: 'A', aim: 'consult', durationMinutes: 10 })).json<{ id: string }>()
    expect((await staff.patch(`sessions/${id}/agenda-items/${item.id}`, { durationMinutes: 0 }, { ifMatch: 1 })).statusCode).toBe(400)
    expect((await staff.patch(`sessions/${id}/agenda-items/${item.id}`, { durationMinutes: 15 }, { ifMatch: 1 })).json()).toMatchObject({ durationMinutes: 15 })
    expect((await staff.get(`sessions/${demoId('session', 'seance-suivante')}/agenda-items/${item.id}`)).statusCode).toBe(404)
    expect((await staff.delete(`sessions/${id}/agenda-items/${item.id}`, { ifMatch: 2 })).statusCode).toBe(204)
  })
})

describe('invitations and attendances', () => {
  it('invites many once', async () => {
    const staff = await t.as('staff')
    const { id } = (await staff.post('sessions', body)).json<Session>()
    const stakeholderIds = [holderId('elus'), holderId('adherents')]
    expect((await staff.post(`sessions/${id}/invitations`, { stakeholderIds: [...stakeholderIds, demoId('none', 'x')] })).statusCode).toBe(422)
    expect((await staff.post(`sessions/${id}/invitations`, { stakeholderIds })).json<List>().items).toHaveLength(2)
    const again = (await staff.post(`sessions/${id}/invitations`, { stakeholderIds })).json<List>().items
    expect(again).toHaveLength(2)
    const patched = await staff.patch(`sessions/${id}/invitations/${again[0]?.id}`, { status: 'apologised' }, { ifMatch: 1 })
    expect(patched.json<{ answeredAt: string | null }>().answeredAt).not.toBeNull()
    expect((await staff.delete(`sessions/${id}/invitations/${again[1]?.id}`, { ifMatch: 1 })).statusCode).toBe(204)
  })

  it('records an attendance once, with a mandate of that organisation valid on the day', async () => {
    const staff = await t.as('staff')
    const { id } = (await staff.post('sessions', body)).json<Session>()
    const attend = (more: object) => staff.post(`sessions/${id}/attendances`, { stakeholderId: holderId('officines-reunies'), status: 'present', ...more })
    expect((await attend({ mandateId: demoId('mandate', 'm-kervadec-optique') })).json()).toMatchObject({ status: 422, code: 'attendance-mandate-invalid' })
    expect((await attend({ arrivedAt: '2026-12-01T10:00:00Z', leftAt: '2026-12-01T09:00:00Z' })).json()).toMatchObject({ status: 422, code: 'attendance-leaves-before-arrival' })
    expect((await attend({ mandateId: demoId('mandate', 'm-corvoisier-officines') })).json()).toMatchObject({ headcount: 1, personName: 'Ysaline Corvoisier' })
    expect((await attend({})).json()).toMatchObject({ status: 409, code: 'attendance-already-recorded' })
  })

  it('refuses a mandate that had ended by the day', async () => {
    const staff = await t.as('staff')
    const { id } = (await staff.post('sessions', body)).json<Session>()
    const answer = await staff.post(`sessions/${id}/attendances`, { stakeholderId: holderId('caisse-locale-penhoel'), status: 'present', mandateId: demoId('mandate', 'm-quemarrec-penhoel') })
    expect(answer.json()).toMatchObject({ status: 422, code: 'attendance-mandate-invalid' })
  })

  it('marks many at once, counts heads apart from organisations', async () => {
    const staff = await t.as('staff')
    const { id } = (await staff.post('sessions', body)).json<Session>()
    const list = (await staff.post(`sessions/${id}/attendances/batch`, { stakeholderIds: [holderId('elus'), holderId('adherents')], status: 'present' })).json<List>().items
    expect((await staff.patch(`sessions/${id}/attendances/${list[0]?.id}`, { headcount: 4 }, { ifMatch: 1 })).statusCode).toBe(200)
    expect((await staff.patch(`sessions/${id}/attendances/${list[1]?.id}`, { status: 'apologised' }, { ifMatch: 1 })).json()).toMatchObject({ headcount: 0 })
    expect((await staff.get(`sessions/${id}`)).json<Session>().tally).toMatchObject({ present: 1, people: 4 })
  })

  it('does not change any more once the session is closed', async () => {
    const staff = await t.as('staff')
    const closed = `sessions/${demoId('session', 'seance-2026-10')}`
    for (const [path, payload] of [['invitations', { stakeholderIds: [holderId('elus')] }], ['attendances', { stakeholderId: holderId('elus'), status: 'present' }], ['agenda-items', { title: 'A', aim: 'inform', durationMinutes: 5 }]] as const) {
      expect((await staff.post(`${closed}/${path}`, payload)).json()).toMatchObject({ status: 409, code: 'session-closed' })
    }
  })

  it('keeps the attendance of one who took a position', async () => {
    const staff = await t.as('staff')
    const made = await openSession(staff)
    await staff.post('positions', said(made))
    const { items } = (await staff.get(`sessions/${made.sessionId}/attendances`)).json<List>()
    const id = items.find((a) => a.stakeholderId === holderId('officines-reunies'))?.id
    expect((await staff.delete(`sessions/${made.sessionId}/attendances/${id}`, { ifMatch: 1 })).json()).toMatchObject({ status: 409, code: 'attendance-has-positions' })
  })
})
