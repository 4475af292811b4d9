import { describe, expect, it } from 'vitest'
import { demoId, useTestApp } from '../../test/app.ts'

const t = useTestApp()
const perimeterId = demoId('perimeter', 'national')
const criterion = (code: string, weight: number) => ({ kind: 'criterion', code, criterionId: demoId('criterion', code), weight, reversed: false })
const body = { title: 'Essai', perimeterId, terms: [criterion('power', 1), criterion('interest', 2)] }

interface Formula { id: string; version: number; currentVersion: { number: number; centre: string; terms: { code: string }[] } }

describe('formulas', () => {
  it('stand with their first terms, and take new ones with a reason', async () => {
    const staff = await t.as('staff')
    const made = (await staff.post('formulas', body)).json<Formula>()
    expect(made).toMatchObject({ version: 1, currentVersion: { number: 1, centre: 'mean', terms: body.terms } })
    const revised = await staff.post(`formulas/${made.id}/versions`, { centre: 'median', terms: [criterion('power', 3)], reason: 'Essai' })
    expect(revised.json()).toMatchObject({ number: 2, centre: 'median', reason: 'Essai' })
    expect((await staff.get(`formulas/${made.id}`)).json()).toMatchObject({ version: 2, currentVersion: { number: 2 } })
    expect((await staff.get(`formulas/${made.id}/versions`)).json<{ items: { number: number }[] }>().items.map((v) => v.number)).toEqual([2, 1])
  })

  it('refuse the same terms again', async () => {
    const staff = await t.as('staff')
    const { id } = (await staff.post('formulas', body)).json<Formula>()
    expect((await staff.post(`formulas/${id}/versions`, { terms: body.terms, reason: 'Rien' })).json()).toMatchObject({ status: 422, code: 'formula-unchanged' })
  })

  it.each([
    ['a term twice', [criterion('power', 1), criterion('power', 2)], 422, 'formula-term-twice'],
    ['a criterion twice', [criterion('power', 1), { ...criterion('power', 2), code: 'again' }], 422, 'formula-criterion-twice'],
    ['no weight at all', [criterion('power', 0)], 422, 'formula-without-weight'],
    ['a criterion that is not there', [{ ...criterion('power', 1), criterionId: demoId('none', 'x') }], 422, 'unknown-reference'],
    ['a study that is not there', [{ kind: 'mactor', code: 'ri', studyId: demoId('none', 'x'), measure: 'riStar', weight: 1, reversed: false }], 422, 'unknown-reference'],
    ['a worst of one criterion', [{ kind: 'worst', code: 's', criterionIds: [demoId('criterion', 'scale')], weight: 1, reversed: false }], 400, 'invalid-request'],
    ['a weight too small to divide by', [criterion('power', 1e-300)], 400, 'invalid-request'],
    ['no term', [], 400, 'invalid-request'],
  ])('refuse %s', async (_, terms, status, code) => {
    expect((await (await t.as('staff')).post('formulas', { ...body, terms })).json()).toMatchObject({ status, code })
  })

  it('are renamed, removed and restored, and read by a reader', async () => {
    const staff = await t.as('staff')
    const { id } = (await staff.post('formulas', body)).json<Formula>()
    expect((await staff.patch(`formulas/${id}`, { title: 'Autre' }, { ifMatch: 1 })).json()).toMatchObject({ title: 'Autre', version: 2 })
    expect((await staff.delete(`formulas/${id}`, { ifMatch: 2 })).statusCode).toBe(204)
    expect((await staff.get(`formulas/${id}`)).json()).toMatchObject({ status: 404, code: 'formula-not-found' })
    expect((await staff.post(`formulas/${id}/restore`)).json()).toMatchObject({ id, version: 4 })
    const reader = await t.as('reader')
    expect((await reader.get('formulas?q=essai&limit=100')).json<{ items: Formula[] }>().items.length).toBeGreaterThan(0)
    expect((await reader.post('formulas', body)).statusCode).toBe(403)
  })
})
