import { schema } from '@convergence/db'
import { and, eq, isNull, lte, type SQL, sql } from 'drizzle-orm'
import type { Reach } from '../plugins/access.ts'
import { inPerimeter, within } from '../plugins/reach.ts'
import type { CoverageFilter } from './schemas.ts'

const { commitments, expectations, impacts, points, positions, stakeholders } = schema

/** The instant at which a day ends in France: what was said that evening belongs to it. */
const endOf = (day: string): SQL => sql`((${day}::date + 1)::timestamp at time zone 'Europe/Paris')`

/**
 * What ties stakeholders to areas, within reach and on the day, as the head of a `with`:
 * impact_areas, expectation_areas, point_areas, commitment_areas, position_areas, and `concerned`, the pairs that follow from them.
 * `inside` says that the row itself lies in the asked perimeter: a stakeholder of the perimeter may be concerned by a fact of the whole.
 */
export function facts(f: CoverageFilter, reach: Reach): SQL {
  const inside = (column: Parameters<typeof inPerimeter>[0]) => (f.perimeterId ? inPerimeter(column, f.perimeterId) : sql`true`)
  const impact = and(isNull(impacts.deletedAt), within(impacts.perimeterId, reach), f.asOf ? lte(impacts.since, f.asOf) : undefined)
  // What is expected of a future is no fact of today: the prospective diagnosis reads it.
  const expectation = and(isNull(expectations.deletedAt), eq(expectations.horizon, 'now'), within(expectations.perimeterId, reach), f.asOf ? lte(expectations.statedOn, f.asOf) : undefined)
  const point = and(isNull(points.deletedAt), within(points.perimeterId, reach), f.asOf ? sql`${points.createdAt} < ${endOf(f.asOf)}` : undefined)
  const commitment = and(isNull(commitments.deletedAt), within(commitments.perimeterId, reach), f.asOf ? lte(commitments.madeOn, f.asOf) : undefined)
  const position = and(sql`${positions.state} = 'stated'`, sql`${positions.confirmation} <> 'contested'`, isNull(positions.withdrawnAt), within(positions.perimeterId, reach), f.asOf ? sql`${positions.statedAt} < ${endOf(f.asOf)}` : undefined)
  return sql`
    impact_areas as (select t.area_id, impacts.id as impact_id, t.reviewed_on is not null as reviewed, ${inside(impacts.perimeterId)} as inside from impacts join iso_ties t on t.impact_id = impacts.id where ${impact}),
    expectation_areas as (select x.area_id, expectations.id as expectation_id, expectations.stakeholder_id, expectations.weight, ${inside(expectations.perimeterId)} as inside
      from expectations join lateral (select expectations.area_id union select t.area_id from iso_ties t where t.expectation_id = expectations.id) x on true where ${expectation}),
    point_areas as (select t.area_id, points.id as point_id, ${inside(points.perimeterId)} as inside from points join iso_ties t on t.point_id = points.id where ${point}),
    commitment_areas as (select t.area_id, commitments.id as commitment_id, ${inside(commitments.perimeterId)} as inside from commitments join iso_ties t on t.commitment_id = commitments.id where ${commitment}),
    position_areas as (select distinct pa.area_id, positions.point_id, positions.holder_id, pa.inside from positions join point_areas pa on pa.point_id = positions.point_id where ${position}),
    concerned as (select area_id, stakeholder_id, weight, 0 as affected, 0 as affecting, 0 as positions from expectation_areas
      union all select a.area_id, l.stakeholder_id, 0, (l.involvement = 'affected')::int, (l.involvement = 'affecting')::int, 0 from impact_areas a join impact_stakeholders l on l.impact_id = a.impact_id
      union all select area_id, holder_id, 0, 0, 0, 1 from position_areas)`
}

/** Stakeholders that the reader may count on the day: within reach, in the perimeter, not removed. */
export const countable = (f: CoverageFilter, reach: Reach): SQL =>
  and(isNull(stakeholders.deletedAt), within(stakeholders.perimeterId, reach), f.perimeterId ? inPerimeter(stakeholders.perimeterId, f.perimeterId) : undefined,
    f.asOf ? sql`${stakeholders.since} <= ${f.asOf} and (${stakeholders.archivedOn} is null or ${stakeholders.archivedOn} > ${f.asOf})` : undefined) ?? sql`true`

/** How one stakeholder is concerned by one area, from the rows of `concerned`. */
export const howConcerned = sql`max(weight)::int as weight, sum(affected)::int as affected, sum(affecting)::int as affecting, sum(positions)::int as positions`
