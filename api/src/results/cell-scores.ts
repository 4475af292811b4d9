import { type Db, schema } from '@convergence/db'
import { asc, eq, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { currentScores, type ScoreScope } from '../scores/current.ts'
import { type Naming, seesWho } from '../scores/naming.ts'

const { scores, roundRaters, stakeholders, users } = schema

/** The scores that count in one cell, each with who gave it; names only where the reader may see them. The lowest value first. */
export async function listCellScores(db: Db, scope: ScoreScope, naming: Naming) {
  const author = alias(users, 'author')
  const recorder = alias(users, 'recorder')
  const rows = await db.select({
    id: scores.id, capacity: scores.capacity, state: scores.state, value: scores.value, confidence: scores.confidence, reason: scores.reason, source: scores.source, statedAt: scores.statedAt,
    raterId: scores.raterId, raterName: sql<string | null>`coalesce(${roundRaters.name}, ${author.name})`, speaksFor: stakeholders.name, recordedBy: recorder.name,
    whose: { perimeterId: scores.perimeterId, authorId: scores.authorId, recordedBy: scores.recordedBy },
  })
    .from(scores).leftJoin(roundRaters, eq(roundRaters.id, scores.raterId)).leftJoin(stakeholders, eq(stakeholders.id, roundRaters.stakeholderId))
    .leftJoin(author, eq(author.id, scores.authorId)).leftJoin(recorder, eq(recorder.id, scores.recordedBy))
    .where(sql`${scores.id} in (select s.id from ${currentScores(scope)} s)`)
    .orderBy(sql`${scores.value} asc nulls last`, asc(scores.statedAt), asc(scores.id))
  // A reason says who speaks as surely as a name does.
  return rows.map(({ whose, ...row }) => (seesWho(naming, whose) ? row : { ...row, raterId: null, raterName: null, recordedBy: null, reason: '' }))
}
