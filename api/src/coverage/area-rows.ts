import type { Db } from '@convergence/db'
import { type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { stateSql } from '../commitments/standing.ts'
import { frameworkErrors } from '../framework/errors.ts'
import type { Reach } from '../plugins/access.ts'
import { countable, facts, howConcerned } from './facts.ts'
import { countAreas } from './queries.ts'
import { stateOf } from './rules.ts'
import { AREA_ROWS, type AreaRows, type CoverageFilter } from './schemas.ts'

type Rows = z.output<typeof AreaRows>

/** The rows that an area counts: a figure opens what it is made of. `dialogue` false leaves the points out. */
export async function readAreaRows(db: Db, areaId: string, f: CoverageFilter, reach: Reach, dialogue: boolean): Promise<Rows> {
  const [counts] = await countAreas(db, f, reach, areaId)
  if (!counts) throw frameworkErrors['framework-not-found']()
  const read = async <T extends object>(select: SQL): Promise<T[]> => (await db.execute(sql`with ${facts(f, reach)} ${select} limit ${AREA_ROWS}`)).rows as T[]
  const [impacts, expectations, points, commitments, stakeholders] = await Promise.all([
    read<Rows['impacts'][number]>(sql`select i.id, i.reference, i.title, i.sign, i.actuality, i.fictional, i.perimeter_id as "perimeterId", greatest(i.scale, i.scope, i.irremediability) as severity, f.reviewed
      from impact_areas f join impacts i on i.id = f.impact_id where f.area_id = ${areaId} and f.inside order by severity desc, i.reference`),
    read<Rows['expectations'][number]>(sql`select e.id, e.statement, e.weight, e.stated_on::text as "statedOn", s.id as "stakeholderId", s.name as "stakeholderName", s.fictional
      from expectation_areas f join expectations e on e.id = f.expectation_id join stakeholders s on s.id = e.stakeholder_id where f.area_id = ${areaId} and f.inside order by e.weight desc, s.search_name`),
    dialogue ? read<Rows['points'][number]>(sql`select p.id, p.reference, p.title, p.fictional, (select count(*)::int from position_areas x where x.point_id = p.id and x.area_id = ${areaId}) as positions
      from point_areas f join points p on p.id = f.point_id where f.area_id = ${areaId} and f.inside order by p.reference`) : [],
    dialogue ? read<Rows['commitments'][number]>(sql`select commitments.id, commitments.reference, commitments.statement, commitments.owner, commitments.due_on::text as "dueOn", ${stateSql(f.asOf)} as state, commitments.fictional
      from commitment_areas f join commitments on commitments.id = f.commitment_id where f.area_id = ${areaId} and f.inside order by commitments.due_on nulls last, commitments.reference`) : [],
    read<Rows['stakeholders'][number]>(sql`, hows as (select stakeholder_id, ${howConcerned} from concerned where area_id = ${areaId} group by stakeholder_id)
      select stakeholders.id, stakeholders.reference, stakeholders.name, stakeholders.kind, stakeholders.category_id as "categoryId", stakeholders.side, stakeholders.fictional, h.weight, h.affected, h.affecting, h.positions
      from hows h join stakeholders on stakeholders.id = h.stakeholder_id where ${countable(f, reach)} order by stakeholders.search_name`),
  ])
  return { coverage: { ...counts, state: stateOf(counts) }, impacts, expectations, points, commitments, stakeholders }
}
