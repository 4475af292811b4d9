import type { Db } from '@convergence/db'
import { traceErrors } from './errors.ts'
import { attendances, attendedBy, coverage, discussions, findPosition, type HeldRow, heldPositions, involvements, measuresOf, outcomesOf, type Pair, pointsOf, promisesOf, subjects } from './edges.ts'
import type { NodeType } from './schemas.ts'

/** The ids of each column and the ties between them, before reach and removal are looked at. */
export interface Walk {
  areas: string[]; impacts: string[]; stakeholders: string[]; sessions: string[]; points: string[]
  positions: HeldRow[]
  outcomes: string[]; commitments: string[]; indicators: string[]
}

const to = (rows: readonly Pair[]): string[] => unique(rows.map((row) => row.to))
const from = (rows: readonly Pair[]): string[] => unique(rows.map((row) => row.from))
export const unique = (ids: readonly string[]): string[] => [...new Set(ids)]
const defined = (ids: readonly (string | null)[]): string[] => ids.filter((id) => id !== null)

type Walker = (db: Db, id: string, asOf: string | undefined) => Promise<Walk>

const none = { areas: [] as string[] }

/** What became of points, and what was promised on them. */
async function aftermath(db: Db, points: string[], asOf: string | undefined): Promise<Pick<Walk, 'outcomes' | 'commitments' | 'indicators'>> {
  const [became, promised] = await Promise.all([outcomesOf(db, { points }, asOf), promisesOf(db, { points })])
  const commitments = to(promised)
  return { outcomes: to(became), commitments, indicators: to(await measuresOf(db, { commitments })) }
}

/** Points lead back to their impacts and sessions, and on to the positions in force. */
async function aroundPoints(db: Db, points: string[], asOf: string | undefined, holders?: string[]): Promise<Omit<Walk, 'areas'>> {
  const [about, discussed, positions] = await Promise.all([subjects(db, { points }), discussions(db, { points }), heldPositions(db, points, asOf, holders)])
  const speakers = unique(positions.map((row) => row.holderId))
  return { points, impacts: from(about), sessions: from(discussed), stakeholders: holders ?? speakers, positions, ...(await aftermath(db, points, asOf)) }
}

const fromImpact: Walker = async (db, id, asOf) => {
  const [about, involved, covers] = await Promise.all([subjects(db, { impacts: [id] }), involvements(db, { impacts: [id] }), coverage(db, { impacts: [id] })])
  const around = await aroundPoints(db, to(about), asOf)
  return { ...around, areas: from(covers), impacts: [id], stakeholders: unique([...to(involved), ...around.stakeholders]) }
}

const fromPoint: Walker = async (db, id, asOf) => {
  const around = await aroundPoints(db, [id], asOf)
  return { ...around, areas: from(await coverage(db, { points: [id] })) }
}

const fromArea: Walker = async (db, id, asOf) => {
  const covers = await coverage(db, { areas: [id] })
  const impacts = to(covers.filter((row) => row.why === 'impact'))
  const points = unique([...to(covers.filter((row) => row.why === 'point')), ...to(await subjects(db, { impacts }))])
  const around = await aroundPoints(db, points, asOf)
  return { ...around, areas: [id], impacts: unique([...impacts, ...around.impacts]) }
}

const fromStakeholder: Walker = async (db, id, asOf) => {
  const [involved, attended, points] = await Promise.all([involvements(db, { stakeholders: [id] }), attendedBy(db, [id]), pointsOf(db, [id], asOf)])
  const around = await aroundPoints(db, points, asOf, [id])
  const own = unique([...to(attended), ...defined(around.positions.map((row) => row.sessionId))])
  return { ...none, ...around, impacts: unique([...from(involved), ...around.impacts]), sessions: own }
}

const fromSession: Walker = async (db, id, asOf) => {
  const [discussed, attended] = await Promise.all([discussions(db, { sessions: [id] }), attendances(db, [id])])
  const around = await aroundPoints(db, to(discussed), asOf)
  const taken = around.positions.filter((row) => row.sessionId === id)
  return { ...none, ...around, sessions: [id], positions: taken, stakeholders: unique([...from(attended), ...taken.map((row) => row.holderId)]) }
}

const fromPosition: Walker = async (db, id, asOf) => {
  const position = await findPosition(db, id, asOf)
  if (!position) throw traceErrors['trace-root-not-found']()
  const about = await subjects(db, { points: [position.pointId] })
  return { ...none, impacts: from(about), stakeholders: [position.holderId], sessions: defined([position.sessionId]), points: [position.pointId], positions: [position], ...(await aftermath(db, [position.pointId], asOf)) }
}

/** From an outcome or a commitment: all of its point, and of its kind itself alone. */
const fromAftermath = (kind: 'outcomes' | 'commitments'): Walker => async (db, id, asOf) => {
  const points = from(kind === 'outcomes' ? await outcomesOf(db, { outcomes: [id] }, asOf) : await promisesOf(db, { commitments: [id] }))
  const around = await aroundPoints(db, points, asOf)
  const own = { ...none, ...around, [kind]: [id] }
  return kind === 'commitments' ? { ...own, indicators: to(await measuresOf(db, { commitments: [id] })) } : own
}

/** From an indicator: the commitments that it tells of, and all of their points. */
const fromIndicator: Walker = async (db, id, asOf) => {
  const commitments = from(await measuresOf(db, { indicators: [id] }))
  const points = from(await promisesOf(db, { commitments }))
  const around = await aroundPoints(db, points, asOf)
  return { ...none, ...around, commitments, indicators: [id] }
}

const walkers: Record<NodeType, Walker> = { area: fromArea, impact: fromImpact, stakeholder: fromStakeholder, session: fromSession, point: fromPoint, position: fromPosition, outcome: fromAftermath('outcomes'), commitment: fromAftermath('commitments'), indicator: fromIndicator }

/** Everything on the spine around one object, in both directions. */
export const walkFrom = (db: Db, type: NodeType, id: string, asOf: string | undefined): Promise<Walk> => walkers[type](db, id, asOf)
