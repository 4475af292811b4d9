import { type Db, schema } from '@convergence/db'
import { and, eq, inArray, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { currentScores, type ScoreScope } from '../scores/current.ts'
import { type Naming, seesWho } from '../scores/naming.ts'
import { criteriaIn, type Recipe } from './terms.ts'

const { scores, roundRaters, rounds, users } = schema
const author = alias(users, 'author')

export type ScoreBehind = Awaited<ReturnType<typeof listScoresBehind>>[number]

/** The scores that count in a ranking for one stakeholder: when, in which capacity, in which round; who and why where the reader may see it. */
export async function listScoresBehind(db: Db, scope: ScoreScope, recipe: Recipe, stakeholderId: string, naming: Naming) {
  const criterionIds = criteriaIn(recipe)
  if (criterionIds.length === 0) return []
  const current = sql`(select s.id from ${currentScores({ ...scope, criterionIds })} s)`
  const rows = await db.select({
    id: scores.id, criterionId: scores.criterionId, voiceId: scores.voiceId, state: scores.state, value: scores.value, capacity: scores.capacity, statedAt: scores.statedAt, confidence: scores.confidence, reason: scores.reason,
    roundId: scores.roundId, roundTitle: rounds.title, rater: roundRaters.name, author: author.name, whose: { perimeterId: scores.perimeterId, authorId: scores.authorId, recordedBy: scores.recordedBy }, speaksFor: roundRaters.stakeholderId,
  }).from(scores).leftJoin(roundRaters, eq(roundRaters.id, scores.raterId)).leftJoin(rounds, eq(rounds.id, scores.roundId)).leftJoin(author, eq(author.id, scores.authorId))
    .where(and(eq(scores.stakeholderId, stakeholderId), inArray(scores.criterionId, criterionIds), sql`${scores.id} in ${current}`))
    .orderBy(scores.criterionId, sql`${scores.value} desc nulls last`, scores.statedAt, scores.id)
  return rows.map(({ rater, author: written, speaksFor, whose, ...row }) => ({ ...row, ...(seesWho(naming, whose) ? { raterName: rater ?? written } : { raterName: null, reason: '' }), own: speaksFor === stakeholderId || row.voiceId === stakeholderId }))
}
