import { type Db, schema } from '@convergence/db'
import { and, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import { within } from '../plugins/reach.ts'
import { phaseOf } from '../rounds/phase.ts'
import { seen } from '../rounds/viewer.ts'
import type { Author } from './author.ts'
import { currentScales } from './current.ts'

const { criteria, criterionVersions, roundCriteria, roundRaters, roundStakeholders, rounds, scores, stakeholders } = schema

export interface Scale { id: string; criterionId: string; min: number; max: number }
interface Named { stakeholderId: string; criterionId: string; roundId?: string | null | undefined }

const distinct = (ids: (string | null | undefined)[]): string[] => [...new Set(ids.filter((id): id is string => Boolean(id)))]
const none = <T>(ids: readonly string[], load: () => PromiseLike<T[]>): PromiseLike<T[]> => (ids.length === 0 ? Promise.resolve([]) : load())

export type ScoringContext = Awaited<ReturnType<typeof loadContext>>

/** All that the refusals look at, in a handful of queries for any number of scores. Rounds are locked against closing meanwhile. */
export async function loadContext(tx: Db, rows: readonly Named[], author: Author) {
  const roundIds = distinct(rows.map((r) => r.roundId)).sort()
  const stakeholderIds = distinct(rows.map((r) => r.stakeholderId))
  const criterionIds = distinct(rows.map((r) => r.criterionId))
  const held = await none(roundIds, () => tx.select({ id: rounds.id, title: rounds.title, perimeterId: rounds.perimeterId, horizon: rounds.horizon, scenario: rounds.scenario, phase: phaseOf() }).from(rounds).where(and(inArray(rounds.id, roundIds), isNull(rounds.deletedAt), seen(author.viewer))).orderBy(rounds.id).for('share'))
  const asked = await none(roundIds, () => tx.select({ roundId: roundCriteria.roundId, id: criterionVersions.id, criterionId: criterionVersions.criterionId, min: criterionVersions.min, max: criterionVersions.max }).from(roundCriteria).innerJoin(criterionVersions, eq(criterionVersions.id, roundCriteria.criterionVersionId)).where(inArray(roundCriteria.roundId, roundIds)))
  const members = await none(roundIds, () => tx.select({ roundId: roundStakeholders.roundId, id: roundStakeholders.stakeholderId }).from(roundStakeholders).innerJoin(stakeholders, and(eq(stakeholders.id, roundStakeholders.stakeholderId), isNull(stakeholders.deletedAt))).where(and(inArray(roundStakeholders.roundId, roundIds), inArray(roundStakeholders.stakeholderId, stakeholderIds))))
  const raters = await none(roundIds, () => tx.select().from(roundRaters).where(inArray(roundRaters.roundId, roundIds)))
  const alone = rows.some((r) => !r.roundId)
  const reached = alone ? await tx.select({ id: stakeholders.id, kind: stakeholders.kind, perimeterId: stakeholders.perimeterId }).from(stakeholders).where(and(inArray(stakeholders.id, stakeholderIds), isNull(stakeholders.deletedAt), within(stakeholders.perimeterId, author.viewer.reach))) : []
  return {
    rounds: new Map(held.map((r) => [r.id, r])),
    asked: new Map(asked.map((s) => [`${s.roundId}/${s.criterionId}`, s])),
    members: new Set(members.map((m) => `${m.roundId}/${m.id}`)),
    raters, voices: await formerVoices(tx, raters, distinct(held.map((r) => r.perimeterId))),
    stakeholders: new Map(reached.map((s) => [s.id, s])),
    scales: new Map((alone ? await scalesNow(tx, criterionIds) : []).map((s) => [s.criterionId, s])),
  }
}

async function scalesNow(tx: Db, criterionIds: readonly string[]): Promise<Scale[]> {
  const there: SQL = sql`select c.id from ${criteria} c where c.deleted_at is null`
  const { rows } = await tx.execute<{ id: string; criterionId: string; min: number; max: number }>(sql`select v.id, v.criterion_id as "criterionId", v.min, v.max from ${currentScales({ criterionIds })} v where v.criterion_id in (${there})`)
  return rows
}

/** A named rater without account is one voice through all rounds of a perimeter: the one under which this name last scored. */
async function formerVoices(tx: Db, raters: readonly { name: string; userId: string | null; stakeholderId: string | null }[], perimeterIds: string[]): Promise<Map<string, string>> {
  const names = distinct(raters.filter((r) => !r.userId && !r.stakeholderId).map((r) => r.name))
  if (names.length === 0 || perimeterIds.length === 0) return new Map()
  const rows = await tx.selectDistinctOn([roundRaters.name], { name: roundRaters.name, voiceId: scores.voiceId }).from(scores).innerJoin(roundRaters, eq(roundRaters.id, scores.raterId))
    .where(and(inArray(roundRaters.name, names), inArray(scores.perimeterId, perimeterIds), isNull(roundRaters.userId), isNull(roundRaters.stakeholderId))).orderBy(roundRaters.name, sql`${scores.statedAt} desc`, sql`${scores.id} desc`)
  return new Map(rows.map((row) => [row.name, row.voiceId]))
}
