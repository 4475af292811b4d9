import type { Db, schema } from '@convergence/db'
import { type SQL, sql } from 'drizzle-orm'
import { significanceOf, severityOf } from '../impacts/rules.ts'
import type { Reach } from '../plugins/access.ts'

type Capacity = (typeof schema.capacity.enumValues)[number]
type Horizon = (typeof schema.horizon.enumValues)[number]

/**
 * One voice on an impact: the stakeholder spoken for, else the account that recorded it, else the organisation. `a` is the row.
 * The latest statement of a voice, in a capacity, at a horizon and under a scenario, counts.
 */
export const voiceOf = (a: SQL): SQL => sql`coalesce(${a}.stakeholder_id, ${a}.recorded_by, ${a}.impact_id)`

export interface AssessmentScope { asOf?: Date | undefined; impactIds?: readonly string[] | undefined; reach: Reach }

const among = (column: SQL, ids: Reach | undefined): SQL => (ids === undefined || ids === 'all' ? sql`true` : sql`${column} = any(${sql.param(`{${ids.join(',')}}`)}::uuid[])`)

/** Sub-query of the assessments that count: of each voice the latest that was not withdrawn, by the day asked for; columns of the table. */
export const currentAssessments = ({ asOf, impactIds, reach }: AssessmentScope): SQL =>
  sql`(select distinct on (a.impact_id, a.horizon, a.scenario, a.capacity, ${voiceOf(sql`a`)}) a.* from impact_assessments a
    where a.withdrawn_at is null and ${asOf ? sql`a.stated_at <= ${asOf.toISOString()}::timestamptz` : sql`true`} and ${among(sql`a.impact_id`, impactIds)} and ${among(sql`a.perimeter_id`, reach)}
    order by a.impact_id, a.horizon, a.scenario, a.capacity, ${voiceOf(sql`a`)}, a.stated_at desc, a.id desc)`

/** Whether an impact is tied to an area of human rights (clause 6.3): there severity prevails over likelihood. */
export const onHumanRights = (impactId: SQL): SQL<boolean> => sql<boolean>`exists (select 1 from iso_ties h join areas r on r.id = h.area_id where h.impact_id = ${impactId} and r.code like '6.3.%')`

export interface Weighed { scale: number; scope: number; irremediability: number; likelihood: number | null; sign: number; humanRights: boolean }
/** The severity and the significance of one statement: each voice by itself, before anything is gathered. */
export function weigh(row: Weighed): { severity: number; significance: number } {
  const severity = severityOf(row)
  return { severity, significance: significanceOf({ ...row, severity }) }
}

/** A current assessment with what it weighs. */
export interface CurrentAssessment { impactId: string; horizon: Horizon; capacity: Capacity; severity: number; significance: number }

/** The assessments that count today and at one horizon under one scenario. */
export async function listCurrent(db: Db, scope: AssessmentScope, horizon: Horizon, scenario: string): Promise<CurrentAssessment[]> {
  const { rows } = await db.execute<Weighed & Pick<CurrentAssessment, 'impactId' | 'horizon' | 'capacity'> & Record<string, unknown>>(sql`
    select c.impact_id as "impactId", c.horizon, c.capacity, c.scale, c.scope, c.irremediability, c.likelihood, i.sign, ${onHumanRights(sql`i.id`)} as "humanRights"
    from ${currentAssessments(scope)} c join impacts i on i.id = c.impact_id and i.deleted_at is null
    where c.horizon = 'now' or (c.horizon = ${horizon} and c.scenario = ${scenario})`)
  return rows.map((row) => ({ impactId: row.impactId, horizon: row.horizon, capacity: row.capacity, ...weigh(row) }))
}
