import { describe, expect, it } from 'vitest'
import { demoId, useTestApp } from '../../test/app.ts'
import { insertPoint, say } from '../../test/points.ts'

const t = useTestApp()
const holder = (code: string) => demoId('stakeholder', code)
const network = demoId('point', 'p02-reseau-ferme')
const [a, b, c, d] = ['alliance-patients-proches', 'unite-mutualiste', 'aidants-debout', 'chantiers-keravel'].map(holder) as [string, string, string, string]

interface Item { id: string; title: string; status: string; n: number; asked: number; version: number; counts: Record<string, number>; agreement: { value: number } | { reason: string }; rapprochement: { figure: { value?: number; reason?: string }; n: number; direction: string; reworded: boolean; moved: number; moves: { name: string; from: number; to: number }[]; before: Record<string, number> | null; newcomers: number; gone: number }; trend: { on: string; n: number; status: string; version: number }[] }
interface BoardBody { items: Item[]; nextCursor: string | null; summary: Record<string, number> }

const board = async (query = ''): Promise<BoardBody> => (await (await t.as('staff')).get(`convergence${query}`)).json<BoardBody>()
const one = async (id: string, query = ''): Promise<Item> => (await (await t.as('staff')).get(`convergence/points/${id}${query}`)).json<{ point: Item }>().point

describe('the board of convergence', () => {
  it('finds in the demonstration the outcomes that its README announces', async () => {
    const { items, summary } = await board('?fictional=true&sort=title')
    const status = Object.fromEntries(items.map((item) => [item.title.replace(/\s/g, ' '), item.status]))
    expect(summary).toMatchObject({ points: 12, convergence: 7, divergence: 3, mixed: 1, unknown: 1, fictional: 12 })
    expect(status).toMatchObject({ 'Réseau de soins : ouvert ou fermé': 'divergence', 'Tarif solidaire': 'divergence', Télémédecine: 'divergence', 'Délégués et démocratie': 'mixed', 'Placements et climat': 'unknown' })
  })

  it('computes one point as by hand: −1 ×6, 0 ×7, +1 ×5, +2 ×1, one abstention; A = 4/19·¼ + 12/19·½ + 2/19·¾ + 1/19', async () => {
    const item = await one(network)
    expect(item.counts).toMatchObject({ against2: 0, against1: 6, neutral: 7, for1: 5, for2: 1, abstained: 1, noAnswer: 0, notAsked: 0 })
    expect(item).toMatchObject({ n: 19, asked: 20, agreement: { value: expect.closeTo(0.5, 12) }, status: 'divergence' })
  })

  it('counts rapprochement over common holders only, without the one that contests what was recorded of it in June', async () => {
    const { rapprochement } = await one(network)
    expect(rapprochement).toMatchObject({ n: 15, direction: 'closer', newcomers: 4, gone: 1, moved: 3, reworded: false })
    expect(rapprochement.figure.value).toBeCloseTo(28 / 105, 12)
    expect(rapprochement.moves).toHaveLength(3)
  })

  it('tells the trend session by session, each on the wording of its day', async () => {
    const item = await one(demoId('point', 'p09-achats-responsables'))
    expect(item.trend.map(({ on, n, version }) => [on, n, version])).toEqual([['2026-03-17', 17, 1], ['2026-06-09', 20, 1], ['2026-10-13', 18, 2]])
    expect(item.rapprochement.reworded).toBe(true)
  })

  it('shows the board as it stood on a day, and compares with another', async () => {
    const june = await one(network, '?asOf=2026-06-30')
    expect(june).toMatchObject({ n: 16, trend: [{ on: '2026-03-17' }, { on: '2026-06-09' }] })
    const year = await one(network, '?since=2026-03-31')
    expect(year.rapprochement.before).toMatchObject({ against2: 4, abstained: 3 })
    expect((await board('?fictional=true&asOf=2026-01-01')).items).toEqual([])
  })

  it('says why there is no figure where a point was discussed once', async () => {
    const { items } = await board('?fictional=false')
    expect(items.length).toBeGreaterThan(5)
    for (const item of items) expect(item.rapprochement).toMatchObject({ figure: { reason: 'no-earlier-state' }, direction: 'unknown', n: 0, before: null })
  })

  it.each([['-polarisation', 'Télémédecine'], ['movement', 'Télémédecine'], ['-movement', 'Achats responsables'], ['status', 'Achats responsables']])('sorts by %s', async (sort, first) => {
    const { items } = await board(`?fictional=true&sort=${sort}`)
    const shown = items.filter((item) => item.rapprochement.n > 2)
    expect(shown[0]?.title).toBe(first)
  })

  it.each([
    ['areaId', demoId('area', '6.8.6'), 1], ['impactId', demoId('impact', 'renoncement-soins-ruraux'), 2], ['sessionId', demoId('session', 'seance-2026-06'), 12], ['stakeholderId', holder('elus'), 2],
    ['q', 'telemedecine', 1], ['status', 'divergence', 3], ['perimeterId', demoId('perimeter', 'bretagne'), 0],
  ])('narrows by %s', async (name, value, atLeast) => {
    const { items, summary } = await board(`?${name}=${value}`)
    expect(items.length).toBe(summary.points)
    expect(items.length).toBeGreaterThanOrEqual(atLeast)
    expect(items.length).toBeLessThan(22)
  })

  it('gives every point once, page after page, and refuses a forged cursor', async () => {
    const seen: string[] = []
    let cursor: string | null = ''
    do {
      const page: BoardBody = await board(`?limit=5${cursor ? `&cursor=${cursor}` : ''}`)
      seen.push(...page.items.map((item) => item.id))
      cursor = page.nextCursor
    } while (cursor)
    expect(new Set(seen).size).toBe((await board()).summary.points)
    expect((await (await t.as('staff')).get(`convergence?cursor=${seen[0]}.forged`)).json()).toMatchObject({ status: 400, code: 'invalid-cursor' })
  })
})

describe('the current position of a holder', () => {
  it('is kept when it was not asked again or had left, and replaced when it abstained', async () => {
    const point = await insertPoint(t.db, 'Reprise')
    await say(t.db, point, [[a, 2, '2026-02-01'], [b, -1, '2026-02-01'], [c, 1, '2026-02-01'], [a, 'not_asked', '2026-03-01'], [b, 'abstained', '2026-03-01'], [c, 'left_before', '2026-03-01'], [d, 'not_asked', '2026-03-01']])
    expect(await one(point.id)).toMatchObject({ n: 2, asked: 3, status: 'unknown', counts: { for2: 1, for1: 1, against1: 0, abstained: 1, leftBefore: 0, notAsked: 1 } })
  })

  it('leaves out what was withdrawn, and the latest recorded wins within one instant', async () => {
    const point = await insertPoint(t.db, 'Retrait')
    await say(t.db, point, [[a, 2, '2026-02-01'], [a, -2, '2026-02-02', { withdrawnAt: new Date() }], [b, 1, '2026-02-01'], [b, 0, '2026-02-01']])
    expect((await one(point.id)).counts).toMatchObject({ for2: 1, against2: 0, for1: 0, neutral: 1 })
  })

  it('is not carried over to a new wording, which compares with the former one and says so', async () => {
    const point = await insertPoint(t.db, 'Reformulé', ['2026-01-01', '2026-05-01'])
    await say(t.db, point, [[a, -2, '2026-02-01'], [b, 2, '2026-02-01']])
    expect(await one(point.id)).toMatchObject({ version: 2, n: 0, status: 'unknown', agreement: { reason: 'no-positions' } })
    await say(t.db, { ...point, version: 2 }, [[a, 0, '2026-06-01'], [b, 1, '2026-06-01']])
    const item = await one(point.id)
    expect(item).toMatchObject({ n: 2, rapprochement: { n: 2, reworded: true, direction: 'closer', figure: { value: 3 } } })
    expect(await one(point.id, '?asOf=2026-03-01')).toMatchObject({ version: 1, n: 2 })
  })

  it('counts on its own day although the point was entered later', async () => {
    const point = await insertPoint(t.db, 'Saisi après coup', ['2026-10-01'])
    await say(t.db, point, [[a, 1, '2026-02-01'], [b, 1, '2026-04-01']])
    expect(await one(point.id, '?asOf=2026-02-28')).toMatchObject({ n: 1, trend: [{ on: '2026-02-01', n: 1 }] })
  })

  it('ends its day at midnight in Paris', async () => {
    const point = await insertPoint(t.db, 'Minuit')
    await say(t.db, point, [[a, 1, '2026-07-01T21:59:59Z'], [b, 1, '2026-07-01T22:00:00Z']])
    expect((await one(point.id, '?asOf=2026-07-01')).n).toBe(1)
  })
})

describe('the other views', () => {
  it('has one cell per holder and point in the matrix, with the sum of the board', async () => {
    const staff = await t.as('staff')
    const matrix = (await staff.get('convergence/matrix?fictional=true')).json<{ holders: { id: string }[]; rows: { pointId: string; cells: { holderId: string; value: number | null }[] }[] }>()
    const { items } = await board('?fictional=true')
    for (const row of matrix.rows) {
      expect(new Set(row.cells.map((cell) => cell.holderId)).size).toBe(row.cells.length)
      if (items.some((item) => item.id === row.pointId)) expect(row.cells.filter((cell) => cell.value !== null)).toHaveLength(items.find((item) => item.id === row.pointId)?.n ?? -1)
    }
    expect(matrix.holders.length).toBeGreaterThanOrEqual(20)
  })

  it('gives the matrix page after page, or a window of it, the same cells as whole', async () => {
    const staff = await t.as('staff')
    interface Page { rows: { pointId: string; cells: { holderId: string; positionId: string; value: number | null }[] }[]; nextCursor: string | null }
    const read = async (query: string): Promise<Page> => (await staff.get(`convergence/matrix?fictional=true${query}`)).json<Page>()
    const whole = await read('')
    const paged: Page['rows'] = []
    for (let cursor = ''; ; ) {
      const page = await read(`&limit=5${cursor}`)
      expect(page.rows.length).toBeLessThanOrEqual(5)
      paged.push(...page.rows)
      if (!page.nextCursor) break
      cursor = `&cursor=${page.nextCursor}`
    }
    expect(paged).toEqual(whole.rows)
    const [row, cell] = [whole.rows.at(-1), whole.rows.at(-1)?.cells[0]]
    expect((await read(`&pointId=${row?.pointId}&holderId=${cell?.holderId}`)).rows).toEqual([{ pointId: row?.pointId, cells: [cell] }])
    expect((await staff.get('convergence/matrix?cursor=forged')).json()).toMatchObject({ status: 400, code: 'invalid-cursor' })
    const { items } = (await staff.get('convergence/holders?fictional=true')).json<{ items: { id: string; cells: number; weight: number }[] }>()
    const cells = whole.rows.flatMap((r) => r.cells)
    expect(items.map(({ id, cells: n, weight }) => [id, n, weight]).sort()).toEqual([...new Set(cells.map((c) => c.holderId))].map((id) => [id, cells.filter((c) => c.holderId === id).length, cells.filter((c) => c.holderId === id).reduce((sum, c) => sum + Math.abs(c.value ?? 0), 0)]).sort())
  })

  it('names the holders of a point with their words and every earlier statement', async () => {
    const body = (await (await t.as('reader')).get(`convergence/points/${network}`)).json<{ holders: { name: string; before: number | null; current: { value: number; reason: string; session: { title: string } } | null; history: unknown[] }[]; sessions: unknown[]; versions: unknown[] }>()
    expect(body.holders).toHaveLength(20)
    expect(body.sessions.length).toBeGreaterThanOrEqual(3)
    const optics = body.holders.find((h) => h.name.startsWith('Fédération Optique'))
    expect(optics).toMatchObject({ before: -1, current: { value: -1 } })
    expect(optics?.history).toHaveLength(3)
  })

  it('compares two stakeholders, widest distance first, and the other way round alike', async () => {
    const staff = await t.as('staff')
    const there = (await staff.get(`convergence/pairs?a=${a}&b=${b}`)).json<{ n: number; meanDistance: { value: number }; points: { distance: number; first: number; second: number }[] }>()
    const back = (await staff.get(`convergence/pairs?a=${b}&b=${a}`)).json<typeof there>()
    expect(there.meanDistance).toEqual(back.meanDistance)
    expect(there.points.map((p) => [p.second, p.first])).toEqual(back.points.map((p) => [p.first, p.second]))
    expect(there.meanDistance.value).toBeCloseTo(there.points.reduce((sum, p) => sum + p.distance, 0) / there.n, 12)
    expect((await staff.get(`convergence/pairs?a=${a}&b=${a}`)).json()).toMatchObject({ status: 422, code: 'pair-of-one' })
    expect((await staff.get(`convergence/pairs?a=${a}&b=${demoId('none', 'x')}`)).json()).toMatchObject({ status: 422, code: 'unknown-reference' })
  })

  it('hides points of another perimeter as if they were absent', async () => {
    const relay = await t.as('relay')
    const national = await insertPoint(t.db, 'National')
    const [hidden, absent] = await Promise.all([relay.get(`convergence/points/${national.id}`), relay.get(`convergence/points/${demoId('none', 'x')}`)])
    expect([hidden.statusCode, hidden.json<{ code: string }>().code]).toEqual([404, absent.json<{ code: string }>().code])
    const seen = (await relay.get('convergence')).json<BoardBody>().items.map((item) => item.id)
    expect(seen).not.toContain(national.id)
    expect((await relay.get('convergence/matrix')).json<{ rows: { pointId: string }[] }>().rows.map((row) => row.pointId).sort()).toEqual(seen.sort())
  })
})

describe('the thresholds', () => {
  const rule = { minHolders: 3, minAskedShare: 0.5, convergenceAgreement: 0.9, divergenceShare: 0.25, reason: 'Essai plus sévère' }

  it('are changed by an administrator only, from now on, and the days before keep theirs', async () => {
    expect((await (await t.as('staff')).post('convergence/thresholds', rule)).statusCode).toBe(403)
    const made = await (await t.as('administrator')).post('convergence/thresholds', rule)
    expect(made.json()).toMatchObject({ convergenceAgreement: 0.9, changedByName: 'Camille Arnoux' })
    expect((await board('?fictional=true')).summary).toMatchObject({ convergence: 0 })
    const past = await (await t.as('staff')).get('convergence?fictional=true&asOf=2026-10-31')
    expect(past.json()).toMatchObject({ summary: { convergence: 7 }, thresholds: { convergenceAgreement: 0.5 } })
    expect((await (await t.as('reader')).get('convergence/thresholds')).json<{ items: { reason: string }[] }>().items.map((row) => row.reason)).toEqual(['Essai plus sévère', 'Règle de départ'])
  })

  it.each([['minHolders', 0], ['minHolders', 1.5], ['minAskedShare', 1.01], ['convergenceAgreement', -1.1], ['divergenceShare', 0], ['divergenceShare', 0.51], ['reason', ' ']])('refuses %s = %j', async (name, value) => {
    expect((await (await t.as('administrator')).post('convergence/thresholds', { ...rule, [name]: value })).statusCode).toBe(400)
  })
})
