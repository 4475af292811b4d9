import { describe, expect, it } from 'vitest'
import { searchTypes } from './schemas.ts'
import { clientOf, demoId, useTestApp } from '../../test/app.ts'

const t = useTestApp()
interface Hit { type: string; id: string; title: string; mark: string }
const find = async (client: Awaited<ReturnType<typeof t.as>>, body: object) => (await client.post('search', body)).json<{ items: Hit[] }>().items

describe('search', () => {
  it('finds every type without case or accents, by words in any order', async () => {
    const staff = await t.as('staff')
    for (const q of ['E', 'é']) expect(new Set((await find(staff, { q, limit: 50 })).map((hit) => hit.type)).size).toBe(searchTypes.length)
    expect(await find(staff, { q: 'SANTE', types: ['area'] })).not.toHaveLength(0)
    expect(await find(staff, { q: 'santé professionnels', types: ['stakeholder'] })).toContainEqual(expect.objectContaining({ id: demoId('stakeholder', 'professionnels-sante') }))
  })

  it('finds by reference number, and names that begin with the text first', async () => {
    const staff = await t.as('staff')
    expect((await find(staff, { q: '2026-0000', types: ['stakeholder'] })).length).toBeGreaterThan(0)
    const [first] = await find(staff, { q: 'adh', types: ['stakeholder'] })
    expect(first?.title.toLowerCase()).toMatch(/^adh/)
  })

  it('shows nothing beyond the reader’s perimeters, removed or for hostile patterns', async () => {
    const staff = await t.as('staff')
    const relay = await t.as('relay')
    const made = await staff.post('stakeholders', { kind: 'organisation', name: 'Zythologie nationale', perimeterId: demoId('perimeter', 'national') })
    expect(await find(staff, { q: 'zythologie' })).toHaveLength(1)
    expect(await find(relay, { q: 'zythologie' })).toHaveLength(0)
    await staff.delete(String(made.headers.location), { ifMatch: 1 })
    expect(await find(staff, { q: 'zythologie' })).toHaveLength(0)
    for (const q of ['%', '_', '\\', "'; drop table x", '   ']) expect((await staff.post('search', { q })).statusCode).toBe(200)
    // A percent sign is a letter like another: it finds the texts that hold one, not everything.
    expect((await find(staff, { q: '%', limit: 50 })).filter((hit) => !hit.title.includes('%'))).toEqual([])
  })

  it('refuses nobody and unknown fields', async () => {
    expect((await clientOf(t.app, {}).post('search', { q: 'a' })).statusCode).toBe(401)
    expect((await (await t.as('staff')).post('search', { q: 'a', colour: 'red' })).statusCode).toBe(400)
  })
})
