import { type HeldPosition, rapprochement } from '../methods/agreement/index.ts'
import { countsOf } from './counting.ts'
import type { ShiftRow } from './queries.ts'
import type { BoardItem } from './schemas.ts'

const MOVES_SHOWN = 20

export interface EarlierState { at: string; version: number }

type Movement = BoardItem['rapprochement']

/** What moved between the earlier state of a point and the one looked at; names come from `names` by id. */
export function movementOf(shifts: readonly ShiftRow[], earlier: EarlierState | undefined, version: number, names: ReadonlyMap<string, string>): Movement {
  const changed = shifts.flatMap((s) => (s.value !== null && s.valueBefore !== null && s.value !== s.valueBefore ? [{ from: s.valueBefore, to: s.value, n: s.n, holders: s.holders ?? [] }] : []))
  const count = (rows: readonly { n: number }[]) => rows.reduce((sum, { n }) => sum + n, 0)
  const moves = changed
    .flatMap(({ from, to, holders }) => holders.map((holderId) => ({ holderId, name: names.get(holderId) ?? '', from, to })))
    .sort((a, b) => Math.abs(b.to - b.from) - Math.abs(a.to - a.from) || b.to - b.from - (a.to - a.from) || a.name.localeCompare(b.name, 'fr'))
  return {
    ...figures(shifts, earlier !== undefined),
    since: earlier ? new Date(earlier.at) : null,
    reworded: earlier !== undefined && earlier.version !== version,
    before: earlier ? countsOf(shifts.flatMap((s) => (s.stateBefore === null ? [] : [{ state: s.stateBefore, value: s.valueBefore, n: s.n }]))) : null,
    moved: count(changed),
    towardsFor: count(changed.filter((c) => c.to > c.from)),
    towardsAgainst: count(changed.filter((c) => c.to < c.from)),
    moves: moves.slice(0, MOVES_SHOWN),
  }
}

type Figures = Pick<Movement, 'method' | 'figure' | 'direction' | 'n' | 'distanceBefore' | 'distanceAfter' | 'newcomers' | 'gone'>

function figures(shifts: readonly ShiftRow[], compared: boolean): Figures {
  const result = rapprochement(positionsOf(shifts, 'valueBefore'), positionsOf(shifts, 'value'))
  if (!compared) {
    const absent = { reason: 'no-earlier-state' }
    return { method: result.method, figure: absent, direction: 'unknown', n: 0, distanceBefore: absent, distanceAfter: absent, newcomers: 0, gone: 0 }
  }
  const figure = result.rapprochement
  return { method: result.method, figure, direction: directionOf(figure), n: result.n, distanceBefore: result.distanceBefore, distanceAfter: result.distanceAfter, newcomers: result.onlyAfter.length, gone: result.onlyBefore.length }
}

/** Holders are told apart, not named: the method needs no more, and the database need not send each of them. */
const positionsOf = (shifts: readonly ShiftRow[], side: 'value' | 'valueBefore'): HeldPosition[] =>
  shifts.flatMap((shift, row) => {
    const value = shift[side]
    return value === null ? [] : Array.from({ length: shift.n }, (_, i) => ({ holder: `${row}/${i}`, value }))
  })

/** Two equal sums of fractions may differ in their last bits: below this, nothing moved. */
const STILL = 1e-9

function directionOf(figure: { value: number } | { reason: string }): Movement['direction'] {
  if ('reason' in figure) return 'unknown'
  if (Math.abs(figure.value) < STILL) return 'still'
  return figure.value > 0 ? 'closer' : 'apart'
}
