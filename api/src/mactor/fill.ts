import { type Db, schema } from '@convergence/db'
import { and, eq, inArray, isNotNull, isNull, ne } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import { commonErrors } from '../errors.ts'
import { principalIn, type Reach } from '../plugins/access.ts'
import { within } from '../plugins/reach.ts'
import { isCurrent } from '../positions/current.ts'
import { latestStances, type StanceRow } from './cells.ts'
import { requireStudy } from './commands.ts'
import type { StudyRow } from './queries.ts'
import { fillingOf, stanceOf } from './rules.ts'
import { insertStances } from './statements.ts'

const { isoTies, points, positions } = schema

interface Held { id: string; pointId: string; holderId: string; value: number; statedAt: Date }
export interface Filled { items: StanceRow[]; nextCursor: null; kept: number; same: number; without: number }

/** Fills 2MAO from the positions recorded on the points, and on the points of the areas, of a study; see `fillingOf`. */
export async function fillFromPositions(tx: Db, request: FastifyRequest, studyId: string, overwrite: boolean): Promise<Filled> {
  requireDialogue(request)
  const study = await requireStudy(tx, studyId, request.reach)
  const pointsOf = await pointsBehind(tx, study)
  const held = await currentPositions(tx, [...new Set([...pointsOf.values()].flat())], study.actors.map((a) => a.stakeholderId), request.reach)
  const known = await latestStances(tx, studyId)
  const now = new Date()
  const rows: Parameters<typeof insertStances>[3] = []
  const counts = { kept: 0, same: 0, without: 0 }
  for (const actor of study.actors) {
    for (const objective of study.objectives) {
      const behind = pointsOf.get(objective.id)
      if (!behind) continue
      const filling = fillingOf(known.get(`${actor.id}/${objective.id}`), foundIn(held.filter((h) => h.holderId === actor.stakeholderId && behind.includes(h.pointId))), now, overwrite)
      if (filling.kind === 'state') rows.push({ studyId, actorId: actor.id, objectiveId: objective.id, value: filling.value, positionId: filling.positionId, statedAt: filling.statedAt, authorId: principalIn(request).userId })
      else if (filling.kind === 'none') counts.without += 1
      else counts[filling.kind === 'keep' ? 'kept' : 'same'] += 1
    }
  }
  return { items: await insertStances(tx, request, study, rows), nextCursor: null, ...counts }
}

/** Positions are dialogue: a key that may not read it may not copy it either. */
function requireDialogue(request: FastifyRequest): void {
  const { scopes } = principalIn(request)
  if (scopes && !scopes.includes('dialogue:read')) throw commonErrors['scope-missing']({ params: { scope: 'dialogue:read' } })
}

/** The points whose positions fill each objective; an objective in words of its own has no entry. */
async function pointsBehind(tx: Db, study: StudyRow): Promise<Map<string, string[]>> {
  const areaIds = study.objectives.flatMap((o) => o.areaId ?? [])
  const tied = areaIds.length === 0 ? [] : await tx.select({ areaId: isoTies.areaId, pointId: isoTies.pointId }).from(isoTies).where(and(inArray(isoTies.areaId, areaIds), isNotNull(isoTies.pointId)))
  const ofArea = (areaId: string) => tied.flatMap((t) => (t.areaId === areaId && t.pointId ? [t.pointId] : []))
  return new Map(study.objectives.flatMap((o) => (o.pointId ? [[o.id, [o.pointId]] as const] : o.areaId ? [[o.id, ofArea(o.areaId)] as const] : [])))
}

async function currentPositions(tx: Db, pointIds: string[], holderIds: string[], reach: Reach): Promise<Held[]> {
  if (pointIds.length === 0 || holderIds.length === 0) return []
  const rows = await tx.select({ id: positions.id, pointId: positions.pointId, holderId: positions.holderId, value: positions.value, statedAt: positions.statedAt }).from(positions)
    .innerJoin(points, and(eq(points.id, positions.pointId), isNull(points.deletedAt)))
    .where(and(isCurrent({ pointIds, holderIds }), eq(positions.state, 'stated'), ne(positions.confirmation, 'contested'), within(positions.perimeterId, reach)))
  return rows.flatMap(({ value, ...row }) => (value === null ? [] : [{ ...row, value }]))
}

/** The value of one position, or of the mean of several; it names the latest of them. */
function foundIn(held: Held[]): { value: number; positionId: string; statedAt: Date } | undefined {
  const value = stanceOf(held.map((h) => h.value))
  const last = held.reduce<Held | undefined>((a, b) => (a && a.statedAt >= b.statedAt ? a : b), undefined)
  return value === undefined || !last ? undefined : { value, positionId: last.id, statedAt: last.statedAt }
}
