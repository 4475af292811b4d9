import { schema } from '@convergence/db'
import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { demoId, useTestApp } from '../../test/app.ts'

const t = useTestApp()
const autumn = demoId('round', 'cotation-autumn')
const open = demoId('round', 'cotation-plus3')
const criterion = (code: string) => demoId('criterion', code)
const national = demoId('perimeter', 'national')

interface Cell { criterionId: string; n: number; unknown: number; histogram: { value: number; count: number }[]; mean?: number; median?: number; q1?: number; q3?: number; agreement?: number; polarisation?: number; byCapacity: { capacity: string; n: number; unknown: number }[]; reasons: { code: string }[] }
interface Results { round: { raters: number; finished: number; phase: string }; criteria: { criterionId: string; min: number; max: number }[]; quartiles: string; items: { id: string; name: string; cells: Cell[] }[]; nextCursor: string | null }
interface Splits { cells: { stakeholderId: string; criterionId: string; polarisation: number; apart: { raterName: string | null; value: number; distance: number }[] }[]; raters: { raterId: string | null; raterName: string | null; capacity: string; n: number; distance: number; lean: number; farthest: unknown[] }[] }
interface Concordance { items: { criterionId: string; kendall: { w?: number }; krippendorff: { ordinal?: number }; raters: number; unstable: boolean; reasons: { code: string }[] }[]; overall?: { raters: number }; reasons: { code: string; message: string }[] }

const read = async <T>(path: string, role: 'staff' | 'reader' = 'reader'): Promise<T> => {
  const answer = await (await t.as(role)).get(path)
  expect(answer.statusCode, answer.body).toBe(200)
  expect(answer.body).not.toMatch(/NaN|Infinity/)
  return answer.json<T>()
}

/** A closed round of named raters without account on power and interest, with these scores: raters × stakeholders. */
async function roundOf(power: (number | null)[][], stakeholders: string[]): Promise<string> {
  const [round] = await t.db.insert(schema.rounds).values({ reference: `E${Math.random()}`, title: 'Essai', perimeterId: national, status: 'closed', opensAt: new Date('2026-01-01'), closesAt: new Date('2026-01-31') }).returning()
  if (!round) throw new Error('no round')
  await t.db.insert(schema.roundCriteria).values({ roundId: round.id, criterionId: criterion('power'), criterionVersionId: demoId('criterion-version', 'power/1'), rank: 1 })
  if (stakeholders.length > 0) await t.db.insert(schema.roundStakeholders).values(stakeholders.map((stakeholderId, i) => ({ roundId: round.id, stakeholderId, rank: i + 1 })))
  for (const [i, row] of power.entries()) {
    const [rater] = await t.db.insert(schema.roundRaters).values({ roundId: round.id, capacity: 'internal', name: `Évaluateur ${i + 1}` }).returning()
    if (!rater) throw new Error('no rater')
    await t.db.insert(schema.scores).values(row.map((value, j) => ({
      stakeholderId: stakeholders[j] ?? '', criterionId: criterion('power'), criterionVersionId: demoId('criterion-version', 'power/1'), roundId: round.id, raterId: rater.id, voiceId: rater.id, perimeterId: national,
      capacity: 'internal' as const, state: value === null ? 'unknown' as const : 'scored' as const, value, statedAt: new Date('2026-01-10'),
    })))
  }
  return round.id
}

const some = ['adherents', 'elus', 'collaborateurs', 'prevention', 'fournisseurs', 'associations', 'presse', 'consommateurs'].map((code) => demoId('stakeholder', code))

describe('results of a round', () => {
  it('give every stakeholder on every criterion, with counts that add up', async () => {
    const { items, criteria, round, quartiles } = await read<Results>(`rounds/${autumn}/results`)
    expect(items).toHaveLength(14)
    expect(quartiles).toBe('type-7')
    for (const { cells } of items) {
      expect(cells.map((cell) => cell.criterionId)).toEqual(criteria.map((c) => c.criterionId))
      for (const cell of cells) {
        expect(cell.histogram.reduce((n, bar) => n + bar.count, 0)).toBe(cell.n)
        expect(cell.byCapacity.reduce((n, part) => n + part.n + part.unknown, 0)).toBe(cell.n + cell.unknown)
        expect(cell.n + cell.unknown).toBeLessThanOrEqual(round.raters)
      }
    }
  })

  it('state the published quartiles of type 7', async () => {
    const id = await roundOf([4, 1, 2, 2, 3, 5, 5, 1].map((v) => [v]), some.slice(0, 1))
    expect((await read<Results>(`rounds/${id}/results`)).items[0]?.cells[0]).toMatchObject({ n: 8, median: 2.5, q1: 1.75, q3: 4.25 })
  })

  it('say why a cell without score has no figure', async () => {
    const id = await roundOf([[null]], some.slice(0, 1))
    const cell = (await read<Results>(`rounds/${id}/results`)).items[0]?.cells[0]
    expect(cell).toMatchObject({ n: 0, unknown: 1 })
    expect(cell).not.toHaveProperty('mean')
    expect(cell?.reasons[0]).toMatchObject({ field: 'mean', code: 'no-score' })
  })

  it('answer an empty round with nothing, not with an error', async () => {
    const id = await roundOf([], [])
    expect((await read<Results>(`rounds/${id}/results`)).items).toEqual([])
    expect(await read<Splits>(`rounds/${id}/splits`)).toMatchObject({ cells: [], raters: [] })
    expect((await read<Concordance>(`rounds/${id}/concordance`)).items[0]).toMatchObject({ kendall: {}, krippendorff: {}, raters: 0, unstable: true })
  })

  it('stand in the order of their split when asked, page after page', async () => {
    const whole = await read<Results>(`rounds/${autumn}/results?sort=-polarisation&limit=100`)
    const split = (cells: Cell[]) => Math.max(...cells.map((cell) => cell.polarisation ?? -1))
    expect(whole.items.map((i) => split(i.cells))).toEqual(whole.items.map((i) => split(i.cells)).toSorted((a, b) => b - a))
    const first = await read<Results>(`rounds/${autumn}/results?sort=-polarisation&limit=9`)
    const second = await read<Results>(`rounds/${autumn}/results?sort=-polarisation&limit=9&cursor=${first.nextCursor}`)
    expect([...first.items, ...second.items]).toEqual(whole.items)
    expect((await (await t.as('reader')).get(`rounds/${autumn}/results?sort=name&cursor=${first.nextCursor}`)).statusCode).toBe(400)
  })

  it('are narrowed by capacity, criterion and name', async () => {
    const { items, criteria } = await read<Results>(`rounds/${autumn}/results?capacity=stakeholder&criterionId=${criterion('power')}&q=ADHÉRENTS`)
    expect(criteria).toHaveLength(1)
    expect(items.map((i) => i.id)).toContain(demoId('stakeholder', 'adherents'))
    expect(items.length).toBeLessThan(14)
    expect(items.every((i) => i.cells.every((cell) => cell.byCapacity.every((part) => part.capacity === 'stakeholder')))).toBe(true)
  })
})

describe('who may see the results of an open round', () => {
  it('is not a rater who has not finished, and is one who has', async () => {
    await t.db.update(schema.roundRaters).set({ finishedAt: null }).where(sql`${schema.roundRaters.roundId} = ${open} and ${schema.roundRaters.userId} = ${demoId('user', 'staff')}`)
    const staff = await t.as('staff')
    for (const part of ['results', 'concordance', 'splits', `results/scores?stakeholderId=${some[0]}&criterionId=${criterion('power')}`]) {
      const answer = await staff.get(`rounds/${open}/${part}`)
      expect(answer.json(), part).toMatchObject({ status: 409, code: 'score-first' })
    }
    await t.db.update(schema.roundRaters).set({ finishedAt: new Date() }).where(eq(schema.roundRaters.userId, demoId('user', 'staff')))
    expect((await staff.get(`rounds/${open}/results`)).statusCode).toBe(200)
  })

  it('is a rater from elsewhere, once the round is closed', async () => {
    const relay = await t.as('relay')
    expect((await relay.get(`rounds/${autumn}/results?limit=100`)).json<Results>().items).toHaveLength(14)
  })

  it('is nobody out of its perimeter', async () => {
    const id = await roundOf([[1]], some.slice(0, 1))
    expect((await (await t.as('relay')).get(`rounds/${id}/results`)).json()).toMatchObject({ status: 404, code: 'round-not-found' })
    expect((await t.anonymous.get(`rounds/${id}/results`)).statusCode).toBe(401)
  })
})

describe('splits', () => {
  // Eleven raters agree; the twelfth says the contrary everywhere.
  const twelve = [...Array.from({ length: 11 }, (_, i) => [5, 4, 2, 1, i % 2 === 0 ? 3 : 4]), [1, 2, 4, 5, 3]]

  it('name the rater who dissents, on what, and which way', async () => {
    const id = await roundOf(twelve, some.slice(0, 5))
    const { raters, cells } = await read<Splits>(`rounds/${id}/splits`, 'staff')
    expect(raters[0]).toMatchObject({ raterName: 'Évaluateur 12', n: 5 })
    expect(raters[0]?.distance).toBeGreaterThan(2 * (raters[1]?.distance ?? 1))
    expect(raters[0]?.farthest).toHaveLength(3)
    expect(cells[0]?.apart[0]).toMatchObject({ raterName: 'Évaluateur 12', distance: 1 })
  })

  it('put two opposed camps before one voice apart', async () => {
    const id = await roundOf([[5, 3], [5, 3], [1, 3], [1, 5]], some.slice(0, 2))
    const { cells } = await read<Splits>(`rounds/${id}/splits`)
    expect(cells.map((c) => c.stakeholderId)).toEqual(some.slice(0, 2))
    expect(cells[0]?.polarisation).toBe(1)
  })

  it('leave out names for a reader, not for those who run rounds', async () => {
    expect((await read<Splits>(`rounds/${autumn}/splits`, 'staff')).raters.every((r) => r.raterName)).toBe(true)
    expect((await read<Splits>(`rounds/${autumn}/splits`, 'reader')).raters.every((r) => r.raterName === null && r.raterId === null)).toBe(true)
  })

  it('are none for a single rater', async () => {
    const id = await roundOf([[5, 1]], some.slice(0, 2))
    expect(await read<Splits>(`rounds/${id}/splits`)).toMatchObject({ cells: [], raters: [] })
  })
})

describe('concordance', () => {
  it('gives the published W of Siegel and Castellan', async () => {
    const id = await roundOf([[5, 6, 7, 1, 2, 4, 3, 8], [1, 7, 6, 2, 3, 5, 4, 8], [4, 5, 1, 3, 2, 7, 6, 8]], some)
    const { items } = await read<Concordance>(`rounds/${id}/concordance`)
    expect(items[0]?.kendall.w).toBeCloseTo(0.6560847, 6)
    expect(items[0]).toMatchObject({ unstable: true, raters: 3 })
  })

  it('compares the whole only where the criteria have one scale, and says so', async () => {
    const autumnAnswer = await read<Concordance>(`rounds/${autumn}/concordance`)
    expect(autumnAnswer).not.toHaveProperty('overall')
    expect(autumnAnswer.reasons).toMatchObject([{ field: 'overall', code: 'scales-differ' }])
    expect(autumnAnswer.items).toHaveLength(7)
    expect((await read<Concordance>(`rounds/${open}/concordance`)).overall?.raters).toBeGreaterThan(0)
  })

  it('says why nothing can be computed for a single rater, and for raters who tie all', async () => {
    const [one, tied] = [await roundOf([[1, 2, 3]], some.slice(0, 3)), await roundOf([[3, 3], [3, 3]], some.slice(0, 2))]
    expect((await read<Concordance>(`rounds/${one}/concordance`)).items[0]?.reasons.map((r) => r.code)).toContain('fewer-than-two-raters')
    expect((await read<Concordance>(`rounds/${tied}/concordance`)).items[0]?.reasons.map((r) => r.code)).toContain('all-tied')
  })
})

describe('scores behind a figure', () => {
  const cell = `results/scores?stakeholderId=${demoId('stakeholder', 'associations')}&criterionId=${criterion('power')}`

  it('are as many as the figure counts, the lowest first', async () => {
    const { items } = await read<{ items: { value: number | null; raterName: string | null; reason: string }[] }>(`rounds/${autumn}/${cell}`, 'staff')
    const found = (await read<Results>(`rounds/${autumn}/results?limit=100`)).items.find((i) => i.id === demoId('stakeholder', 'associations'))?.cells[0]
    expect(items).toHaveLength((found?.n ?? 0) + (found?.unknown ?? 0))
    expect(items.every((row) => row.raterName)).toBe(true)
    const values = items.flatMap((row) => row.value ?? [])
    expect(values).toEqual(values.toSorted((a, b) => a - b))
  })

  it('show a reader neither names nor words', async () => {
    const { items } = await read<{ items: { raterName: string | null; reason: string }[] }>(`rounds/${autumn}/${cell}`)
    expect(items.every((row) => row.raterName === null && row.reason === '')).toBe(true)
  })

  it('are not found for what the round does not ask', async () => {
    const answer = await (await t.as('staff')).get(`rounds/${open}/results/scores?stakeholderId=${demoId('stakeholder', 'associations')}&criterionId=${criterion('attitude')}`)
    expect(answer.json()).toMatchObject({ status: 404, code: 'result-cell-not-found' })
  })
})
