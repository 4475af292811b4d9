import { schema } from '@convergence/db'
import { and, eq, isNull, not, or, type SQL, sql } from 'drizzle-orm'
import type { Reach } from '../plugins/access.ts'
import { endOf } from '../plugins/day-bounds.ts'
import { inPerimeter, within } from '../plugins/reach.ts'
import { matchesWords } from '../plugins/words.ts'
import { overdueSql, stateSql } from '../commitments/standing.ts'
import { currentOutcomes } from '../outcomes/current.ts'
import type { PointFilter } from './schemas.ts'

const { points } = schema

const among = (ids: readonly string[]): SQL => sql`(${sql.join(ids.map((id) => sql`${id}::uuid`), sql`, `)})`

/** The condition of a point filter within reach; status and movement are computed, and filtered, afterwards. */
export function pointWhere(f: PointFilter, reach: Reach): SQL | undefined {
  return and(
    isNull(points.deletedAt),
    within(points.perimeterId, reach),
    f.q ? matchesWords(f.q, [points.title, points.reference]) : undefined,
    f.fictional === undefined ? undefined : eq(points.fictional, f.fictional),
    f.perimeterId ? inPerimeter(points.perimeterId, f.perimeterId) : undefined,
    f.areaId ? sql`exists (select 1 from iso_ties t where t.point_id = ${points.id} and t.area_id in ${among(f.areaId)})` : undefined,
    f.pillarId ? ofPillars(f.pillarId) : undefined,
    f.impactId ? sql`exists (select 1 from point_impacts i where i.point_id = ${points.id} and i.impact_id in ${among(f.impactId)})` : undefined,
    f.stakeholderId ? sql`exists (select 1 from positions x where x.point_id = ${points.id} and x.withdrawn_at is null and x.state <> 'not_asked' and x.holder_id in ${among(f.stakeholderId)} and x.stated_at < ${endOf(f.asOf)})` : undefined,
    f.sessionId ? discussedIn(f.sessionId) : undefined,
    f.bodyId ? discussedBy(f.bodyId) : undefined,
    f.outcome ? withOutcome(f.outcome, f.asOf) : undefined,
    f.commitment ? withCommitment(f.commitment, f.asOf) : undefined,
  )
}

const ofPillars = (ids: readonly string[]): SQL => sql`(
  exists (select 1 from iso_ties t join pillar_areas a on a.area_id = t.area_id where t.point_id = ${points.id} and a.pillar_id in ${among(ids)})
  or exists (select 1 from point_impacts i join impacts m on m.id = i.impact_id and m.deleted_at is null where i.point_id = ${points.id} and m.pillar_id in ${among(ids)}))`

const discussedIn = (ids: readonly string[]): SQL => sql`(
  exists (select 1 from agenda_items g where g.point_id = ${points.id} and g.session_id in ${among(ids)})
  or exists (select 1 from positions x where x.point_id = ${points.id} and x.withdrawn_at is null and x.session_id in ${among(ids)}))`

const discussedBy = (ids: readonly string[]): SQL => sql`exists (select 1 from sessions s where s.deleted_at is null and s.body_id in ${among(ids)} and (
  exists (select 1 from agenda_items g where g.point_id = ${points.id} and g.session_id = s.id) or exists (select 1 from positions x where x.point_id = ${points.id} and x.withdrawn_at is null and x.session_id = s.id)))`

const words = (list: readonly string[]): SQL => sql`(${sql.join(list.map((word) => sql`${word}`), sql`, `)})`

const withOutcome = (kinds: readonly string[], asOf: string | undefined): SQL => sql`coalesce((select o.kind::text from ${currentOutcomes(asOf)} o where o.point_id = ${points.id}), 'none') in ${words(kinds)}`

function withCommitment(states: readonly string[], asOf: string | undefined): SQL {
  const some = (condition: SQL): SQL => sql`exists (select 1 from commitments where commitments.point_id = ${points.id} and commitments.deleted_at is null ${asOf ? sql`and commitments.made_on <= ${asOf}::date` : sql``} and ${condition})`
  return or(some(sql`${stateSql(asOf)} in ${words(states)}`), states.includes('overdue') ? some(overdueSql(asOf)) : undefined, states.includes('none') ? not(some(sql`true`)) : undefined) ?? sql`true`
}
