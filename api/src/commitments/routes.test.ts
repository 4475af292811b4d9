import { describe, expect, it } from 'vitest'
import { demoId, useTestApp } from '../../test/app.ts'

const t = useTestApp()
const bretagne = demoId('perimeter', 'bretagne')
const counterpart = demoId('stakeholder', 'alliance-patients-proches')
const point = demoId('point', 'p11-telemedecine')
const session = demoId('session', 'seance-2026-10')
const body = { statement: 'Publier les comptes.', owner: 'DRIS', perimeterId: bretagne, madeOn: '2026-01-10', dueOn: '2026-02-10', counterpartId: counterpart }
interface Row { id: string; version: number; state: string; stateReason: string; progress: number; progressFrom: string; overdue: boolean; perimeterId: string; madeOn: string; dueOn: string | null; owner: string; areaIds: string[]; fictional: boolean; reference: string; milestones: number; milestonesDone: number }
interface Page { items: Row[]; nextCursor: string | null }
interface Event { id: string; kind: string; withdrawnAt: string | null; stakeholderName: string | null; recordedByName: string | null }
interface Sheet { commitment: Row; milestones: { id: string; version: number; rank: number; title: string; doneOn: string | null }[]; events: Event[]; mayFollow: string[]; areas: { tieId: string }[]; impacts: { id: string }[] }
const staff = () => t.as('staff')
const made = async (more: object = {}) => (await (await staff()).post('commitments', { ...body, ...more })).json<Row>()
const say = async (id: string, event: object) => (await staff()).post(`commitments/${id}/events`, event)
const sheet = async (id: string, query = '') => (await (await staff()).get(`commitments/${id}/sheet${query}`)).json<Sheet>()

describe('commitments', () => {
  it('takes what is left out from its point and its session', async () => {
    const answer = await (await staff()).post('commitments', { statement: 'Tenir un atelier.', owner: 'DRIS', pointId: point, sessionId: session })
    expect(answer.statusCode).toBe(201)
    const row = answer.json<Row>()
    expect(row).toMatchObject({ state: 'open', progress: 0, progressFrom: 'none', overdue: false, perimeterId: bretagne, madeOn: '2026-10-13', dueOn: null, fictional: true })
    expect(row.areaIds).toEqual([demoId('area', '6.7.4'), demoId('area', '6.8.6')])
    expect(row.reference).toMatch(/^2026-\d{5}$/)
    const named = await (await staff()).post('commitments', { statement: 'Recenser.', ownerStakeholderId: counterpart, perimeterId: bretagne })
    expect(named.json<{ owner: string }>().owner).toBe('Alliance Patients et Proches')
  })

  it.each([
    [{ owner: undefined }, 400, 'invalid-request'], [{ perimeterId: undefined }, 400, 'invalid-request'], [{ statement: '  ' }, 400, 'invalid-request'],
    [{ dueOn: '2025-12-31' }, 422, 'commitment-due-before-made'], [{ counterpartId: demoId('none', 'x') }, 422, 'unknown-reference'], [{ pointId: demoId('none', 'x') }, 422, 'unknown-reference'],
    [{ sessionId: demoId('none', 'x') }, 422, 'unknown-reference'], [{ ownerUserId: demoId('none', 'x') }, 422, 'unknown-reference'], [{ areaIds: [demoId('none', 'x')] }, 422, 'unknown-reference'], [{ state: 'done' }, 400, 'invalid-request'],
  ])('refuses %j with %i %s', async (more, status, code) => {
    const answer = await (await staff()).post('commitments', { ...body, ...more })
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([status, code])
  })

  it('is changed at its version, removed and restored with all that was said', async () => {
    const row = await made()
    const client = await staff()
    expect((await client.patch(`commitments/${row.id}`, { dueOn: null }, { ifMatch: 9 })).statusCode).toBe(412)
    expect((await client.patch(`commitments/${row.id}`, { dueOn: null, areaIds: [demoId('area', '6.8.6')] }, { ifMatch: 1 })).json()).toMatchObject({ dueOn: null, version: 2, areaIds: [demoId('area', '6.8.6')] })
    await say(row.id, { kind: 'progress', progress: 20 })
    expect((await client.delete(`commitments/${row.id}`, { ifMatch: 3 })).statusCode).toBe(204)
    expect((await client.get(`commitments/${row.id}`)).statusCode).toBe(404)
    expect((await client.post(`commitments/${row.id}/restore`)).json()).toMatchObject({ progress: 20 })
  })

  it('hides what lies in another perimeter as if it were absent', async () => {
    const national = await made({ perimeterId: demoId('perimeter', 'national') })
    const relay = await t.as('relay')
    expect((await relay.get(`commitments/${national.id}`)).json()).toMatchObject({ code: 'commitment-not-found' })
    expect((await relay.get('commitments?limit=100')).json<Page>().items.every((c) => c.perimeterId === bretagne)).toBe(true)
  })
})

describe('what is said of a commitment', () => {
  it('moves its state along the rules and refuses the rest', async () => {
    const { id } = await made()
    expect((await say(id, { kind: 'verified' })).json()).toMatchObject({ status: 409, code: 'commitment-event-refused' })
    expect((await say(id, { kind: 'blocked' })).json()).toMatchObject({ status: 422, code: 'commitment-reason-missing' })
    expect((await say(id, { kind: 'blocked', progress: 3, reason: 'x' })).statusCode).toBe(400)
    expect((await say(id, { kind: 'progress' })).statusCode).toBe(400)
    expect((await say(id, { kind: 'blocked', reason: 'Avis attendu' })).statusCode).toBe(201)
    expect((await sheet(id)).commitment).toMatchObject({ state: 'blocked', stateReason: 'Avis attendu', overdue: true })
    for (const kind of ['resumed', 'done', 'verified'] as const) expect((await say(id, { kind })).statusCode, kind).toBe(201)
    expect((await sheet(id)).commitment).toMatchObject({ state: 'verified', progress: 100, progressFrom: 'state', overdue: false })
    expect((await sheet(id)).mayFollow).toEqual(['contested', 'reopened'])
  })

  it('wants a counterpart before a verdict', async () => {
    const { id } = await made({ counterpartId: null })
    await say(id, { kind: 'done' })
    expect((await say(id, { kind: 'verified' })).json()).toMatchObject({ status: 422, code: 'commitment-counterpart-missing' })
  })

  it('keeps the order of time, and as of a day tells what was known then', async () => {
    const { id } = await made()
    await say(id, { kind: 'progress', progress: 40, at: '2026-03-01T10:00:00Z' })
    await say(id, { kind: 'done', at: '2026-05-01T10:00:00Z' })
    expect((await say(id, { kind: 'reopened', reason: 'x', at: '2026-04-01T10:00:00Z' })).json()).toMatchObject({ status: 422, code: 'commitment-event-before' })
    expect((await say(id, { kind: 'reopened', reason: 'x', at: '2999-01-01T10:00:00Z' })).json()).toMatchObject({ code: 'commitment-event-before' })
    expect((await sheet(id, '?asOf=2026-04-01')).commitment).toMatchObject({ state: 'open', progress: 40, progressFrom: 'declared', overdue: true })
    expect((await sheet(id, '?asOf=2026-02-01')).commitment).toMatchObject({ progress: 0, overdue: false })
  })

  it('takes back only the latest, which stays readable and counts no more', async () => {
    const { id } = await made()
    await say(id, { kind: 'progress', progress: 40 })
    await say(id, { kind: 'dropped', reason: 'Sans objet' })
    const [latest, first] = (await sheet(id)).events
    const back = async (event: Event | undefined) => (await staff()).post(`commitments/${id}/events/${event?.id}/withdraw`)
    expect((await back(first)).json()).toMatchObject({ status: 409, code: 'commitment-event-not-latest' })
    expect((await back(latest)).statusCode).toBe(200)
    expect((await back(latest)).json()).toMatchObject({ status: 404, code: 'commitment-event-not-found' })
    const now = await sheet(id)
    expect([now.commitment.state, now.commitment.progress, now.events.map((e) => [e.kind, e.withdrawnAt !== null])]).toEqual(['open', 40, [['dropped', true], ['progress', false]]])
  })
})

describe('milestones', () => {
  it('make progress by their weights and keep an order that names each once', async () => {
    const { id } = await made({ milestones: [{ title: 'A', weight: 3 }, { title: 'B' }] })
    const client = await staff()
    const added = (await client.post(`commitments/${id}/milestones`, { title: 'C', weight: 4 })).json<{ id: string; rank: number }>()
    expect(added.rank).toBe(3)
    const [a] = (await sheet(id)).milestones
    expect((await client.patch(`commitments/${id}/milestones/${a?.id}`, { doneOn: '2026-02-01' }, { ifMatch: 1 })).statusCode).toBe(200)
    expect((await sheet(id)).commitment).toMatchObject({ progress: 38, progressFrom: 'milestones', milestones: 3, milestonesDone: 1 })
    const ids = (await sheet(id)).milestones.map((m) => m.id).reverse()
    expect((await client.post(`commitments/${id}/milestones/order`, { ids })).json<{ items: { title: string }[] }>().items.map((m) => m.title)).toEqual(['C', 'B', 'A'])
    expect((await client.post(`commitments/${id}/milestones/order`, { ids: ids.slice(1) })).json()).toMatchObject({ status: 422, code: 'commitment-order-incomplete' })
    expect((await client.delete(`commitments/${id}/milestones/${added.id}`, { ifMatch: 1 })).statusCode).toBe(204)
    expect((await sheet(id)).commitment.progress).toBe(75)
    expect((await client.get(`commitments/${demoId('commitment', 'essai-repit')}/milestones/${a?.id}`)).json()).toMatchObject({ code: 'commitment-milestone-not-found' })
  })
})

// Counted by hand in db/reference/demonstration/follow-up.json.
describe('the list of the demonstration', () => {
  it.each([
    ['state=verified', 3], ['state=blocked,contested', 2], ['state=dropped', 1], ['state=done', 1], ['overdue=true&asOf=2026-11-27', 3], [`stakeholderId=${demoId('stakeholder', 'collectif-eaux-vives')}`, 3],
    [`pointId=${demoId('point', 'p06-medicaments')}`, 2], [`sessionId=${demoId('session', 'seance-2026-03')}`, 4], [`areaId=${demoId('area', '6.5.3')}`, 2], [`ownerUserId=${demoId('user', 'staff')}`, 3],
    ['q=TELECONSULTATION', 1], ['asOf=2026-04-01', 4], ['state=contested&asOf=2026-07-31', 1], ['dueFrom=2026-09-01&dueTo=2026-09-30', 2],
  ])('narrows by %s to %i', async (query, n) => {
    expect((await (await t.as('reader')).get(`commitments?fictional=true&limit=100&${query}`)).json<Page>().items).toHaveLength(n)
  })

  it('pages without a gap, and its facets add up', async () => {
    const reader = await t.as('reader')
    const seen: string[] = []
    let cursor: string | null = ''
    do {
      const page: Page = (await reader.get(`commitments?limit=4&sort=-dueOn${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`)).json<Page>()
      seen.push(...page.items.map((c) => c.id))
      cursor = page.nextCursor
    } while (cursor)
    const facets = (await reader.get('commitments/facets')).json<{ total: number; overdue: number; states: { id: string; n: number }[]; owners: { id: string; label: string; n: number }[] }>()
    expect(new Set(seen).size).toBe(seen.length)
    expect(facets.total).toBe(seen.length)
    expect(facets.states.reduce((sum, s) => sum + s.n, 0)).toBe(seen.length)
    const dris = facets.owners.find((o) => o.label === 'DRIS')
    expect((await reader.get(`commitments?limit=100&owner=${dris?.id}`)).json<Page>().items).toHaveLength(dris?.n ?? -1)
    expect((await reader.get('commitments/facets?state=dropped')).json<{ total: number; states: unknown[] }>()).toMatchObject({ total: 1, states: facets.states.map(() => expect.anything() as unknown) })
  })

  it('is tied to ISO areas, counted by coverage', async () => {
    const client = await staff()
    const ties = (await client.get(`iso-ties?targetType=commitment&targetId=${demoId('commitment', 'essai-repit')}`)).json<{ items: { targetTitle: string }[] }>().items
    expect(ties).toHaveLength(2)
    const areas = (await client.get('coverage/areas')).json<{ items: { areaId: string; commitments: number }[] }>().items
    const rows = (await client.get(`coverage/areas/${demoId('area', '6.5.3')}`)).json<{ commitments: { state: string }[] }>().commitments
    expect([areas.find((a) => a.areaId === demoId('area', '6.5.3'))?.commitments, rows.map((c) => c.state).sort()]).toEqual([2, ['dropped', 'verified']])
  })
})
