import { describe, expect, it } from 'vitest'
import { demoId, useTestApp } from '../../test/app.ts'
import { endsAfterStart, isRealImpreciseDay } from './dates.ts'

const t = useTestApp()
const stakeholder = (code: string) => demoId('stakeholder', code)
const type = (code: string) => demoId('tie-type', code)
const body = { typeId: type('partenaire-de'), fromId: stakeholder('institut-lumen'), toId: stakeholder('aidants-debout') }

interface TieRow { id: string; version: number; perimeterId: string }

describe('ties', () => {
  it('creates a tie in the perimeter of its start, reads, changes, removes and restores it', async () => {
    const staff = await t.as('staff')
    const made = await staff.post('ties', { ...body, fromId: stakeholder('souffle-mouvement'), startOn: '2026-03' })
    expect(made.statusCode).toBe(201)
    const tie = made.json<TieRow>()
    expect(tie).toMatchObject({ perimeterId: demoId('perimeter', 'bretagne'), strength: 2, sign: 0, basis: 'declared', endOn: null })
    expect((await staff.patch(`ties/${tie.id}`, { strength: 4 })).statusCode).toBe(428)
    expect((await staff.patch(`ties/${tie.id}`, { strength: 4, note: 'x' }, { ifMatch: 1 })).json()).toMatchObject({ strength: 4, version: 2 })
    expect((await staff.patch(`ties/${tie.id}`, { strength: 1 }, { ifMatch: 1 })).statusCode).toBe(412)
    expect((await staff.delete(`ties/${tie.id}`, { ifMatch: 2 })).statusCode).toBe(204)
    expect((await staff.get(`ties/${tie.id}`)).statusCode).toBe(404)
    expect((await staff.post(`ties/${tie.id}/restore`)).json()).toMatchObject({ id: tie.id, version: 4 })
  })

  it.each([
    ['a tie to itself', { ...body, toId: body.fromId }, 'tie-to-itself'],
    ['kinds that the type does not tie', { ...body, typeId: type('emploie') }, 'tie-kinds-refused'],
    ['an end before the start', { ...body, startOn: '2026-05', endOn: '2026-04' }, 'tie-ends-before-start'],
    ['an unknown type', { ...body, typeId: demoId('none', 'x') }, 'unknown-reference'],
    ['an unknown stakeholder', { ...body, toId: demoId('none', 'x') }, 'unknown-reference'],
    ['an unknown witness', { ...body, confirmedById: demoId('none', 'x') }, 'unknown-reference'],
  ])('refuses %s with 422 and a sentence', async (_, payload, code) => {
    const answer = await (await t.as('staff')).post('ties', payload)
    expect(answer.json()).toMatchObject({ status: 422, code })
    expect(answer.json<{ detail: string }>().detail).toMatch(/\p{L}.*\.$/u)
  })

  it.each([['strength', 5], ['sign', 2], ['startOn', '2026-02-31'], ['startOn', '26'], ['colour', 'red'], ['source', 'a\u202eb']])('refuses the value of %s with 400', async (field, value) => {
    expect((await (await t.as('staff')).post('ties', { ...body, [field]: value })).statusCode).toBe(400)
  })

  it('lists by stakeholder, by type and as of a day, an imprecise end counting to its last possible day', async () => {
    const staff = await t.as('staff')
    const { id } = (await staff.post('ties', { ...body, startOn: '2019', endOn: '2020-02' })).json<TieRow>()
    const on = async (asOf: string) => (await staff.get(`ties?stakeholderId=${body.fromId}&typeId=${body.typeId}&asOf=${asOf}`)).json<{ items: TieRow[] }>().items.some((tie) => tie.id === id)
    expect(await Promise.all(['2018-12-31', '2019-01-01', '2020-02-29', '2020-03-01'].map(on))).toEqual([false, true, true, false])
  })

  it('hides from a relay what lies elsewhere and refuses to tie it', async () => {
    const [staff, relay] = await Promise.all([t.as('staff'), t.as('relay')])
    const { id } = (await staff.post('ties', body)).json<TieRow>()
    expect((await relay.get(`ties/${id}`)).json()).toMatchObject({ status: 404, code: 'tie-not-found' })
    expect((await relay.post('ties', { ...body, fromId: stakeholder('souffle-mouvement') })).json()).toMatchObject({ status: 422, code: 'unknown-reference' })
    expect((await (await t.as('reader')).post('ties', body)).statusCode).toBe(403)
  })

  it('lets a relay edit a tie of theirs whose other end lies beyond their perimeter', async () => {
    const [staff, relay] = await Promise.all([t.as('staff'), t.as('relay')])
    const { id } = (await staff.post('ties', { ...body, fromId: stakeholder('souffle-mouvement') })).json<TieRow>()
    expect((await relay.patch(`ties/${id}`, { strength: 3 }, { ifMatch: 1 })).statusCode).toBe(200)
    expect((await relay.patch(`ties/${id}`, { toId: stakeholder('institut-lumen') }, { ifMatch: 2 })).statusCode).toBe(422)
  })
})

describe('tie types', () => {
  const made = { code: 'essai', labelFr: 'essaie', labelEn: 'tries', reverseFr: 'est essayé par', reverseEn: 'is tried by', fromKinds: ['person'], toKinds: ['group'], directed: true, rank: 99 }

  it('are added, changed and removed by staff; a code is taken once', async () => {
    const staff = await t.as('staff')
    const answer = await staff.post('tie-types', made)
    expect(answer.statusCode).toBe(201)
    const { id } = answer.json<TieRow>()
    expect((await staff.post('tie-types', made)).json()).toMatchObject({ status: 409, code: 'tie-type-code-taken' })
    expect((await staff.patch(`tie-types/${id}`, { rank: 1 }, { ifMatch: 1 })).json()).toMatchObject({ rank: 1, version: 2 })
    expect((await staff.delete(`tie-types/${id}`, { ifMatch: 2 })).statusCode).toBe(204)
  })

  it('cannot be removed while in use, nor changed by a relay', async () => {
    const id = type('membre-de')
    expect((await (await t.as('staff')).delete(`tie-types/${id}`, { ifMatch: 1 })).json()).toMatchObject({ status: 409, code: 'tie-type-in-use' })
    expect((await (await t.as('relay')).post('tie-types', { ...made, code: 'autre' })).statusCode).toBe(403)
  })

  it('are read by everybody in their order', async () => {
    const { items } = (await (await t.as('reader')).get('tie-types')).json<{ items: { rank: number }[] }>()
    expect(items.map((i) => i.rank)).toEqual(items.map((i) => i.rank).toSorted((a, b) => a - b))
  })
})

describe('imprecise days', () => {
  it.each([['2026', true], ['2026-02', true], ['2024-02-29', true], ['2026-02-29', false], ['2026-04-31', false], ['0000', true]])('%s stands in the calendar: %s', (date, real) => expect(isRealImpreciseDay(date)).toBe(real))
  it.each([['2026', '2026', true], ['2026-05', '2026', true], ['2026-05-02', '2026-05', true], ['2026-05', '2026-04', false], [null, '2026', true], ['2026', null, true]])('from %s to %s can hold a day: %s', (start, end, holds) => expect(endsAfterStart(start, end)).toBe(holds))
})
