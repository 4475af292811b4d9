import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { agreement, consensus, polarisation } from './agreement/index.ts'
import { type Cutoff, cube, grid, salience, savage } from './classes/index.ts'
import { distribution } from './distribution/index.ts'
import { mactor, type MactorOrder, type MactorResult } from './mactor/index.ts'
import { raters } from './raters/index.ts'
import { criteriaFor, severity } from './severity/index.ts'

type Numbers = readonly number[]
type Tables = Readonly<Record<string, readonly (readonly (number | null)[])[]>>
interface Case { readonly id: string; readonly tolerance: number; readonly inputs: never; readonly expected: never }

const url = new URL('../../../db/reference/method-cases.json', import.meta.url)
const { cases } = JSON.parse(readFileSync(url, 'utf8')) as { cases: readonly Case[] }
const caseOf = (id: string): Case => {
  const found = cases.find((row) => row.id === id)
  if (found === undefined) throw new Error(`The published case ${id} is gone`)
  return found
}

/** Compares numbers, rows and tables, cell by cell, within the tolerance of the case. */
function expectNear(found: unknown, wanted: unknown, tolerance: number, at: string): void {
  if (Array.isArray(wanted)) {
    expect(found, at).toHaveLength(wanted.length)
    for (const [index, cell] of wanted.entries()) expectNear((found as unknown[])[index], cell, tolerance, `${at}[${index}]`)
    return
  }
  expect(typeof found, `${at} is a number`).toBe('number')
  expect(Math.abs((found as number) - (wanted as number)), `${at}: ${String(found)} for ${String(wanted)}`).toBeLessThanOrEqual(tolerance)
}

/** Where each expected table of a MACTOR case stands in the result. */
const BASE: Readonly<Record<string, keyof MactorResult>> = {
  MIDI: 'midi', Ii_without_diagonal: 'influence', Di_without_diagonal: 'dependence', total_I: 'totalInfluence', Ri_star: 'riStar',
  MMIDI_diagonal_zero: 'mmidi', IMAXi: 'maxInfluence', DMAXi: 'maxDependence', Qi_star: 'qiStar', stability_percent: 'stability',
  net_balance_MIDI_minus_transpose: 'netBalance', net_balance_row_sum: 'netInfluence',
}
const BY_ORDER: Readonly<Record<string, keyof MactorOrder>> = {
  MAO: 'mao', CAA: 'convergence', DAA: 'divergence', CAA_sum: 'convergenceSum', DAA_sum: 'divergenceSum',
  _convergence_degree_percent: 'convergenceDegree', _ambivalence: 'ambivalence', _implication_by_actor: 'implication',
  _mobilisation_by_objective: 'mobilisation', _for_by_objective: 'mobilisationFor', _against_by_objective: 'mobilisationAgainst',
  _net_distance_CAA_minus_DAA: 'netDistance',
}

const playMactor = (id: string): MactorResult => {
  const { MID, '2MAO': mao2 } = caseOf(id).inputs as Readonly<Record<string, readonly Numbers[]>>
  return mactor({ mid: MID ?? [], mao2 })
}

function proveMactor({ id, expected, tolerance }: Case): void {
  const result = playMactor(id)
  for (const [name, wanted] of Object.entries(expected)) {
    const base = BASE[name]
    const inOrder = BY_ORDER[name.slice(1)]
    if (base === undefined && inOrder === undefined) throw new Error(`Nothing compares ${name}`)
    const order = result.orders[Number(name[0]) - 1]
    expectNear(base === undefined ? order?.[inOrder as keyof MactorOrder] : result[base], wanted, tolerance, name)
  }
  expect(result.reasons).toEqual([])
}

function refuseConventions({ expected, tolerance }: Case): void {
  const { riStar = [], midi } = playMactor('mactor-01-aeroport-de-paris')
  const { not } = expected as { not: Readonly<Record<string, Numbers>> }
  const found: Readonly<Record<string, Numbers>> = {
    ri_without_second_subtraction_of_diagonal: riStar, ri_with_diagonal_in_I_and_D: riStar, matrix_product_MIDI_first_row: midi[0] ?? [],
  }
  expect(Object.keys(not).sort()).toEqual(Object.keys(found).sort())
  for (const [name, wrong] of Object.entries(not)) {
    expect(found[name]).toHaveLength(wrong.length)
    expect((found[name] ?? []).every((value, index) => Math.abs(value - (wrong[index] ?? 0)) > tolerance), name).toBe(true)
  }
}

/** A grid's input from signs or words, cut at 0 on a scale −1…1. */
function classInput(marks: Readonly<Record<string, number | string>>) {
  const cutoff: Cutoff = { value: 0.5, min: -1, max: 1, rule: 'at-or-above' }
  const names = Object.keys(marks)
  return {
    scores: Object.fromEntries(names.map((name) => [name, marks[name] === 'high' || marks[name] === 1 ? 1 : -1])),
    cutoffs: Object.fromEntries(names.map((name) => [name, cutoff])),
  } as never
}

const code = (label: string) => label.replaceAll(' ', '-')

function proveClasses({ inputs, expected }: Case, play: (input: never) => object, read: (wanted: Readonly<Record<string, string | number>>) => object): void {
  const rows = inputs as readonly Readonly<Record<string, number | string>>[]
  const wanted = expected as readonly Readonly<Record<string, string>>[]
  expect(rows).toHaveLength(wanted.length)
  for (const [index, row] of rows.entries()) expect(play(classInput(row))).toMatchObject(read(wanted[index] ?? {}))
}

function proveSeverity({ inputs, expected }: Case): void {
  const rows = inputs as readonly { sign: 'negative' | 'positive'; status: 'actual' | 'potential'; human_rights?: boolean }[]
  const wanted = expected as readonly { criteria: string[]; rule?: string }[]
  for (const [index, { sign, status, human_rights: humanRights = false }] of rows.entries()) {
    const kind = { sign, actuality: status, humanRights }
    const result = severity({ ...kind, scale: 2, scope: 3, irremediability: 5, likelihood: status === 'potential' ? 1 : null })
    expect(result.criteria).toEqual(wanted[index]?.criteria)
    expect(criteriaFor(kind)).toEqual(wanted[index]?.criteria)
    expect(result.severity).toBe(sign === 'negative' ? 5 : 3)
    expect(result.rule === 'severity-prevails').toBe(wanted[index]?.rule !== undefined)
  }
}

function proveAlpha({ inputs, expected, tolerance }: Case): void {
  const result = raters((inputs as Tables).raters_by_units ?? [])
  for (const [metric, wanted] of Object.entries(expected)) expectNear(result.krippendorff[metric as 'nominal'], wanted, tolerance, metric)
}

function proveKendall({ inputs, expected, tolerance }: Case, names: Readonly<Record<string, readonly [table: string, field: string]>>): void {
  expect(Object.keys(expected).sort()).toEqual(Object.keys(names).sort())
  for (const [name, [table, field]] of Object.entries(names)) {
    const { kendall, icc } = raters((inputs as Tables)[table] ?? [])
    expectNear(({ ...kendall, ...icc } as Readonly<Record<string, number>>)[field], (expected as Record<string, number>)[name], tolerance, name)
  }
}

function proveIcc({ inputs, expected, tolerance }: Case): void {
  const byTarget = (inputs as Tables).targets_by_judges ?? []
  const { icc } = raters((byTarget[0] ?? []).map((_, judge) => byTarget.map((row) => row[judge] ?? null)))
  for (const [name, wanted] of Object.entries(expected)) {
    expectNear(icc[name.replaceAll('_', '').toLowerCase() as 'icc11'], wanted, tolerance, name)
  }
  expect(Object.keys(expected)).toHaveLength(6)
}

function proveEijk({ inputs, expected, tolerance }: Case): void {
  const result = agreement((inputs as { frequencies: Numbers }).frequencies)
  const { A, polarization, layers } = expected as { A: number; polarization: number; layers: readonly { pattern: string; weight: number; A: number }[] }
  expectNear([result.value, polarisation(result)], [A, polarization], tolerance, 'A, polarisation')
  expectNear(result.layers.map((row) => [Number(row.pattern), row.weight, row.agreement]), layers.map((row) => [Number(row.pattern), row.weight, row.A]), tolerance, 'layers')
}

function proveTastle({ inputs, expected, tolerance }: Case): void {
  for (const [name, wanted] of Object.entries(expected)) expectNear(consensus((inputs as Readonly<Record<string, Numbers>>)[name] ?? []).value, wanted, tolerance, name)
}

function proveQuartiles({ inputs, expected, tolerance }: Case): void {
  const { median, q1 = 0, q3 = 0 } = distribution({ scale: [1, 2, 3, 4, 5], scores: (inputs as { scores: Numbers }).scores })
  const wanted = expected as Record<string, number>
  expectNear([median, q1, q3, q3 - q1], [wanted.median, wanted.type7_Q1, wanted.type7_Q3, wanted.type7_IQR], tolerance, 'type 7')
  // The other rules of the case are the ones that this method does not follow.
  expect(q3 - q1).not.toBe(wanted.type6_IQR)
  expect([q1, q3]).not.toEqual(wanted.tukey_hinges)
}

/** One proof per published case; what only states properties is proved by the property tests beside the method. */
const PROOFS: Readonly<Record<string, (row: Case) => void>> = {
  'mactor-01-aeroport-de-paris': proveMactor,
  'mactor-03-hand-checkable': proveMactor,
  'mactor-04-invariants': ({ expected }) => {
    const text = readFileSync(new URL('./mactor/invariants.test.ts', import.meta.url), 'utf8')
    for (const property of (expected as { properties: readonly string[] }).properties) expect(text).toContain(property)
  },
  'mactor-05-wrong-conventions': refuseConventions,
  'salience-01-mitchell': (row) => proveClasses(row, salience, (wanted) => ({ class: wanted.class, held: wanted.attributes, group: wanted.group })),
  'cube-01': (row) => proveClasses(row, cube, (wanted) => ({ class: code(String(wanted.class)) })),
  'grid-01-mendelow': (row) => proveClasses(row, grid, (wanted) => ({ class: code(String(wanted.mendelow)), edenAckermann: code(String(wanted.eden_ackermann)) })),
  'savage-01': (row) => proveClasses(row, savage, (wanted) => ({ class: code(String(wanted.type)), strategy: wanted.strategy })),
  'esrs-01-severity': proveSeverity,
  'kripp-01-C-data': proveAlpha,
  'kripp-02-three-coders': proveAlpha,
  'kendall-01-siegel-castellan': (row) => proveKendall(row, { W: ['judges_by_items', 'w'], chi2: ['judges_by_items', 'chi2'], df: ['judges_by_items', 'df'], p: ['judges_by_items', 'p'] }),
  'kendall-02-anxiety-ties': (row) => proveKendall(row, {
    W_tie_corrected: ['raters_by_subjects', 'w'], chi2: ['raters_by_subjects', 'chi2'], df: ['raters_by_subjects', 'df'], p: ['raters_by_subjects', 'p'],
    W_uncorrected: ['raters_by_subjects', 'wUncorrected'], ICC_2_1_agreement: ['raters_by_subjects', 'icc21'],
  }),
  'kendall-04-siegel-1956': (row) => proveKendall(row, { no_ties_W: ['no_ties', 'w'], ties_W_corrected: ['ties', 'w'], ties_W_uncorrected: ['ties', 'wUncorrected'] }),
  'icc-01-shrout-fleiss': proveIcc,
  'eijk-01-main': proveEijk,
  'tastle-wierman-01': proveTastle,
  'quartiles-01': proveQuartiles,
}

describe('the published cases', () => {
  it('have a proof each, and no proof lacks its case', () => {
    expect(Object.keys(PROOFS).sort()).toEqual(cases.map((row) => row.id).sort())
  })

  it.each(cases.map((row) => [row.id, row] as const))('%s is found at its tolerance', (id, row) => {
    const prove = PROOFS[id]
    if (prove === undefined) throw new Error(`No proof for ${id}`)
    prove(row)
  })
})
