import { describe, expect, it } from 'vitest'
import { useTestApp } from '../../test/app.ts'
import { holderId, openSession, said } from '../../test/sessions.ts'

const t = useTestApp()

interface Item { id: string; version: number; startedAt: string | null; endedAt: string | null }
interface Position { id: string; holderId: string; state: string; manner: string; version: number; statedAt: string }
interface Reading { pointId: string; digest: string; positions: number; readBack: { id: string; stale: boolean } | null }

const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString()
const statusOf = async (id: string, status: string, more: object = {}) => {
  const staff = await t.as('staff')
  const { version } = (await staff.get(`sessions/${id}`)).json<{ version: number }>()
  return staff.patch(`sessions/${id}`, { status, ...more }, { ifMatch: version })
}
const positionsAt = async (id: string): Promise<Position[]> => (await (await t.as('staff')).get(`positions?sessionId=${id}&limit=100`)).json<{ items: Position[] }>().items

async function leave(sessionId: string, holder: string, leftAt: string | null): Promise<void> {
  const staff = await t.as('staff')
  const row = (await staff.get(`sessions/${sessionId}/attendances`)).json<{ items: { id: string; stakeholderId: string; version: number }[] }>().items.find((a) => a.stakeholderId === holderId(holder))
  expect((await staff.patch(`sessions/${sessionId}/attendances/${row?.id}`, { leftAt }, { ifMatch: row?.version ?? 0 })).statusCode).toBe(200)
}

describe('the clock of the agenda', () => {
  it('runs one item at a time, and asking twice changes nothing', async () => {
    const staff = await t.as('facilitator')
    const { sessionId } = await openSession(staff)
    const second = (await staff.post(`sessions/${sessionId}/agenda-items`, { title: 'Suite', aim: 'inform', durationMinutes: 5 })).json<Item>()
    const agenda = async () => (await staff.get(`sessions/${sessionId}/agenda-items`)).json<{ items: Item[] }>().items
    const [first] = await agenda()
    const clock = (id: string | undefined, action: string) => staff.post(`sessions/${sessionId}/agenda-items/${id}/clock`, { action })
    expect((await clock(first?.id, 'end')).json()).toMatchObject({ status: 409, code: 'agenda-item-not-started' })
    const started = (await clock(first?.id, 'start')).json<Item>()
    expect(started).toMatchObject({ endedAt: null, version: 2 })
    expect((await clock(first?.id, 'start')).json<Item>()).toMatchObject({ startedAt: started.startedAt, version: 2 })
    await clock(second.id, 'start')
    expect((await agenda()).map((i) => [i.startedAt !== null, i.endedAt !== null])).toEqual([[true, true], [true, false]])
    expect((await clock(first?.id, 'start')).json<Item>()).toMatchObject({ startedAt: started.startedAt, endedAt: null })
    expect((await clock(second.id, 'clear')).json<Item>()).toMatchObject({ startedAt: null, endedAt: null })
  })

  it('stands still before the session opens, and stops when it closes', async () => {
    const staff = await t.as('staff')
    const { sessionId } = await openSession(staff)
    const [item] = (await staff.get(`sessions/${sessionId}/agenda-items`)).json<{ items: Item[] }>().items
    const clock = () => staff.post(`sessions/${sessionId}/agenda-items/${item?.id}/clock`, { action: 'start' })
    await clock()
    expect((await statusOf(sessionId, 'closed')).statusCode).toBe(200)
    expect((await staff.get(`sessions/${sessionId}/agenda-items/${item?.id}`)).json<Item>().endedAt).not.toBeNull()
    expect((await clock()).json()).toMatchObject({ status: 409, code: 'session-closed' })
  })
})

describe('attendance by list', () => {
  it('says when somebody came who is marked once the session is open, and takes a departure back when they come again', async () => {
    const staff = await t.as('facilitator')
    const { sessionId } = await openSession(staff)
    const mark = async (status: string) => (await staff.post(`sessions/${sessionId}/attendances/batch`, { stakeholderIds: [holderId('elus')], status })).json<{ items: { stakeholderId: string; arrivedAt: string | null; leftAt: string | null }[] }>().items
    const late = (await mark('present')).find((a) => a.stakeholderId === holderId('elus'))
    expect(Date.now() - Date.parse(late?.arrivedAt ?? '')).toBeLessThan(60_000)
    expect((await mark('absent')).filter((a) => a.arrivedAt !== null)).toHaveLength(1)
    await leave(sessionId, 'elus', new Date().toISOString())
    expect((await mark('remote')).find((a) => a.stakeholderId === holderId('elus'))).toMatchObject({ arrivedAt: late?.arrivedAt, leftAt: null })
  })
})

describe('closing a session', () => {
  it('writes "left before" for who had gone before a point began and said nothing on it, and takes it back when the departure is corrected', async () => {
    const staff = await t.as('staff')
    const made = await openSession(staff)
    await staff.post('positions', said(made, 'aidants-debout', { statedAt: ago(60) }))
    await staff.post('positions', said(made, 'institut-lumen', { statedAt: ago(20) }))
    await leave(made.sessionId, 'officines-reunies', ago(90))
    await leave(made.sessionId, 'institut-lumen', ago(10))
    expect((await statusOf(made.sessionId, 'closed')).statusCode).toBe(200)
    const inferred = async () => (await positionsAt(made.sessionId)).filter((p) => p.manner === 'inferred')
    expect(await inferred()).toMatchObject([{ holderId: holderId('officines-reunies'), state: 'left_before' }])
    await statusOf(made.sessionId, 'open')
    await statusOf(made.sessionId, 'closed')
    expect(await inferred()).toHaveLength(1)
    await statusOf(made.sessionId, 'open')
    await leave(made.sessionId, 'officines-reunies', ago(5))
    await statusOf(made.sessionId, 'closed')
    expect(await inferred()).toEqual([])
  })

  it('is refused while reasons are owed, names them, and passes once they are there or the rule is relaxed', async () => {
    const staff = await t.as('facilitator')
    const made = await openSession(staff)
    expect((await statusOf(made.sessionId, 'open', { reasonRule: 'required_for_disagreement' })).statusCode).toBe(200)
    await staff.post('positions', said(made, 'aidants-debout', { value: -2 }))
    await staff.post('positions', said(made, 'institut-lumen', { value: 2 }))
    const refused = (await statusOf(made.sessionId, 'closed')).json<{ errors: { message: string }[] }>()
    expect(refused).toMatchObject({ status: 409, code: 'session-reasons-owed' })
    expect(refused.errors.map((e) => e.message)).toEqual(['Association Aidants Debout – Essai'])
    await staff.post('positions', said(made, 'aidants-debout', { value: -2, reason: 'Trop loin.' }))
    expect((await statusOf(made.sessionId, 'closed')).statusCode).toBe(200)
    await statusOf(made.sessionId, 'open', { reasonRule: 'required' })
    expect((await statusOf(made.sessionId, 'closed')).statusCode).toBe(409)
    expect((await statusOf(made.sessionId, 'closed', { reasonRule: 'optional' })).statusCode).toBe(200)
  })
})

describe('reading back', () => {
  it('keeps what the room confirmed, refuses what changed meanwhile, and is stale once a position changes', async () => {
    const staff = await t.as('facilitator')
    const made = await openSession(staff)
    const root = `sessions/${made.sessionId}/read-backs`
    const readings = async () => (await staff.get(root)).json<{ items: Reading[] }>().items
    expect((await staff.post(root, { pointId: made.pointId })).json()).toMatchObject({ status: 409, code: 'read-back-nothing' })
    await staff.post('positions', said(made))
    const [read] = await readings()
    await staff.post('positions', said(made, 'aidants-debout'))
    expect((await staff.post(root, { pointId: made.pointId, digest: read?.digest })).json()).toMatchObject({ status: 409, code: 'read-back-outdated' })
    const [again] = await readings()
    const kept = (await staff.post(root, { pointId: made.pointId, digest: again?.digest, note: 'Oui.' })).json<{ id: string }>()
    expect(await readings()).toMatchObject([{ positions: 2, readBack: { id: kept.id, stale: false } }])
    await staff.post('positions', said(made, 'aidants-debout', { value: -1 }))
    expect(await readings()).toMatchObject([{ readBack: { stale: true } }])
    await staff.post(`${root}/${kept.id}/withdraw`)
    expect(await readings()).toMatchObject([{ readBack: null }])
  })
})
