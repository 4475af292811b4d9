import { describe, expect, it } from 'vitest'
import { demoId, useTestApp } from '../../test/app.ts'

const t = useTestApp()
const area = (code: string) => demoId('area', code)
interface Area { areaId: string; stakeholders: number; impacts: number; points: number; expectations: number; positions: number; state: string }
interface Coverage { items: Area[]; subjects: { areas: number; covered: number; blind: number }[]; overall: { areas: number; covered: number; full: number; blind: number } }
interface Matrix { items: { id: string; cells: { areaId: string; weight: number; affected: number; affecting: number; positions: number; reviewed: boolean; tieId: string }[] }[]; nextCursor: string | null }
const read = async (query = '', role: 'staff' | 'relay' = 'staff') => (await (await t.as(role)).get(`coverage/areas${query}`)).json<Coverage>()
const of = (coverage: Coverage, code: string) => coverage.items.find((a) => a.areaId === area(code))

// Counted by hand in db/reference/demonstration: impacts.json, expectations.json, dialogues-map.json and consultation.json.
describe('coverage of the demonstration', () => {
  it('finds the 19 blind areas of 45', async () => {
    const coverage = await read()
    expect(coverage.overall).toEqual({ areas: 45, covered: 26, full: 22, blind: 19 })
    expect(coverage.subjects.map((s) => s.areas)).toEqual([9, 8, 5, 4, 5, 7, 7])
    expect(coverage.subjects.reduce((n, s) => n + s.blind, 0)).toBe(19)
  })

  it.each([
    ['6.5.4', { impacts: 1, expectations: 1, points: 0, positions: 0, stakeholders: 2, state: 'partial' }],
    ['6.4.3', { impacts: 1, expectations: 0, points: 2, positions: 2, stakeholders: 2, state: 'partial' }],
    ['6.7.8', { impacts: 5, expectations: 5, points: 5, stakeholders: 26, state: 'full' }],
    ['6.3.3', { impacts: 0, expectations: 0, points: 0, positions: 0, stakeholders: 0, state: 'blind' }],
  ])('counts in area %s what the files say', async (code, counts) => {
    expect(of(await read(), code)).toMatchObject(counts)
  })

  it('narrows to a perimeter, to a reach and to a day', async () => {
    const bretagne = await read(`?perimeterId=${demoId('perimeter', 'bretagne')}`)
    expect(of(bretagne, '6.5.4')).toMatchObject({ impacts: 0, expectations: 1, stakeholders: 1 })
    expect(of(await read('', 'relay'), '6.5.4')).toMatchObject({ impacts: 0, expectations: 1, stakeholders: 1 })
    expect(of(await read('?asOf=2012-12-31'), '6.7.8')).toMatchObject({ impacts: 2, expectations: 0 })
  })

  it('opens the rows that each figure counts', async () => {
    const staff = await t.as('staff')
    for (const counts of (await read()).items) {
      const rows = (await staff.get(`coverage/areas/${counts.areaId}`)).json<Record<'impacts' | 'points' | 'expectations' | 'stakeholders', unknown[]> & { coverage: Area }>()
      expect(rows.coverage).toEqual(counts)
      expect([rows.impacts.length, rows.points.length, rows.expectations.length, rows.stakeholders.length]).toEqual([counts.impacts, counts.points, counts.expectations, counts.stakeholders])
    }
    expect((await staff.get(`coverage/areas/${demoId('none', 'x')}`)).statusCode).toBe(404)
  })
})

describe('stakeholders × areas', () => {
  it('says how each is concerned, and its columns add up to what the areas count', async () => {
    const staff = await t.as('staff')
    const rows: Matrix['items'] = []
    let cursor: string | null = ''
    do {
      const page: Matrix = (await staff.get(`coverage/stakeholders?limit=25${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`)).json<Matrix>()
      rows.push(...page.items)
      cursor = page.nextCursor
    } while (cursor)
    const printer = rows.find((r) => r.id === demoId('stakeholder', 'imprimerie-argoat'))
    expect(printer?.cells.find((c) => c.areaId === area('6.5.4'))).toMatchObject({ weight: 3, positions: 0 })
    for (const counts of (await read()).items) expect(rows.filter((r) => r.cells.some((c) => c.areaId === counts.areaId))).toHaveLength(counts.stakeholders)
  })

  it('separates who is concerned from who is not, with the filters of the register', async () => {
    const staff = await t.as('staff')
    const read = async (query: string) => (await staff.get(`coverage/stakeholders?limit=100${query}`)).json<Matrix>().items
    const [all, some, none] = await Promise.all([read(''), read('&concerned=true'), read('&concerned=false')])
    expect(some.length + none.length).toBe(all.length)
    expect(some.every((r) => r.cells.length > 0) && none.every((r) => r.cells.length === 0)).toBe(true)
    expect((await read('&side=internal')).length).toBeLessThan(all.length)
  })
})

describe('impacts × areas', () => {
  it('shows the tie behind each cell and its review', async () => {
    const staff = await t.as('staff')
    const tie = demoId('iso-tie', 'economies-reseau/6.7.8')
    await staff.patch(`iso-ties/${tie}`, { reviewed: true }, { ifMatch: 1 })
    const rows = (await staff.get('coverage/impacts')).json<Matrix>().items
    expect(rows).toHaveLength(18)
    expect(rows.find((r) => r.id === demoId('impact', 'economies-reseau'))?.cells.filter((c) => c.reviewed).map((c) => c.tieId)).toEqual([tie])
  })
})
