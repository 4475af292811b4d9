import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { useTestApp } from '../../test/app.ts'

const t = useTestApp()

type Table = (number | null)[][]
interface Case { id: string; tolerance: number; inputs: Record<string, Table>; expected: Record<string, unknown> }
interface Absent { field: string; code: string; message: string }

const url = new URL('../../../db/reference/method-cases.json', import.meta.url)
const { cases } = JSON.parse(readFileSync(url, 'utf8')) as { cases: Case[] }
function caseOf(id: string): Case {
  const found = cases.find((row) => row.id === id)
  if (!found) throw new Error(`The published case ${id} is gone`)
  return found
}

function expectNear(found: unknown, wanted: unknown, tolerance: number, at: string): void {
  if (Array.isArray(wanted)) return wanted.forEach((cell, i) => expectNear((found as unknown[] | undefined)?.[i], cell, tolerance, `${at}[${i}]`))
  expect(typeof found, at).toBe('number')
  expect(Math.abs((found as number) - (wanted as number)), `${at}: ${String(found)} for ${String(wanted)}`).toBeLessThanOrEqual(tolerance)
}

const post = async (what: string, body: object, language = 'fr') => (await t.as('reader')).post(`analyses/${what}`, body, { headers: { 'accept-language': language } })
const read = async <T>(what: string, body: object): Promise<T> => {
  const answer = await post(what, body)
  expect(answer.statusCode, answer.body).toBe(200)
  expect(answer.body).not.toMatch(/NaN|Infinity|null/)
  return answer.json<T>()
}
const transposed = (table: Table): Table => (table[0] ?? []).map((_, j) => table.map((row) => row[j] ?? null))

const BASE: Record<string, string> = {
  MIDI: 'midi', Ii_without_diagonal: 'influence', Di_without_diagonal: 'dependence', Ri_star: 'riStar', MMIDI_diagonal_zero: 'mmidi', Qi_star: 'qiStar', stability_percent: 'stability', net_balance_MIDI_minus_transpose: 'netBalance',
}
const BY_ORDER: Record<string, string> = {
  MAO: 'mao', CAA: 'convergence', DAA: 'divergence', _convergence_degree_percent: 'convergenceDegree', _ambivalence: 'ambivalence', _implication_by_actor: 'implication', _mobilisation_by_objective: 'mobilisation',
}
type Mactor = Record<string, unknown> & { orders: Record<string, unknown>[]; reasons: Absent[] }
const names = (n: number): string[] => Array.from({ length: n }, (_, i) => `Acteur ${i + 1}`)
function mactorBody(id: string) {
  const { MID = [], '2MAO': mao2 = [] } = caseOf(id).inputs
  return { actors: names(MID.length), objectives: names(mao2[0]?.length ?? 0), mid: MID, mao2 }
}

describe('MACTOR of tables sent', () => {
  it.each(['mactor-01-aeroport-de-paris', 'mactor-03-hand-checkable'])('gives the published figures of %s', async (id) => {
    const { expected, tolerance } = caseOf(id)
    const found = await read<Mactor>('mactor', mactorBody(id))
    let compared = 0
    for (const [name, wanted] of Object.entries(expected)) {
      const field = BASE[name] ?? BY_ORDER[name.slice(1)]
      if (!field) continue
      compared += 1
      expectNear(name in BASE ? found[field] : found.orders[Number(name[0]) - 1]?.[field], wanted, tolerance, name)
    }
    expect(compared).toBeGreaterThan(6)
    expect(found.reasons).toEqual([])
  })

  it('refuses the wrong conventions', async () => {
    const wrong = (caseOf('mactor-05-wrong-conventions').expected as { not: Record<string, number[]> }).not
    const { riStar, midi } = await read<{ riStar: number[]; midi: number[][] }>('mactor', mactorBody('mactor-01-aeroport-de-paris'))
    for (const values of Object.values(wrong)) for (const found of [riStar, midi[0] ?? []]) expect(found.every((v, i) => Math.abs(v - (values[i] ?? 0)) < 1e-5)).toBe(false)
  })

  it('gives influences alone without positions, and says so', async () => {
    for (const rest of [{}, { mao2: null }, { objectives: ['Un objectif'] }]) {
      const found = await read<Mactor>('mactor', { actors: names(3), mid: mactorBody('mactor-03-hand-checkable').mid, ...rest })
      expect(found).toMatchObject({ influence: [7, 4, 2], orders: [], reasons: [{ field: 'orders', code: 'no-positions' }] })
    }
  })

  it('leaves out what has no value, and says why in the language of the reader', async () => {
    const body = { actors: names(2), objectives: ['O'], mid: [[0, 4], [4, 0]], mao2: [[1], [2]] }
    const found = await read<Mactor>('mactor', body)
    expect(found).not.toHaveProperty('riStar')
    expect(found.orders).toHaveLength(2)
    expect(found.reasons.find((r) => r.field === 'riStar')).toMatchObject({ code: 'no-balance-of-power', message: expect.stringContaining('rapports de force') as string })
    expect((await post('mactor', body, 'en')).json<Mactor>().reasons[0]?.message).toContain('balance of power')
    expect(await read<Mactor>('mactor', { actors: ['Seul'], mid: [[0]] })).toMatchObject({ influence: [0], reasons: [{ code: 'no-influence' }, { code: 'no-influence' }, { code: 'no-influence' }, { code: 'no-positions' }] })
  })

  it('takes 120 actors and as many objectives', async () => {
    const mid = names(120).map((_, i) => names(120).map((__, j) => (i === j ? 0 : (i + j) % 5)))
    const mao2 = names(120).map((_, i) => names(120).map((__, j) => ((i * 3 + j) % 9) - 4))
    expect((await post('mactor', { actors: names(120), objectives: names(120), mid, mao2 })).statusCode).toBe(200)
  })

  const three = { actors: names(3), objectives: names(2), mid: [[0, 3, 1], [1, 0, 2], [0, 1, 0]], mao2: [[2, -1], [1, 3], [-2, 3]] }
  it.each([
    ['a table that is not square', { mid: [[0, 3], [1, 0], [0, 1]] }, 422, '/mid/0'],
    ['a row too many', { mid: [...three.mid, [0, 0, 0]] }, 422, '/mid'],
    ['an influence of oneself', { mid: [[0, 3, 1], [1, 2, 2], [0, 1, 0]] }, 422, '/mid/1/1'],
    ['positions of too few actors', { mao2: [[2, -1], [1, 3]] }, 422, '/mao2'],
    ['positions on too many objectives', { mao2: [[2, -1, 0], [1, 3], [-2, 3]] }, 422, '/mao2/0'],
    ['positions without objectives', { objectives: [] }, 422, '/objectives'],
    ['an influence beyond 4', { mid: [[0, 5, 1], [1, 0, 2], [0, 1, 0]] }, 400, '/mid/0/1'],
    ['a negative influence', { mid: [[0, -1, 1], [1, 0, 2], [0, 1, 0]] }, 400, '/mid/0/1'],
    ['a position beyond −4', { mao2: [[2, -5], [1, 3], [-2, 3]] }, 400, '/mao2/0/1'],
    ['half a position', { mao2: [[2, 0.5], [1, 3], [-2, 3]] }, 400, '/mao2/0/1'],
    ['a hole in the positions', { mao2: [[2, null], [1, 3], [-2, 3]] }, 400, '/mao2/0/1'],
    ['no actor at all', { actors: [], mid: [] }, 400, '/actors'],
    ['a field that does not exist', { mao1: [] }, 400, '/mao1'],
  ])('refuses %s and points at it', async (_, change, status, pointer) => {
    const answer = await post('mactor', { ...three, ...change })
    expect(answer.headers['content-type']).toContain('application/problem+json')
    const problem = answer.json<{ status: number; errors: { pointer: string; message: string }[] }>()
    expect(problem.status).toBe(status)
    expect(problem.errors.map((e) => e.pointer)).toContain(pointer)
    expect(problem.errors.every((e) => e.message.length > 0)).toBe(true)
  })
})

interface Raters { raters: number; unstable: boolean; kendall: Record<string, number>; krippendorff: Record<string, number>; icc: Record<string, number>; reasons: Absent[] }

describe('agreement of raters of a table sent', () => {
  it.each(['kripp-01-C-data', 'kripp-02-three-coders'])('gives the published alphas of %s', async (id) => {
    const { inputs, expected, tolerance } = caseOf(id)
    const found = await read<Raters>('raters', { ratings: inputs.raters_by_units })
    for (const [metric, wanted] of Object.entries(expected)) expectNear(found.krippendorff[metric], wanted, tolerance, metric)
  })

  it.each([
    ['kendall-01-siegel-castellan', 'judges_by_items', { W: 'w', chi2: 'chi2', df: 'df', p: 'p' }],
    ['kendall-02-anxiety-ties', 'raters_by_subjects', { W_tie_corrected: 'w', chi2: 'chi2', df: 'df', p: 'p', W_uncorrected: 'wUncorrected' }],
  ])('gives the published W of %s', async (id, table, fields) => {
    const { inputs, expected, tolerance } = caseOf(id)
    const found = await read<Raters>('raters', { ratings: inputs[table] })
    for (const [name, field] of Object.entries(fields)) expectNear(found.kendall[field], expected[name], tolerance, name)
    if ('ICC_2_1_agreement' in expected) expectNear(found.icc.icc21, expected.ICC_2_1_agreement, tolerance, 'icc21')
  })

  it('gives Siegel’s W without and with ties', async () => {
    const { inputs, expected, tolerance } = caseOf('kendall-04-siegel-1956')
    const plain = await read<Raters>('raters', { ratings: inputs.no_ties })
    const tied = await read<Raters>('raters', { ratings: inputs.ties })
    expectNear([plain.kendall.w, tied.kendall.w, tied.kendall.wUncorrected], [expected.no_ties_W, expected.ties_W_corrected, expected.ties_W_uncorrected], tolerance, 'w')
  })

  it('gives the six ICC of Shrout and Fleiss', async () => {
    const { inputs, expected, tolerance } = caseOf('icc-01-shrout-fleiss')
    const { icc } = await read<Raters>('raters', { ratings: transposed(inputs.targets_by_judges ?? []) })
    for (const form of ['1_1', '2_1', '3_1', '1_k', '2_k', '3_k']) expectNear(icc[`icc${form.replace('_', '')}`], expected[`ICC_${form}`], tolerance, form)
  })

  it.each([
    ['nobody', []],
    ['raters without objects', [[], []]],
    ['a single rater', [[1, 2, 3]]],
    ['raters who gave no score', [[null, null], [null, null]]],
  ])('answers %s without any coefficient, each with its reason', async (_, ratings) => {
    const found = await post('raters', { ratings })
    expect(found.statusCode).toBe(200)
    expect(found.json()).toMatchObject({ kendall: {}, krippendorff: {}, icc: {}, unstable: true })
    expect(found.json<Raters>().reasons).toHaveLength(11)
  })

  it('names what fails when all are tied, and when there is one object', async () => {
    const tied = await read<Raters>('raters', { ratings: [[3, 3, 3], [3, 3, 3]] })
    expect(tied.reasons.find((r) => r.field === 'kendall')).toMatchObject({ code: 'all-tied' })
    expect(tied.krippendorff).toEqual({})
    const one = await read<Raters>('raters', { ratings: [[3], [4], [5]] })
    expect(one.reasons.map((r) => r.code)).toContain('fewer-than-two-complete-objects')
  })

  it('takes 100 raters × 3,000 objects with decimals', async () => {
    const ratings = Array.from({ length: 100 }, (_, i) => Array.from({ length: 3000 }, (__, j) => ((i * 7 + j * 13) % 50) / 7))
    expect((await post('raters', { ratings })).statusCode).toBe(200)
  })

  it.each([
    ['rows of unequal length', { ratings: [[1, 2, 3], [1, 2]] }, 422, '/ratings/1'],
    ['a score that is a word', { ratings: [[1, 2], [1, 'trois']] }, 400, '/ratings/1/1'],
    ['a score beyond a thousand million', { ratings: [[1, 2e9]] }, 400, '/ratings/0/1'],
    ['a row that is none', { ratings: [[1, 2], 3] }, 400, '/ratings/1'],
    ['more different values than ratings have', { ratings: Array.from({ length: 60 }, (_, i) => Array.from({ length: 1000 }, (__, j) => i + j / 1000)) }, 400, '/ratings'],
    ['more cells than can be read', { ratings: Array.from({ length: 1000 }, () => new Array<number>(501).fill(1)) }, 400, '/ratings'],
    ['nothing', {}, 400, '/ratings'],
  ])('refuses %s and points at it', async (_, body, status, pointer) => {
    const problem = (await post('raters', body)).json<{ status: number; errors: { pointer: string }[] }>()
    expect(problem.status).toBe(status)
    expect(problem.errors.map((e) => e.pointer)).toContain(pointer)
  })

  it('writes twenty faults at most for a table full of them', async () => {
    const answer = await post('raters', { ratings: Array.from({ length: 250 }, () => new Array<string>(1000).fill('x')) })
    expect(answer.statusCode).toBe(400)
    expect(answer.json<{ errors: unknown[] }>().errors).toHaveLength(20)
  })

  it('is for signed-in people', async () => {
    expect((await t.anonymous.post('analyses/raters', { ratings: [[1]] })).statusCode).toBe(401)
  })
})

describe('agreement of counts sent', () => {
  it('gives the published A, polarisation and consensus', async () => {
    const eijk = caseOf('eijk-01-main')
    const found = await read<Record<string, number>>('agreement', { counts: (eijk.inputs as unknown as { frequencies: number[] }).frequencies })
    expectNear([found.agreement, found.polarisation], [eijk.expected.A, eijk.expected.polarization], eijk.tolerance, 'A')
    const tastle = caseOf('tastle-wierman-01')
    for (const [name, counts] of Object.entries(tastle.inputs)) expectNear((await read<Record<string, number>>('agreement', { counts })).consensus, tastle.expected[name], tastle.tolerance, name)
  })

  it.each([
    ['counts that are all zero', [0, 0, 0], ['agreement', 'polarisation', 'consensus']],
    ['two categories', [3, 4], ['agreement', 'polarisation']],
    ['one category', [3], ['agreement', 'polarisation', 'consensus']],
    ['no category', [], ['agreement', 'polarisation', 'consensus']],
  ])('leaves out what %s do not allow, and says why', async (_, counts, absent) => {
    const found = await read<Record<string, unknown> & { reasons: Absent[] }>('agreement', { counts })
    expect(found.reasons.map((r) => r.field)).toEqual(absent)
    for (const field of absent) expect(found).not.toHaveProperty(field)
  })

  it.each([[[-1, 2, 3]], [[1.5, 2, 3]], [[1, null, 3]], ['x']])('refuses counts such as %j', async (counts) => {
    expect((await post('agreement', { counts })).statusCode).toBe(400)
  })
})
