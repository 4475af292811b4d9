import { searchKey } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { pageOfComputed } from '../classes/paging.ts'
import { languageOf } from '../plugins/language.ts'
import type { ScoreScope } from '../scores/current.ts'
import { namesIn, namingOf } from '../scores/naming.ts'
import { cellsOf, computeCells, mostSplit, sayCell } from './cells.ts'
import { listCellScores } from './cell-scores.ts'
import { concordance } from './concordance.ts'
import { resultErrors } from './errors.ts'
import { listRoundCriteria, listRoundRaters, listRoundStakeholders, reachIn, requireResults, type RoundRow, type RoundStakeholder } from './round.ts'
import type { CellQuery, ConcordanceQuery, ResultsQuery, SplitsQuery } from './schemas.ts'
import { mostPolarised } from './splits.ts'
import { answerSplits } from './splits-answer.ts'
import { readTable } from './table.ts'

const scopeOf = (request: FastifyRequest, round: RoundRow, capacity: ScoreScope['capacity']): ScoreScope => ({ reach: reachIn(request, round), horizon: round.horizon, roundId: round.id, capacity })

async function partsOf(request: FastifyRequest, id: string) {
  const { db } = request.server
  const round = await requireResults(request, id)
  const [criteria, stakeholders, raters] = [await listRoundCriteria(db, id), await listRoundStakeholders(db, id, reachIn(request, round)), await listRoundRaters(db, id)]
  return { db, round, criteria, stakeholders, raters }
}

/** One page of a round's results. */
export async function readResults(request: FastifyRequest, id: string, query: z.output<typeof ResultsQuery>) {
  const { db, round, criteria, stakeholders, raters } = await partsOf(request, id)
  const shown = criteria.filter(({ criterionId }) => !query.criterionId || query.criterionId.includes(criterionId))
  const scope = { ...scopeOf(request, round, query.capacity), criterionIds: shown.map((c) => c.criterionId) }
  const found = stakeholders.filter(({ searchName }) => searchKey(query.q ?? '').split(' ').every((word) => searchName.includes(word)))
  const page = { limit: query.limit, cursor: query.cursor, list: `results ${id} ${query.sort}`, secret: request.server.config.secret }
  // Only an order by figures needs the figures of every stakeholder.
  const all = query.sort === '-polarisation' ? await computeCells(db, scope, shown, found.map((s) => s.id)) : null
  const ordered = orderOf(found, query.sort, (s) => (all ? mostSplit(cellsOf(all, s.id, shown)) : 0))
  const { items, nextCursor } = pageOfComputed(ordered, page)
  const cells = all ?? await computeCells(db, scope, shown, items.map((s) => s.id))
  const language = languageOf(request)
  return {
    round: { ...round, stakeholders: stakeholders.length, raters: raters.length, finished: raters.filter((r) => r.finishedAt !== null).length },
    criteria: shown, method: 'distribution@1', quartiles: 'type-7' as const, nextCursor,
    items: items.map((s) => ({ ...s, cells: cellsOf(cells, s.id, shown).map((cell) => sayCell(cell, language)) })),
  }
}

function orderOf(found: readonly RoundStakeholder[], sort: z.output<typeof ResultsQuery>['sort'], split: (s: RoundStakeholder) => number): RoundStakeholder[] {
  if (sort === 'rank') return [...found]
  if (sort === 'name') return found.toSorted((a, b) => (a.searchName < b.searchName ? -1 : a.searchName > b.searchName ? 1 : 0))
  return found.toSorted((a, b) => split(b) - split(a))
}

/** Kendall, Krippendorff and ICC of a round. */
export async function readConcordance(request: FastifyRequest, id: string, query: z.output<typeof ConcordanceQuery>) {
  const { db, round, criteria, stakeholders } = await partsOf(request, id)
  const table = await readTable(db, scopeOf(request, round, query.capacity), criteria, stakeholders)
  return { criteria, nextCursor: null, ...(await concordance(request.server.threads, table, criteria, languageOf(request))) }
}

/** Who is split and on what, in a round. */
export async function readSplits(request: FastifyRequest, id: string, query: z.output<typeof SplitsQuery>) {
  const { db, round, criteria, stakeholders, raters } = await partsOf(request, id)
  const scope = scopeOf(request, round, query.capacity)
  const table = await readTable(db, scope, criteria, stakeholders)
  const split = mostPolarised(table, criteria, stakeholders.length, query.limit)
  const cells = await computeCells(db, scope, criteria, [...new Set(split.flatMap(({ place }) => stakeholders[place]?.id ?? []))])
  const naming = namingOf(request)
  return { criteria, ...answerSplits({ table, criteria, stakeholders, raters, cells, split, named: (rater) => namesIn(naming, round.perimeterId) || (rater.userId !== null && rater.userId === naming.userId), language: languageOf(request) }) }
}

/** The scores of one cell, one by one. Throws `result-cell-not-found` for what the round does not ask. */
export async function readCell(request: FastifyRequest, id: string, { stakeholderId, criterionId, capacity }: z.output<typeof CellQuery>) {
  const { db, round, criteria, stakeholders } = await partsOf(request, id)
  if (!criteria.some((c) => c.criterionId === criterionId) || !stakeholders.some((s) => s.id === stakeholderId)) throw resultErrors['result-cell-not-found']()
  const items = await listCellScores(db, { ...scopeOf(request, round, capacity), criterionIds: [criterionId], stakeholderIds: [stakeholderId] }, namingOf(request))
  return { items, nextCursor: null }
}
