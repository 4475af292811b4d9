import { describe, expect, it } from 'vitest'
import { demoId, useTestApp } from '../../test/app.ts'

const t = useTestApp()
const body = { name: 'Vue d’essai', screen: 'map', state: { lentille: 'iso', 'f.category': 'a,b' } }

describe('saved views', () => {
  it('are kept, changed and deleted by their owner', async () => {
    const reader = await t.as('reader')
    const made = await reader.post('saved-views', body)
    expect(made.json()).toMatchObject({ ...body, shared: false, mine: true, version: 1 })
    const { id } = made.json<{ id: string }>()
    expect((await reader.patch(`saved-views/${id}`, { name: 'Autre', state: { lentille: 'network' } }, { ifMatch: 1 })).json()).toMatchObject({ name: 'Autre', state: { lentille: 'network' }, version: 2 })
    expect((await reader.delete(`saved-views/${id}`, { ifMatch: 2 })).statusCode).toBe(204)
    expect((await reader.get(`saved-views/${id}`)).statusCode).toBe(404)
  })

  it('are seen by others only when shared, and changed by nobody else', async () => {
    const [staff, relay] = await Promise.all([t.as('staff'), t.as('relay')])
    const { id } = (await staff.post('saved-views', body)).json<{ id: string }>()
    expect((await relay.get(`saved-views/${id}`)).statusCode).toBe(404)
    await staff.patch(`saved-views/${id}`, { shared: true }, { ifMatch: 1 })
    expect((await relay.get('saved-views?screen=map')).json<{ items: { id: string; mine: boolean }[] }>().items.find((v) => v.id === id)).toMatchObject({ mine: false })
    expect((await relay.patch(`saved-views/${id}`, { name: 'x' }, { ifMatch: 2 })).json()).toMatchObject({ status: 403, code: 'saved-view-not-yours' })
    expect((await relay.get('saved-views?screen=register')).json<{ items: unknown[] }>().items).toEqual([])
  })

  it.each([['an unknown field', { ...body, owner: 'x' }], ['a number in the state', { ...body, state: { a: 1 } }], ['a strange parameter', { ...body, state: { '<a>': 'x' } }], ['no name', { ...body, name: ' ' }], ['a NUL in a value', { ...body, state: { a: '\u0000' } }]])('refuses %s with 400', async (_, payload) => {
    expect((await (await t.as('staff')).post('saved-views', payload)).statusCode).toBe(400)
  })

  it('answers 404 for a view that is not there', async () => {
    expect((await (await t.as('staff')).get(`saved-views/${demoId('none', 'x')}`)).statusCode).toBe(404)
  })
})
