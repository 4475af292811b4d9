import { schema } from '@convergence/db'
import { eq, inArray } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { type Client, demoId, useTestApp } from '../../test/app.ts'

const t = useTestApp()
const perimeterId = demoId('perimeter', 'national')
const formulaVersionId = demoId('formula-version', 'depart/1')
const autumn = demoId('ranking', 'autumn')
const spring = demoId('ranking', 'spring')
const adherents = demoId('stakeholder', 'adherents')

interface Ranking { id: string; version: number; status: string; progress: number; steps: number; stakeholderCount: number; raterCount: number; draws: number; failure: string | null; failureText: string | null; horizon: string; previousId: string | null; seed: number }
interface Row { id: string; name: string; rank: number; total: number; rankLow: number | null; rankHigh: number | null; contributions: (number | null)[]; before: { rank: number } | null }
interface Page { items: Row[]; nextCursor: string | null }

/** Asks for a ranking and waits until it has ended. */
async function ranked(client: Client, wish: object = {}): Promise<Ranking> {
  const asked = await client.post('rankings', { formulaVersionId, perimeterId, ...wish })
  expect(asked.statusCode, asked.body).toBe(202)
  const { location } = asked.headers
  for (let tries = 0; tries < 2000; tries += 1) {
    const row = (await client.get(String(location))).json<Ranking>()
    if (!['queued', 'running'].includes(row.status)) return row
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error('the ranking does not end')
}

describe('a ranking', () => {
  it('is computed by the server, with progress, and equals the one of the demonstration', async () => {
    const staff = await t.as('staff')
    const row = await ranked(staff, { asOf: '2026-10-03T08:00:00Z' })
    expect(row).toMatchObject({ status: 'done', stakeholderCount: 14, raterCount: 12, draws: 1000, failure: null })
    expect(row.progress).toBe(row.steps)
    const mine = (await staff.get(`rankings/${row.id}/rows?limit=100`)).json<Page>()
    const theirs = (await staff.get(`rankings/${autumn}/rows?limit=100`)).json<Page>()
    expect(mine.items).toEqual(theirs.items)
  })

  it('says in the reader’s language that there is nothing to rank', async () => {
    const staff = await t.as('staff')
    const row = await ranked(staff, { horizon: 'plus10' })
    expect(row).toMatchObject({ status: 'failed', failure: 'no-score', failureText: expect.stringMatching(/^Personne n’a encore coté/) as string })
    expect((await staff.get(`rankings/${row.id}`, { headers: { 'accept-language': 'en' } })).json()).toMatchObject({ failureText: expect.stringMatching(/^Nobody has scored/) as string })
    expect((await staff.get(`rankings/${row.id}/rows`)).json()).toMatchObject({ status: 409, code: 'ranking-not-done' })
  })

  it('reads one round alone, on its horizon, once it is closed', async () => {
    const staff = await t.as('staff')
    expect(await ranked(staff, { roundId: demoId('round', 'cotation-spring'), horizon: 'plus10' })).toMatchObject({ status: 'done', horizon: 'now' })
    expect((await staff.post('rankings', { formulaVersionId, perimeterId, roundId: demoId('round', 'cotation-plus3') })).json()).toMatchObject({ status: 422, code: 'ranking-round-not-closed' })
  })

  it('is stopped, and its rows thrown away', async () => {
    const staff = await t.as('staff')
    const { id } = (await staff.post('rankings', { formulaVersionId, perimeterId, draws: 2000 })).json<Ranking>()
    const stopped = (await staff.post(`rankings/${id}/cancel`)).json<Ranking>()
    expect(['cancelled', 'done']).toContain(stopped.status)
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect((await staff.get(`rankings/${id}`)).json<Ranking>().status).toBe(stopped.status)
    if (stopped.status === 'cancelled') expect(await t.db.select().from(schema.rankingRows).where(eq(schema.rankingRows.rankingId, id))).toEqual([])
  })

  it('is taken over from a server that fell silent, and given up after three', async () => {
    const staff = await t.as('staff')
    const silent = new Date(Date.now() - 60_000)
    const { id } = await ranked(staff)
    await t.db.update(schema.rankings).set({ status: 'running', heartbeatAt: silent, attempts: 1 }).where(eq(schema.rankings.id, id))
    const next = await ranked(staff)
    expect((await staff.get(`rankings/${id}`)).json<Ranking>().status).toBe('done')
    await t.db.update(schema.rankings).set({ status: 'running', heartbeatAt: silent, attempts: 3 }).where(eq(schema.rankings.id, next.id))
    await ranked(staff)
    expect((await staff.get(`rankings/${next.id}`)).json()).toMatchObject({ status: 'failed', failure: 'interrupted' })
  })

  it.each([
    ['a date to come', { asOf: '2999-01-01T00:00:00Z' }, 422, 'ranking-in-the-future'],
    ['a date before all things', { asOf: '0000-01-01T00:00:00Z' }, 400, 'invalid-request'],
    ['a version that is not there', { formulaVersionId: demoId('none', 'x') }, 422, 'unknown-reference'],
    ['a round that is not there', { roundId: demoId('none', 'x') }, 422, 'unknown-reference'],
    ['too many draws', { draws: 100_000 }, 400, 'invalid-request'],
  ])('refuses %s', async (_, wish, status, code) => {
    expect((await (await t.as('staff')).post('rankings', { formulaVersionId, perimeterId, ...wish })).json()).toMatchObject({ status, code })
  })

  it('is renamed, removed and restored; a reader may do none of it', async () => {
    const staff = await t.as('staff')
    const { id, version } = await ranked(staff)
    expect((await staff.patch(`rankings/${id}`, { title: 'Essai' }, { ifMatch: version })).json()).toMatchObject({ title: 'Essai' })
    expect((await staff.delete(`rankings/${id}`, { ifMatch: version + 1 })).statusCode).toBe(204)
    expect((await staff.get(`rankings/${id}/rows`)).json()).toMatchObject({ status: 404, code: 'ranking-not-found' })
    expect((await staff.post(`rankings/${id}/restore`)).json()).toMatchObject({ id, status: 'done' })
    const reader = await t.as('reader')
    expect((await reader.post('rankings', { formulaVersionId, perimeterId })).statusCode).toBe(403)
    expect((await reader.post(`rankings/${id}/adopt`, {})).statusCode).toBe(403)
  })
})

describe('P-28: an adoption', () => {
  it('says who decided, when and why, protects the ranking, and is taken back', async () => {
    const staff = await t.as('staff')
    const { id } = await ranked(staff, { asOf: '2026-10-03T08:00:00Z' })
    const adoption = { adoptedOn: '2026-10-20', decidedBy: 'Comité de direction', reason: 'Base du plan.' }
    expect((await staff.post(`rankings/${id}/adopt`, { ...adoption, adoptedOn: '2026-10-02' })).json()).toMatchObject({ status: 422, code: 'ranking-adopted-before' })
    const adopted = (await staff.post(`rankings/${id}/adopt`, adoption)).json<Ranking>()
    expect(adopted).toMatchObject({ adoptedOn: '2026-10-20', decidedBy: 'Comité de direction', adoptionReason: 'Base du plan.' })
    expect((await staff.post(`rankings/${id}/adopt`, adoption)).json()).toMatchObject({ status: 409, code: 'ranking-adopted' })
    expect((await staff.delete(`rankings/${id}`, { ifMatch: adopted.version })).json()).toMatchObject({ status: 409, code: 'ranking-adopted' })
    expect((await staff.post(`rankings/${id}/unadopt`)).json()).toMatchObject({ adoptedOn: null, decidedBy: null })
    expect((await staff.post(`rankings/${id}/unadopt`)).json()).toMatchObject({ status: 409, code: 'ranking-not-adopted' })
  })
})

describe('the rows of a ranking', () => {
  it('are paged by rank without a gap, and searched', async () => {
    const reader = await t.as('reader')
    const all = (await reader.get(`rankings/${autumn}/rows?limit=100`)).json<Page>().items
    const seen: Row[] = []
    for (let url = `rankings/${autumn}/rows?limit=5`; url; ) {
      const page = (await reader.get(url)).json<Page>()
      seen.push(...page.items)
      url = page.nextCursor ? `rankings/${autumn}/rows?limit=5&cursor=${encodeURIComponent(page.nextCursor)}` : ''
    }
    expect(seen).toEqual(all)
    expect(all.map((row) => row.rank)).toEqual([...all.map((row) => row.rank)].sort((a, b) => a - b))
    for (const row of all) expect(row.contributions.reduce<number>((sum, c) => sum + (c ?? 0), 0)).toBeCloseTo(row.total, 10)
    expect((await reader.get(`rankings/${autumn}/rows?q=adherents`)).json<Page>().items.map((row) => row.id)).toEqual([adherents])
    for (const sort of ['-rank', '-uncertainty', 'coverage', 'name', '-name']) expect((await reader.get(`rankings/${autumn}/rows?sort=${sort}&limit=3`)).json<Page>().items, sort).toHaveLength(3)
  })

  it('say where each stood in another ranking', async () => {
    const { items } = (await (await t.as('reader')).get(`rankings/${autumn}/rows?compareWith=${spring}&limit=100`)).json<Page>()
    expect(items.every((row) => row.before !== null && row.before.rank >= 1)).toBe(true)
  })

  it('say the class of each in every grid when asked, the same as the classes of that day, and nothing otherwise', async () => {
    const reader = await t.as('reader')
    type Classed = { items: { id: string; classes: { scheme: string; class: string | null; near: boolean }[] | null }[] }
    const { asOf } = (await reader.get(`rankings/${autumn}`)).json<{ asOf: string }>()
    const { items } = (await reader.get(`rankings/${autumn}/rows?limit=100&classes=true`)).json<Classed>()
    for (const scheme of ['grid', 'salience', 'cube', 'savage']) {
      const board = (await reader.get(`analyses/classes?scheme=${scheme}&limit=1000&asOf=${asOf.slice(0, 10)}`)).json<{ items: { id: string; class?: string; near: boolean }[] }>().items
      const ranked = board.filter((one) => items.some((row) => row.id === one.id))
      expect(ranked.length, scheme).toBeGreaterThan(0)
      for (const one of ranked) expect(items.find((row) => row.id === one.id)?.classes?.find((c) => c.scheme === scheme), `${scheme} ${one.id}`).toMatchObject({ class: one.class ?? null, near: one.near })
    }
    expect((await reader.get(`rankings/${autumn}/rows?limit=5`)).json<Classed>().items.every((row) => row.classes === null)).toBe(true)
    expect((await reader.get(`rankings/${autumn}/rows/${items[0]?.id ?? ''}`)).json()).toMatchObject({ classes: items[0]?.classes })
  })

  it('give their ranks alone', async () => {
    const list = (await (await t.as('reader')).get(`rankings/${autumn}/ranks`)).json<{ items: { rank: number }[]; of: number }>()
    expect(list.of).toBe(14)
    expect(list.items[0]?.rank).toBe(1)
  })

  it('give the ranks of those that a filter of the register keeps, as they stand among all', async () => {
    const reader = await t.as('reader')
    const all = (await reader.get(`rankings/${autumn}/ranks`)).json<{ items: { id: string; rank: number }[] }>().items
    const { categoryId } = (await reader.get(`rankings/${autumn}/rows?limit=100`)).json<Page>().items[6] as unknown as { categoryId: string }
    const some = (await reader.get(`rankings/${autumn}/ranks?categoryId=${categoryId}`)).json<{ items: { id: string; rank: number }[]; of: number }>()
    expect(some.of).toBe(14)
    expect(some.items.length).toBeGreaterThan(0)
    expect(some.items.length).toBeLessThan(14)
    for (const row of some.items) expect(all).toContainEqual(row)
  })

  it('are nobody’s for a ranking that is out of reach', async () => {
    expect((await (await t.as('reader')).get(`rankings/${demoId('none', 'x')}/rows`)).json()).toMatchObject({ status: 404 })
  })
})

describe('the explanation of a rank', () => {
  it('goes down to every score: who, when, in which capacity, why, in which round', async () => {
    const told = (await (await t.as('staff')).get(`rankings/${autumn}/rows/${adherents}`)).json<Row & { of: number; changedSince: boolean; above: object | null; below: Row; history: { rankingId: string }[]; terms: { code: string; contribution: { value: number; n: number }; unknown: number; scores: { value: number | null; raterName: string; capacity: string; statedAt: string; roundTitle: string; own: boolean }[] }[] }>()
    expect(told).toMatchObject({ rank: expect.any(Number) as number, of: 14, changedSince: false })
    for (const term of told.terms) {
      const values = term.scores.flatMap((s) => (s.value === null ? [] : [s.value]))
      expect(values).toHaveLength(term.contribution.n)
      expect(values.reduce((a, b) => a + b, 0) / values.length).toBeCloseTo(term.contribution.value, 10)
      expect(term.scores.length - values.length).toBe(term.unknown)
      expect(term.scores.every((s) => s.raterName !== '' && s.roundTitle !== '')).toBe(true)
    }
    expect(told.terms.flatMap((term) => term.scores).some((s) => s.own && s.raterName === 'Voix des adhérents')).toBe(true)
    expect(told.history.map((h) => h.rankingId)).toEqual(expect.arrayContaining([spring, autumn]))
  })

  it.each([['administrator', true], ['staff', true], ['facilitator', true], ['integrator', true], ['reader', false]] as const)('names who scored to a %s: %s', async (role, named) => {
    const told = (await (await t.as(role)).get(`rankings/${autumn}/rows/${adherents}`)).json<{ terms: { scores: { raterName: string | null; reason: string; capacity: string; value: number | null }[] }[] }>()
    const scores = told.terms.flatMap((term) => term.scores)
    expect(scores.length).toBeGreaterThan(10)
    for (const score of scores) expect([score.raterName !== null, score.capacity !== '']).toEqual([named, true])
    if (!named) expect(scores.every((score) => score.reason === '')).toBe(true)
  })

  it('says when a score was withdrawn since', async () => {
    const both = inArray(schema.scores.id, ['spring', 'autumn'].map((season) => demoId('score', `cotation-${season}/direction-1/power/elus`)))
    await t.db.update(schema.scores).set({ withdrawnAt: new Date() }).where(both)
    expect((await (await t.as('reader')).get(`rankings/${autumn}/rows/${demoId('stakeholder', 'elus')}`)).json()).toMatchObject({ changedSince: true })
    await t.db.update(schema.scores).set({ withdrawnAt: null }).where(both)
  })

  it('is refused for a stakeholder that nobody scored', async () => {
    expect((await (await t.as('reader')).get(`rankings/${autumn}/rows/${demoId('stakeholder', 'federation-optique-armor')}`)).json()).toMatchObject({ status: 404, code: 'ranking-row-not-found' })
  })
})

describe('other weights', () => {
  it('say who changes place, and store nothing', async () => {
    const reader = await t.as('reader')
    const told = (await reader.post(`rankings/${autumn}/what-if`, { weights: { power: 4, interest: 0 } })).json<{ moved: number; moves: { before: number; after: number }[]; items: Row[] }>()
    expect(told.moved).toBeGreaterThan(0)
    expect(told.moves.every((m) => m.before !== m.after)).toBe(true)
    expect((await reader.post(`rankings/${autumn}/what-if`, { weights: {} })).json()).toMatchObject({ moved: 0, among: 14, of: 14 })
    expect((await reader.post(`rankings/${autumn}/what-if`, { weights: { nothing: 1 } })).json()).toMatchObject({ status: 422, code: 'ranking-unknown-term' })
    expect((await reader.post(`rankings/${autumn}/what-if`, { weights: { power: 0, interest: 0, legitimacy: 0, urgency: 0 } })).json()).toMatchObject({ status: 422, code: 'ranking-without-weight' })
  })

  it('name the nearest weight at which two neighbours swap', async () => {
    const told = (await (await t.as('reader')).get(`rankings/${autumn}/sensitivity`)).json<{ terms: { code: string; weight: number; nearestUp: { weight: number; above: string } | null }[] }>()
    expect(told.terms.map((term) => term.code)).toEqual(['power', 'legitimacy', 'urgency', 'interest'])
    expect(told.terms.some((term) => term.nearestUp !== null && term.nearestUp.weight > term.weight)).toBe(true)
  })
})

describe('two rankings side by side', () => {
  it('show how the stakeholders see themselves otherwise than we do', async () => {
    const reader = await t.as('reader')
    const url = `rankings/${demoId('ranking', 'autumn-stakeholder')}/comparison?with=${demoId('ranking', 'autumn-internal')}`
    const told = (await reader.get(`${url}&limit=100`)).json<{ n: number; meanGap: number; onlyBefore: number; items: { gap: number; totalBefore: number; totalAfter: number; rankBefore: number; rankAfter: number; rankChange: number }[] }>()
    expect(told.n).toBe(told.items.length)
    for (const row of told.items) expect(row.gap).toBeCloseTo(row.totalAfter - row.totalBefore, 10)
    const gaps = told.items.map((row) => Math.abs(row.gap))
    expect(gaps).toEqual([...gaps].sort((a, b) => b - a))
    expect(told.meanGap).toBeCloseTo(gaps.reduce((a, b) => a + b, 0) / gaps.length, 10)
    const first = (await reader.get(`${url}&limit=4&sort=-rise`)).json<{ items: { rankChange: number }[]; nextCursor: string | null }>()
    const second = (await reader.get(`${url}&limit=4&sort=-rise&cursor=${encodeURIComponent(first.nextCursor ?? '')}`)).json<{ items: { rankChange: number }[] }>()
    expect(first.items.at(-1)?.rankChange).toBeGreaterThanOrEqual(second.items[0]?.rankChange ?? Infinity)
  })

  it('are two', async () => {
    expect((await (await t.as('reader')).get(`rankings/${autumn}/comparison?with=${autumn}`)).json()).toMatchObject({ status: 422, code: 'ranking-with-itself' })
  })
})
