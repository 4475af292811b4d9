import { describe, expect, it } from 'vitest'
import { demoId, useTestApp } from '../../test/app.ts'

const t = useTestApp()
const areaId = demoId('area', '6.8.7')
const targetId = demoId('impact', 'economies-reseau')
interface Tie { id: string; version: number; perimeterId: string; reviewedOn: string | null }
interface Page { items: Tie[] }

describe('ISO ties', () => {
  it('ties each kind of target once, in the perimeter of the target', async () => {
    const staff = await t.as('staff')
    const points = (await staff.get('iso-ties?targetType=point&limit=1')).json<{ items: { targetId: string }[] }>()
    for (const [targetType, id] of [['impact', demoId('impact', 'residus-medicaments')], ['expectation', demoId('expectation', '1')], ['point', points.items[0]?.targetId]] as const) {
      const made = await staff.post('iso-ties', { areaId, targetType, targetId: id })
      expect(made.statusCode).toBe(201)
      expect(made.json()).toMatchObject({ targetType, targetId: id, reviewedOn: null, version: 1 })
      expect((await staff.post('iso-ties', { areaId, targetType, targetId: id })).json()).toMatchObject({ status: 409, code: 'iso-tie-exists' })
    }
    const impactTie = (await staff.get(`iso-ties?areaId=${areaId}&targetType=impact`)).json<Page>()
    expect(impactTie.items[0]?.perimeterId).toBe(demoId('perimeter', 'bretagne'))
  })

  it('keeps who reviewed it and when, and takes the review back', async () => {
    const staff = await t.as('staff')
    const tie = (await staff.post('iso-ties', { areaId, targetType: 'impact', targetId })).json<Tie>()
    expect((await staff.patch(`iso-ties/${tie.id}`, { reviewed: true })).statusCode).toBe(428)
    const reviewed = await staff.patch(`iso-ties/${tie.id}`, { reviewed: true }, { ifMatch: 1 })
    expect(reviewed.json()).toMatchObject({ reviewedBy: demoId('user', 'staff'), reviewedOn: new Date().toISOString().slice(0, 10), version: 2 })
    expect((await staff.get('iso-ties?reviewed=true')).json<Page>().items.map((x) => x.id)).toEqual([tie.id])
    expect((await staff.patch(`iso-ties/${tie.id}`, { reviewed: false }, { ifMatch: 1 })).statusCode).toBe(412)
    expect((await staff.patch(`iso-ties/${tie.id}`, { reviewed: false }, { ifMatch: 2 })).json()).toMatchObject({ reviewedBy: null, reviewedOn: null })
    expect((await staff.delete(`iso-ties/${tie.id}`, { ifMatch: 3 })).statusCode).toBe(204)
    expect((await staff.get(`iso-ties/${tie.id}`)).statusCode).toBe(404)
  })

  it('refuses a target or an area that is absent or out of reach', async () => {
    const relay = await t.as('relay')
    expect((await relay.post('iso-ties', { areaId, targetType: 'impact', targetId })).json()).toMatchObject({ status: 422, errors: [{ pointer: '/targetId' }] })
    expect((await relay.get(`iso-ties/${demoId('iso-tie', 'economies-reseau/6.7.8')}`)).statusCode).toBe(404)
    expect((await (await t.as('staff')).post('iso-ties', { areaId: demoId('none', 'x'), targetType: 'impact', targetId })).json()).toMatchObject({ status: 422, errors: [{ pointer: '/areaId' }] })
    expect((await (await t.as('reader')).post('iso-ties', { areaId, targetType: 'impact', targetId })).statusCode).toBe(403)
  })

  it('leaves out the ties of a removed impact', async () => {
    const staff = await t.as('staff')
    const id = demoId('impact', 'empreinte-papier')
    const query = `iso-ties?targetId=${id}`
    const before = (await staff.get(query)).json<Page>().items.length
    await staff.delete(`impacts/${id}`, { ifMatch: 1 })
    expect([before > 0, (await staff.get(query)).json<Page>().items.length]).toEqual([true, 0])
  })
})
