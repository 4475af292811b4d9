import { describe, expect, it } from 'vitest'
import { demoId, useTestApp } from '../../test/app.ts'
import { neighbourhood } from './focus.ts'
import { MapAnswer } from './schemas.ts'

const t = useTestApp()
const stakeholder = (code: string) => demoId('stakeholder', code)

interface Answer {
  nodes: { id: string; type: string; label: string; x: number | null; pinned: boolean }[]
  edges: { id: string; type: string; source: string; target: string }[]
  counts: { shown: number; all: number; impacts: number; areas: number; ties: number }
}
const read = async (query = '', role: 'staff' | 'relay' = 'staff') => (await (await t.as(role)).get(`map?${query}`)).json<Answer>()

describe('the map', () => {
  it.each(['lens=network', 'lens=iso', 'include=stakeholders,impacts,areas,ties', `focus=${stakeholder('professionnels-sante')}&degrees=2`, 'include=areas', 'asOf=2020-01-01'])('answers %s as documented, every edge between two of its nodes', async (query) => {
    const answer = (await (await t.as('staff')).get(`map?${query}`)).json<Answer>()
    MapAnswer.parse(answer)
    const ids = new Set(answer.nodes.map((n) => n.id))
    expect(answer.edges.filter((e) => !ids.has(e.source) || !ids.has(e.target))).toEqual([])
    expect(answer.nodes.filter((n) => n.type === 'stakeholder')).toHaveLength(answer.counts.shown)
  })

  it('shows what each lens is about', async () => {
    const [network, iso] = await Promise.all([read('lens=network'), read('lens=iso')])
    expect(network.counts).toMatchObject({ shown: network.counts.all, areas: 0 })
    expect(network.counts.ties).toBeGreaterThan(50)
    expect(iso.counts).toMatchObject({ shown: 0, areas: 45 })
    expect(iso.edges.every((e) => e.type === 'isoTie')).toBe(true)
  })

  it('narrows stakeholders as the register does, and keeps the impacts that touch them', async () => {
    const answer = await read('side=internal')
    const register = (await (await t.as('staff')).get('stakeholders/facets?side=internal')).json<{ total: number }>()
    expect(answer.counts.shown).toBe(register.total)
    const touched = new Set(answer.edges.filter((e) => e.type === 'affected' || e.type === 'affecting').flatMap((e) => [e.source, e.target]))
    expect(answer.nodes.filter((n) => n.type === 'impact' && !touched.has(n.id))).toEqual([])
  })

  it('narrows to an area and to a pillar', async () => {
    const all = await read('include=impacts,areas')
    const area = await read(`include=impacts,areas&areaId=${demoId('area', '6.3.9')}`)
    expect(area.counts).toMatchObject({ areas: 1 })
    expect(area.counts.impacts).toBeLessThan(all.counts.impacts)
    expect((await read(`include=impacts,areas&pillarId=${demoId('pillar', 'acces-sante')}`)).counts.areas).toBeLessThan(all.counts.areas)
  })

  it('shows a tie only on the days when it holds, and a stakeholder since it was known', async () => {
    const staff = await t.as('staff')
    const { id } = (await staff.post('ties', { typeId: demoId('tie-type', 'partenaire-de'), fromId: stakeholder('associations'), toId: stakeholder('consommateurs'), startOn: '2019', endOn: '2020' })).json<{ id: string }>()
    const on = async (query: string) => (await read(query)).edges.some((e) => e.id === id)
    expect(await Promise.all([on('asOf=2018-12-31'), on('asOf=2019-06-01'), on('asOf=2020-12-31'), on('')])).toEqual([false, true, true, false])
    expect((await read('asOf=2000-01-01')).counts.shown).toBe(0)
  })

  it('speaks the reader’s language', async () => {
    const english = (await (await t.as('staff')).get('map?lens=iso', { headers: { 'accept-language': 'en' } })).json<Answer>()
    const french = await read('lens=iso')
    expect(english.nodes.find((n) => n.type === 'area')?.label).not.toBe(french.nodes.find((n) => n.type === 'area')?.label)
  })

  it('shows a relay their perimeter only, and refuses a focus beyond it', async () => {
    const [own, all] = await Promise.all([read('', 'relay'), read()])
    expect(own.counts.all).toBeLessThan(all.counts.all)
    expect(own.counts.all).toBeGreaterThan(0)
    const beyond = await (await t.as('relay')).get(`map?focus=${stakeholder('institut-lumen')}`)
    expect(beyond.json()).toMatchObject({ status: 422, code: 'map-node-not-found' })
  })

  it.each(['lens=rings', 'degrees=4', 'degrees=0', 'include=dragons', 'focus=x', 'asOf=2026-02-31', 'colour=red'])('refuses %s with 400', async (query) => {
    expect((await (await t.as('staff')).get(`map?${query}`)).statusCode).toBe(400)
  })
})

describe('places', () => {
  const id = stakeholder('adherents')
  const body = { lens: 'network', places: [{ type: 'stakeholder', id, x: 12.5, y: -3, pinned: true }] }

  it('are kept per lens until they are forgotten, the pinned ones apart', async () => {
    const staff = await t.as('staff')
    expect((await staff.put('map/places', body)).json()).toEqual({ placed: 1 })
    const place = async () => (await read()).nodes.find((n) => n.id === id)
    expect(await place()).toMatchObject({ x: 12.5, y: -3, pinned: true })
    expect((await staff.delete('map/places?keepPinned=true')).statusCode).toBe(204)
    expect(await place()).toMatchObject({ pinned: true })
    expect((await staff.delete('map/places?lens=network')).statusCode).toBe(204)
    expect(await place()).toMatchObject({ x: null, y: null, pinned: false })
  })

  it.each([
    ['a reader', 'reader', body, 403], ['a relay', 'relay', body, 403],
    ['an unknown node', 'staff', { ...body, places: [{ type: 'impact', id, x: 0, y: 0 }] }, 422],
    ['a place beyond all screens', 'staff', { ...body, places: [{ type: 'stakeholder', id, x: 1e9, y: 0 }] }, 400],
    ['no place at all', 'staff', { ...body, places: [] }, 400],
  ] as const)('refuse %s', async (_, role, payload, status) => {
    expect((await (await t.as(role)).put('map/places', payload)).statusCode).toBe(status)
  })
})

describe('positions on the map', () => {
  it('gives the latest position of each holder, and a 404 for an unknown point', async () => {
    const staff = await t.as('staff')
    const { items } = (await staff.get(`map/positions/${demoId('point', 'p01-reste-a-charge')}`)).json<{ items: { holderId: string }[] }>()
    expect(items.length).toBeGreaterThan(10)
    expect(new Set(items.map((i) => i.holderId)).size).toBe(items.length)
    expect((await staff.get(`map/positions/${demoId('none', 'x')}`)).statusCode).toBe(404)
  })
})

describe('neighbourhood', () => {
  const nodes = ['a', 'b', 'c', 'd'].map((id) => ({ id }))
  const edges = [{ source: 'a', target: 'b' }, { source: 'c', target: 'b' }, { source: 'c', target: 'd' }]
  it.each([[1, 'ab'], [2, 'abc'], [3, 'abcd']])('reaches %i steps whichever way edges point: %s', (degrees, reached) => {
    expect(neighbourhood(nodes, edges, 'a', degrees)?.nodes.map((n) => n.id).join('')).toBe(reached)
  })
  it('is null for a node that is not there', () => expect(neighbourhood(nodes, edges, 'z', 1)).toBeNull())
})
