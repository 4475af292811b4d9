import { demoId, schema } from '@convergence/db'
import { and, eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { useTestApp } from '../../test/app.ts'
import { type Answer, Device, type Sent } from '../../test/operations.ts'
import { openSession } from '../../test/sessions.ts'

const t = useTestApp()
const HOUR = 3_600_000
const ROOM = ['officines-reunies', 'aidants-debout', 'institut-lumen', 'collectif-eaux-vives', 'imprimerie-argoat', 'federation-optique-armor']

describe('three hours without network', () => {
  it.each([['three days behind', -3 * 24 * HOUR], ['three days ahead', 3 * 24 * HOUR]])('R-09: 300 actions of a laptop whose clock is %s are applied once, in order, at the times of the speech', async (_, skew) => {
    const made = await openSession(await t.as('staff'), ROOM)
    const opened = new Date(Date.now() - 4 * HOUR)
    // The session was opened four hours ago: the only thing here that no request can do.
    await t.db.execute(sql`alter table audit_entries disable trigger audit_entries_append_only`)
    await t.db.update(schema.auditEntries).set({ at: opened }).where(and(eq(schema.auditEntries.objectId, made.sessionId), eq(schema.auditEntries.action, 'session.opened')))
    await t.db.execute(sql`alter table audit_entries enable trigger audit_entries_append_only`)
    await t.db.update(schema.pointVersions).set({ createdAt: opened }).where(eq(schema.pointVersions.id, made.versionId))
    const device = new Device(await t.as('facilitator'), made)
    const knownAt = new Date(Date.now() - 3 * HOUR).toISOString()
    const operations = threeHundred(device, knownAt, skew)

    // Batches lost on the way, sent twice, overtaken by the next one: as a bad network does.
    await device.send(...operations.slice(50, 100))
    const answers: Answer[] = []
    for (let at = 0; at < operations.length; at += 50) {
      const batch = operations.slice(at, at + 50)
      const twice = await Promise.all([device.send(...batch), device.send(...batch)])
      expect(twice[0]).toEqual(twice[1])
      answers.push(...(twice[0] ?? []))
    }

    expect(answers.map((a) => a.status)).toEqual(Array.from({ length: 300 }, () => 'applied'))
    const kept = await t.db.select().from(schema.positions).where(eq(schema.positions.sessionId, made.sessionId)).orderBy(schema.positions.statedAt)
    expect(kept.map((p) => p.reason)).toEqual(operations.map((o) => o.payload.reason))
    const times = kept.map((p) => p.statedAt.getTime())
    expect(times.every((time, i) => i === 0 || time > (times[i - 1] ?? 0))).toBe(true)
    expect(Math.min(...times)).toBeGreaterThanOrEqual(opened.getTime())
    expect(Math.max(...times)).toBeLessThanOrEqual(Date.now())
    // The 299th was said 2 h 59 after the network went.
    expect(Math.abs((times[298] ?? 0) - (Date.parse(knownAt) + 298 * 36_000))).toBeLessThan(2)
    const stored = await t.db.$count(schema.sessionOperations, eq(schema.sessionOperations.deviceId, device.id))
    expect(stored).toBe(300)
  }, 120_000)
})

/** One action every 36 s; each corrects what the same holder had said. The wrong clock shows in a member that the server leaves alone. */
function threeHundred(device: Device, knownAt: string, skew: number): Sent[] {
  const last = new Map<string, string>()
  return Array.from({ length: 300 }, (_, i) => {
    const holder = ROOM[i % ROOM.length] ?? ''
    const operation = device.position(holder, (i % 5) - 2, { knownAt, elapsedMs: i * 36_000, basedOn: last.get(holder) ?? null, format: 1 }, { reason: `Action ${i + 1}`, madeAt: new Date(Date.now() + skew).toISOString(), holderId: demoId('stakeholder', holder) })
    last.set(holder, operation.id)
    return operation
  })
}
