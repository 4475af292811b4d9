import { schema } from '@convergence/db'
import { and, eq, isNull } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { type Client, demoId, useTestApp } from '../../test/app.ts'
import type { Indicator } from './schemas.ts'
import type { IndicatorSeries } from './schemas.series.ts'
import type { IndicatorValue } from './schemas.values.ts'

const t = useTestApp()
type Value = z.input<typeof IndicatorValue>
type Body = { code: string; errors?: { pointer: string }[] }
const [national, bretagne, grandEst, pays] = ['national', 'bretagne', 'grand-est', 'pays-de-la-loire'].map((code) => demoId('perimeter', code)) as [string, string, string, string]
const papier = demoId('indicator', 'papier')
const delay = demoId('indicator', 'rendez-vous-reseau')

const definition = { title: 'Essai', definition: 'Ce qui est essayé.', unit: 'kg', source: 'collected', aggregation: 'sum', frequency: 'yearly', perimeterId: national }
async function define(client: Client, more: object = {}): Promise<z.input<typeof Indicator>> {
  const answer = await client.post('indicators', { ...definition, ...more })
  if (answer.statusCode !== 201) throw new Error(answer.body)
  return answer.json()
}
const give = (client: Client, id: string, body: object) => client.post(`indicators/${id}/values`, { perimeterId: bretagne, periodStart: '2025-01-01', ...body })
const deed = (client: Client, { id, indicatorId }: Value, name: string, body: object = {}) => client.post(`indicators/${indicatorId}/values/${id}/${name}`, name === 'restatements' ? body : undefined)
async function frozen(client: Client, id: string, body: object): Promise<Value> {
  const value = (await give(client, id, body)).json<Value>()
  for (const name of ['validate', 'freeze']) expect((await deed(client, value, name)).statusCode, name).toBe(200)
  return (await client.get(`indicators/${id}/values/${value.id}`)).json()
}
const series = async (client: Client, id: string, query = '') => (await client.get(`indicators/${id}/series${query}`)).json<z.input<typeof IndicatorSeries>>()

describe('a value', () => {
  it('goes from submitted to frozen, and frozen is never edited: 409 says to restate', async () => {
    const staff = await t.as('staff')
    const { id } = await define(staff)
    const value = await frozen(staff, id, { value: 12.5 })
    expect(value).toMatchObject({ status: 'frozen', value: 12.5, periodEnd: '2025-12-31', mayDo: ['restate'], current: true })
    const edit = await staff.patch(`indicators/${id}/values/${value.id}`, { value: 13 }, { ifMatch: value.version })
    expect([edit.statusCode, edit.json<Body>().code]).toEqual([409, 'indicator-value-frozen'])
    for (const name of ['withdraw', 'reopen', 'submit', 'freeze', 'validate']) expect((await deed(staff, value, name)).json<Body>().code, name).toBe('indicator-value-frozen')
    expect((await give(staff, id, { value: 13 })).json<Body>().code).toBe('indicator-value-frozen')
    expect((await (await t.as('staff')).get(`indicators/${id}/values/${value.id}`)).json<Value>().value).toBe(12.5)
  })

  it('is restated once by a row that names it; the series shows the restatement and what stood before; the restatement, frozen, is restated in turn', async () => {
    const staff = await t.as('staff')
    const { id } = await define(staff)
    const value = await frozen(staff, id, { value: 10 })
    expect((await deed(staff, value, 'restatements', { value: 10, reason: 'Rien' })).json<Body>().code).toBe('indicator-value-unchanged')
    expect((await deed(staff, value, 'restatements', { value: 11 })).statusCode).toBe(400)
    const restated = (await deed(staff, value, 'restatements', { value: 11, reason: 'Un site manquait.' })).json<Value>()
    expect(restated).toMatchObject({ restatesId: value.id, status: 'validated', value: 11, current: true, restatementReason: 'Un site manquait.' })
    expect((await deed(staff, value, 'restatements', { value: 12, reason: 'Encore' })).json<Body>().code).toBe('indicator-value-restated')
    expect(await series(staff, id)).toMatchObject({ periods: [{ value: 11, restated: true, frozen: false }], points: [{ value: 11, restated: true, frozenBefore: 10 }] })
    expect((await staff.get(`indicators/${id}/values/${value.id}`)).json<Value>()).toMatchObject({ value: 10, status: 'frozen', current: false, restatedById: restated.id, mayDo: [] })
    await deed(staff, restated, 'freeze')
    expect((await deed(staff, restated, 'restatements', { value: 12, reason: 'Encore' })).statusCode).toBe(201)
  })

  it('a restatement given back leaves the frozen value in force', async () => {
    const staff = await t.as('staff')
    const { id } = await define(staff)
    const value = await frozen(staff, id, { value: 10 })
    const restated = (await deed(staff, value, 'restatements', { value: 11, reason: 'Erreur' })).json<Value>()
    expect((await deed(staff, restated, 'reopen')).statusCode).toBe(200)
    expect((await series(staff, id)).periods).toMatchObject([{ value: 10, restated: false }])
    expect((await deed(staff, restated, 'withdraw')).statusCode).toBe(200)
    expect((await deed(staff, value, 'restatements', { value: 12, reason: 'La bonne' })).statusCode).toBe(201)
  })

  it('is given once for a perimeter and a period, however many ask at once', async () => {
    const staff = await t.as('staff')
    const { id } = await define(staff)
    const answers = await Promise.all([1, 2, 3, 4].map((value) => give(staff, id, { value })))
    expect(answers.map((a) => a.statusCode).sort()).toEqual([201, 409, 409, 409])
    expect((await staff.get(`indicators/${id}/values`)).json<{ items: Value[] }>().items).toHaveLength(1)
  })

  it.each([
    ['a day on which no period begins', { periodStart: '2025-02-01', value: 1 }, 422, 'indicator-period-unknown'],
    ['a period that is not over', { periodStart: `${new Date().getUTCFullYear()}-01-01`, value: 1 }, 422, 'indicator-period-not-over'],
    ['parts of what is no ratio', { numerator: 1, denominator: 2 }, 422, 'indicator-parts-unwanted'],
    ['no value', {}, 400, 'invalid-request'],
    ['a word', { value: '12' }, 400, 'invalid-request'],
    ['more than a double holds', { value: 1e16 }, 400, 'invalid-request'],
    ['people below zero', { value: 1, count: -1 }, 400, 'invalid-request'],
    ['an address that is none', { value: 1, evidenceUrl: 'javascript:alert(1)' }, 400, 'invalid-request'],
    ['a perimeter that is none', { value: 1, perimeterId: demoId('none', 'x') }, 422, 'indicator-perimeter-foreign'],
  ])('is refused: %s', async (_name, body, status, code) => {
    const staff = await t.as('staff')
    const { id } = await define(staff)
    const answer = await give(staff, id, body)
    expect([answer.statusCode, answer.json<Body>().code]).toEqual([status, code])
  })

  it.each(['NaN', 'Infinity', '-Infinity', '1e400', '-1e400'])('refuses %s as a number', async (word) => {
    const staff = await t.as('staff')
    const { id } = await define(staff)
    const answer = await t.app.inject({ method: 'POST', url: `/api/v1/indicators/${id}/values`, headers: { cookie: staff.cookie, 'content-type': 'application/json' }, payload: `{"perimeterId":"${bretagne}","periodStart":"2025-01-01","value":${word}}` })
    expect(answer.statusCode).toBe(400)
  })

  it('of an indicator of one region is refused for another', async () => {
    const staff = await t.as('staff')
    expect((await staff.post(`indicators/${delay}/values`, { perimeterId: grandEst, periodStart: '2025-01-01', value: 3 })).json<Body>().code).toBe('indicator-perimeter-foreign')
  })

  it('of a ratio follows from its parts, which are owed, and never stands alone', async () => {
    const staff = await t.as('staff')
    const { id } = await define(staff, { aggregation: 'ratio', unit: '%' })
    for (const body of [{ value: 50 }, { numerator: 3 }, { numerator: 3, denominator: 0 }, { numerator: 3, denominator: -1 }]) expect((await give(staff, id, body)).json<Body>().code).toBe('indicator-parts-missing')
    expect((await give(staff, id, { numerator: 3, denominator: 4, value: 75 })).statusCode).toBe(400)
    const value = (await give(staff, id, { numerator: 3, denominator: 4 })).json<Value>()
    expect(value).toMatchObject({ value: 75, numerator: 3, denominator: 4 })
    const patched = await staff.patch(`indicators/${id}/values/${value.id}`, { denominator: 6 }, { ifMatch: value.version })
    expect(patched.json<Value>()).toMatchObject({ value: 50, numerator: 3, denominator: 6 })
  })

  it('is given by a relay for its own region alone, of a national indicator; it validates nothing', async () => {
    const relay = await t.as('relay')
    const eau = demoId('indicator', 'eau')
    const mine = await relay.post(`indicators/${eau}/values`, { perimeterId: bretagne, periodStart: '2025-01-01', numerator: 2900, denominator: 412 })
    expect(mine.statusCode).toBe(201)
    expect((await relay.post(`indicators/${eau}/values`, { perimeterId: pays, periodStart: '2022-01-01', numerator: 1, denominator: 2 })).json<Body>().code).toBe('perimeter-out-of-reach')
    expect((await deed(relay, mine.json<Value>(), 'validate')).json<Body>().code).toBe('role-missing')
    const seen = await relay.get(`indicators/${eau}/values?limit=100`)
    expect(new Set(seen.json<{ items: Value[] }>().items.map((v) => v.perimeterId))).toEqual(new Set([bretagne]))
    expect((await relay.patch(`indicators/${eau}`, { target: 1 }, { ifMatch: 1 })).statusCode).toBe(403)
  })
})

describe('a series', () => {
  it('consolidates by the ratio of the sums, over those that are validated or frozen, and names who is missing with what they gave', async () => {
    const staff = await t.as('staff')
    const { id } = await define(staff, { aggregation: 'ratio', unit: 'kg/pers.', direction: 'down', baseline: 40, target: 20 })
    for (const [perimeterId, relay] of [[bretagne, 'bretagne'], [grandEst, 'grand-est'], [pays, 'pays-de-la-loire']] as const) await staff.post(`indicators/${id}/collectors`, { perimeterId, relayId: demoId('relay', relay), since: '2024-01-01' })
    const first = (await give(staff, id, { numerator: 1000, denominator: 40 })).json<Value>()
    await deed(staff, first, 'validate')
    const second = (await give(staff, id, { perimeterId: pays, numerator: 2000, denominator: 60 })).json<Value>()
    expect((await series(staff, id)).periods).toMatchObject([{ value: 25, n: 1, of: 3, missing: [{ perimeterId: grandEst, status: null }, { perimeterId: pays, status: 'submitted' }] }])
    await deed(staff, second, 'validate')
    const both = await series(staff, id)
    expect(both.periods).toMatchObject([{ value: 30, numerator: 3000, denominator: 100, n: 2, of: 3, missing: [{ name: 'Grand Est' }] }])
    expect(both.toTarget).toEqual({ reached: false, distance: -10, share: 50 })
    expect((await series(staff, id, `?perimeterId=${bretagne}`)).periods).toMatchObject([{ value: 25, n: 1, of: 1, missing: [] }])
  })

  it('counts what the whole says once: a value of the whole stands for those below', async () => {
    const staff = await t.as('staff')
    const { id } = await define(staff)
    for (const [perimeterId, value] of [[bretagne, 5], [national, 30]] as const) await deed(staff, (await give(staff, id, { perimeterId, value })).json<Value>(), 'validate')
    expect((await series(staff, id)).periods).toMatchObject([{ value: 30, n: 1, missing: [] }])
  })
})

describe('a definition', () => {
  it('keeps its frequency and aggregation once a value is given', async () => {
    const staff = await t.as('staff')
    const made = await define(staff)
    expect((await staff.patch(`indicators/${made.id}`, { frequency: 'quarterly' }, { ifMatch: made.version })).statusCode).toBe(200)
    await give(staff, made.id, { value: 1 })
    const answer = await staff.patch(`indicators/${made.id}`, { frequency: 'monthly' }, { ifMatch: made.version + 1 })
    expect([answer.statusCode, answer.json<Body>().code]).toEqual([409, 'indicator-frequency-in-use'])
    expect((await staff.patch(`indicators/${made.id}`, { target: 3 }, { ifMatch: made.version + 1 })).statusCode).toBe(200)
  })

  it('names a measure exactly when it is automatic, and one that the catalogue has', async () => {
    const staff = await t.as('staff')
    for (const [body, code] of [[{ source: 'automatic' }, 'indicator-measure-mismatch'], [{ measure: 'attendance_rate' }, 'indicator-measure-mismatch'], [{ source: 'automatic', measure: 'nothing' }, 'indicator-measure-unknown']] as const)
      expect((await staff.post('indicators', { ...definition, ...body })).json<Body>().code).toBe(code)
  })

  it('ties commitments and areas within reach, and refuses others', async () => {
    const staff = await t.as('staff')
    const commitment = demoId('commitment', 'essai-unite')
    const made = await define(staff, { commitmentIds: [commitment], areaIds: [demoId('area', '6.5.3')], perimeterId: bretagne })
    expect(made).toMatchObject({ commitmentIds: [commitment], areaIds: [demoId('area', '6.5.3')] })
    expect((await staff.get(`indicators?commitmentId=${commitment}`)).json<{ items: { id: string }[] }>().items.map((i) => i.id)).toEqual([made.id])
    expect((await staff.post('indicators', { ...definition, commitmentIds: [demoId('none', 'x')] })).json<Body>()).toMatchObject({ code: 'unknown-reference', errors: [{ pointer: '/commitmentIds' }] })
  })

  it('is removed with its values and comes back with them', async () => {
    const staff = await t.as('staff')
    const made = await define(staff)
    await give(staff, made.id, { value: 1 })
    expect((await staff.delete(`indicators/${made.id}`, { ifMatch: made.version })).statusCode).toBe(204)
    expect((await staff.get(`indicators/${made.id}`)).statusCode).toBe(404)
    expect((await staff.get(`indicators/${made.id}/values`)).statusCode).toBe(404)
    expect((await staff.post(`indicators/${made.id}/restore`)).statusCode).toBe(200)
    expect((await staff.get(`indicators/${made.id}/values`)).json<{ items: Value[] }>().items).toHaveLength(1)
  })

  it('ships the five footprint indicators, none of them fictional', async () => {
    const rows = await t.db.select().from(schema.indicators).where(eq(schema.indicators.theme, 'footprint'))
    expect(rows.filter((row) => !row.fictional).map((row) => row.reference).sort()).toEqual(['EMP-01', 'EMP-02', 'EMP-03', 'EMP-04', 'EMP-05'])
    expect((await t.db.select().from(schema.indicatorValues).where(eq(schema.indicatorValues.indicatorId, papier))).every((row) => row.fictional)).toBe(true)
  })
})

describe('an automatic indicator', () => {
  it('of the demonstration holds what its measure counts', async () => {
    const staff = await t.as('staff')
    const taken = await t.db.select({ measure: schema.indicators.measure, from: schema.indicatorValues.periodStart, to: schema.indicatorValues.periodEnd, perimeterId: schema.indicatorValues.perimeterId, numerator: schema.indicatorValues.numerator, denominator: schema.indicatorValues.denominator, people: schema.indicatorValues.count })
      .from(schema.indicatorValues).innerJoin(schema.indicators, eq(schema.indicators.id, schema.indicatorValues.indicatorId)).where(and(eq(schema.indicators.source, 'automatic'), isNull(schema.indicatorValues.withdrawnAt)))
    expect(taken.length).toBeGreaterThan(0)
    for (const { measure, from, to, perimeterId, ...figure } of taken) expect((await staff.get(`measures/${measure}?from=${from}&to=${to}&perimeterId=${perimeterId}`)).json(), `${measure} ${from}`).toMatchObject(figure)
  })

  it('takes the figure of its measure over the period, as a draft, and takes it again until it is validated', async () => {
    const staff = await t.as('staff')
    const made = await define(staff, { source: 'automatic', measure: 'attendance_rate', aggregation: 'ratio', unit: '%', frequency: 'half_yearly', perimeterId: bretagne })
    const measured = (await staff.get(`measures/attendance_rate?from=2026-01-01&to=2026-06-30&perimeterId=${bretagne}`)).json<{ value: number; numerator: number; denominator: number; people: number }>()
    const take = () => staff.post(`indicators/${made.id}/take`, { perimeterId: bretagne, periodStart: '2026-01-01' })
    const value = (await take()).json<Value>()
    expect(value).toMatchObject({ status: 'draft', value: measured.value, numerator: measured.numerator, denominator: measured.denominator, count: measured.people })
    expect(measured.value).toBeGreaterThan(0)
    expect((await take()).json<Value>().id).toBe(value.id)
    for (const name of ['submit', 'validate']) await deed(staff, value, name)
    expect((await take()).json<Body>().code).toBe('indicator-value-refused')
    expect((await give(staff, made.id, { numerator: 1, denominator: 2 })).json<Body>().code).toBe('indicator-not-collected')
    expect((await staff.post(`indicators/${made.id}/take`, { perimeterId: bretagne, periodStart: '2019-01-01' })).json<Body>().code).toBe('indicator-nothing-measured')
    expect((await staff.post(`indicators/${papier}/take`, { perimeterId: bretagne, periodStart: '2026-01-01' })).json<Body>().code).toBe('indicator-not-automatic')
  })
})
