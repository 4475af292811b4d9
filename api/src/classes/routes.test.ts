import { randomUUID } from 'node:crypto'
import { schema } from '@convergence/db'
import { describe, expect, it } from 'vitest'
import { demoId, useTestApp } from '../../test/app.ts'
import { classCodes, classesOf, schemes } from './schemes.ts'

const t = useTestApp()
const criterion = (code: string) => demoId('criterion', code)
const gridAxes = [{ axis: 'power', criterionId: criterion('power'), cut: 3 }, { axis: 'interest', criterionId: criterion('interest'), cut: 3 }]

interface Value { axis: string; value?: number; n: number; level?: string; near: boolean }
interface Item { id: string; name: string; class?: string; near: boolean; neighbours: string[]; values: Value[]; reasons: { field: string; message: string }[]; held?: number; strategy?: string }
interface Answer { items: Item[]; nextCursor: string | null; rule: { axes: { cut: number }[]; nearPercent: number; validFrom: string }; summary: { classes: { class: string; count: number; near: number }[]; incomplete: number; unscored: number } }

const read = async (query: string): Promise<Answer> => {
  const answer = await (await t.as('reader')).get(`analyses/classes?${query}`)
  expect(answer.statusCode, answer.body).toBe(200)
  expect(answer.body).not.toMatch(/NaN|Infinity/)
  return answer.json<Answer>()
}

/** A stakeholder whose scores are given outside any round, one voice each. */
async function scored(values: Record<string, (number | null)[]>, statedAt = new Date('2026-03-01T10:00:00Z')): Promise<string> {
  const staff = await t.as('staff')
  const { id } = (await staff.post('stakeholders', { kind: 'organisation', name: `Essai ${randomUUID()}`, perimeterId: demoId('perimeter', 'national'), since: '2020-01-01' })).json<{ id: string }>()
  await score(id, values, statedAt)
  return id
}

async function score(id: string, values: Record<string, (number | null)[]>, statedAt: Date, voices: string[] = []): Promise<void> {
  const rows = Object.entries(values).flatMap(([code, list]) => list.map((value, i) => ({
    stakeholderId: id, criterionId: criterion(code), criterionVersionId: demoId('criterion-version', `${code}/1`), voiceId: voices[i] ?? randomUUID(), perimeterId: demoId('perimeter', 'national'), capacity: 'internal' as const,
    state: value === null ? 'unknown' as const : 'scored' as const, value, statedAt,
  })))
  if (rows.length > 0) await t.db.insert(schema.scores).values(rows)
}

describe('classes', () => {
  it.each(schemes)('place every scored stakeholder of the demonstration in %s, and count them', async (scheme) => {
    const { items, summary } = await read(`scheme=${scheme}&limit=1000`)
    expect(items.length).toBeGreaterThanOrEqual(14)
    expect(summary.classes.map((c) => c.class)).toEqual(classesOf[scheme])
    expect(summary.classes.reduce((n, c) => n + c.count, 0) + summary.incomplete).toBe(items.length)
    expect(items.every((item) => item.class === undefined || classCodes.includes(item.class as never))).toBe(true)
  })

  it('read the mean of the voices, and count those who do not know apart', async () => {
    const id = await scored({ power: [4, 5, null], interest: [2, 1] })
    const { items } = await read(`stakeholderId=${id}`)
    expect(items[0]).toMatchObject({ class: 'keep-satisfied', near: false, values: [{ axis: 'power', value: 4.5, n: 2, unknown: 1, level: 'high' }, { axis: 'interest', value: 1.5, n: 2, level: 'low' }] })
  })

  it('count a value equal to the cut-off as high, and say that it is near', async () => {
    const id = await scored({ power: [3], interest: [5] })
    expect((await read(`stakeholderId=${id}`)).items[0]).toMatchObject({ class: 'key-players', near: true, neighbours: ['keep-informed'], values: [{ near: true, level: 'high' }, { near: false }] })
    expect((await read(`stakeholderId=${id}&near=false`)).items).toEqual([])
  })

  it('give no class where a score is missing, and say which', async () => {
    const id = await scored({ power: [4], interest: [null] })
    const { items, summary } = await read(`stakeholderId=${id}`)
    expect(items[0]).not.toHaveProperty('class')
    expect(items[0]?.reasons).toEqual([{ field: 'values.interest', code: 'missing-score', message: 'Aucune cote sur cet axe.' }])
    expect(summary).toMatchObject({ incomplete: 1, unscored: 0 })
    const nobody = (await (await t.as('staff')).post('stakeholders', { kind: 'group', name: 'Sans cote', perimeterId: demoId('perimeter', 'national') })).json<{ id: string }>()
    expect((await read(`stakeholderId=${nobody.id}`)).summary.unscored).toBe(1)
  })

  it('name salience by the attributes held, and Savage by what to do', async () => {
    const id = await scored({ power: [5], legitimacy: [1], urgency: [4], threat: [5], cooperation: [4] })
    expect((await read(`scheme=salience&stakeholderId=${id}`)).items[0]).toMatchObject({ class: 'dangerous', held: 2 })
    expect((await read(`scheme=savage&stakeholderId=${id}`)).items[0]).toMatchObject({ class: 'mixed-blessing', strategy: 'collaborate' })
  })

  it('go back to what was known on a day', async () => {
    const id = await scored({ power: [5], interest: [5] }, new Date('2026-03-01T10:00:00Z'))
    await score(id, { power: [1], interest: [1] }, new Date('2026-06-01T10:00:00Z'))
    expect((await read(`stakeholderId=${id}&asOf=2026-05-31`)).items[0]).toMatchObject({ class: 'key-players' })
    expect((await read(`stakeholderId=${id}&asOf=2026-06-30`)).items[0]?.values[0]).toMatchObject({ value: 3, n: 2 })
    expect((await read(`stakeholderId=${id}&asOf=2026-02-01`)).items).toEqual([])
  })

  it('give one page after another, each stakeholder once, and refuse the cursor of another list', async () => {
    const seen: string[] = []
    let cursor = ''
    do {
      const page = await read(`limit=5&sort=-name${cursor && `&cursor=${cursor}`}`)
      seen.push(...page.items.map((item) => item.id))
      cursor = page.nextCursor ?? ''
    } while (cursor)
    expect(new Set(seen).size).toBe(seen.length)
    const { nextCursor } = await read('limit=5&sort=class')
    expect((await (await t.as('reader')).get(`analyses/classes?limit=5&sort=name&cursor=${nextCursor}`)).json()).toMatchObject({ status: 400, code: 'invalid-cursor' })
  })

  it('filter by class and by what filters stakeholders', async () => {
    const { items } = await read('class=key-players&limit=1000&side=internal')
    expect(items.length).toBeGreaterThan(0)
    expect(items.every((item) => item.class === 'key-players')).toBe(true)
  })

  it('show a relay the stakeholders of their perimeter alone', async () => {
    const ids = (answer: Answer) => answer.items.map((item) => item.id)
    const relay = (await (await t.as('relay')).get('analyses/classes?limit=1000')).json<Answer>()
    expect(ids(relay).length).toBeLessThan(ids(await read('limit=1000')).length)
  })

  it.each(['scheme=none', 'asOf=2026-02-30', 'horizon=plus5', 'limit=1001', 'class=star', 'color=red'])('refuse %s', async (query) => {
    expect((await (await t.as('reader')).get(`analyses/classes?${query}`)).statusCode).toBe(400)
  })
})

describe('history of classes', () => {
  it('has a step where a value changed, read with one rule', async () => {
    const voice = randomUUID()
    const id = await scored({})
    await score(id, { power: [5], interest: [2] }, new Date('2026-01-10T10:00:00Z'), [voice])
    await score(id, { power: [1], interest: [2] }, new Date('2026-08-10T10:00:00Z'), [voice])
    const answer = (await (await t.as('reader')).get(`analyses/classes/history?stakeholderId=${id}`)).json<{ instants: { at: string; title: string | null }[]; items: { steps: { class?: string; at: string; values: Value[] }[] }[] }>()
    expect(answer.items[0]?.steps.map((s) => [s.class, s.values[0]?.value])).toEqual([['keep-satisfied', 5], ['minimal-effort', 1]])
    expect(answer.instants.map((i) => i.title)).toContain('Cotation des parties prenantes, printemps 2026')
    expect(answer.instants.map((i) => i.at)).toEqual(answer.instants.map((i) => i.at).toSorted())
  })

  it('ends on the day asked for', async () => {
    const answer = (await (await t.as('reader')).get('analyses/classes/history?asOf=2026-05-01')).json<{ instants: { at: string }[]; items: unknown[] }>()
    expect(answer.instants.every((i) => i.at < '2026-05-02')).toBe(true)
    expect(answer.items.length).toBeGreaterThanOrEqual(14)
  })
})

describe('cut-offs', () => {
  const body = { scheme: 'grid', centre: 'median', nearPercent: 10, reason: 'Décision du comité', axes: gridAxes.map((a) => ({ ...a, cut: 4 })) }

  it('are changed by an administrator with a reason, from now on; the past keeps its own', async () => {
    const admin = await t.as('administrator')
    const before = await read('asOf=2026-10-31')
    const made = await admin.post('analyses/cutoffs', body)
    expect(made.statusCode, made.body).toBe(201)
    expect((await read('')).rule).toMatchObject({ nearPercent: 10, centre: 'median', axes: [{ cut: 4 }, { cut: 4 }] })
    expect((await read('asOf=2026-10-31')).rule).toEqual(before.rule)
    const history = (await admin.get('analyses/cutoffs?scheme=grid')).json<{ items: { reason: string; changedByName: string | null }[] }>()
    expect(history.items[0]).toMatchObject({ reason: 'Décision du comité', changedByName: expect.any(String) as string })
    expect(history.items.length).toBeGreaterThan(1)
  })

  it.each([
    ['axes of another grid', { axes: [{ ...gridAxes[0], axis: 'threat' }, gridAxes[1]] }, 422, 'cutoff-axes'],
    ['an axis twice', { axes: [gridAxes[0], gridAxes[0]] }, 422, 'cutoff-axes'],
    ['an axis too few', { axes: [gridAxes[0]] }, 422, 'cutoff-axes'],
    ['a cut-off beyond the scale', { axes: [{ ...gridAxes[0], cut: 6 }, gridAxes[1]] }, 422, 'cutoff-out-of-scale'],
    ['an unknown criterion', { axes: [{ ...gridAxes[0], criterionId: demoId('none', 'x') }, gridAxes[1]] }, 422, 'unknown-reference'],
    ['no reason', { reason: ' ' }, 400, 'invalid-request'],
    ['more than half of the scale', { nearPercent: 51 }, 400, 'invalid-request'],
  ])('refuse %s', async (_, change, status, code) => {
    expect((await (await t.as('administrator')).post('analyses/cutoffs', { ...body, ...change })).json()).toMatchObject({ status, code })
  })

  it('are nobody else’s to change', async () => {
    for (const role of ['staff', 'relay', 'reader'] as const) expect((await (await t.as(role)).post('analyses/cutoffs', body)).statusCode).toBe(403)
  })
})
