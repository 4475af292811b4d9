import { type Db, schema } from '@convergence/db'
import { asc, eq, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { currentScores, type ScoreScope } from '../scores/current.ts'

const { scores, roundRaters, stakeholders, users } = schema

/** The scores that count in one cell, each with who gave it; names are left out unless `named`. The lowest value first. */
export async function listCellScores(db: Db, scope: ScoreScope, named: boolean) {
  const author = alias(users, 'author')
  const recorder = alias(users, 'recorder')
  const rows = await db.select({
    id: scores.id, capacity: scores.capacity, state: scores.state, value: scores.value, confidence: scores.confidence, reason: scores.reason, source: scores.source, statedAt: scores.statedAt,
    raterId: scores.raterId, raterName: sql<string | null>`coalesce(${roundRaters.name}, ${author.name})`, speaksFor: stakeholders.name, recordedBy: recorder.name,
  })
    .from(scores).leftJoin(roundRaters, eq(roundRaters.id, scores.raterId)).leftJoin(stakeholders, eq(stakeholders.id, roundRaters.stakeholderId))
    .leftJoin(author, eq(author.id, scores.authorId)).leftJoin(recorder, eq(recorder.id, scores.recordedBy))
    .where(sql`${scores.id} in (select s.id from ${currentScores(scope)} s)`)
    .orderBy(sql`${scores.value} asc nulls last`, asc(scores.statedAt), asc(scores.id))
  // A reason says who speaks as surely as a name does.
  return named ? rows : rows.map((row) => ({ ...row, raterId: null, raterName: null, recordedBy: null, reason: '' }))
}
