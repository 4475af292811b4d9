import { describe, expect, it } from 'vitest'
import { demoId, useTestApp } from '../../test/app.ts'

const t = useTestApp()
const s = (code: string) => demoId('stakeholder', code)
interface Page { items: { id: string; name: string }[]; nextCursor: string | null }
interface Facets { total: number; all: number; areaId: { value: string; count: number }[]; pillarId: { value: string; count: number }[]; perimeterId: { value: string; count: number }[] }
interface Sheet {
  asOf: string | null; totals: Record<string, number>; mandates: { role: string; inForce: boolean }[]; ties: { labelFr: string; outgoing: boolean; other: { id: string } }[]; impacts: { severity: number; areas: unknown[] }[]
  expectations: { area: { code: string } }[]; sessions: { attendance: string | null }[]; points: { version: number; status: string | null; current: { value: number | null } | null; history: { statedAt: string }[] }[]; children: { id: string }[]; withheld: string[]
}

describe('search of the register', () => {
  it('answers the same page as the list, from filters in the body', async () => {
    const staff = await t.as('staff')
    const list = (await staff.get('stakeholders?kind=organisation,group&side=external&q=mutuelle&sort=-reference')).json<Page>()
    const search = await staff.post('stakeholders/search', { kind: ['organisation', 'group'], side: ['external'], q: 'MUTUELLE', sort: '-reference' })
    expect(list.items.length).toBeGreaterThan(0)
    expect(search.json<Page>()).toEqual(list)
    expect(search.headers.link).toBeUndefined()
  })

  it('goes on with the cursor, each stakeholder once', async () => {
    const reader = await t.as('reader')
    const first = (await reader.post('stakeholders/search', { limit: 40 })).json<Page>()
    const second = (await reader.post('stakeholders/search', { limit: 40, cursor: first.nextCursor })).json<Page>()
    expect(new Set([...first.items, ...second.items].map((i) => i.id)).size).toBe(61)
    expect(second.nextCursor).toBeNull()
  })

  it.each([['an unknown field', { x: 1 }], ['an empty list', { kind: [] }], ['a bad cursor', { cursor: 'x' }], ['a limit of 101', { limit: 101 }], ['a NUL', { q: '\u0000' }]])('refuses %s (400)', async (_, body) =>
    expect((await (await t.as('staff')).post('stakeholders/search', body)).statusCode).toBe(400))

  it('counts areas, pillars and perimeters; a count is what the choice then shows', async () => {
    const staff = await t.as('staff')
    const facets = (await staff.post('stakeholders/facets', { side: ['external'] })).json<Facets>()
    for (const name of ['areaId', 'pillarId'] as const) {
      const [first] = facets[name]
      expect((await staff.post('stakeholders/facets', { side: ['external'], [name]: [first?.value] })).json<Facets>().total).toBe(first?.count)
    }
    expect(facets.perimeterId.reduce((sum, p) => sum + p.count, 0)).toBe(facets.total)
  })

  it('shows a relay its perimeter only, and nobody anything', async () => {
    const relay = (await (await t.as('relay')).post('stakeholders/facets', {})).json<Facets>()
    expect(relay.perimeterId.map((p) => p.value)).toEqual([demoId('perimeter', 'bretagne')])
    expect((await t.anonymous.post('stakeholders/search', {})).statusCode).toBe(401)
  })
})

describe('a stakeholder that changes perimeter', () => {
  it('takes its expectations, the mandates that it gives and the ties that start from it along', async () => {
    const staff = await t.as('staff')
    const [id, perimeterId] = [s('commune-kerlannec'), demoId('perimeter', 'occitanie')]
    expect((await staff.patch(`stakeholders/${id}`, { perimeterId }, { ifMatch: 1 })).statusCode).toBe(200)
    const sheet = (await staff.get(`stakeholders/${id}/sheet`)).json<{ mandates: { perimeterId: string }[]; expectations: { perimeterId: string }[] }>()
    expect(sheet.mandates.length).toBeGreaterThan(0)
    expect(new Set([...sheet.mandates, ...sheet.expectations].map((row) => row.perimeterId))).toEqual(new Set([perimeterId]))
  })
})

describe('sheet of a stakeholder', () => {
  const read = async (role: 'staff' | 'relay', code: string, query = '') => (await (await t.as(role)).get(`stakeholders/${s(code)}/sheet${query}`))

  it('holds the whole chain of one stakeholder', async () => {
    const sheet = (await read('staff', 'federation-optique-armor')).json<Sheet>()
    for (const part of ['mandates', 'ties', 'impacts', 'expectations', 'sessions', 'points'] as const) expect(sheet[part].length, part).toBeGreaterThan(0)
    expect(sheet.impacts.every((i) => i.severity >= 1 && i.severity <= 5)).toBe(true)
    expect(sheet.points.some((p) => p.status !== null && p.history.length > 1)).toBe(true)
    for (const p of sheet.points) expect(p.history.map((h) => h.statedAt)).toEqual(p.history.map((h) => h.statedAt).sort())
  })

  it('reads each tie from its own side', async () => {
    const sheet = (await read('staff', 'professionnels-sante')).json<Sheet>()
    const there = sheet.ties.find((tie) => tie.other.id === s('kalivia-optique'))
    const back = (await read('staff', 'kalivia-optique')).json<Sheet>().ties.find((tie) => tie.other.id === s('professionnels-sante'))
    expect([there?.outgoing, back?.outgoing]).toEqual([true, false])
    expect(there?.labelFr).not.toBe(back?.labelFr)
  })

  it('knows as of a day only what was said by then', async () => {
    const [now, then] = [(await read('staff', 'federation-optique-armor')).json<Sheet>(), (await read('staff', 'federation-optique-armor', '?asOf=2026-01-01')).json<Sheet>()]
    expect(then.asOf).toBe('2026-01-01')
    expect([then.expectations.length, then.points.length, then.sessions.length]).toEqual([0, 0, 0])
    expect(now.expectations.length).toBeGreaterThan(0)
  })

  it('tells ended mandates from those in force', async () => {
    const sheet = (await read('staff', 'mathurin-quemarrec')).json<Sheet>()
    expect(Object.fromEntries(sheet.mandates.map((m) => [m.role, m.inForce]))).toEqual({ Administrateur: false, 'Vice-président': true })
    expect(sheet.points.length).toBeGreaterThan(0)
  })

  it('shows a relay nothing of another perimeter', async () => {
    expect((await read('relay', 'officines-reunies')).json()).toMatchObject({ status: 404, code: 'stakeholder-not-found' })
    const text = (await read('relay', 'federation-optique-armor')).body
    expect(JSON.parse(text)).toMatchObject({ parent: null })
    expect(text).not.toContain(s('officines-reunies'))
  })
})
