import { schema } from '@convergence/db'
import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { type Client, demoId, useTestApp } from '../../test/app.ts'
import { insertPoint, say } from '../../test/points.ts'
import { openSession } from '../../test/sessions.ts'
import { measureNames, measures } from './catalogue.ts'
import type { MeasureFigure, MeasureList, MeasureRowPage } from './schemas.ts'

const t = useTestApp()
const YEAR = 'from=2026-01-01&to=2026-12-31'
type Figure = z.input<typeof MeasureFigure>

const figure = async (name: string, query = YEAR, client?: Client): Promise<Figure> => (await (client ?? (await t.as('staff'))).get(`measures/${name}?${query}`)).json<Figure>()

async function everyRow(name: string, query = YEAR) {
  const rows: z.input<typeof MeasureRowPage>['items'] = []
  const staff = await t.as('staff')
  for (let cursor = '', page = 0; page < 60; page += 1) {
    const body = (await staff.get(`measures/${name}/rows?${query}&limit=17${cursor}`)).json<z.input<typeof MeasureRowPage>>()
    rows.push(...body.items)
    if (!body.nextCursor) break
    cursor = `&cursor=${encodeURIComponent(body.nextCursor)}`
  }
  return rows
}
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
const bare = ({ value, numerator, denominator, n, people, colleges }: Figure) => ({ value, numerator, denominator, n, people, colleges })

describe('the catalogue of measures', () => {
  it('names each figure once, in both languages, with the rule that is printed with it', async () => {
    const { items } = (await (await t.as('reader')).get('measures')).json<z.input<typeof MeasureList>>()
    expect(items.map((item) => item.name)).toEqual(measureNames)
    expect(new Set(measureNames).size).toBe(measureNames.length)
    for (const { label, rule } of items) for (const text of [label.fr, label.en, rule.fr, rule.en]) expect(text.trim()).not.toBe('')
  })

  it.each(measureNames)('%s: gives exactly the rows that it looks at, which add up to the figure', async (name) => {
    const told = await figure(name)
    const rows = await everyRow(name)
    expect(rows).toHaveLength(told.n)
    expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length)
    if (told.numerator !== null) expect(sum(rows.map((row) => row.numerator))).toBe(told.numerator)
    if (told.denominator !== null) expect(sum(rows.map((row) => row.denominator))).toBe(told.denominator)
    const counted = await everyRow(name, `${YEAR}&counted=true`)
    expect(counted.map((row) => row.id)).toEqual(rows.filter((row) => row.counted).map((row) => row.id))
    expect((await everyRow(name, `${YEAR}&counted=false`)).length).toBe(rows.length - counted.length)
  })

  it.each(measureNames)('%s: its numerator is never more than its denominator, over any period, and a period without facts says so', async (name) => {
    for (const period of [YEAR, 'from=2026-03-01&to=2026-03-31', 'from=2026-10-01&to=2026-12-31', 'from=1990-01-01&to=1990-12-31', 'from=2031-01-01&to=2031-12-31']) {
      const { unit, value, numerator, denominator, n } = await figure(name, period)
      if (unit !== 'score' && numerator !== null && denominator !== null) expect(numerator).toBeLessThanOrEqual(denominator)
      if (unit === 'percent' && value !== null) expect(value).toBeGreaterThanOrEqual(0)
      if (n === 0) expect(value).toBe(unit === 'count' ? 0 : null)
    }
  })

  it('splits attendance by college into parts that add up to the whole', async () => {
    const whole = await figure('attendance_rate')
    expect(whole.colleges.length).toBeGreaterThan(3)
    expect(sum(whole.colleges.map((part) => part.numerator ?? 0))).toBe(whole.numerator)
    expect(sum(whole.colleges.map((part) => part.denominator ?? 0))).toBe(whole.denominator)
    expect((await figure('sessions_held')).colleges).toEqual([])
  })
})

describe('the period rule', () => {
  it('a fact outside the period changes nothing, whatever the measure', async () => {
    const period = 'from=2026-01-01&to=2026-06-30'
    const before = await Promise.all(measureNames.map((name) => figure(name, period).then(bare)))
    await openSession(await t.as('staff'))
    const point = await insertPoint(t.db, 'hors période', ['2026-07-02'])
    await say(t.db, point, [[demoId('stakeholder', 'aidants-debout'), 2, '2026-07-03T10:00:00Z'], [demoId('stakeholder', 'institut-lumen'), -2, '2026-07-03T10:00:00Z'], [demoId('stakeholder', 'officines-reunies'), 1, '2026-07-04T10:00:00Z']])
    const perimeterId = demoId('perimeter', 'national')
    const [outcome] = await t.db.insert(schema.outcomes).values({ pointId: point.id, perimeterId, kind: 'retained', statement: 'Suite.', decidedBy: 'Essai', decidedOn: '2026-07-10' }).returning()
    await t.db.insert(schema.answers).values({ outcomeId: outcome?.id ?? '', stakeholderId: demoId('stakeholder', 'aidants-debout'), perimeterId, text: 'Réponse.', channel: 'letter', givenAt: new Date('2026-07-20') })
    await t.db.insert(schema.commitments).values({ reference: 'TEST-C', statement: 'Promis.', owner: 'Essai', perimeterId, pointId: point.id, madeOn: '2026-07-11', dueOn: '2026-07-12' })
    expect(await Promise.all(measureNames.map((name) => figure(name, period).then(bare)))).toEqual(before)
    const later = 'from=2026-07-01&to=2026-07-31'
    expect((await figure('points_discussed', later)).value).toBe(1)
    expect(await figure('answers_given_rate', later)).toMatchObject({ numerator: 1, denominator: 3 })
    expect((await everyRow('time_to_answer', later)).find((row) => row.objectId === point.id)).toMatchObject({ amount: 10, counted: true })
    expect(await figure('commitments_kept_rate', later)).toMatchObject({ numerator: 0, denominator: 1 })
  })

  it('counts a movement between the last position before the period and the last in it, of those present at both', async () => {
    const point = await insertPoint(t.db, 'mouvement', ['2025-01-01'])
    const [a, b, c] = ['aidants-debout', 'institut-lumen', 'officines-reunies'].map((code) => demoId('stakeholder', code)) as [string, string, string]
    await say(t.db, point, [[a, -2, '2025-02-01T10:00:00Z'], [b, 2, '2025-02-01T10:00:00Z'], [a, -1, '2025-05-01T10:00:00Z'], [c, 2, '2025-05-01T10:00:00Z']])
    expect((await figure('points_closer', 'from=2025-04-01&to=2025-06-30'))).toMatchObject({ value: 1, denominator: 1 })
    expect((await figure('points_closer', 'from=2025-01-01&to=2025-03-31'))).toMatchObject({ value: 0, denominator: 0 })
  })

  it('says who was met, by heads and by organisations', async () => {
    const [march] = [await figure('people_met', 'from=2026-03-17&to=2026-03-17')]
    expect(march.value).toBeGreaterThanOrEqual((await figure('organisations_met', 'from=2026-03-17&to=2026-03-17')).value ?? 0)
    expect((await figure('sessions_held', 'from=2026-03-17&to=2026-03-17')).value).toBe(1)
    expect((await figure('sessions_held', 'from=2026-03-18&to=2026-03-18')).value).toBe(0)
  })
})

describe('reach and perimeter', () => {
  it.each(measureNames)('%s: a relay has the figures of their perimeter and no more', async (name) => {
    const relay = await t.as('relay')
    expect(bare(await figure(name, YEAR, relay))).toEqual(bare(await figure(name, `${YEAR}&perimeterId=${demoId('perimeter', 'bretagne')}`)))
    expect((await figure(name, YEAR, relay)).n).toBeLessThanOrEqual((await figure(name)).n)
  })

  it('refuses an unknown name, a period that ends before it begins, a malformed day and whoever is not signed in', async () => {
    const staff = await t.as('staff')
    expect((await staff.get(`measures/unheard_of?${YEAR}`)).json()).toMatchObject({ status: 404, code: 'measure-not-found' })
    for (const path of ['measures/sessions_held', 'measures/sessions_held/rows']) {
      expect((await staff.get(`${path}?from=2026-12-31&to=2026-01-01`)).json()).toMatchObject({ status: 422, code: 'period-reversed' })
      expect((await staff.get(`${path}?from=2026-02-30&to=2026-12-31`)).statusCode).toBe(400)
      expect((await staff.get(path)).statusCode).toBe(400)
      expect((await t.anonymous.get(`${path}?${YEAR}`)).statusCode).toBe(401)
    }
  })

  it('labels rows in the reader’s language where there are two', async () => {
    const staff = await t.as('staff')
    const label = async (language: string) => (await staff.get(`measures/areas_covered/rows?${YEAR}&limit=1`, { headers: { 'accept-language': language } })).json<z.input<typeof MeasureRowPage>>().items[0]?.label
    expect(await label('fr')).not.toBe(await label('en'))
  })

  it('has every measure of the catalogue', () => expect([...measures.keys()]).toEqual(expect.arrayContaining(['sessions_held', 'organisations_met', 'people_met', 'attendance_rate', 'positions_recorded', 'positions_confirmed_rate', 'points_discussed', 'points_converging', 'points_diverging', 'points_closer', 'answers_owed', 'answers_given_rate', 'time_to_answer', 'commitments_made', 'commitments_kept_rate', 'commitments_overdue', 'over_solicited', 'never_asked', 'minutes_approved_rate', 'evaluation_response_rate', 'evaluation_satisfaction', 'actors_trained', 'areas_covered'])))
})
