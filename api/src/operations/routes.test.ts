import { randomUUID } from 'node:crypto'
import { schema } from '@convergence/db'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { demoId, useTestApp } from '../../test/app.ts'
import { type Answer, type Answers, Device } from '../../test/operations.ts'
import { holderId, type Made, openSession, said } from '../../test/sessions.ts'

const t = useTestApp()
const one = (answers: Answer[]): Answer => answers[0] ?? ({} as Answer)
const statuses = (answers: Answer[]): string[] => answers.map((a) => a.status)

interface Position { id: string; holderId: string; value: number; statedAt: string; withdrawnAt: string | null }
const positionsOf = async (made: Made): Promise<Position[]> => (await (await t.as('staff')).get(`positions?sessionId=${made.sessionId}&sort=statedAt&limit=100`)).json<{ items: Position[] }>().items
const deviceOf = async (role: 'staff' | 'facilitator' = 'facilitator', made?: Made) => new Device(await t.as(role), made ?? (await openSession(await t.as('staff'))))

describe('operations of a device', () => {
  it('are applied in the order of their sequence, whatever their order in the request', async () => {
    const device = await deviceOf()
    const [first, second] = [device.position('elus', 2), device.position('officines-reunies', 1)]
    const answers = await device.send(second, first)
    expect(answers.map((a) => [a.sequence, a.status])).toEqual([[1, 'refused'], [2, 'applied']])
    expect(answers[0]).toMatchObject({ code: 'position-holder-absent', result: null })
    expect(answers[1]?.result?.type).toBe('position')
  })

  it('sent again are answered from what was stored, and applied once', async () => {
    const device = await deviceOf()
    const operations = [device.position('officines-reunies', 1, { basedOn: null }), device.position('elus', 1)]
    const first = await device.send(...operations)
    expect(await device.send(...operations)).toEqual(first)
    expect(await device.send(operations[1] ?? device.position('elus', 0))).toEqual(first.slice(1))
    expect(await positionsOf(device.made)).toHaveLength(1)
  })

  it('wait behind a missing one, and are kept nowhere until it comes', async () => {
    const device = await deviceOf()
    const [first, second] = [device.position('officines-reunies', 1), device.position('aidants-debout', 2)]
    const early = (await device.post([second])).json<Answers>()
    expect(early.items[0]).toMatchObject({ status: 'waiting', code: 'operation-out-of-order', saidAt: null })
    expect(early.nextSequence).toBe(1)
    expect(await positionsOf(device.made)).toEqual([])
    expect(statuses(await device.send(first, second))).toEqual(['applied', 'applied'])
  })

  it('P-10: words that may not be written of a person are refused, kept to be corrected, and do not hold back what follows; a reason lets the others through', async () => {
    const device = await deviceOf()
    const [ill, union] = ['Leur directrice est diabétique.', 'Leur directrice est déléguée syndicale.'].map((reason) => device.position('officines-reunies', 1, {}, { reason }))
    const answers = await device.send(...[ill, union, device.position('officines-reunies', 2)].filter((o) => o !== undefined))
    expect(answers.map((a) => [a.status, a.code])).toEqual([['refused', 'text-forbidden'], ['refused', 'text-reason-needed'], ['applied', '']])
    expect(one(answers)).not.toHaveProperty('message', '')
    const kept = await t.db.select({ payload: schema.sessionOperations.payload }).from(schema.sessionOperations).where(eq(schema.sessionOperations.id, ill?.id ?? ''))
    expect(kept[0]?.payload).toMatchObject({ reason: 'Leur directrice est diabétique.' })
    const again = one(await device.send({ ...device.position('officines-reunies', 1, {}, { reason: 'Leur directrice est déléguée syndicale.' }), textReason: 'Elle parle en ce nom dans la séance', ...(union ? { replaces: union.id } : {}) }))
    expect(again.status, again.code).toBe('applied')
    expect(await t.db.select().from(schema.textReasons).where(eq(schema.textReasons.objectId, again.result?.id ?? ''))).toMatchObject([{ objectType: 'position', field: '/reason', classes: ['membership'] }])
  })

  it('of two requests at the same time are applied once each', async () => {
    const device = await deviceOf()
    const operations = [1, 2, 0, -1].map((value) => device.position('officines-reunies', value))
    const both = await Promise.all([device.send(...operations), device.send(...operations), device.send(...operations.slice(0, 2))])
    expect(both.flatMap(statuses).every((s) => s === 'applied')).toBe(true)
    expect((await positionsOf(device.made)).map((p) => p.value)).toEqual([1, 2, 0, -1])
  })

  it('keep the places and ids that they took', async () => {
    const device = await deviceOf()
    const first = device.position('officines-reunies', 1)
    await device.send(first)
    expect(one(await device.send({ ...device.position('officines-reunies', 2), sequence: 1 }))).toMatchObject({ status: 'refused', code: 'operation-sequence-taken' })
    const other = await deviceOf('staff', device.made)
    expect(one(await other.send({ ...other.position('aidants-debout', 2), id: first.id }))).toMatchObject({ status: 'refused', code: 'operation-id-taken', result: null })
    const renamed = await deviceOf('facilitator', device.made)
    expect(one(await renamed.send({ ...first, sequence: 1 }))).toMatchObject({ status: 'applied', sequence: 1 })
    expect(await positionsOf(device.made)).toHaveLength(1)
  })

  it('belong to who made them: nobody else sends the queue of a device', async () => {
    const device = await deviceOf()
    await device.send(device.position('officines-reunies', 1))
    const thief = await (await t.as('staff')).post(`sessions/${device.made.sessionId}/operations`, { deviceId: device.id, operations: [device.position('officines-reunies', -2)] })
    expect(thief.json()).toMatchObject({ status: 409, code: 'operation-device-taken' })
  })

  it('of a kind or of a form that the server does not know are refused, and hold nothing back', async () => {
    const device = await deviceOf()
    const answers = await device.send(
      device.make('vote.cast', { a: 1 }),
      device.make('position.record', { holderId: 'x' }),
      device.make('position.record', { pointVersionId: device.made.versionId, holderId: holderId('officines-reunies'), state: 'stated', value: 1, reason: 'a\u0000b' }),
      device.position('officines-reunies', 1, { format: 7 }, { ofTheFuture: { deep: true } }),
    )
    expect(answers.map((a) => a.code)).toEqual(['operation-kind-unknown', 'operation-payload-invalid', 'operation-payload-invalid', ''])
    expect(answers[3]?.status).toBe('applied')
  })

  it('say why they are refused in the reader’s language', async () => {
    const device = await deviceOf()
    const operation = device.position('elus', 1)
    expect((await device.post([operation])).json<Answers>().items[0]?.message).toContain('porteur')
    expect((await device.post([operation], { 'accept-language': 'en' })).json<Answers>().items[0]?.message).toContain('holder')
  })
})

describe('what the room did meanwhile', () => {
  it('refuses what comes after the closing, and keeps it to be corrected', async () => {
    const device = await deviceOf()
    await device.send(device.position('officines-reunies', 1))
    await (await t.as('staff')).patch(`sessions/${device.made.sessionId}`, { status: 'closed' }, { ifMatch: 2 })
    expect(one(await device.send(device.position('officines-reunies', 2, {}, { reason: 'Dit trop tard.' })))).toMatchObject({ status: 'refused', code: 'position-session-closed' })
    const listed = (await (await t.as('facilitator')).get(`sessions/${device.made.sessionId}/operations?deviceId=${device.id}&status=refused,conflict`)).json<{ items: { code: string; payload: object }[]; nextSequence: number }>()
    expect(listed).toMatchObject({ nextSequence: 3, items: [{ code: 'position-session-closed', payload: { reason: 'Dit trop tard.' } }] })
  })

  it('refuses a wording replaced before the speech, and takes what was said before it was replaced', async () => {
    const device = await deviceOf()
    const before = new Date().toISOString()
    await (await t.as('staff')).post(`points/${device.made.pointId}/versions`, { statement: 'Un autre texte.', reason: 'Plus clair.' })
    const answers = await device.send(device.position('officines-reunies', 1, { knownAt: before, elapsedMs: 0 }), device.position('aidants-debout', 1))
    expect(answers.map((a) => [a.status, a.code])).toEqual([['applied', ''], ['refused', 'position-version-superseded']])
  })

  it('refuses a holder whose attendance was taken away', async () => {
    const device = await deviceOf()
    await (await t.as('staff')).post(`sessions/${device.made.sessionId}/attendances/batch`, { stakeholderIds: [holderId('officines-reunies')], status: 'absent' })
    expect(one(await device.send(device.position('officines-reunies', 1)))).toMatchObject({ status: 'refused', code: 'position-holder-absent' })
  })

  it('shows a conflict and applies nothing when somebody else wrote since', async () => {
    const device = await deviceOf()
    const theirs = (await (await t.as('staff')).post('positions', said(device.made, 'officines-reunies', { value: -2 }))).json<Position>()
    const operation = device.position('officines-reunies', 2, { basedOn: null }, { reason: 'Entendu au micro.' })
    const answer = one(await device.send(operation))
    expect(answer).toMatchObject({ status: 'conflict', code: 'operation-conflict', result: null, current: { position: { id: theirs.id, value: -2 } } })
    expect(answer.current?.position?.recordedByName).toBeTruthy()
    expect((await positionsOf(device.made)).map((p) => p.value)).toEqual([-2])
    const mine = one(await device.send(device.position('officines-reunies', 2, { basedOn: theirs.id, replaces: operation.id }, { reason: 'Entendu au micro.' })))
    expect(mine.status).toBe('applied')
    expect((await positionsOf(device.made)).map((p) => p.value)).toEqual([-2, 2])
    expect(one(await device.send(operation)).status).toBe('discarded')
  })

  it('is no conflict when both heard the same, and taking it back then leaves theirs', async () => {
    const device = await deviceOf()
    await (await t.as('staff')).post('positions', said(device.made, 'officines-reunies', { value: 1, reason: 'Parce que.' }))
    const operation = device.position('officines-reunies', 1, { basedOn: null })
    expect(one(await device.send(operation))).toMatchObject({ status: 'applied', code: 'operation-said-already' })
    expect(one(await device.send(device.make('position.withdraw', { positionId: operation.id })))).toMatchObject({ status: 'applied', result: null })
    expect(await positionsOf(device.made)).toMatchObject([{ value: 1, withdrawnAt: null }])
  })

  it('follows the corrections of one device through its own operations, and of another through its rows', async () => {
    const device = await deviceOf()
    const first = device.position('officines-reunies', 2, { basedOn: null })
    const second = device.position('officines-reunies', 0, { basedOn: first.id })
    const undo = device.make('position.withdraw', { positionId: second.id })
    const third = device.position('officines-reunies', -1, { basedOn: first.id })
    expect(statuses(await device.send(first, second, undo, third))).toEqual(['applied', 'applied', 'applied', 'applied'])
    expect((await positionsOf(device.made)).map((p) => p.value)).toEqual([2, -1])
    const other = await deviceOf('staff', device.made)
    expect(one(await other.send(other.position('officines-reunies', 1, { basedOn: first.id })))).toMatchObject({ status: 'conflict', current: { position: { value: -1 } } })
  })

  it('is no conflict when what stands only came back because the later word was withdrawn', async () => {
    const device = await deviceOf()
    const [first, second] = [device.position('officines-reunies', 2, { basedOn: null }), device.position('officines-reunies', 0)]
    const withdrawn = (await device.send(first, second))[1]?.result?.id ?? ''
    await device.send(device.make('position.withdraw', { positionId: second.id }))
    expect(one(await device.send(device.position('officines-reunies', -1, { basedOn: withdrawn })))).toMatchObject({ status: 'applied' })
  })

  it('tells those that build on a conflict that they do, and on a refusal what that one was based on', async () => {
    const device = await deviceOf()
    await (await t.as('staff')).post('positions', said(device.made, 'officines-reunies', { value: -2 }))
    const first = device.position('officines-reunies', 2, { basedOn: null })
    const second = device.position('officines-reunies', 1, { basedOn: first.id })
    const absent = device.position('elus', 1, { basedOn: null })
    const come = device.make('attendance.set', { stakeholderId: holderId('elus'), status: 'present', was: null })
    const answers = await device.send(first, second, absent, come, device.position('elus', 2, { basedOn: absent.id, replaces: absent.id }))
    expect(statuses(answers)).toEqual(['conflict', 'conflict', 'refused', 'applied', 'applied'])
  })

  it('lets go what is discarded, and brings it back', async () => {
    const device = await deviceOf()
    const refused = device.position('elus', 1)
    await device.send(refused)
    await device.send(device.make('operation.discard', { operationId: refused.id }))
    expect(one(await device.send(refused)).status).toBe('discarded')
    await device.send(device.make('operation.restore', { operationId: refused.id }))
    expect(one(await device.send(refused)).status).toBe('refused')
    expect(one(await device.send(device.make('operation.discard', { operationId: demoId('none', 'x') })))).toMatchObject({ status: 'refused', code: 'operation-target-unknown' })
  })
})

describe('attendance, points and wordings', () => {
  it('come and go at the time of the speech, and show a conflict when somebody else wrote another thing', async () => {
    const device = await deviceOf()
    const from = Date.now()
    const stakeholderId = holderId('officines-reunies')
    const left = device.make('attendance.set', { stakeholderId, left: true, was: { status: 'present', left: false } })
    const back = device.make('attendance.set', { stakeholderId, left: false, was: { status: 'present', left: true } })
    const away = device.make('attendance.set', { stakeholderId, status: 'remote', was: { status: 'absent', left: false } })
    const answers = await device.send(left, back, away, device.make('attendance.set', { stakeholderId, status: 'present' }))
    expect(answers.map((a) => a.code)).toEqual(['', '', 'operation-conflict', 'operation-said-already'])
    expect(answers[2]?.current?.attendance?.status).toBe('present')
    expect(Date.parse(answers[0]?.saidAt ?? '')).toBeGreaterThanOrEqual(from - 1)
  })

  it('makes a point in the room and takes positions on it and on its next wording, all sent at once', async () => {
    const device = await deviceOf()
    const create = device.make('point.create', { title: 'Né en séance', statement: 'Un texte né en séance.' })
    const onFirst = device.position('officines-reunies', 1, { basedOn: null }, { pointVersionId: create.id })
    const again = device.make('point.reword', { pointId: create.id, statement: 'Un texte mieux dit.', reason: 'Demandé par la salle.' }, { basedOn: create.id })
    const onSecond = device.position('officines-reunies', 2, { basedOn: null }, { pointVersionId: again.id })
    const answers = await device.send(create, onFirst, again, onSecond)
    expect(answers.map((a) => [a.status, a.code, a.result?.type])).toEqual([['applied', '', 'point'], ['applied', '', 'position'], ['applied', '', 'point-version'], ['applied', '', 'position']])
    const board = (await (await t.as('staff')).get(`sessions/${device.made.sessionId}/board`)).json<{ points: { title: string; versionNumber: number; onAgenda: boolean }[]; here: { versionNumber: number; value: number }[] }>()
    expect(board.points.find((p) => p.title === 'Né en séance')).toMatchObject({ versionNumber: 2, onAgenda: true })
    expect(board.here.map((p) => [p.versionNumber, p.value])).toEqual([[1, 1], [2, 2]])
  })

  it('shows a conflict between two new wordings, and refuses positions on the one that was not taken', async () => {
    const device = await deviceOf()
    await (await t.as('staff')).post(`points/${device.made.pointId}/versions`, { statement: 'Leur texte.', reason: 'Plus clair.' })
    const mine = device.make('point.reword', { pointId: device.made.pointId, statement: 'Mon texte.', reason: 'Plus juste.' }, { basedOn: device.made.versionId })
    const answers = await device.send(mine, device.position('officines-reunies', 1, {}, { pointVersionId: mine.id }))
    expect(answers[0]).toMatchObject({ status: 'conflict', current: { version: { statement: 'Leur texte.' } } })
    expect(answers[1]).toMatchObject({ status: 'refused', code: 'operation-depends-on-refused' })
  })
})

describe('the clock of a device', () => {
  it.each([['three days behind', -3], ['three days ahead', 3]])('%s changes nothing: order and times are the server’s', async (_, days) => {
    const device = await deviceOf()
    const opened = Date.now()
    const wrong = new Date(opened + days * 86_400_000).toISOString()
    const answers = await device.send(...[1, 2, 0].map((value, i) => device.position('officines-reunies', value, { knownAt: wrong, elapsedMs: i })))
    const times = answers.map((a) => Date.parse(a.saidAt ?? ''))
    expect(statuses(answers)).toEqual(['applied', 'applied', 'applied'])
    expect(times.every((time) => time >= opened - 5000 && time <= Date.now())).toBe(true)
    expect(times.toSorted((a, b) => a - b)).toEqual(times)
    expect(new Set(times).size).toBe(3)
  })

  it('moved during the outage does not put a later speech before an earlier one', async () => {
    const device = await deviceOf()
    const knownAt = new Date().toISOString()
    const elapsed = [1000, 2000, 3 * 86_400_000, 500, 2500]
    const answers = await device.send(...elapsed.map((elapsedMs, i) => device.position('officines-reunies', (i % 5) - 2, { knownAt, elapsedMs })))
    const times = answers.map((a) => Date.parse(a.saidAt ?? ''))
    expect(times.every((time, i) => i === 0 || time > (times[i - 1] ?? 0))).toBe(true)
    expect((await positionsOf(device.made)).map((p) => p.value)).toEqual([-2, -1, 0, 1, 2])
  })

  it('tell nothing of a point out of reach, not even as what opposes them', async () => {
    const national = (await (await t.as('staff')).post('points', { title: 'National', statement: 'Un texte que la région ne lit pas.', perimeterId: demoId('perimeter', 'national') })).json<{ id: string }>()
    const device = await deviceOf()
    await t.db.update(schema.grants).set({ perimeterId: demoId('perimeter', 'bretagne') }).where(eq(schema.grants.userId, demoId('user', 'facilitator')))
    const [answer] = await device.send(device.make('point.reword', { pointId: national.id, statement: 'Autre.', reason: 'Essai.' }, { basedOn: randomUUID() }))
    await t.db.update(schema.grants).set({ perimeterId: demoId('perimeter', 'national') }).where(eq(schema.grants.userId, demoId('user', 'facilitator')))
    expect(answer).toMatchObject({ status: 'refused', code: 'point-not-found', current: null })
  })

  it('say nothing from before the session was planned, whatever the device claims to know', async () => {
    const staff = await t.as('staff')
    const made = (await staff.post('sessions', { title: 'Prévue', form: 'in_room', startsAt: '2199-01-01T09:00:00Z', perimeterId: demoId('perimeter', 'bretagne') })).json<{ id: string; createdAt: string }>()
    const device = new Device(staff, { sessionId: made.id, pointId: '', versionId: '', sessionVersion: 1 })
    const [answer] = await device.send(device.make('attendance.set', { stakeholderId: holderId('elus'), arrived: true }, { knownAt: '1001-01-01T00:00:00Z', elapsedMs: 0 }))
    expect(answer?.status).toBe('applied')
    expect(Date.parse(answer?.saidAt ?? '')).toBeGreaterThanOrEqual(Date.parse(made.createdAt))
  })
})
