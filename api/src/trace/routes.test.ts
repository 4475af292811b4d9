import { describe, expect, it } from 'vitest'
import { demoId, useTestApp } from '../../test/app.ts'
import { insertPoint } from '../../test/points.ts'

const t = useTestApp()
interface Node { type: string; id: string; status: string | null; value: number | null }
interface Body { root: Node; columns: Record<string, { nodes: Node[]; left: number }>; links: { kind: string; from: Node; to: Node; why: string }[] }
const trace = async (type: string, id: string, query = ''): Promise<Body> => (await (await t.as('staff')).get(`trace/${type}/${id}${query}`)).json<Body>()
const ids = (body: Body, column: string): string[] => body.columns[column]?.nodes.map((node) => node.id) ?? []

const impact = demoId('impact', 'renoncement-soins-ruraux')
const point = demoId('point', 'p11-telemedecine')
const holder = demoId('stakeholder', 'alliance-patients-proches')
const session = demoId('session', 'seance-2026-10')

describe('the trace', () => {
  it('leads from an impact to the positions on its points, and from a position back to the impact', async () => {
    const there = await trace('impact', impact)
    expect(ids(there, 'points')).toEqual(expect.arrayContaining([point, demoId('point', 'p01-reste-a-charge')]))
    expect(ids(there, 'sessions')).toContain(session)
    const held = there.links.find((link) => link.kind === 'held' && link.from.id === holder && there.links.some((other) => other.kind === 'stated' && other.from.id === point && other.to.id === link.to.id))
    expect(held).toBeDefined()
    const back = await trace('position', held?.to.id ?? '')
    expect([ids(back, 'impacts').includes(impact), ids(back, 'stakeholders'), ids(back, 'points'), ids(back, 'sessions')]).toEqual([true, [holder], [point], [session]])
  })

  it.each([['impact', impact], ['point', point], ['stakeholder', holder], ['session', session], ['area', demoId('area', '6.8.6')]])('from %s: the root stands in its column, and every link joins two nodes that are shown', async (type, id) => {
    const body = await trace(type, id)
    expect(body.root).toMatchObject({ type, id })
    const shown = new Set(Object.values(body.columns).flatMap(({ nodes }) => nodes.map((node) => `${node.type}:${node.id}`)))
    expect(shown.has(`${type}:${id}`)).toBe(true)
    for (const { from, to } of body.links) expect([shown.has(`${from.type}:${from.id}`), shown.has(`${to.type}:${to.id}`)]).toEqual([true, true])
    expect(ids(body, 'positions').length).toBeGreaterThan(0)
    expect(ids(body, 'impacts').length).toBeGreaterThan(0)
  })

  it('gives points the status that the board gives them, on the same day', async () => {
    expect((await trace('point', point)).root.status).toBe('divergence')
    expect((await trace('point', point, '?asOf=2026-04-01')).root.status).toBe('convergence')
    expect(ids(await trace('point', point, '?asOf=2026-04-01'), 'sessions')).toEqual([demoId('session', 'seance-2026-03')])
  })

  it('hides what lies in another perimeter, or did not exist yet, as if it were absent', async () => {
    const national = await insertPoint(t.db, 'Caché')
    const relay = await t.as('relay')
    for (const id of [national.id, demoId('none', 'x')]) expect((await relay.get(`trace/point/${id}`)).json()).toMatchObject({ status: 404, code: 'trace-root-not-found' })
    expect((await (await t.as('staff')).get(`trace/point/${point}?asOf=2025-01-01`)).statusCode).toBe(404)
    expect((await relay.get(`trace/unknown/${point}`)).statusCode).toBe(400)
  })

  it('shows a point that nobody has spoken on', async () => {
    const alone = await insertPoint(t.db, 'Seul')
    const body = await trace('point', alone.id)
    expect([body.root.status, ids(body, 'positions'), body.links]).toEqual(['unknown', [], []])
  })
})
