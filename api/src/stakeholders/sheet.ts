import type { Db } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import { shownTo } from '../mandates/commands.ts'
import { inForceOn } from '../mandates/rules.ts'
import { keepReading } from '../persons/readings.ts'
import { principalIn } from '../plugins/access.ts'
import { requireStakeholder } from './commands.ts'
import { requireTold } from './reading.ts'
import { composePoints, listPositionsOf, listSessionsOf } from './sheet-dialogue.ts'
import { findSurroundings, listAreasOfImpacts, listChildren, listExpectationsOf, listImpactsOf, listMandatesOf, listTiesOf, type SheetOf } from './sheet-queries.ts'

/** The whole sheet of a stakeholder within reach, as of a day; a 404 problem for any other. */
export async function readSheet(request: FastifyRequest, id: string, asOf: string | undefined) {
  const { db } = request.server
  const of: SheetOf = { id, asOf, reach: request.reach }
  const stakeholder = await requireStakeholder(db, id, request.reach)
  await requireTold(request, stakeholder)
  if (stakeholder.kind === 'person') await keepReading(db, request, 'sheet', stakeholder)
  const { scopes } = principalIn(request)
  const told = scopes === null || scopes.includes('dialogue:read')
  const [surroundings, children, mandates, ties, impacts, expectations, dialogue] = await Promise.all([
    findSurroundings(db, of), listChildren(db, of), listMandatesOf(db, of), listTiesOf(db, of), composeImpacts(db, of), listExpectationsOf(db, of), told ? readDialogue(db, of) : { sessions: [], points: [] },
  ])
  const day = asOf ?? new Date().toISOString().slice(0, 10)
  return {
    asOf: asOf ?? null, stakeholder, ...surroundings, children,
    mandates: mandates.map(({ row, ...parties }) => ({ ...shownTo(request, row), ...parties, inForce: inForceOn(row, day) })),
    ties: ties.map((tie) => composeTie(tie, id, day)),
    impacts, expectations: expectations.map(({ row, ...more }) => ({ ...row, ...more })), ...dialogue,
    totals: { children: totalOf(children), mandates: totalOf(mandates), ties: totalOf(ties), impacts: totalOf(impacts), expectations: totalOf(expectations), sessions: totalOf(dialogue.sessions), points: dialogue.points.length },
    withheld: told ? [] : (['sessions', 'points'] as ('sessions' | 'points')[]),
  }
}

const totalOf = (rows: readonly { total: number }[]): number => rows[0]?.total ?? 0

async function readDialogue(db: Db, of: SheetOf) {
  const [sessions, positions] = await Promise.all([listSessionsOf(db, of), listPositionsOf(db, of)])
  return { sessions, points: await composePoints(db, of, positions) }
}

async function composeImpacts(db: Db, of: SheetOf) {
  const impacts = await listImpactsOf(db, of)
  const areas = await listAreasOfImpacts(db, impacts.map((impact) => impact.id))
  return impacts.map((impact) => ({ ...impact, areas: areas.filter((area) => area.impactId === impact.id) }))
}

function composeTie({ row, type, other, confirmedBy }: Awaited<ReturnType<typeof listTiesOf>>[number], id: string, day: string) {
  const outgoing = row.fromId === id
  const { typeId, version, strength, sign, basis, startOn, endOn, source, note, confirmedOn } = row
  return {
    // The perimeter is not told; by it the note is kept from readers.
    id: row.id, perimeterId: row.perimeterId, typeId, version, other, outgoing, labelFr: outgoing ? type.labelFr : type.reverseFr, labelEn: outgoing ? type.labelEn : type.reverseEn, directed: type.directed,
    strength, sign, basis, startOn, endOn, inForce: inForceOn(row, day), source, note, confirmedBy, confirmedOn,
  }
}
