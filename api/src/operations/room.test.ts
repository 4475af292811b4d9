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
})
