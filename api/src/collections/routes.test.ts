import { schema } from '@convergence/db'
import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { type Client, clientOf, demoId, useTestApp } from '../../test/app.ts'
import { askedFrom, overSql } from '../indicators/asked.ts'
import { askedPeriods, type Frequency, frequencies } from '../indicators/periods.ts'
import { dayIn } from '../positions/rules.ts'
import { collectionJobs } from './job.ts'
import type { BoardPage, Collection, DuePage, Reminded } from './schemas.ts'

const t = useTestApp()
type Due = z.input<typeof DuePage>['items'][number]
const bretagne = demoId('perimeter', 'bretagne')
const relay = demoId('relay', 'bretagne')
const eau = demoId('indicator-collector', 'eau/bretagne')

async function allDue(client: Client, query = ''): Promise<Due[]> {
  const rows: Due[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: z.input<typeof DuePage> = (await client.get(`collections/due?limit=7${query}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`)).json()
    rows.push(...page.items)
    cursor = page.nextCursor
  }
  return rows
}
async function linkOf(client: Client, id = relay): Promise<{ holder: Client; secret: string; id: string }> {
  const link = (await client.post(`relays/${id}/collection-links`, { expiresInDays: 30 })).json<{ secret: string; id: string }>()
  return { holder: clientOf(t.app, { authorization: `Link ${link.secret}` }), ...link }
}
const codeOf = (answer: { json<T>(): T }) => answer.json<{ code: string }>().code

describe('what is asked of people', () => {
  it.each(frequencies)('%s: the database asks for the same periods as the rule, from any first day', async (frequency: Frequency) => {
    const today = dayIn(new Date())
    const indicatorId = demoId('test-indicator', frequency)
    await t.db.insert(schema.indicators).values({ id: indicatorId, reference: `T-${frequency}`, title: frequency, definition: 'x', unit: 'x', source: 'collected', frequency, perimeterId: bretagne })
    for (const since of ['2000-01-01', '2023-12-31', '2024-02-29', '2024-03-01', '2025-06-30', '2025-07-01', '2026-01-15', today]) {
      await t.db.insert(schema.indicatorCollectors).values({ indicatorId, perimeterId: bretagne, userId: demoId('user', 'staff'), since }).onConflictDoUpdate({ target: [schema.indicatorCollectors.indicatorId, schema.indicatorCollectors.perimeterId], set: { since } })
      const { rows } = await t.db.execute<{ start: string; end: string }>(sql`select p.starts::text as start, p.ends::text as end from ${askedFrom} where i.id = ${indicatorId} and ${overSql} order by 1`)
      expect(rows, since).toEqual(askedPeriods(frequency, since, today))
    }
    await t.db.delete(schema.indicators).where(eq(schema.indicators.id, indicatorId))
  })

  it('names what is late in the demonstration, the first due first, each once over all pages', async () => {
    const rows = await allDue(await t.as('staff'))
    expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length)
    expect(rows.map((row) => row.dueOn)).toEqual(rows.map((row) => row.dueOn).toSorted())
    const late = rows.find((row) => row.collectorId === eau)
    expect(late).toMatchObject({ periodStart: '2025-01-01', periodEnd: '2025-12-31', dueOn: '2026-01-30', late: true, state: 'awaited', perimeterName: 'Bretagne', relayName: 'Typhaine Riou' })
    expect(rows.every((row) => row.state === 'awaited' || row.state === 'draft')).toBe(true)
  })

  it('asks a relay for its own, and shows it no other region', async () => {
    const rows = await allDue(await t.as('relay'), '&mine=true')
    expect(rows.length).toBeGreaterThan(0)
    expect(new Set(rows.map((row) => row.perimeterId))).toEqual(new Set([bretagne]))
    expect(await allDue(await t.as('staff'), '&mine=true')).toEqual([])
  })

  it('stands on the board period by period, with the state of each', async () => {
    const { items } = (await (await t.as('staff')).get('collections/board?theme=footprint&periods=3&limit=100')).json<z.input<typeof BoardPage>>()
    expect(items.find((row) => row.id === eau)?.cells.map((cell) => [cell.periodStart, cell.state, cell.late])).toEqual([['2023-01-01', 'frozen', false], ['2024-01-01', 'frozen', false], ['2025-01-01', 'awaited', true]])
  })

  it('counts on Today exactly what the list of what is due holds', async () => {
    const staff = await t.as('staff')
    expect((await staff.get('today')).json<{ counts: { valueDue: number } }>().counts.valueDue).toBe((await allDue(staff)).length)
  })
})

describe('a reminder', () => {
  it('writes one mail to each, with the private link of a relay without account and no secret in the answer; who has no address is named', async () => {
    const staff = await t.as('staff')
    await t.db.update(schema.indicatorCollectors).set({ relayId: demoId('relay', 'nouvelle-aquitaine') }).where(eq(schema.indicatorCollectors.id, demoId('indicator-collector', 'dechets/grand-est')))
    const answer = await staff.post('collections/remind', { collectorIds: ['eau/bretagne', 'papier/bretagne', 'papier/grand-est', 'carburant/grand-est', 'dechets/grand-est'].map((code) => demoId('indicator-collector', code)) })
    const body = answer.json<z.input<typeof Reminded>>()
    expect(body).toMatchObject({ mails: 2, withoutAddress: ['Maïlys Etcheverry'] })
    expect(body.values).toBeGreaterThanOrEqual(4)
    const mails = await t.db.select().from(schema.mails).where(eq(schema.mails.kind, 'collection'))
    expect(mails.map((mail) => [mail.toAddress, mail.linkPath, mail.secret === null])).toEqual(expect.arrayContaining([['relay@demonstration.invalid', '', true], ['relais.grand-est@demonstration.invalid', '/collecte', false]]))
    expect(mails.every((mail) => mail.text.includes('{{optOut}}'))).toBe(true)
    const [collector] = await t.db.select().from(schema.indicatorCollectors).where(eq(schema.indicatorCollectors.id, eau))
    expect(collector?.remindedAt).not.toBeNull()
    expect(answer.body).not.toContain(mails.find((mail) => mail.secret)?.secret ?? 'none')
  })

  it('comes by itself once a day between seven and noon, once in two weeks to each, and never to what is invented', async () => {
    const staffId = demoId('user', 'staff')
    const [person] = await t.db.insert(schema.users).values({ email: 'vraie@exemple.org', name: 'Vraie Personne' }).returning()
    const [indicator] = await t.db.insert(schema.indicators).values({ reference: 'T-1', title: 'Vrai', definition: 'x', unit: 'x', source: 'collected', frequency: 'yearly', perimeterId: bretagne }).returning()
    await t.db.insert(schema.indicatorCollectors).values({ indicatorId: indicator?.id ?? '', perimeterId: bretagne, userId: person?.id ?? staffId, since: '2025-01-01' })
    const sent = async () => (await t.db.select().from(schema.mails).where(eq(schema.mails.toAddress, 'vraie@exemple.org'))).length
    const run = async (at: string) => (await collectionJobs(() => new Date(at)).take(t.db))?.(new AbortController().signal)
    const before = await t.db.$count(schema.mails)
    await run('2027-02-01T05:30:00Z')
    expect(await sent()).toBe(0)
    await run('2027-02-01T08:00:00Z')
    await run('2027-02-01T09:00:00Z')
    expect(await sent()).toBe(1)
    expect(await t.db.$count(schema.mails)).toBe(before + 1)
    await t.db.update(schema.indicatorCollectors).set({ remindedAt: new Date('2027-02-01T08:00:00Z') }).where(eq(schema.indicatorCollectors.indicatorId, indicator?.id ?? ''))
    await run('2027-02-10T08:00:00Z')
    expect(await sent()).toBe(1)
    await run('2027-02-15T08:00:00Z')
    expect(await sent()).toBe(2)
  })
})

describe('the page of a relay without account', () => {
  it('shows what is asked of it, takes a value and its evidence, says it anew until it is validated, and nothing after', async () => {
    const staff = await t.as('staff')
    const { holder } = await linkOf(staff)
    const seen = (await holder.get('collection')).json<z.input<typeof Collection>>()
    expect(seen).toMatchObject({ relay: 'Typhaine Riou', perimeter: 'Bretagne' })
    expect(seen.items.find((item) => item.collectorId === eau)).toMatchObject({ state: 'awaited', late: true, given: null, before: { periodStart: '2024-01-01' } })
    const give = (body: object) => holder.post('collection/values', { collectorId: eau, periodStart: '2025-01-01', numerator: 2900, denominator: 412, ...body })
    const first = await give({})
    expect(first.json()).toMatchObject({ state: 'submitted' })
    const { id } = first.json<{ id: string }>()
    expect((await give({ numerator: 2950 })).json()).toMatchObject({ id, value: 2950 / 412 })
    const boundary = 'b'
    const attached = await t.app.inject({ method: 'POST', url: `/api/v1/collection/values/${id}/evidence`, headers: { authorization: `Link ${(await linkOf(staff)).secret}`, 'content-type': `multipart/form-data; boundary=${boundary}` }, payload: `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="releve.txt"\r\ncontent-type: text/plain\r\n\r\nrelevé\r\n--${boundary}--\r\n` })
    expect(attached.statusCode).toBe(201)
    const indicatorId = demoId('indicator', 'eau')
    expect((await staff.get(`indicators/${indicatorId}/values/${id}`)).json()).toMatchObject({ relayName: 'Typhaine Riou', recordedByName: null, evidenceType: 'text/plain' })
    await staff.post(`indicators/${indicatorId}/values/${id}/validate`)
    const again = await clientOf(t.app, { authorization: `Link ${(await linkOf(staff)).secret}` }).post('collection/values', { collectorId: eau, periodStart: '2025-01-01', numerator: 1, denominator: 2 })
    expect(codeOf(again)).toBe('indicator-value-exists')
  })

  it('gives for its own collections alone', async () => {
    const { holder } = await linkOf(await t.as('staff'))
    expect(codeOf(await holder.post('collection/values', { collectorId: demoId('indicator-collector', 'eau/grand-est'), periodStart: '2025-01-01', numerator: 1, denominator: 2 }))).toBe('collection-nothing-asked')
    const foreign = demoId('indicator-value', 'eau/grand-est/2025-01-01')
    const answer = await holder.post(`collection/values/${foreign}/evidence`, {})
    expect(answer.statusCode).toBeGreaterThanOrEqual(400)
    expect((await holder.get('indicators')).statusCode).toBe(401)
  })

  it('stops with a newer link, and when the relay ends or is removed', async () => {
    const staff = await t.as('staff')
    const other = demoId('relay', 'ile-de-france')
    const first = await linkOf(staff, other)
    const second = await linkOf(staff, other)
    expect(codeOf(await first.holder.get('collection'))).toBe('link-refused')
    expect((await second.holder.get('collection')).statusCode).toBe(200)
    await t.db.update(schema.relays).set({ endedOn: '2026-01-31' }).where(eq(schema.relays.id, other))
    expect(codeOf(await second.holder.get('collection'))).toBe('link-refused')
    expect(codeOf(await staff.post(`relays/${other}/collection-links`, {}))).toBe('relay-ended')
  })
})
