import { schema } from '@convergence/db'
import { eq } from 'drizzle-orm'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { hashToken } from '../auth/tokens.ts'
import { useTestApp } from '../../test/app.ts'
import { openSession, said } from '../../test/sessions.ts'

const t = useTestApp()
let address = ''
beforeAll(async () => {
  address = await t.app.listen({ host: '127.0.0.1', port: 0 })
})
const open = new Set<AbortController>()
afterEach(() => {
  for (const controller of open) controller.abort()
  open.clear()
})

interface Heard { event: string; id: number; at: number; data: string }

/** A browser's EventSource over a real connection: what it heard so far, and whether the stream ended. */
async function hear(sessionId: string, cookie: string, headers: Record<string, string> = {}) {
  const controller = new AbortController()
  open.add(controller)
  const response = await fetch(`${address}/api/v1/sessions/${sessionId}/stream`, { headers: { accept: 'text/event-stream', cookie, ...headers }, signal: controller.signal })
  const heard: Heard[] = []
  const state = { ended: false, status: response.status, type: response.headers.get('content-type'), heard }
  if (response.status === 200) void read(response, heard).then(() => (state.ended = true), () => (state.ended = true))
  return state
}

async function read(response: Response, heard: Heard[]): Promise<void> {
  let text = ''
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk as Uint8Array).toString()
    const blocks = text.split('\n\n')
    text = blocks.pop() ?? ''
    for (const block of blocks) if (block.includes('event:')) heard.push({ event: /event: (\w+)/.exec(block)?.[1] ?? '', id: Number(/id: (\d+)/.exec(block)?.[1]), at: performance.now(), data: /data: (.*)/.exec(block)?.[1] ?? '' })
  }
}
const changes = (state: { heard: Heard[] }): Heard[] => state.heard.filter((h) => h.event === 'change')
const ready = (state: { heard: Heard[] }) => vi.waitFor(() => expect(state.heard[0]?.event).toBe('ready'), { timeout: 10_000 })

describe('the stream of a session', () => {
  it('tells another facilitator of each position, and nobody of another session; after how long is printed', async () => {
    const staff = await t.as('staff')
    const facilitator = await t.as('facilitator')
    const made = await openSession(facilitator)
    const other = await openSession(facilitator)
    const here = await hear(made.sessionId, staff.cookie)
    const elsewhere = await hear(other.sessionId, staff.cookie)
    expect(here.type).toContain('text/event-stream')
    await ready(here)
    await ready(elsewhere)
    const delays: number[] = []
    for (let i = 0; i < 5; i += 1) {
      const before = changes(here).length
      const sent = performance.now()
      expect((await facilitator.post('positions', said(made, 'aidants-debout', { value: (i % 5) - 2 }))).statusCode).toBe(201)
      await vi.waitFor(() => expect(changes(here).length).toBeGreaterThan(before), { timeout: 10_000, interval: 10 })
      delays.push((changes(here).at(-1)?.at ?? 0) - sent)
    }
    console.info(`a position of one facilitator is heard by the other after ${delays.map((d) => Math.round(d)).join(', ')} ms`)
    expect(changes(elsewhere)).toEqual([])
  })

  it('tells of attendance, clock, new wording and of what was removed', async () => {
    const staff = await t.as('staff')
    const made = await openSession(staff)
    const here = await hear(made.sessionId, staff.cookie)
    await ready(here)
    const [item] = (await staff.get(`sessions/${made.sessionId}/agenda-items`)).json<{ items: { id: string }[] }>().items
    const [row] = (await staff.get(`sessions/${made.sessionId}/attendances`)).json<{ items: { id: string }[] }>().items
    for (const act of [
      () => staff.post(`sessions/${made.sessionId}/agenda-items/${item?.id}/clock`, { action: 'start' }),
      () => staff.post(`points/${made.pointId}/versions`, { statement: 'Autrement dit.', reason: 'Demandé.' }),
      () => staff.delete(`sessions/${made.sessionId}/attendances/${row?.id}`, { ifMatch: 1 }),
    ]) {
      const before = changes(here).length
      expect((await act()).statusCode).toBeLessThan(300)
      await vi.waitFor(() => expect(changes(here).length).toBeGreaterThan(before), { timeout: 10_000 })
    }
  })

  it('names what changed, so that whoever did it knows its own', async () => {
    const staff = await t.as('staff')
    const made = await openSession(staff)
    const here = await hear(made.sessionId, staff.cookie)
    await ready(here)
    const say = async (value: number): Promise<string> => (await staff.post('positions', said(made, 'aidants-debout', { value }))).json<{ id: string }>().id
    // What was made before it listened may still be told along with the first one.
    const first = await say(1)
    await vi.waitFor(() => expect(changes(here).at(-1)?.data).toContain(first), { timeout: 10_000 })
    const second = await say(2)
    await vi.waitFor(() => expect(changes(here).map((c) => c.data)).toContain(JSON.stringify({ objects: [second] })), { timeout: 10_000 })
  })

  it('tells at once, after a gap, that something was missed; and nothing when nothing was', async () => {
    const staff = await t.as('staff')
    const made = await openSession(staff)
    const { cursor } = (await staff.get(`sessions/${made.sessionId}/stream`)).json<{ cursor: number }>()
    await staff.post('positions', said(made))
    const back = await hear(made.sessionId, staff.cookie, { 'last-event-id': String(cursor) })
    await vi.waitFor(() => expect(back.heard.map((h) => h.event)).toEqual(['ready', 'change']), { timeout: 10_000 })
    const still = await hear(made.sessionId, staff.cookie, { 'last-event-id': String(back.heard[1]?.id) })
    await ready(still)
    expect(changes(still)).toEqual([])
  })

  it('S-41: is refused to nobody, to another site and out of reach, and ends when the sign-in is revoked', async () => {
    const staff = await t.as('staff')
    const made = await openSession(staff)
    expect((await hear(made.sessionId, '')).status).toBe(401)
    expect((await hear(made.sessionId, staff.cookie, { origin: 'https://ailleurs.example' })).status).toBe(403)
    const signed = await t.app.inject({ method: 'POST', url: '/api/v1/auth/demo', payload: { role: 'reader' } })
    const token = signed.cookies[0]?.value ?? ''
    const mine = await hear(made.sessionId, `convergence=${token}`)
    await ready(mine)
    await t.db.delete(schema.signIns).where(eq(schema.signIns.tokenHash, hashToken(token)))
    await vi.waitFor(() => expect(mine.ended).toBe(true), { timeout: 15_000 })
  })
})
