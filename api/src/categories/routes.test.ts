import { describe, expect, it } from 'vitest'
import { demoId, useTestApp } from '../../test/app.ts'

const t = useTestApp()
const body = { code: 'essai', labelFr: 'Essai', labelEn: 'Trial', side: 'external', sphere: 'observes', contractual: false, icon: 'star', colour: 14 }

describe('categories', () => {
  it('lists the fourteen categories of the demonstration in their order', async () => {
    const { items } = (await (await t.as('reader')).get('categories')).json<{ items: { code: string }[] }>()
    expect(items.map((c) => c.code).slice(0, 2)).toEqual(['adherents', 'elus'])
    expect(items).toHaveLength(14)
  })

  it('adds at the end, changes by version and removes what nobody carries', async () => {
    const staff = await t.as('staff')
    const made = await staff.post('categories', body)
    expect([made.statusCode, made.json<{ rank: number }>().rank]).toEqual([201, 15])
    const at = String(made.headers.location)
    expect((await staff.patch(at, { labelFr: 'Autre' })).statusCode).toBe(428)
    expect((await staff.patch(at, { labelFr: 'Autre' }, { ifMatch: 1 })).json()).toMatchObject({ labelFr: 'Autre', version: 2 })
    expect((await staff.patch(at, { labelFr: 'Tard' }, { ifMatch: 1 })).statusCode).toBe(412)
    expect((await staff.delete(at, { ifMatch: 2 })).statusCode).toBe(204)
    expect((await staff.get(at)).json()).toMatchObject({ status: 404, code: 'category-not-found' })
  })

  it('refuses to remove a category that stakeholders carry, and says how many', async () => {
    const admin = await t.as('administrator')
    const answer = await admin.delete(`categories/${demoId('category', 'presse')}`, { ifMatch: 1 })
    expect(answer.json()).toMatchObject({ status: 409, code: 'category-in-use', detail: expect.stringMatching(/\(\d+\)/) })
  })

  it.each([
    ['a code taken already', { ...body, code: 'presse' }, 409], ['colour 15', { ...body, colour: 15 }, 400], ['an icon that is no name', { ...body, icon: '<svg>' }, 400], ['an unknown field', { ...body, x: 1 }, 400],
  ])('refuses %s', async (_, payload, status) => expect((await (await t.as('staff')).post('categories', payload)).statusCode).toBe(status))

  it('answers 401 to nobody and 403 to whoever is neither staff nor administrator', async () => {
    expect((await t.anonymous.get('categories')).statusCode).toBe(401)
    for (const role of ['facilitator', 'relay', 'reader', 'integrator'] as const) expect((await (await t.as(role)).post('categories', body)).statusCode).toBe(403)
  })
})
