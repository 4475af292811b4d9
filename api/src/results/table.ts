import type { Db } from '@convergence/db'
import { sql } from 'drizzle-orm'
import { currentScores, type ScoreScope } from '../scores/current.ts'
import type { RoundCriterion, RoundStakeholder } from './round.ts'

export interface Voice { id: string; raterId: string | null }
/** The scores of a round: per criterion, voices × stakeholders; null = no value. */
export interface ScoreTable { voices: readonly Voice[]; ratings: ReadonlyMap<string, (number | null)[][]> }

interface Line extends Record<string, unknown> { voiceId: string; raterId: string | null; criterionId: string; places: number[]; values: number[] }

/** Reads the scores of a round as tables. Cost: O(scores); one line per voice and criterion travels, whatever the round's size. */
export async function readTable(db: Db, scope: ScoreScope, criteria: readonly RoundCriterion[], stakeholders: readonly RoundStakeholder[]): Promise<ScoreTable> {
  const order = sql.param(`{${stakeholders.map((s) => s.id).join(',')}}`)
  const { rows } = await db.execute<Line>(sql`
    select s.voice_id as "voiceId", min(s.rater_id::text) as "raterId", s.criterion_id as "criterionId", array_agg(p.place::int) as places, array_agg(s.value::int) as values
    from ${currentScores(scope)} s join unnest(${order}::uuid[]) with ordinality p(id, place) on p.id = s.stakeholder_id
    where s.value is not null group by s.voice_id, s.criterion_id order by s.voice_id`)
  const voices = [...new Map(rows.map(({ voiceId, raterId }) => [voiceId, { id: voiceId, raterId }])).values()]
  const indexOf = new Map(voices.map((voice, i) => [voice.id, i]))
  const ratings = new Map(criteria.map(({ criterionId }) => [criterionId, voices.map(() => new Array<number | null>(stakeholders.length).fill(null))]))
  for (const { voiceId, criterionId, places, values } of rows) {
    const line = ratings.get(criterionId)?.[indexOf.get(voiceId) ?? -1]
    if (line) for (const [i, place] of places.entries()) line[place - 1] = values[i] ?? null
  }
  return { voices, ratings }
}
