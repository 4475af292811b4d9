import { schema } from '@convergence/db'
import { and, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { Db } from '@convergence/db'
import type { Reach } from '../plugins/access.ts'
import type { ScoreScope } from '../scores/current.ts'

const { stakeholders } = schema

/** The part of a ranking that says what it computes. */
export type Wanted = Pick<typeof schema.rankings.$inferSelect, 'id' | 'formulaVersionId' | 'perimeterId' | 'asOf' | 'capacity' | 'horizon' | 'scenario' | 'roundId' | 'seed' | 'draws'>

/** What a ranking reads: the scores and the stakeholders of its perimeter and all below it, whoever asks for it. */
export async function scopeOf(db: Db, wanted: Wanted): Promise<ScoreScope> {
  const { capacity, horizon, scenario, roundId, asOf } = wanted
  return {
    reach: await below(db, wanted.perimeterId), horizon, scenario, asOf, stakeholders: knownAt(asOf),
    ...(capacity ? { capacity } : {}),
    ...(roundId ? { roundId } : {}),
  }
}

/** A perimeter and all below it; all of them for the root. */
async function below(db: Db, perimeterId: string): Promise<Reach> {
  const { rows } = await db.execute<{ id: string; root: boolean }>(sql`with recursive b(id, root) as (select id, parent_id is null from perimeters where id = ${perimeterId}::uuid union all select p.id, false from perimeters p join b on p.parent_id = b.id) select id, root from b`)
  return rows.some((row) => row.root) ? 'all' : rows.map((row) => row.id)
}

/** Stakeholders that stood in the register on the day of an instant. */
export function knownAt(asOf: Date): SQL | undefined {
  const day = asOf.toISOString().slice(0, 10)
  return and(isNull(stakeholders.deletedAt), sql`${stakeholders.since} <= ${day}`, or(isNull(stakeholders.archivedOn), sql`${stakeholders.archivedOn} > ${day}`))
}
