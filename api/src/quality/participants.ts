import type { Db } from '@convergence/db'
import { sql } from 'drizzle-orm'
import { toldEvaluations } from '../measures/evaluations.ts'
import type { MeasureScope } from '../measures/scope.ts'

/** What participants said, per principle, over the evaluations that `evaluation_satisfaction` counts. Principles of which no question spoke are left out. */
export async function participantsOn(db: Db, scope: MeasureScope, wordings: ReadonlyMap<string, readonly string[]>): Promise<{ principle: string; mean: number; n: number }[]> {
  const { rows } = await db.execute<{ wording: string; total: number; n: number }>(sql`
    select q.wording, sum(a.value)::float8 as total, count(*)::int as n from evaluation_responses r join evaluation_answers a on a.response_id = r.id and a.value is not null join questionnaire_questions q on q.id = a.question_id and q.kind = 'scale'
    where r.told and r.evaluation_id in (${toldEvaluations(scope)}) group by q.wording`)
  return [...wordings].flatMap(([principle, own]) => {
    const said = rows.filter((row) => own.includes(row.wording))
    const n = said.reduce((sum, row) => sum + row.n, 0)
    return n === 0 ? [] : [{ principle, n, mean: said.reduce((sum, row) => sum + row.total, 0) / n }]
  })
}
