import { describe, expect, it } from 'vitest'
import type { Results } from './store.ts'
import { reasonsFor, sortRows, tableIds, tableOf } from './tables.ts'

const order = (n: 1 | 2 | 3) => ({ order: n, mao: [[1], [-1]], convergence: [[0, 0], [0, 0]], divergence: [[0, 1], [1, 0]], netDistance: [[0, -1], [-1, 0]], convergenceSum: [0, 0], divergenceSum: [1, 1], convergenceDegree: 0, divergenceDegree: 100, ambivalenceByActor: [{ actor: 1, value: 0.25 }], mobilisation: [2], mobilisationFor: [1], mobilisationAgainst: [-1], implication: [1, 1] })
const full = {
  actors: [{ id: 'a', name: 'Alpha' }, { id: 'b', name: 'Bêta' }], objectives: [{ id: 'o', title: 'Objectif' }], mid: [[0, 2], [null, 0]], mao2: [[4], [-4]],
  influences: { midi: [[0, 2], [0, 0]], influence: [2, 0], dependence: [0, 2], totalInfluence: 2, mean: 1, roles: ['dominant', 'dominated'], riStar: [2, 0], mmidi: [[0, 2], [0, 0]], maxInfluence: [2, 0], maxDependence: [0, 2], netBalance: [[0, 2], [-2, 0]], netInfluence: [2, -2] },
  orders: [order(1), order(2), order(3)], reasons: [{ field: 'influences.qiStar', code: 'no-influence', message: 'Parce que.' }, { field: 'orders', code: 'no-objective', message: 'Aucun.' }],
} as unknown as Results

describe('the tables of MACTOR', () => {
  it('are all there once everything is known, and each row is as long as its head', () => {
    for (const id of tableIds) {
      const table = tableOf(full, id, 2)
      expect(table?.id).toBe(id)
      for (const row of [...(table?.rows ?? []), ...(table?.feet ?? [])]) expect(row.values).toHaveLength(table?.columns.length ?? 0)
    }
  })

  it('carry Ii at the end of MIDI and Di under it', () => {
    expect(tableOf(full, 'midi', 1)).toMatchObject({ rows: [{ values: [0, 2, 2] }, { values: [0, 0, 0] }], feet: [{ id: 'dependence', values: [0, 2, 2] }] })
  })

  it('show the diagonal of MID as no cell, and a cell without statement as empty', () => {
    expect(tableOf(full, 'mid', 1)?.rows.map((r) => r.values)).toEqual([[null, 2], [null, null]])
  })

  it('are absent with their reasons when nothing stands behind them', () => {
    const { influences: _influences, ...without } = full
    expect(tableOf({ ...without, orders: [] }, 'midi', 1)).toBeUndefined()
    expect(tableOf({ ...without, orders: [] }, 'convergence', 3)).toBeUndefined()
    expect(reasonsFor(full, 'orders.2')).toEqual(['Aucun.'])
    expect(reasonsFor(full, 'influences.qiStar')).toEqual(['Parce que.'])
  })
})

describe('sorting rows', () => {
  const rows = [{ name: 'b', values: [2] }, { name: 'É', values: [null] }, { name: 'a', values: [10] }]
  const names = (column: number, descending: boolean) => sortRows(rows, { column, descending }, 'fr').map((r) => r.name)

  it('sorts figures as figures and names as words; empty cells come last both ways', () => {
    expect(names(0, true)).toEqual(['a', 'b', 'É'])
    expect(names(0, false)).toEqual(['b', 'a', 'É'])
    expect(names(-1, false)).toEqual(['a', 'b', 'É'])
    expect(sortRows(rows, undefined, 'fr')).toEqual(rows)
  })
})
