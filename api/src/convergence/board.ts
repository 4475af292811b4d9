import type { Db } from '@convergence/db'
import type { Reach } from '../plugins/access.ts'
import { type BodyOfPoint, type CommitmentsOfPoint, listPointBodies, listPointCommitments, listPointOutcomes, type OutcomeOfPoint, tallyOf } from './follow-up.ts'
import { countsOf, judge } from './counting.ts'
import { type EarlierState, movementOf } from './movement.ts'
import { type ImpactOfPoint, type Labelled, listAreas, listImpacts, listPillars, listPoints, listStates, namesOf, type PointRow, type ShiftRow, type StepRow } from './queries.ts'
import type { BoardItem, PointFilter } from './schemas.ts'
import { findThresholds, methodThresholds, type ThresholdsRow } from './thresholds.ts'

interface Inputs { shifts: ShiftRow[]; steps: StepRow[]; areas: Labelled[]; pillars: Labelled[]; impacts: ImpactOfPoint[]; outcomes: OutcomeOfPoint[]; commitments: CommitmentsOfPoint[]; bodies: BodyOfPoint[]; names: Map<string, string>; thresholds: ThresholdsRow }

/** Every point that a filter leaves, with its figures, under the rule in force on that day; unsorted. */
export async function computeBoard(db: Db, filter: PointFilter, reach: Reach, only?: readonly string[]): Promise<{ items: BoardItem[]; thresholds: ThresholdsRow }> {
  const [rows, thresholds] = await Promise.all([listPoints(db, filter, reach, only), findThresholds(db, filter.asOf)])
  if (rows.length === 0) return { items: [], thresholds }
  const ids = rows.map((row) => row.id)
  const [{ shifts, steps }, areas, pillars, impacts, outcomes, commitments, bodies] = await Promise.all([listStates(db, ids, filter), listAreas(db, ids), listPillars(db, ids), listImpacts(db, ids, reach), listPointOutcomes(db, ids, filter.asOf), listPointCommitments(db, ids, filter.asOf), listPointBodies(db, ids)])
  const names = await namesOf(db, [...new Set(shifts.flatMap((shift) => shift.holders ?? []))])
  const of = grouped({ shifts, steps, areas, pillars, impacts, outcomes, commitments, bodies })
  const items = rows.map((row) => itemOf(row, { ...of(row.id), names, thresholds }))
  return { items: filter.status ? items.filter((item) => filter.status?.includes(item.status)) : items, thresholds }
}

type Lists = Omit<Inputs, 'names' | 'thresholds'>

function grouped(lists: Lists): (id: string) => Lists {
  const by = <T extends { pointId: string }>(rows: readonly T[]) => {
    const map = new Map<string, T[]>()
    for (const row of rows) {
      const list = map.get(row.pointId)
      if (list) list.push(row)
      else map.set(row.pointId, [row])
    }
    return (id: string): T[] => map.get(id) ?? []
  }
  const [shifts, steps, areas, pillars, impacts] = [by(lists.shifts), by(lists.steps), by(lists.areas), by(lists.pillars), by(lists.impacts)]
  const [outcomes, commitments, bodies] = [by(lists.outcomes), by(lists.commitments), by(lists.bodies)]
  return (id) => ({ shifts: shifts(id), steps: steps(id), areas: areas(id), pillars: pillars(id), impacts: impacts(id), outcomes: outcomes(id), commitments: commitments(id), bodies: bodies(id) })
}

const bare = <T extends { pointId: string }>({ pointId: _pointId, ...rest }: T): Omit<T, 'pointId'> => rest

function itemOf({ versionId: _versionId, ...point }: PointRow, inputs: Inputs): BoardItem {
  const counts = countsOf(inputs.shifts.flatMap((s) => (s.state === null ? [] : [{ state: s.state, value: s.value, n: s.n }])))
  const result = judge(counts, methodThresholds(inputs.thresholds))
  const steps = stepsOf(inputs.steps)
  const earlier = steps.find(([first]) => first.earlier)?.[0]
  const outcome = inputs.outcomes[0]
  const trend = steps.map((rows) => trendStep(rows, inputs.thresholds))
  return {
    ...point,
    areas: inputs.areas.map(bare), pillars: inputs.pillars.map(bare), impacts: inputs.impacts.map(bare),
    counts, n: result.n, asked: result.asked, status: result.status, reason: result.reason, majority: result.majority,
    balance: result.balance, agreement: result.agreement, polarisation: result.polarisation, consensus: result.consensus,
    methods: { status: result.method, agreement: 'agreement@1', balance: 'balance@1', consensus: 'consensus@1' },
    rapprochement: movementOf(inputs.shifts, earlier satisfies EarlierState | undefined, point.version, inputs.names),
    outcome: outcome ? bare(outcome) : null, commitments: tallyOf(inputs.commitments), bodyIds: inputs.bodies.map((body) => body.id),
    trend, lastOn: trend.at(-1)?.on ?? null,
  }
}

/** Rows of one step stand together, since the query orders them by instant. */
function stepsOf(rows: readonly StepRow[]): [StepRow, ...StepRow[]][] {
  const steps = new Map<string, [StepRow, ...StepRow[]]>()
  for (const row of rows) {
    const key = `${row.at} ${row.sessionId}`
    const step = steps.get(key)
    if (step) step.push(row)
    else steps.set(key, [row])
  }
  return [...steps.values()]
}

function trendStep(rows: [StepRow, ...StepRow[]], thresholds: ThresholdsRow): BoardItem['trend'][number] {
  const [first] = rows
  const { n, asked, balance, agreement, status } = judge(countsOf(rows), methodThresholds(thresholds))
  return { on: first.on, at: new Date(first.at), sessionId: first.sessionId, version: first.version, n, asked, balance, agreement, status }
}
