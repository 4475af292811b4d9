import { schema } from '@convergence/db'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { demoId, useTestApp } from '../../test/app.ts'
import { openSession } from '../../test/sessions.ts'
import type { Today, TodayRowPage } from './schemas.ts'
import { topics } from './topics.ts'

const t = useTestApp()
type TodayBody = z.input<typeof Today>
type Rows = z.input<typeof TodayRowPage>
const today = async (role: 'staff' | 'reader' | 'relay' = 'staff', query = '') => (await (await t.as(role)).get(`today${query}`)).json<TodayBody>()
const rowsOf = async (topic: string, query = '') => (await (await t.as('staff')).get(`today/rows?topic=${topic}${query}`)).json<Rows>()

describe('GET /today', () => {
  it('counts the demonstration: each figure with its denominator', async () => {
    const { figures, counts } = await today()
    const all = await t.db.select().from(schema.stakeholders)
    expect(figures.stakeholders).toBe(all.filter((s) => s.status !== 'archived' && !s.deletedAt).length)
    expect(figures.active + figures.emerging).toBe(figures.stakeholders)
    expect(figures.areas).toBe(45)
    expect(figures.heard).toBeGreaterThanOrEqual(20)
    expect(counts.emerging).toBe(figures.emerging)
    expect(counts.withoutMandate).toBeLessThanOrEqual(figures.organisations)
    expect(figures.areasBlind).toBe((await today()).blind.length)
  })

  it('announces the sessions to come, the next one first, with who was asked and who answered', async () => {
    const { upcoming, figures } = await today()
    expect(upcoming.map((s) => s.id)).toEqual([demoId('session', 'seance-suivante'), demoId('session', 'atelier-aidants')])
    expect(upcoming[0]).toMatchObject({ invited: 20, answered: 18, points: 4, fictional: true })
    expect(figures.sessionsAhead).toBe(2)
  })

  it('sums up the last session held', async () => {
    const { lastSession } = await today()
    expect(lastSession).toMatchObject({ id: demoId('session', 'seance-2026-10'), status: 'closed' })
    expect((lastSession?.agreed ?? 0) + (lastSession?.divided ?? 0)).toBeGreaterThan(0)
  })

  it.each(topics)('gives exactly the rows that it counts: %s', async (topic) => {
    const seen: string[] = []
    let cursor = ''
    for (let page = 0; page < 30; page += 1) {
      const { items, nextCursor } = await rowsOf(topic, `&limit=100${cursor}`)
      seen.push(...items.map((row) => row.id))
      if (!nextCursor) break
      cursor = `&cursor=${encodeURIComponent(nextCursor)}`
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBe((await today()).counts[topic])
  })

  it('warns of terms that end, of bodies behind their rhythm and, who answers for people only, of skills that lapse', async () => {
    expect((await today()).counts).toMatchObject({ termEnding: 1, bodyBehind: 1, skillLapsing: 1 })
    expect((await rowsOf('termEnding')).items).toMatchObject([{ type: 'body', objectId: demoId('body', 'comite-dialogue-bretagne'), label: 'Conférence des délégués de Bretagne' }])
    expect((await rowsOf('bodyBehind')).items).toMatchObject([{ label: 'Comité de dialogue Bretagne' }])
    expect((await rowsOf('skillLapsing')).items).toMatchObject([{ objectId: demoId('user', 'facilitator'), detail: 'facilitation' }])
    expect((await today('reader')).counts).toMatchObject({ termEnding: 1, skillLapsing: 0 })
  })

  it('tells of whom nothing is recorded though they were in the room, session by session', async () => {
    const before = await today()
    const made = await openSession(await t.as('staff'))
    const after = await today()
    expect(after.counts.missing).toBe(before.counts.missing + 3)
    expect(after.missing[0]).toMatchObject({ sessionId: made.sessionId, holders: 3, cells: 3 })
    await t.db.update(schema.sessions).set({ deletedAt: new Date() }).where(eq(schema.sessions.id, made.sessionId))
    expect((await today()).counts.missing).toBe(before.counts.missing)
  })

  it('shows only what is within reach, and only the perimeter that is asked for', async () => {
    const relay = await today('relay')
    const bretagne = await today('staff', `?perimeterId=${demoId('perimeter', 'bretagne')}`)
    expect(relay.figures).toEqual(bretagne.figures)
    expect(relay.counts).toEqual(bretagne.counts)
    expect(relay.figures.stakeholders).toBeLessThan((await today()).figures.stakeholders)
  })

  it('names checked imports to those who may import, not to readers', async () => {
    const [row] = await t.db.insert(schema.imports).values({ target: 'stakeholders', state: 'checked', fileName: 'liste.csv', digest: 'x', encoding: 'utf-8', delimiter: ';', headers: [], rows: [], rowCount: 12, mapping: {}, defaults: {}, perimeterId: demoId('perimeter', 'national') }).returning()
    expect((await today()).imports).toMatchObject([{ id: row?.id, fileName: 'liste.csv', rowCount: 12 }])
    expect((await today('reader')).imports).toEqual([])
  })

  it('refuses nobody in particular, an unknown topic, a foreign cursor and an unknown parameter', async () => {
    const staff = await t.as('staff')
    expect((await t.anonymous.get('today')).statusCode).toBe(401)
    for (const bad of ['today?x=1', 'today?perimeterId=1', 'today/rows', 'today/rows?topic=nothing', 'today/rows?topic=silent&cursor=abc', 'today/rows?topic=silent&limit=101']) expect((await staff.get(bad)).statusCode, bad).toBe(400)
  })
})
