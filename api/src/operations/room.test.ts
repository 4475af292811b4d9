import { describe, expect, it } from 'vitest'
import { useTestApp } from '../../test/app.ts'
import { Device } from '../../test/operations.ts'
import { openSession } from '../../test/sessions.ts'

const t = useTestApp()

describe('operations of the room', () => {
  it('start and end an item at the time of the speech, not of the receipt', async () => {
    const client = await t.as('facilitator')
    const device = new Device(client, await openSession(client))
    const item = async () => (await client.get(`sessions/${device.made.sessionId}/agenda-items`)).json<{ items: { id: string; startedAt: string; endedAt: string }[] }>().items[0]
    const { id } = (await item()) ?? { id: '' }
    const knownAt = new Date(Date.now() - 60_000).toISOString()
    const answers = await device.send(device.make('agenda.clock', { itemId: id, action: 'start' }, { knownAt, elapsedMs: 50_000 }), device.make('agenda.clock', { itemId: id, action: 'end' }, { knownAt, elapsedMs: 59_000 }))
    expect(answers.map((a) => [a.status, a.result?.type])).toEqual([['applied', 'agenda-item'], ['applied', 'agenda-item']])
    const after = await item()
    expect(after?.startedAt).toBe(answers[0]?.saidAt)
    expect(after?.endedAt).toBe(answers[1]?.saidAt)
  })

  it('keep that the room confirmed a point, once there is something to confirm', async () => {
    const client = await t.as('facilitator')
    const device = new Device(client, await openSession(client))
    const answers = await device.send(device.make('reading.confirm', { pointId: device.made.pointId }), device.position('aidants-debout', 1), device.make('reading.confirm', { pointId: device.made.pointId, note: 'Oui.' }))
    expect(answers.map((a) => [a.status, a.code])).toEqual([['refused', 'read-back-nothing'], ['applied', ''], ['applied', '']])
  })

  it('keep what was read to the room without a network, and refuse it when another one stands', async () => {
    const client = await t.as('facilitator')
    const device = new Device(client, await openSession(client))
    const { pointId } = device.made
    const said = device.position('aidants-debout', 1)
    const read = device.make('reading.confirm', { pointId, seen: [said.id] })
    const first = await device.send(said, read, device.make('reading.withdraw', { readBackId: read.id }))
    expect(first.map((a) => [a.status, a.code, a.result?.type])).toEqual([['applied', '', 'position'], ['applied', '', 'read-back'], ['applied', '', 'read-back']])
    const other = new Device(await t.as('staff'), device.made)
    await other.send(other.position('officines-reunies', -1))
    expect((await device.send(device.make('reading.confirm', { pointId, seen: [first[0]?.result?.id] }))).map((a) => a.code)).toEqual(['read-back-outdated'])
  })

  it('note a commitment on a point that the same device made, of the day of the session, once', async () => {
    const client = await t.as('facilitator')
    const device = new Device(client, await openSession(client))
    const point = device.make('point.create', { title: 'Venu en séance', statement: 'Un texte.' })
    const note = device.make('commitment.note', { statement: 'Publier le calendrier.', owner: 'La mairie', pointId: point.id, ofTheFuture: 1 })
    const wrong = device.make('commitment.note', { statement: 'Sans personne.' })
    const answers = await device.send(point, note, wrong)
    expect(answers.map((a) => [a.status, a.code, a.result?.type])).toEqual([['applied', '', 'point'], ['applied', '', 'commitment'], ['refused', 'invalid-request', undefined]])
    expect(await device.send(note)).toEqual(answers.slice(1, 2))
    const { items } = (await client.get(`commitments?sessionId=${device.made.sessionId}`)).json<{ items: { statement: string; pointId: string; owner: string }[] }>()
    expect(items.map((c) => [c.statement, c.owner, c.pointId])).toEqual([['Publier le calendrier.', 'La mairie', answers[0]?.result?.id]])
  })
})
