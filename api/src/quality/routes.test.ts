import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { demoId, useTestApp } from '../../test/app.ts'
import { measureNames } from '../measures/catalogue.ts'
import type { Principles, Quality, QualityTrend } from './schemas.ts'

const t = useTestApp()
const read = async <T>(path: string): Promise<T> => (await (await t.as('staff')).get(path)).json<T>()

describe('the quality of the dialogue', () => {
  it('gives every measure of a period beside the period before, the same figures as the measures themselves', async () => {
    const { period, previous, figures } = await read<z.input<typeof Quality>>('quality?period=2026-H1')
    expect([period, previous]).toEqual([{ code: '2026-H1', from: '2026-01-01', to: '2026-06-30' }, { code: '2025-H2', from: '2025-07-01', to: '2025-12-31' }])
    expect(figures.map((figure) => figure.name)).toEqual(measureNames)
    for (const { name, current } of figures) expect(await read(`measures/${name}?from=2026-01-01&to=2026-06-30`), name).toMatchObject(current)
  })

  it('follows each over the last periods, ending with the one asked for', async () => {
    const { periods, series } = await read<z.input<typeof QualityTrend>>('quality/trend?period=2026-H1&count=3')
    const { figures, } = await read<z.input<typeof Quality>>('quality?period=2026-H1')
    expect(periods.map((period) => period.code)).toEqual(['2025-H1', '2025-H2', '2026-H1'])
    for (const { name, values } of series) expect(values.at(-1), name).toBe(figures.find((figure) => figure.name === name)?.current.value)
  })

  it('sets what participants said beside each principle, from the evaluations closed in the period alone', async () => {
    const { participants } = await read<z.input<typeof Quality>>('quality?period=2026-Q2')
    const principles = (await read<z.input<typeof Principles>>('principles')).items.flatMap((framework) => framework.principles)
    expect(principles).toHaveLength(11)
    expect(participants.map((one) => one.principle)).toEqual(principles.filter((principle) => principle.questions.length > 0).map((principle) => principle.code))
    for (const { mean } of participants) expect(mean >= 1 && mean <= 5).toBe(true)
    expect((await read<z.input<typeof Quality>>('quality?period=2025')).participants).toEqual([])
  })

  it.each(['2026-H3', '2026-Q0', '26', '2026-13', 'abc', '3000'])('refuses the period %s', async (period) => expect((await (await t.as('staff')).get(`quality?period=${period}`)).statusCode).toBe(400))
})

describe('a self-assessment', () => {
  const body = { perimeterId: demoId('perimeter', 'bretagne'), principle: 'comite21-2', period: '2026-H2', level: 2, reason: 'Trois collèges sur cinq.' }
  interface Row { id: string; level: number; current: boolean; periodStart: string }
  const list = async (query = '') => (await read<{ items: Row[] }>(`self-assessments?perimeterId=${body.perimeterId}&period=2026-H2${query}`)).items

  it('is a dated statement: a later one stands in its place, taken back the former stands again', async () => {
    const staff = await t.as('staff')
    const first = (await staff.post('self-assessments', body)).json<Row>()
    expect(first).toMatchObject({ level: 2, current: true, periodStart: '2026-07-01', periodEnd: '2026-12-31', nextStep: '' })
    const second = (await staff.post('self-assessments', { ...body, level: 3 })).json<Row>()
    expect((await list()).map(({ id, current }) => [id, current])).toEqual([[second.id, true], [first.id, false]])
    expect((await list('&current=true')).map((row) => row.id)).toEqual([second.id])
    expect((await staff.post(`self-assessments/${second.id}/withdraw`)).json()).toMatchObject({ current: false })
    expect((await list('&current=true')).map((row) => row.id)).toEqual([first.id])
    expect((await staff.post(`self-assessments/${second.id}/withdraw`)).json()).toMatchObject({ code: 'self-assessment-withdrawn' })
    await staff.post(`self-assessments/${second.id}/restore`)
    expect((await list('&current=true')).map((row) => row.id)).toEqual([second.id])
  })

  it('refuses an unknown principle, a level beyond four, no reason, and readers', async () => {
    const staff = await t.as('staff')
    expect((await staff.post('self-assessments', { ...body, principle: 'comite21-9' })).json()).toMatchObject({ status: 422, code: 'principle-unknown' })
    for (const wrong of [{ level: 5 }, { level: -1 }, { level: 1.5 }, { reason: ' ' }, { period: '2026-H9' }]) expect((await staff.post('self-assessments', { ...body, ...wrong })).statusCode).toBe(400)
    expect((await (await t.as('reader')).post('self-assessments', body)).statusCode).toBe(403)
  })
})
