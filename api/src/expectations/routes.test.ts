import { describe, expect, it } from 'vitest'
import { demoId, useTestApp } from '../../test/app.ts'

const t = useTestApp()
const s = (code: string) => demoId('stakeholder', code)
const body = { stakeholderId: s('souffle-mouvement'), areaId: demoId('area', '6.6.5'), statement: 'Être associés au choix des critères.', weight: 4, source: 'Entretien', statedOn: '2026-02-01' }
interface Items { items: { id: string; statedOn: string }[] }

describe('expectations', () => {
  it('is recorded in the perimeter of the stakeholder by who is signed in, changed by version, removed and restored', async () => {
    const relay = await t.as('relay')
    const made = await relay.post('expectations', body)
    expect(made.statusCode).toBe(201)
    expect(made.json()).toMatchObject({ perimeterId: demoId('perimeter', 'bretagne'), recordedBy: demoId('user', 'relay') })
    const at = String(made.headers.location)
    expect((await relay.patch(at, { weight: 5 }, { ifMatch: 1 })).json()).toMatchObject({ weight: 5, version: 2 })
    expect((await relay.patch(at, { weight: 1 }, { ifMatch: 1 })).statusCode).toBe(412)
    expect((await relay.delete(at, { ifMatch: 2 })).statusCode).toBe(204)
    expect((await relay.get(at)).json()).toMatchObject({ status: 404, code: 'expectation-not-found' })
    expect((await relay.post(`${at}/restore`)).json()).toMatchObject({ version: 4 })
  })

  it('lists by stakeholder, by area and as of a day, page after page', async () => {
    const reader = await t.as('reader')
    const list = async (query: string) => (await reader.get(`expectations?${query}`)).json<Items & { nextCursor: string | null }>()
    const all = await list(`stakeholderId=${s('maison-sante-quatre-vents')}`)
    expect(all.items).toHaveLength(3)
    const first = await list(`stakeholderId=${s('maison-sante-quatre-vents')}&limit=2`)
    const second = await list(`stakeholderId=${s('maison-sante-quatre-vents')}&limit=2&cursor=${encodeURIComponent(first.nextCursor ?? '')}`)
    expect([...first.items, ...second.items]).toEqual(all.items)
    expect((await list(`stakeholderId=${s('maison-sante-quatre-vents')}&asOf=2025-12-31`)).items).toHaveLength(0)
    expect((await list(`areaId=${body.areaId}&sort=-weight`)).items.length).toBeGreaterThan(0)
  })

  it.each([
    ['a day in the future', { ...body, statedOn: '2999-01-01' }, 422, 'expectation-in-future'],
    ['the year 0000', { ...body, statedOn: '0000-01-01' }, 400, 'invalid-request'],
    ['an unknown area', { ...body, areaId: demoId('none', 'x') }, 422, 'unknown-reference'],
    ['an unknown stakeholder', { ...body, stakeholderId: demoId('none', 'x') }, 422, 'unknown-reference'],
    ['a weight of 6', { ...body, weight: 6 }, 400, 'invalid-request'],
    ['an empty statement', { ...body, statement: '\n' }, 400, 'invalid-request'],
    ['a NUL', { ...body, statement: 'a\u0000' }, 400, 'invalid-request'],
  ])('refuses %s', async (_, payload, status, code) => expect((await (await t.as('staff')).post('expectations', payload)).json()).toMatchObject({ status, code }))

  it('keeps a relay within the perimeter: others are absent to read and unknown to write', async () => {
    const relay = await t.as('relay')
    const { id } = (await (await t.as('staff')).post('expectations', { ...body, stakeholderId: s('officines-reunies') })).json<{ id: string }>()
    expect((await relay.get(`expectations/${id}`)).statusCode).toBe(404)
    expect((await relay.patch(`expectations/${id}`, { weight: 1 }, { ifMatch: 1 })).statusCode).toBe(404)
    expect((await relay.post('expectations', { ...body, stakeholderId: s('officines-reunies') })).json()).toMatchObject({ status: 422, code: 'unknown-reference' })
  })

  it('answers 401 to nobody and 403 to a facilitator or a reader who writes', async () => {
    expect((await t.anonymous.get('expectations')).statusCode).toBe(401)
    for (const role of ['facilitator', 'reader'] as const) expect((await (await t.as(role)).post('expectations', body)).statusCode).toBe(403)
  })
})
