import { type Db, schema } from '@convergence/db'
import { and, desc, eq, sql } from 'drizzle-orm'
import { findCutoffs } from '../classes/cutoffs.ts'
import { instantOf } from '../classes/queries.ts'
import { assessmentsBehind, seenBy as seenAssessment } from '../impact-assessments/queries.ts'
import type { Reach } from '../plugins/access.ts'
import { currentScores } from '../scores/current.ts'
import { type Naming, seenBy as seenScore } from '../scores/naming.ts'
import { findScores } from '../scores/queries.ts'
import { expectationsIn } from './expectations.ts'
import { findOwn } from './impacts.ts'
import type { ProspectiveRowsQuery, Statement } from './schemas.ts'
import { readingsOf } from './stakeholders.ts'

const { expectations, stakeholders, users } = schema
const SHOWN = 500
interface Behind { items: Statement[]; total: number }

/** Who said what, and when, behind a row; the first 500. Who may not see whose a score or an assessment is reads it without name and reason. */
export function rowsBehind(db: Db, query: ProspectiveRowsQuery, reach: Reach, naming: Naming): Promise<Behind> {
  switch (query.table) {
    case 'stakeholders': return scoresBehind(db, query, reach, naming)
    case 'impacts': return voicesBehind(db, query, reach, naming)
    case 'expectations': return wordsBehind(db, query, reach)
  }
}

async function scoresBehind(db: Db, query: ProspectiveRowsQuery, reach: Reach, naming: Naming): Promise<Behind> {
  const rule = await findCutoffs(db, query.scheme, instantOf(query.asOf))
  const criterionIds = rule.axes.map((axis) => axis.criterionId)
  const ids: string[] = []
  for (const { scope } of readingsOf(query, reach)) ids.push(...(await db.execute<{ id: string }>(sql`select s.id from ${currentScores({ ...scope, criterionIds, stakeholderIds: [query.id] })} s order by s.criterion_id, s.stated_at desc, s.id`)).rows.map((row) => row.id))
  const items = (await findScores(db, ids.slice(0, SHOWN))).map((score) => {
    const seen = seenScore(naming, score)
    return {
      id: seen.id, measure: rule.axes.find((axis) => axis.criterionId === seen.criterionId)?.axis ?? seen.criterionCode, horizon: seen.horizon, capacity: seen.capacity, value: seen.value, parts: null,
      voice: seen.voiceName, voiceId: null, recordedBy: seen.recordedByName, text: seen.reason, source: seen.roundTitle ?? seen.source, at: seen.statedAt,
    }
  })
  return { items, total: ids.length }
}

async function voicesBehind(db: Db, query: ProspectiveRowsQuery, reach: Reach, naming: Naming): Promise<Behind> {
  const own = await findOwn(db, query.id, reach)
  if (!own) return { items: [], total: 0 }
  const { rows, total } = await assessmentsBehind(db, { impactId: own.id, horizon: query.horizon, scenario: query.scenario, asOf: instantOf(query.asOf), limit: SHOWN - 1 })
  const register: Statement = { id: own.id, measure: 'significance', horizon: 'now', capacity: 'internal', value: own.significance, parts: own, voice: null, voiceId: null, recordedBy: null, text: '', source: 'register', at: own.updatedAt }
  const items = rows.map((row): Statement => {
    const seen = seenAssessment(naming, row)
    return {
      id: seen.id, measure: 'significance', horizon: seen.horizon, capacity: seen.capacity, value: seen.significance, parts: seen, voice: seen.stakeholderName ?? (seen.capacity === 'stakeholder' ? null : seen.recordedByName), voiceId: seen.stakeholderId,
      recordedBy: seen.recordedByName, text: seen.reason, source: seen.source, at: seen.statedAt,
    }
  })
  return { items: [...items, register], total: total + 1 }
}

/** What stakeholders expect is told with their name, as on their sheet. */
async function wordsBehind(db: Db, query: ProspectiveRowsQuery, reach: Reach): Promise<Behind> {
  const where = and(eq(expectations.areaId, query.id), expectationsIn(query, reach))
  const rows = await db.select({ row: expectations, name: stakeholders.name, by: users.name, total: sql<number>`(count(*) over ())::int` }).from(expectations).innerJoin(stakeholders, eq(stakeholders.id, expectations.stakeholderId)).leftJoin(users, eq(users.id, expectations.recordedBy))
    .where(where).orderBy(expectations.horizon, desc(expectations.weight), stakeholders.searchName, expectations.id).limit(SHOWN)
  const items = rows.map(({ row, name, by }): Statement => ({
    id: row.id, measure: 'weight', horizon: row.horizon, capacity: 'stakeholder', value: row.weight, parts: null, voice: name, voiceId: row.stakeholderId, recordedBy: by, text: row.statement, source: row.source, at: new Date(`${row.statedOn}T12:00:00Z`),
  }))
  return { items, total: rows[0]?.total ?? 0 }
}
