import type { Db } from '@convergence/db'
import { sql } from 'drizzle-orm'
import { sayReasons } from '../analyses/reasons.ts'
import type { Language } from '../errors.ts'
import { distribution, type DistributionResult } from '../methods/distribution/index.ts'
import { currentScores, type ScoreScope } from '../scores/current.ts'
import type { RoundCriterion } from './round.ts'
import { groupBy } from './splits.ts'

type Capacity = 'internal' | 'stakeholder' | 'joint'
/** How many voices of a capacity gave a value; a null value is "I don't know". */
interface CountRow { stakeholderId: string; criterionId: string; capacity: Capacity; value: number | null; n: number }

/** How often each value was given, per stakeholder, criterion and capacity. */
async function listCounts(db: Db, scope: ScoreScope): Promise<CountRow[]> {
  const { rows } = await db.execute<CountRow & Record<string, unknown>>(sql`
    select s.stakeholder_id as "stakeholderId", s.criterion_id as "criterionId", s.capacity, s.value, count(*)::int as n
    from ${currentScores(scope)} s group by s.stakeholder_id, s.criterion_id, s.capacity, s.value`)
  return rows
}

const expand = (rows: readonly CountRow[]): (number | null)[] => rows.flatMap((row) => new Array<number | null>(row.n).fill(row.value))
export const scaleOf = ({ min, max }: { min: number; max: number }): number[] => Array.from({ length: max - min + 1 }, (_, i) => min + i)

export type Cell = { criterionId: string } & DistributionResult & { byCapacity: ({ capacity: Capacity } & DistributionResult)[] }

const key = (stakeholderId: string, criterionId: string): string => `${stakeholderId} ${criterionId}`
const capacities: readonly Capacity[] = ['internal', 'stakeholder', 'joint']

/** The distribution of each stakeholder on each criterion, empty ones too; by `stakeholder criterion`. */
export async function computeCells(db: Db, scope: ScoreScope, criteria: readonly RoundCriterion[], stakeholderIds: readonly string[]): Promise<Map<string, Cell>> {
  const counts = groupBy(await listCounts(db, { ...scope, stakeholderIds }), (row) => key(row.stakeholderId, row.criterionId))
  return new Map(stakeholderIds.flatMap((id) => criteria.map((criterion) => [key(id, criterion.criterionId), cellOf(criterion, counts.get(key(id, criterion.criterionId)) ?? [])])))
}

function cellOf(criterion: RoundCriterion, rows: readonly CountRow[]): Cell {
  const scale = scaleOf(criterion)
  const byCapacity = capacities.flatMap((capacity) => {
    const own = rows.filter((row) => row.capacity === capacity)
    return own.length === 0 ? [] : [{ capacity, ...distribution({ scale, scores: expand(own) }) }]
  })
  return { criterionId: criterion.criterionId, ...distribution({ scale, scores: expand(rows) }), byCapacity }
}

/** A cell for the wire, its reasons in the reader's language. */
export const sayCell = (cell: Cell, language: Language) => ({
  ...cell, histogram: [...cell.histogram], reasons: sayReasons(cell.reasons, language),
  byCapacity: cell.byCapacity.map((part) => ({ ...part, histogram: [...part.histogram], reasons: sayReasons(part.reasons, language) })),
})

/** The cells of a stakeholder, in the order of the criteria. */
export const cellsOf = (cells: ReadonlyMap<string, Cell>, stakeholderId: string, criteria: readonly RoundCriterion[]): Cell[] =>
  criteria.flatMap(({ criterionId }) => cells.get(key(stakeholderId, criterionId)) ?? [])

/** The highest polarisation of a stakeholder's cells; −1 when none has one. */
export const mostSplit = (cells: readonly Cell[]): number => Math.max(-1, ...cells.map((cell) => cell.polarisation ?? -1))
