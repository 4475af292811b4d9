import { type Db, schema } from '@convergence/db'
import { asc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { isoInstant } from './instants.ts'

const { roundRaters, roundCriteria } = schema
type Capacity = (typeof schema.capacity.enumValues)[number]

const members = sql`round_stakeholders h join stakeholders k on k.id = h.stakeholder_id and k.deleted_at is null`

/** Sub-query of the answers of rounds: the latest of each rater to each question that is still asked. */
export const answersOf = (rounds: readonly string[]): SQL => sql`(select distinct on (s.rater_id, s.stakeholder_id, s.criterion_id)
    s.id, s.round_id, s.rater_id, s.criterion_id, s.stakeholder_id, s.state, s.value, s.confidence, s.reason, s.stated_at
  from scores s join round_criteria c on c.round_id = s.round_id and c.criterion_id = s.criterion_id and c.criterion_version_id = s.criterion_version_id
    join round_stakeholders h on h.round_id = s.round_id and h.stakeholder_id = s.stakeholder_id join stakeholders k on k.id = s.stakeholder_id and k.deleted_at is null
  where s.withdrawn_at is null and s.round_id in (${sql.join(rounds.map((id) => sql`${id}::uuid`), sql`, `)})
  order by s.rater_id, s.stakeholder_id, s.criterion_id, s.stated_at desc, s.recorded_at desc, s.id desc)`

export interface RaterCount { raterId: string; answered: number; unknown: number; lastAt: Date | null }

/** Answers by rater of each of these rounds; a rater without any is absent. */
export async function countByRater(db: Db, rounds: readonly string[]): Promise<Map<string, RaterCount>> {
  const { rows } = await db.execute<{ raterId: string; answered: number; unknown: number; lastAt: Date | string | null }>(sql`select a.rater_id as "raterId", count(*)::int as answered, (count(*) filter (where a.state = 'unknown'))::int as unknown, max(a.stated_at) as "lastAt" from ${answersOf(rounds)} a group by 1`)
  return new Map(rows.map((row) => [row.raterId, { ...row, lastAt: isoInstant(row.lastAt) }]))
}

interface Figures { stakeholders: number; raters: number; finished: number; answered: number; mine: { raterId: string; capacity: Capacity; answered: number; finishedAt: Date | null; remindedAt: Date | null } | null }

/** The figures of rounds, with what `userId` is asked. */
export async function figuresOf(db: Db, ids: readonly string[], userId: string | null): Promise<Map<string, Figures>> {
  const sizes = await stakeholdersIn(db, ids)
  const raters = await db.select().from(roundRaters).where(inArray(roundRaters.roundId, [...ids]))
  const counts = await countByRater(db, ids)
  return new Map(ids.map((id) => {
    const own = raters.filter((r) => r.roundId === id)
    const me = userId ? own.find((r) => r.userId === userId) : undefined
    const answered = (raterId: string) => counts.get(raterId)?.answered ?? 0
    return [id, {
      stakeholders: sizes.get(id) ?? 0, raters: own.length, finished: own.filter((r) => r.finishedAt).length, answered: own.reduce((sum, r) => sum + answered(r.id), 0),
      mine: me ? { raterId: me.id, capacity: me.capacity, answered: answered(me.id), finishedAt: me.finishedAt, remindedAt: me.remindedAt } : null,
    }]
  }))
}

async function stakeholdersIn(db: Db, ids: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await db.execute<{ id: string; n: number }>(sql`select h.round_id as id, count(*)::int as n from ${members} where h.round_id in (${sql.join(ids.map((id) => sql`${id}::uuid`), sql`, `)}) group by 1`)
  return new Map(rows.map((row) => [row.id, row.n]))
}

/** How far a round has come, by criterion and by rater. */
export async function progressOf(db: Db, roundId: string) {
  const size = (await stakeholdersIn(db, [roundId])).get(roundId) ?? 0
  const criteria = await db.select({ criterionId: roundCriteria.criterionId }).from(roundCriteria).where(eq(roundCriteria.roundId, roundId)).orderBy(asc(roundCriteria.rank), asc(roundCriteria.criterionId))
  const raters = await db.select().from(roundRaters).where(eq(roundRaters.roundId, roundId)).orderBy(asc(roundRaters.name), asc(roundRaters.id))
  const byRater = await countByRater(db, [roundId])
  const { rows } = await db.execute<{ criterionId: string; answered: number; unknown: number }>(sql`select a.criterion_id as "criterionId", count(*)::int as answered, (count(*) filter (where a.state = 'unknown'))::int as unknown from ${answersOf([roundId])} a group by 1`)
  const total = (key: 'answered' | 'unknown') => rows.reduce((sum, row) => sum + row[key], 0)
  return {
    expected: size * criteria.length * raters.length, answered: total('answered'), unknown: total('unknown'),
    criteria: criteria.map(({ criterionId }) => ({ answered: 0, unknown: 0, ...rows.find((row) => row.criterionId === criterionId), criterionId, expected: size * raters.length })),
    raters: raters.map((r) => ({ answered: 0, unknown: 0, lastAt: null, ...byRater.get(r.id), raterId: r.id, name: r.name, capacity: r.capacity, expected: size * criteria.length, finishedAt: r.finishedAt, remindedAt: r.remindedAt })),
  }
}
