import { type Db, schema } from '@convergence/db'
import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import { requireRound } from './commands.ts'
import { roundErrors } from './errors.ts'
import { isoInstant } from './instants.ts'
import { phaseOf } from './phase.ts'
import { answersOf } from './progress.ts'
import { mayRecord, viewerOf } from './viewer.ts'

const { categories, criteria, criterionVersions, roundCriteria, roundRaters, roundStakeholders, rounds, stakeholders } = schema

/** What a rater is asked and has answered: oneself, or with `raterId` one without account whose scores are recorded. */
export async function readSheet(db: Db, request: FastifyRequest, roundId: string, raterId: string | undefined) {
  const viewer = viewerOf(request)
  const round = await requireRound(db, roundId, viewer)
  if (round.mine && (raterId === undefined || raterId === round.mine.raterId)) return sheetOf(db, roundId, round.mine.raterId)
  if (raterId === undefined) throw roundErrors['not-a-rater']()
  const [rater] = await db.select({ userId: roundRaters.userId }).from(roundRaters).where(and(eq(roundRaters.roundId, roundId), eq(roundRaters.id, raterId)))
  if (!rater) throw roundErrors['rater-not-found']()
  const within = request.reach === 'all' || request.reach.includes(round.perimeterId)
  if (rater.userId !== null || !within || !mayRecord(request)) throw roundErrors['not-a-rater']()
  requireOwnFirst(round)
  return sheetOf(db, roundId, raterId)
}

/** Refuses the answers of others to a rater of an open round who has not finished. */
export function requireOwnFirst(round: { phase: string; mine: { finishedAt: Date | null } | null }): void {
  if (round.phase !== 'closed' && round.mine && round.mine.finishedAt === null) throw roundErrors['score-first']()
}

/** The sheet of one rater of a round that exists. */
export async function sheetOf(db: Db, roundId: string, raterId: string) {
  const [round] = await db.select({ id: rounds.id, reference: rounds.reference, title: rounds.title, purpose: rounds.purpose, horizon: rounds.horizon, scenario: rounds.scenario, opensAt: rounds.opensAt, closesAt: rounds.closesAt, fictional: rounds.fictional, phase: phaseOf() }).from(rounds).where(eq(rounds.id, roundId))
  const [rater] = await db.select({ id: roundRaters.id, name: roundRaters.name, capacity: roundRaters.capacity, finishedAt: roundRaters.finishedAt, version: roundRaters.version, stakeholderName: stakeholders.name }).from(roundRaters)
    .leftJoin(stakeholders, eq(stakeholders.id, roundRaters.stakeholderId)).where(eq(roundRaters.id, raterId))
  if (!round || !rater) throw roundErrors['round-not-found']()
  const asked = await db.select({ criterionId: criteria.id, criterionVersionId: criterionVersions.id, labelFr: criteria.labelFr, labelEn: criteria.labelEn, questionFr: criteria.questionFr, questionEn: criteria.questionEn, min: criterionVersions.min, max: criterionVersions.max, anchors: criterionVersions.anchors }).from(roundCriteria)
    .innerJoin(criteria, eq(criteria.id, roundCriteria.criterionId)).innerJoin(criterionVersions, eq(criterionVersions.id, roundCriteria.criterionVersionId)).where(eq(roundCriteria.roundId, roundId)).orderBy(asc(roundCriteria.rank), asc(criteria.id))
  const members = await db.select({ id: stakeholders.id, name: stakeholders.name, kind: stakeholders.kind, categoryFr: categories.labelFr, categoryEn: categories.labelEn }).from(roundStakeholders)
    .innerJoin(stakeholders, and(eq(stakeholders.id, roundStakeholders.stakeholderId), isNull(stakeholders.deletedAt))).leftJoin(categories, eq(categories.id, stakeholders.categoryId)).where(eq(roundStakeholders.roundId, roundId)).orderBy(asc(roundStakeholders.rank), asc(stakeholders.id))
  return { round, rater, criteria: asked, stakeholders: members, scores: await answersBy(db, roundId, raterId) }
}

interface Answer extends Record<string, unknown> { id: string; stakeholderId: string; criterionId: string; state: 'scored' | 'unknown'; value: number | null; confidence: number | null; reason: string; statedAt: Date | string }

async function answersBy(db: Db, roundId: string, raterId: string) {
  const { rows } = await db.execute<Answer>(sql`select a.id, a.stakeholder_id as "stakeholderId", a.criterion_id as "criterionId", a.state, a.value, a.confidence, a.reason, a.stated_at as "statedAt" from ${answersOf([roundId])} a where a.rater_id = ${raterId}`)
  return rows.map((row) => ({ ...row, statedAt: isoInstant(row.statedAt) ?? new Date(0) }))
}
