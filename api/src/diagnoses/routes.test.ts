import { describe, expect, it } from 'vitest'
import { demoId, useTestApp } from '../../test/app.ts'

const t = useTestApp()
const body = { title: 'Dans dix ans', question: 'Qui comptera ?', horizon: 'plus10', scenario: 'Renoncement aux soins', perimeterId: demoId('perimeter', 'national') }
const regional = demoId('body', 'comite-dialogue-bretagne')
interface Diagnosis { id: string; version: number }

describe('a diagnosis', () => {
  it('is written, adopted by a body on a day, then stays as it was adopted until somebody reopens it', async () => {
    const staff = await t.as('staff')
    const made = await staff.post('diagnoses', body)
    const { id } = made.json<Diagnosis>()
    const adoption = { bodyId: demoId('body', 'comite-orientation'), on: '2026-11-20' }
    expect((await staff.post(`diagnoses/${id}/adopt`, adoption)).json()).toMatchObject({ status: 422, code: 'diagnosis-without-conclusion' })
    expect((await staff.patch(`diagnoses/${id}`, { conclusion: 'Les collectivités.' }, { ifMatch: 1 })).json()).toMatchObject({ version: 2 })
    expect((await staff.post(`diagnoses/${id}/adopt`, { ...adoption, on: '2999-01-01' })).json()).toMatchObject({ status: 422, code: 'diagnosis-adoption-in-future' })
    expect((await staff.post(`diagnoses/${id}/adopt`, adoption)).json()).toMatchObject({ status: 'adopted', adoptedOn: '2026-11-20', bodyName: expect.any(String) as string })
    expect((await staff.patch(`diagnoses/${id}`, { conclusion: 'Autre chose.' }, { ifMatch: 3 })).json()).toMatchObject({ status: 409, code: 'diagnosis-adopted' })
    expect((await staff.delete(`diagnoses/${id}`, { ifMatch: 3 })).json()).toMatchObject({ code: 'diagnosis-adopted' })
    expect((await staff.post(`diagnoses/${id}/reopen`)).json()).toMatchObject({ status: 'draft', bodyId: null })
    expect((await staff.post(`diagnoses/${id}/reopen`)).json()).toMatchObject({ status: 409, code: 'diagnosis-not-adopted' })
    expect((await staff.delete(`diagnoses/${id}`, { ifMatch: 4 })).statusCode).toBe(204)
    expect((await staff.post(`diagnoses/${id}/restore`)).json()).toMatchObject({ version: 6 })
  })

  it('is adopted by a body with a quorum only at a meeting where the quorum was reached', async () => {
    const staff = await t.as('staff')
    const { id } = (await staff.post('diagnoses', { ...body, conclusion: 'Oui.' })).json<Diagnosis>()
    const adopt = (more: object) => staff.post(`diagnoses/${id}/adopt`, { bodyId: regional, on: '2026-11-20', ...more })
    expect((await adopt({})).json()).toMatchObject({ code: 'quorum-meeting-missing' })
    expect((await adopt({ sessionId: demoId('session', 'comite-bretagne-2026-05') })).json()).toMatchObject({ status: 409, code: 'quorum-not-reached' })
    expect((await adopt({ sessionId: demoId('session', 'comite-bretagne-2026-09'), on: '2026-09-01' })).json()).toMatchObject({ status: 422, code: 'diagnosis-adoption-before-meeting' })
    expect((await adopt({ sessionId: demoId('session', 'comite-bretagne-2026-09') })).json()).toMatchObject({ status: 'adopted', bodyId: regional })
  })

  it.each([
    ['today', { ...body, horizon: 'now', scenario: '' }, 422, 'diagnosis-now'],
    ['a scenario that is not there', { ...body, scenario: 'Nulle part' }, 422, 'scenario-unknown'],
    ['no title', { ...body, title: ' ' }, 400, 'invalid-request'],
  ])('refuses %s', async (_, payload, status, code) => expect((await (await t.as('staff')).post('diagnoses', payload)).json()).toMatchObject({ status, code }))

  it('is read by all and written by staff; a key adopts nothing', async () => {
    expect((await (await t.as('reader')).get('diagnoses?status=adopted')).json<{ items: unknown[] }>().items.length).toBeGreaterThan(0)
    expect((await (await t.as('reader')).post('diagnoses', body)).statusCode).toBe(403)
    expect((await (await t.as('integrator')).post(`diagnoses/${demoId('diagnosis', 'sobriete-2029')}/adopt`, { bodyId: regional, on: '2026-11-20' })).statusCode).toBe(403)
  })
})
