import { demoId, schema } from '@convergence/db'
import { and, eq, like } from 'drizzle-orm'
import { describe, expect, it, vi } from 'vitest'
import { useTestApp } from '../../test/app.ts'
import { topics } from '../today/topics.ts'
import { digestJobs } from './job.ts'
import { isDigestTime, linesOf } from './rules.ts'

vi.setConfig({ testTimeout: 60_000 })
const t = useTestApp()
// Far ahead, and only those days are looked at: the application under test writes its own digests of today when the test runs in the morning.
const morning = new Date('2031-11-27T06:30:00Z')
const digests = (userId: string) => t.db.select().from(schema.mails).where(and(eq(schema.mails.kind, 'digest'), eq(schema.mails.objectId, userId), like(schema.mails.subject, '% 2031')))

async function account(email: string, role: 'staff' | 'reader', digest = true): Promise<string> {
  const [user] = await t.db.insert(schema.users).values({ email, name: 'Ana', digest }).returning()
  await t.db.insert(schema.grants).values({ userId: user?.id ?? '', role, perimeterId: demoId('perimeter', 'national') })
  return user?.id ?? ''
}

describe('the daily digest', () => {
  it('is due from seven to noon in Paris, in summer as in winter', () => {
    expect(['2026-11-27T05:59:00Z', '2026-11-27T06:00:00Z', '2026-11-27T10:59:00Z', '2026-11-27T11:00:00Z', '2026-07-01T05:00:00Z', '2026-07-01T04:59:00Z'].map((at) => isDigestTime(new Date(at)))).toEqual([null, '2026-11-27', '2026-11-27', null, '2026-07-01', null])
  })

  it('says nothing where nothing waits, and one or many where something does', () => {
    expect(linesOf({ contested: 0, silent: 4 }, 'fr')).toEqual([])
    expect(linesOf({ contested: 1, parked: 2 }, 'fr').map((l) => l.label)).toEqual(['1 position contestée', '2 courriels à revoir'])
  })

  it('has a line or a silence for every topic of Today, and each line leads to its rows or its page', () => {
    const all = Object.fromEntries([...topics, 'parked', 'myTasks'].map((topic) => [topic, 1]))
    expect(linesOf(all, 'fr')).toHaveLength(18)
    for (const { path } of linesOf(all, 'en')) {
      const topic = /today:(\w+)$/.exec(path)?.[1]
      if (topic) expect(topics).toContain(topic)
      else expect(path).toMatch(/^\/$|^\/(convergences|dialogue|rapport|reglages)\//)
    }
    expect(linesOf({ commitmentOverdue: 2, answerOwed: 1 }, 'en').map((l) => l.label)).toEqual(['2 overdue commitments', '1 answer owed'])
  })

  it('is written once a day for who wants it and can act, however many servers ask at once', async () => {
    const [ana, silent, reader] = [await account('ana@digest.invalid', 'staff'), await account('off@digest.invalid', 'staff', false), await account('lu@digest.invalid', 'reader')]
    const run = async (at: Date) => { const task = await digestJobs(() => at).take(t.db); await task?.(new AbortController().signal); return task !== null }
    await Promise.all([run(morning), run(morning), run(morning)])
    expect(await run(new Date('2031-11-27T07:30:00Z'))).toBe(false)
    const [mail, ...more] = await digests(ana)
    expect(more).toEqual([])
    expect(mail).toMatchObject({ status: 'queued', toAddress: 'ana@digest.invalid', subject: expect.stringContaining('27 novembre 2031') })
    expect(mail?.text).toMatch(/position[s]? contestée/)
    expect(mail?.text).toContain('{{optOut}}')
    expect([await digests(silent), await digests(reader), await digests(demoId('user', 'staff'))]).toEqual([[], [], []])
    expect(await run(new Date('2031-11-28T06:30:00Z'))).toBe(true)
    expect(await digests(ana)).toHaveLength(2)
  })
})
