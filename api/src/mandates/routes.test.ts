import { describe, expect, it } from 'vitest'
import { demoId, useTestApp } from '../../test/app.ts'

const t = useTestApp()
const s = (code: string) => demoId('stakeholder', code)
const body = { personId: s('nolwenn-aubraye'), organisationId: s('mutuelle-metiers-mer'), role: 'Administratrice', startOn: '2024' }
interface Items { items: { id: string }[] }

describe('mandates', () => {
  it('lists by person, by organisation and as of a day', async () => {
    const reader = await t.as('reader')
    const ids = async (query: string) => (await reader.get(`mandates?${query}`)).json<Items>().items.map((m) => m.id)
    const [old, recent] = [demoId('mandate', 'm-quemarrec-penhoel'), demoId('mandate', 'm-quemarrec-mer')]
    expect(new Set(await ids(`personId=${s('mathurin-quemarrec')}`))).toEqual(new Set([old, recent]))
    expect(await ids(`personId=${s('mathurin-quemarrec')}&asOf=2026-01-01`)).toEqual([recent])
    expect(await ids(`personId=${s('mathurin-quemarrec')}&asOf=2015-01-01`)).toEqual([old])
    expect(await ids(`organisationId=${s('caisse-locale-penhoel')}`)).toEqual([old])
  })

  it('is given in the perimeter of the organisation, changed by version, removed and restored', async () => {
    const staff = await t.as('staff')
    const made = await staff.post('mandates', body)
    expect(made.statusCode).toBe(201)
    expect(made.json()).toMatchObject({ perimeterId: demoId('perimeter', 'bretagne'), spokesperson: false, startOn: '2024', endOn: null })
    const at = String(made.headers.location)
    expect((await staff.patch(at, { endOn: '2025-06' }, { ifMatch: 1 })).json()).toMatchObject({ endOn: '2025-06', version: 2 })
    expect((await staff.patch(at, { startOn: '2025-07' }, { ifMatch: 2 })).json()).toMatchObject({ code: 'mandate-ends-before-start', errors: [{ pointer: '/endOn' }] })
    expect((await staff.delete(at, { ifMatch: 2 })).statusCode).toBe(204)
    expect((await staff.get(at)).statusCode).toBe(404)
    expect((await staff.post(`${at}/restore`)).json()).toMatchObject({ version: 4 })
  })

  it.each([
    ['an organisation as the person', { ...body, personId: s('institut-lumen') }, 422, 'mandate-person-kind'],
    ['a person as the organisation', { ...body, organisationId: s('ombeline-tassart') }, 422, 'mandate-organisation-kind'],
    ['an end before the start', { ...body, endOn: '2023-12-31' }, 422, 'mandate-ends-before-start'],
    ['an unknown person', { ...body, personId: demoId('none', 'x') }, 422, 'unknown-reference'],
    ['30 February', { ...body, startOn: '2024-02-30' }, 400, 'invalid-request'],
    ['an empty role', { ...body, role: ' ' }, 400, 'invalid-request'],
    ['a perimeter of its own', { ...body, perimeterId: demoId('perimeter', 'national') }, 400, 'invalid-request'],
  ])('refuses %s', async (_, payload, status, code) => expect((await (await t.as('staff')).post('mandates', payload)).json()).toMatchObject({ status, code }))

  it('hides a mandate of another perimeter as if it were absent', async () => {
    const relay = await t.as('relay')
    const other = await relay.get(`mandates/${demoId('mandate', 'm-corvoisier-officines')}`)
    expect([other.statusCode, other.json<{ code: string }>().code]).toEqual([404, 'mandate-not-found'])
    expect((await relay.get(`mandates?organisationId=${s('officines-reunies')}`)).json<Items>().items).toHaveLength(0)
    expect((await relay.get(`mandates/${demoId('mandate', 'm-quemarrec-mer')}`)).statusCode).toBe(200)
  })

  it('answers 401 to nobody and 403 to a relay, a facilitator or a reader who writes', async () => {
    expect((await t.anonymous.get('mandates')).statusCode).toBe(401)
    for (const role of ['relay', 'facilitator', 'reader'] as const) expect((await (await t.as(role)).post('mandates', body)).statusCode).toBe(403)
  })
})

describe('the address of a mandate', () => {
  const path = `mandates/${demoId('mandate', 'm-quemarrec-mer')}`
  const sheet = `stakeholders/${demoId('stakeholder', 'mutuelle-metiers-mer')}/sheet`

  it('is written by staff, read by who writes to people, and never by readers or in the journal', async () => {
    const staff = await t.as('staff')
    const { version } = (await staff.get(path)).json<{ version: number }>()
    expect((await staff.patch(path, { email: 'pas une adresse' }, { ifMatch: version })).statusCode).toBe(400)
    expect((await staff.patch(path, { email: 'presidence@metiers-mer.invalid' }, { ifMatch: version })).json()).toMatchObject({ email: 'presidence@metiers-mer.invalid' })
    expect((await (await t.as('facilitator')).get(path)).json()).toMatchObject({ email: 'presidence@metiers-mer.invalid' })
    const reader = await t.as('reader')
    for (const url of [path, 'mandates?limit=100', sheet]) {
      const { body } = await reader.get(url)
      expect(body, url).toContain('"email":null')
      expect(body, url).not.toContain('metiers-mer.invalid')
    }
    expect((await (await t.as('administrator')).get('audit?objectType=mandate')).body).not.toContain('metiers-mer.invalid')
  })

  it('is shown to relays in their own perimeter only', async () => {
    const relay = await t.as('relay')
    for (const { perimeterId, email } of (await relay.get('mandates?limit=100')).json<{ items: { perimeterId: string; email: string | null }[] }>().items) if (perimeterId !== demoId('perimeter', 'bretagne')) expect(email).toBeNull()
  })
})
