import { type Db, schema } from '@convergence/db'
import { and, asc, eq, isNull } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { Reach } from '../plugins/access.ts'
import { within } from '../plugins/reach.ts'
import { requireRound } from '../rounds/commands.ts'
import type { RoundRow } from '../rounds/queries.ts'
import { requireOwnFirst } from '../rounds/sheet.ts'
import { viewerOf } from '../rounds/viewer.ts'

const { roundCriteria, roundRaters, roundStakeholders, criteria, criterionVersions, stakeholders } = schema

export type { RoundRow } from '../rounds/queries.ts'
export type RoundCriterion = Awaited<ReturnType<typeof listRoundCriteria>>[number]
export type RoundStakeholder = Awaited<ReturnType<typeof listRoundStakeholders>>[number]

/**
 * A round whose results the reader may see. Throws `round-not-found`, and `score-first` for a rater of an open round who has
 * not finished: nobody sees the others' scores before having scored.
 */
export async function requireResults(request: FastifyRequest, id: string): Promise<RoundRow> {
  const round = await requireRound(request.server.db, id, viewerOf(request))
  requireOwnFirst(round)
  return round
}

/** Who was asked to score sees all that they were asked about, like the sheet that they filled in. */
export const reachIn = (request: FastifyRequest, round: RoundRow): Reach => (round.mine ? 'all' : request.reach)

/** The criteria of a round with the scale that it is answered on, in its order. */
export const listRoundCriteria = (db: Db, roundId: string) =>
  db.select({ criterionId: criteria.id, code: criteria.code, labelFr: criteria.labelFr, labelEn: criteria.labelEn, number: criterionVersions.number, min: criterionVersions.min, max: criterionVersions.max, anchors: criterionVersions.anchors })
    .from(roundCriteria).innerJoin(criteria, eq(criteria.id, roundCriteria.criterionId)).innerJoin(criterionVersions, eq(criterionVersions.id, roundCriteria.criterionVersionId))
    .where(eq(roundCriteria.roundId, roundId)).orderBy(asc(roundCriteria.rank), asc(criteria.id))

/** The stakeholders of a round within reach, in its order. */
export const listRoundStakeholders = (db: Db, roundId: string, reach: Reach) =>
  db.select({ id: stakeholders.id, name: stakeholders.name, reference: stakeholders.reference, categoryId: stakeholders.categoryId, fictional: stakeholders.fictional, searchName: stakeholders.searchName })
    .from(roundStakeholders).innerJoin(stakeholders, eq(stakeholders.id, roundStakeholders.stakeholderId))
    .where(and(eq(roundStakeholders.roundId, roundId), isNull(stakeholders.deletedAt), within(stakeholders.perimeterId, reach))).orderBy(asc(roundStakeholders.rank), asc(stakeholders.id))

export const listRoundRaters = (db: Db, roundId: string) =>
  db.select({ id: roundRaters.id, name: roundRaters.name, userId: roundRaters.userId, capacity: roundRaters.capacity, stakeholderName: stakeholders.name, finishedAt: roundRaters.finishedAt })
    .from(roundRaters).leftJoin(stakeholders, eq(stakeholders.id, roundRaters.stakeholderId)).where(eq(roundRaters.roundId, roundId)).orderBy(asc(roundRaters.name), asc(roundRaters.id))
