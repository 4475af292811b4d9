import type { Language } from '../errors.ts'
import { type Cell, cellsOf, sayCell } from './cells.ts'
import type { listRoundRaters, RoundCriterion, RoundStakeholder } from './round.ts'
import { allStrays, groupBy, type SplitPlace, type Stray, voiceDistances } from './splits.ts'
import type { ScoreTable } from './table.ts'

type RaterRow = Awaited<ReturnType<typeof listRoundRaters>>[number]
export interface SplitInput { table: ScoreTable; criteria: readonly RoundCriterion[]; stakeholders: readonly RoundStakeholder[]; raters: readonly RaterRow[]; cells: ReadonlyMap<string, Cell>; split: readonly SplitPlace[]; named: (rater: RaterRow) => boolean; language: Language }

const STRAYS_SHOWN = 4

/** Who is split and on what: the most polarised cells with who stands apart there, and the raters farthest from the others. */
export function answerSplits(input: SplitInput) {
  const { table, criteria, stakeholders, cells, split, language } = input
  const strays = allStrays(table, criteria, stakeholders.length)
  const byCell = groupBy(strays, (stray) => `${stray.place} ${stray.criterionId}`)
  const found = split.flatMap(({ place, criterionId }) => {
    const stakeholder = stakeholders[place]
    const cell = stakeholder && cellsOf(cells, stakeholder.id, criteria).find((one) => one.criterionId === criterionId)
    return cell ? [{ stakeholder, place, cell }] : []
  })
  return {
    cells: found.map(({ stakeholder, place, cell }) => ({
      ...who(stakeholder), ...sayCell(cell, language),
      apart: (byCell.get(`${place} ${cell.criterionId}`) ?? []).filter((s) => s.distance > 0).toSorted((a, b) => b.distance - a.distance).slice(0, STRAYS_SHOWN).map((s) => ({ ...raterOf(input, s.voice), value: s.value, othersMedian: s.othersMedian, distance: s.distance })),
    })),
    raters: voiceDistances(strays, criteria).map(({ voice, n, distance, lean, farthest }) => ({ ...raterOf(input, voice), n, distance, lean, farthest: farthest.map((s) => whereOf(input, s)) })),
  }
}

const who = ({ id, name, reference }: RoundStakeholder) => ({ stakeholderId: id, name, reference })

function whereOf({ stakeholders }: SplitInput, stray: Stray) {
  const stakeholder = stakeholders[stray.place]
  return { stakeholderId: stakeholder?.id ?? '', name: stakeholder?.name ?? '', criterionId: stray.criterionId, value: stray.value, othersMedian: stray.othersMedian, distance: stray.distance }
}

function raterOf({ table, raters, named }: SplitInput, voice: number) {
  const rater = raters.find((row) => row.id === table.voices[voice]?.raterId)
  const name = rater && named(rater) ? { raterId: rater.id, raterName: rater.name } : { raterId: null, raterName: null }
  return { ...name, capacity: rater?.capacity ?? 'internal' as const, speaksFor: rater?.stakeholderName ?? null }
}
