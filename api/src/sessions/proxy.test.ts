import { describe, expect, it } from 'vitest'
import { demoId, useTestApp } from '../../test/app.ts'
import { holderId } from '../../test/sessions.ts'
import { type ProxyFacts, proxyRefusal } from './proxy.ts'

const here = { stakeholderId: 'b', status: 'present' as const, proxyId: null }
const wanted = { stakeholderId: 'a', status: 'represented' as const, proxyId: 'b' }

describe('a proxy', () => {
  it.each<[string, Partial<ProxyFacts>, string | null]>([
    ['to one in the room', {}, null],
    ['to one online', { proxy: { ...here, status: 'remote' } }, null],
    ['to nobody known yet', { wanted: { ...wanted, proxyId: null }, proxy: undefined }, null],
    ['to oneself', { wanted: { ...wanted, proxyId: 'a' } }, 'attendance-proxy-self'],
    ['to one who is not there', { proxy: undefined }, 'attendance-proxy-absent'],
    ['to one who sent apologies', { proxy: { ...here, status: 'apologised' } }, 'attendance-proxy-absent'],
    ['to an observer', { proxy: { ...here, status: 'observer' } }, 'attendance-proxy-absent'],
    ['to one who is represented', { proxy: { ...here, status: 'represented' } }, 'attendance-proxy-chain'],
    ['of one who holds others', { holds: 1 }, 'attendance-proxy-chain'],
    ['of one who is present', { wanted: { ...wanted, status: 'present' } }, 'attendance-proxy-unasked'],
  ])('%s', (_, facts, refusal) => {
    expect(proxyRefusal({ wanted, proxy: here, holds: 0, ...facts })).toBe(refusal)
  })
})

const t = useTestApp()
interface Row { id: string; version: number; stakeholderId: string; status: string; proxyId: string | null; proxyName: string | null }

describe('the proxy of an attendance', () => {
  it('is chosen, named, never a chain, and goes with the status', async () => {
    const staff = await t.as('staff')
    const { id } = (await staff.post('sessions', { title: 'Essai', form: 'hybrid', startsAt: '2026-12-01T09:00:00Z', perimeterId: demoId('perimeter', 'bretagne') })).json<{ id: string }>()
    const [giver, holder] = [holderId('elus'), holderId('adherents')]
    const batch = (ids: string[], status: string) => staff.post(`sessions/${id}/attendances/batch`, { stakeholderIds: ids, status })
    await batch([holder], 'present')
    const rows = (await batch([giver], 'represented')).json<{ items: Row[] }>().items
    const of = (stakeholderId: string) => rows.find((row) => row.stakeholderId === stakeholderId)
    const patch = async (row: Row | undefined, body: object) => {
      const { version } = (await staff.get(`sessions/${id}/attendances/${row?.id}`)).json<Row>()
      return staff.patch(`sessions/${id}/attendances/${row?.id}`, body, { ifMatch: version })
    }
    expect((await patch(of(giver), { proxyId: giver })).json()).toMatchObject({ status: 422, code: 'attendance-proxy-self' })
    const given = (await patch(of(giver), { proxyId: holder })).json<Row>()
    expect([given.proxyId, typeof given.proxyName]).toEqual([holder, 'string'])
    expect((await patch(of(holder), { status: 'represented' })).json()).toMatchObject({ status: 422, code: 'attendance-proxy-chain' })
    expect((await batch([holder], 'represented')).json()).toMatchObject({ status: 422, code: 'attendance-proxy-chain' })
    expect((await patch(of(holder), { proxyId: giver })).json()).toMatchObject({ status: 422, code: 'attendance-proxy-unasked' })
    expect((await patch(of(giver), { status: 'present' })).json()).toMatchObject({ proxyId: null, proxyName: null })
  })
})
