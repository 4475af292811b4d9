import { schema } from '@convergence/db'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { demoId, useTestApp } from '../../test/app.ts'

const t = useTestApp()
const renounced = demoId('scenario', 'renoncement')
const body = { name: 'Canicules', description: 'Trois canicules par été.', horizon: 'plus10', perimeterId: demoId('perimeter', 'national') }
interface Scenario { id: string; version: number; name: string; uses: Record<string, number> }

describe('scenarios', () => {
  it('are made, changed by version, removed and restored; those of a perimeter above apply below', async () => {
    const staff = await t.as('staff')
    const made = await staff.post('scenarios', body)
    expect(made.statusCode).toBe(201)
    const path = String(made.headers.location)
    expect((await staff.patch(path, { description: 'Quatre.' }, { ifMatch: 1 })).json()).toMatchObject({ version: 2, description: 'Quatre.' })
    expect((await staff.patch(path, { description: 'Cinq.' }, { ifMatch: 1 })).statusCode).toBe(412)
    expect((await (await t.as('relay')).get(path)).statusCode).toBe(200)
    expect((await staff.delete(path, { ifMatch: 2 })).statusCode).toBe(204)
    expect((await staff.get(path)).json()).toMatchObject({ code: 'scenario-not-found' })
    expect((await staff.post(`${path}/restore`)).json()).toMatchObject({ version: 4 })
  })

  it('carry a new name over to every score, round, assessment, expectation and diagnosis that names them', async () => {
    const staff = await t.as('staff')
    const before = (await staff.get(`scenarios/${renounced}`)).json<Scenario>()
    expect(before.uses).toMatchObject({ rounds: 2, diagnoses: 1 })
    expect(before.uses.scores).toBeGreaterThan(1000)
    const named = (await staff.patch(`scenarios/${renounced}`, { name: 'Soins différés' }, { ifMatch: before.version })).json<Scenario>()
    expect(named.uses).toEqual(before.uses)
    expect(await t.db.$count(schema.scores, eq(schema.scores.scenario, before.name))).toBe(0)
    expect((await staff.get(`prospective?horizon=plus10&scenario=${encodeURIComponent('Soins différés')}&table=expectations`)).json()).toMatchObject({ expectations: { assessed: 4 } })
    expect((await staff.patch(`scenarios/${renounced}`, { name: before.name }, { ifMatch: named.version })).statusCode).toBe(200)
  })

  it('stay while something names them, and reach as far as what names them', async () => {
    const staff = await t.as('staff')
    const { version } = (await staff.get(`scenarios/${renounced}`)).json<Scenario>()
    expect((await staff.delete(`scenarios/${renounced}`, { ifMatch: version })).json()).toMatchObject({ status: 409, code: 'scenario-in-use' })
    expect((await staff.patch(`scenarios/${renounced}`, { horizon: 'plus3' }, { ifMatch: version })).json()).toMatchObject({ status: 409, code: 'scenario-used-later' })
  })

  it.each([
    ['a name that stands above', { ...body, name: 'Renoncement aux soins', perimeterId: demoId('perimeter', 'bretagne') }, 409, 'scenario-name-taken'],
    ['the present', { ...body, name: 'a', horizon: 'now' }, 422, 'scenario-now'],
    ['no name', { ...body, name: ' ' }, 400, 'invalid-request'],
    ['an unknown perimeter', { ...body, name: 'b', perimeterId: demoId('none', 'x') }, 422, 'unknown-reference'],
  ])('refuse %s', async (_, payload, status, code) => expect((await (await t.as('staff')).post('scenarios', payload)).json()).toMatchObject({ status, code }))

  it('are listed by the horizon of which they say something', async () => {
    const names = async (horizon: string) => (await (await t.as('reader')).get(`scenarios?horizon=${horizon}`)).json<{ items: Scenario[] }>().items.map((one) => one.name)
    expect(await names('plus3')).toContain('Reste à charge zéro étendu')
    expect(await names('plus10')).not.toContain('Reste à charge zéro étendu')
    expect(await names('plus3')).toContain('Renoncement aux soins')
  })

  it('tell an expectation apart from those of today, and refuse one of a scenario that is not there', async () => {
    const staff = await t.as('staff')
    const expectation = { stakeholderId: demoId('stakeholder', 'souffle-mouvement'), areaId: demoId('area', '6.6.3'), statement: 'Des comptes publics.', weight: 4, source: 'Entretien', horizon: 'plus10', scenario: 'Renoncement aux soins' }
    const made = (await staff.post('expectations', expectation)).json<{ id: string; version: number }>()
    expect(made).toMatchObject({ horizon: 'plus10', scenario: 'Renoncement aux soins' })
    const listed = (await staff.get(`expectations?areaId=${expectation.areaId}&horizon=plus10`)).json<{ items: { id: string }[] }>().items.map((one) => one.id)
    expect(listed).toContain(made.id)
    expect((await staff.patch(`expectations/${made.id}`, { horizon: 'now' }, { ifMatch: made.version })).json()).toMatchObject({ code: 'scenario-without-horizon' })
    expect((await staff.post('expectations', { ...expectation, scenario: 'Nulle part' })).json()).toMatchObject({ code: 'scenario-unknown' })
    expect((await staff.delete(`expectations/${made.id}`, { ifMatch: made.version })).statusCode).toBe(204)
  })
})
