import type { Db } from '@convergence/db'
import type { z } from 'zod'
import { computeBoard } from '../convergence/board.ts'
import type { Reach } from '../plugins/access.ts'
import { attendances, coverage, discussions, expectations, involvements, link, measuresOf, outcomesOf, type Pair, promisesOf, subjects } from './edges.ts'
import { traceErrors } from './errors.ts'
import { areaNodes, commitmentNodes, impactNodes, indicatorNodes, outcomeNodes, positionNode, sessionNodes, stakeholderNodes } from './nodes.ts'
import type { NodeType, Trace, TraceLink, TraceNode } from './schemas.ts'
import { unique, type Walk, walkFrom } from './walk.ts'

const COLUMN_LIMIT = 200

type Columns = Record<NodeType, TraceNode[]>

/** The spine around one object: its columns within reach, and every tie between what they show. */
export async function computeTrace(db: Db, type: NodeType, id: string, asOf: string | undefined, reach: Reach): Promise<z.output<typeof Trace>> {
  const walk = await walkFrom(db, type, id, asOf)
  const all = await columnsOf(db, walk, reach, asOf)
  const root = all[type].find((node) => node.id === id)
  if (!root) throw traceErrors['trace-root-not-found']()
  const shown = Object.fromEntries(Object.entries(all).map(([name, nodes]) => [name, cut(nodes, root)])) as Columns
  const links = await linksOf(db, shown, walk)
  const column = (name: NodeType) => ({ nodes: shown[name], left: all[name].length - shown[name].length })
  return { root, columns: { areas: column('area'), impacts: column('impact'), stakeholders: column('stakeholder'), sessions: column('session'), points: column('point'), positions: column('position'), outcomes: column('outcome'), commitments: column('commitment'), indicators: column('indicator') }, links, asOf: asOf ?? null }
}

const cut = (nodes: TraceNode[], root: TraceNode): TraceNode[] => (nodes.length <= COLUMN_LIMIT ? nodes : [...nodes.filter((node) => node === root), ...nodes.filter((node) => node !== root).slice(0, COLUMN_LIMIT - 1)])

async function columnsOf(db: Db, walk: Walk, reach: Reach, asOf: string | undefined): Promise<Columns> {
  const point = await pointNodes(db, walk.points, reach, asOf)
  const reachedPoints = new Map(point.map((node) => [node.id, node]))
  const held = walk.positions.filter((row) => reachedPoints.has(row.pointId))
  const [area, impact, stakeholder, session] = await Promise.all([
    areaNodes(db, walk.areas), impactNodes(db, walk.impacts, reach, asOf),
    stakeholderNodes(db, unique([...walk.stakeholders, ...held.map((row) => row.holderId)]), held.map((row) => row.holderId), reach, asOf), sessionNodes(db, walk.sessions, reach, asOf),
  ])
  const [outcome, commitment, indicator] = await Promise.all([outcomeNodes(db, walk.outcomes, reach, asOf), commitmentNodes(db, walk.commitments, reach, asOf), indicatorNodes(db, walk.indicators, reach)])
  const holders = new Map(stakeholder.map((node) => [node.id, node]))
  const position = held.flatMap((row) => {
    const [holder, about] = [holders.get(row.holderId), reachedPoints.get(row.pointId)]
    return holder && about ? [positionNode(row, holder, about)] : []
  })
  return { area, impact, stakeholder, session, point, position, outcome, commitment, indicator }
}

/** Points with the status of their day, which the board computes. */
async function pointNodes(db: Db, ids: readonly string[], reach: Reach, asOf: string | undefined): Promise<TraceNode[]> {
  if (ids.length === 0) return []
  const { items } = await computeBoard(db, { asOf }, reach, ids)
  return items.map((item) => ({ type: 'point', id: item.id, label: item.title, labelEn: null, reference: item.reference, date: item.lastOn, status: item.status, value: null, fictional: item.fictional }))
}

async function linksOf(db: Db, columns: Columns, walk: Walk): Promise<TraceLink[]> {
  const ids = (type: NodeType) => columns[type].map((node) => node.id)
  const shown = new Set(Object.entries(columns).flatMap(([type, nodes]) => nodes.map((node) => `${type}:${node.id}`)))
  const [covers, expects, involved, about, attended, discussed, became, promised, measured] = await Promise.all([
    coverage(db, { impacts: ids('impact'), points: ids('point') }), expectations(db, ids('area')), involvements(db, { impacts: ids('impact') }),
    subjects(db, { points: ids('point') }), attendances(db, ids('session')), discussions(db, { sessions: ids('session') }), outcomesOf(db, { outcomes: ids('outcome') }, undefined), promisesOf(db, { commitments: ids('commitment') }), measuresOf(db, { indicators: ids('indicator') }),
  ])
  const links = [
    ...covers.map((row) => link('covers', { type: 'area', id: row.from }, { type: row.why === 'point' ? 'point' : 'impact', id: row.to }, row.why)),
    ...of('expects', 'area', 'stakeholder', expects),
    ...involved.map((row) => link(row.why === 'affected' ? 'affects' : 'affected-by', { type: 'impact', id: row.from }, { type: 'stakeholder', id: row.to }, row.why)),
    ...of('about', 'impact', 'point', about), ...of('attended', 'stakeholder', 'session', attended), ...of('discussed', 'session', 'point', discussed), ...of('became', 'point', 'outcome', became), ...of('promised', 'point', 'commitment', promised), ...of('measured', 'commitment', 'indicator', measured),
    ...walk.positions.flatMap((row) => [link('stated', { type: 'point', id: row.pointId }, { type: 'position', id: row.id }, row.state), link('held', { type: 'stakeholder', id: row.holderId }, { type: 'position', id: row.id }, row.manner)]),
  ]
  return links.filter(({ from, to }) => shown.has(`${from.type}:${from.id}`) && shown.has(`${to.type}:${to.id}`))
}

const of = (kind: TraceLink['kind'], from: NodeType, to: NodeType, rows: readonly Pair[]): TraceLink[] =>
  rows.map((row) => link(kind, { type: from, id: row.from }, { type: to, id: row.to }, row.why))
