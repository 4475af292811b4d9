import { schema } from '@convergence/db'
import { desc, eq, inArray, sql } from 'drizzle-orm'
import { afterEach, expect, it, vi } from 'vitest'
import { type Client, clientOf, demoId, useTestApp } from '../../test/app.ts'
import { ABSOLUTE_HOURS } from './principal.ts'

const t = useTestApp()
const { apiKeys, events, signIns, stakeholders } = schema
const DAY_MS = 86_400_000
/** Only what this process reads as the date: the database keeps its own clock, as on a machine of its own. */
const wrongBy = (ms: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms })
afterEach(() => void vi.useRealTimers())

async function signIn(role: string): Promise<Client> {
  const cookie = (await t.anonymous.post('auth/demo', { role })).cookies[0]
  return clientOf(t.app, { cookie: `${cookie?.name}=${cookie?.value}` })
}
const create = (client: Client, name: string, key: string) => client.post('stakeholders', { kind: 'organisation', name, perimeterId: demoId('perimeter', 'national') }, { headers: { 'idempotency-key': key } })
const hoursLeft = (expiresAt: typeof signIns.expiresAt | typeof apiKeys.expiresAt) => sql<number>`extract(epoch from ${expiresAt} - now())::float / 3600`

it.each([['a day ahead', DAY_MS], ['a day behind', -DAY_MS], ['three days ahead', 3 * DAY_MS]])('R-10: a server whose clock is %s grants no sign-in and no key for longer, ends none early, and still replays the answer of a key', async (_, ms) => {
  const key = `horloge-${ms}`
  const early = await signIn('staff')
  const first = await create(early, `Horloge ${ms}`, key)
  wrongBy(ms)
  const again = await create(early, `Horloge ${ms}`, key)
  expect([first.statusCode, again.statusCode, again.headers['idempotency-replayed'], again.json()]).toEqual([201, 201, 'true', first.json()])
  const administrator = await signIn('administrator')
  expect((await administrator.get('auth/me')).statusCode).toBe(200)
  const [signed] = await t.db.select({ hours: hoursLeft(signIns.expiresAt) }).from(signIns).orderBy(desc(signIns.createdAt)).limit(1)
  expect(Math.abs((signed?.hours ?? 0) - ABSOLUTE_HOURS)).toBeLessThan(0.1)
  const made = await administrator.post('api-keys', { name: 'Horloge', scopes: ['map:read'], perimeterId: demoId('perimeter', 'national'), expiresInDays: 10 })
  const [granted] = await t.db.select({ hours: hoursLeft(apiKeys.expiresAt) }).from(apiKeys).where(eq(apiKeys.id, made.json<{ id: string }>().id))
  expect(Math.abs((granted?.hours ?? 0) - 240)).toBeLessThan(0.1)
})

it('R-10: what was written under a clock that jumps keeps its order in the feed, and its day of writing', async () => {
  const staff = await signIn('staff')
  const ids: string[] = []
  for (const [i, ms] of [0, DAY_MS, -DAY_MS, 0].entries()) {
    vi.useRealTimers()
    if (ms !== 0) wrongBy(ms)
    ids.push((await create(staff, `Saut ${i}`, `saut-${i}`)).json<{ id: string }>().id)
  }
  vi.useRealTimers()
  const told = await t.db.select({ id: events.objectId, at: events.at }).from(events).where(inArray(events.objectId, ids)).orderBy(events.id)
  expect(told.map((e) => e.id)).toEqual(ids)
  expect(told.map((e) => e.at.getTime())).toEqual(told.map((e) => e.at.getTime()).toSorted((a, b) => a - b))
  const rows = await t.db.select({ off: sql<number>`abs(extract(epoch from ${stakeholders.createdAt} - now()))::float` }).from(stakeholders).where(inArray(stakeholders.id, ids))
  expect(Math.max(...rows.map((row) => row.off))).toBeLessThan(600)
})
