import type { Db } from '@convergence/db'
import type { z } from 'zod'
import { type Formula, rank, sensitivity } from '../methods/ranking/index.ts'
import type { Reach } from '../plugins/access.ts'
import { rankingErrors } from './errors.ts'
import type { findRankingHead } from './queries.ts'
import { listFirst } from './rows.ts'
import { contributionsOf, valuesOf } from './rules.ts'
import type { WhatIfQuery } from './schemas.rows.ts'

type Head = NonNullable<Awaited<ReturnType<typeof findRankingHead>>>
interface Move { id: string; before: number; after: number }

const MOVES_SHOWN = 12
const STEP_SHARE = 0.25

const farthest = (moves: readonly Move[]): Move[] => moves.toSorted((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before) || a.before - b.before).slice(0, MOVES_SHOWN)

/** The first rows as the method takes them, ranked among themselves by the formula as it stands. */
async function firstOf(db: Db, head: Head, reach: Reach) {
  const rows = await listFirst(db, head.id, reach)
  const names = new Map(rows.map((row) => [row.id, row.name]))
  const candidates = rows.map((row) => ({ id: row.id, values: valuesOf(head.terms, row) }))
  const named = (move: Move) => ({ ...move, name: names.get(move.id) ?? '' })
  return { rows, candidates, nameOf: (id: string) => names.get(id) ?? '', named, counts: { among: rows.length, of: head.stakeholderCount } }
}

/** Who changes rank if each weight moves by `step`, and the nearest weights at which two neighbours swap. */
export async function readSensitivity(db: Db, head: Head, step: number | undefined, reach: Reach) {
  const { candidates, nameOf, named, counts } = await firstOf(db, head, reach)
  const side = ({ weight, moves }: { weight: number; moves: readonly Move[] }) => ({ weight, moved: moves.length, moves: farthest(moves).map(named) })
  const swap = (s: { above: string; below: string; weight: number } | undefined) => (s ? { aboveId: s.above, above: nameOf(s.above), belowId: s.below, below: nameOf(s.below), weight: s.weight } : null)
  const terms = head.terms.map(({ key, weight }) => {
    const found = sensitivity(head.terms, candidates, key, step ?? (weight > 0 ? weight * STEP_SHARE : STEP_SHARE))
    return { code: key, weight, down: side(found.down), up: side(found.up), nearestDown: swap(found.nearestDown), nearestUp: swap(found.nearestUp) }
  })
  return { method: 'ranking-sensitivity@1', ...counts, terms }
}

/** The order that other weights would give, among the first rows. */
export async function readWhatIf(db: Db, head: Head, { weights, limit }: z.output<typeof WhatIfQuery>, reach: Reach) {
  const formula = reweighted(head.terms, weights)
  const { rows, candidates, nameOf, named, counts } = await firstOf(db, head, reach)
  const now = new Map(rank(head.terms, candidates).rows.map((row) => [row.id, row.rank]))
  const ranked = rank(formula, candidates).rows.map((row) => ({ ...row, before: now.get(row.id) ?? row.rank }))
  const moves = ranked.filter((row) => row.before !== row.rank).map(({ id, before, rank: after }) => ({ id, before, after }))
  const stored = new Map(rows.map((row) => [row.id, row]))
  const items = ranked.slice(0, limit).flatMap(({ id, rank: place, before, score }) => {
    const row = stored.get(id)
    return row ? [{ id, name: nameOf(id), rank: place, before, total: score, contributions: contributionsOf(formula, row.termValues) }] : []
  })
  return { ...counts, moved: moves.length, moves: farthest(moves).map(named), items, nextCursor: null }
}

function reweighted(terms: Formula, weights: Record<string, number>): Formula {
  const absent = Object.keys(weights).find((code) => !terms.some((term) => term.key === code))
  if (absent !== undefined) throw rankingErrors['ranking-unknown-term']({ params: { code: absent }, errors: [{ pointer: `/weights/${absent}`, code: 'unknown', message: absent }] })
  const formula = terms.map((term) => ({ ...term, weight: weights[term.key] ?? term.weight }))
  if (!formula.some((term) => term.weight > 0)) throw rankingErrors['ranking-without-weight']({ errors: [{ pointer: '/weights', code: 'weight', message: 'every weight is 0' }] })
  return formula
}
