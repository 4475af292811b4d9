import { type Db, schema } from '@convergence/db'
import { and, inArray, not, type SQL, sql } from 'drizzle-orm'
import type { Reach } from '../plugins/access.ts'
import { keyset } from '../plugins/keyset.ts'
import { stakeholderWhere } from '../stakeholders/filter.ts'
import { countable, facts, howConcerned } from './facts.ts'
import type { AreaCounts } from './rules.ts'
import type { CoverageFilter, StakeholderCoverageFilter } from './schemas.ts'

const { isoTies, stakeholders } = schema

/** What every area counts, in the order of the norm; one statement whatever the size of the register. */
export async function countAreas(db: Db, f: CoverageFilter, reach: Reach, areaId?: string): Promise<({ areaId: string; subjectId: string } & AreaCounts)[]> {
  const by = (table: string, what: string) => sql.raw(`(select count(distinct ${what})::int from ${table} f where f.area_id = a.id and f.inside)`)
  const { rows } = await db.execute<{ areaId: string; subjectId: string } & AreaCounts & Record<string, unknown>>(sql`
    with ${facts(f, reach)}
    select a.id as "areaId", a.subject_id as "subjectId", coalesce(c.n, 0) as stakeholders,
      ${by('impact_areas', 'f.impact_id')} as impacts, ${by('point_areas', 'f.point_id')} as points, ${by('commitment_areas', 'f.commitment_id')} as commitments, ${by('expectation_areas', 'f.expectation_id')} as expectations,
      ${by('position_areas', '(f.point_id, f.holder_id)')} as positions
    from areas a join subjects s on s.id = a.subject_id
      left join (select area_id, count(distinct stakeholder_id)::int as n from concerned join stakeholders on stakeholders.id = stakeholder_id where ${countable(f, reach)} group by area_id) c on c.area_id = a.id
    ${areaId ? sql`where a.id = ${areaId}` : sql``} order by s.rank, a.rank`)
  return rows
}

const sorts = { name: stakeholders.searchName, reference: stakeholders.reference }
const brief = { id: stakeholders.id, reference: stakeholders.reference, name: stakeholders.name, kind: stakeholders.kind, categoryId: stakeholders.categoryId, side: stakeholders.side, fictional: stakeholders.fictional }

/** One page of stakeholders of the register, each with the areas that concern it. */
export async function listStakeholderCoverage(db: Db, page: StakeholderCoverageFilter, reach: Reach, secret: string) {
  const k = keyset(page, sorts, stakeholders.id, secret)
  const rows = await db.select({ ...brief, key: k.key }).from(stakeholders).where(and(stakeholderWhere(page, reach), k.where, concernedWhere(page, reach))).orderBy(...k.orderBy).limit(k.limit)
  const cells = await stakeholderCells(db, rows.map((r) => r.id), page, reach)
  return rows.map((row) => ({ ...row, cells: cells.get(row.id) ?? [] }))
}

function concernedWhere(page: StakeholderCoverageFilter, reach: Reach): SQL | undefined {
  if (page.concerned === undefined) return undefined
  const some = sql`${stakeholders.id} in (with ${facts({ asOf: page.asOf }, reach)} select stakeholder_id from concerned)`
  return page.concerned ? some : not(some)
}

interface Cell { areaId: string; weight: number; affected: number; affecting: number; positions: number }

async function stakeholderCells(db: Db, ids: string[], f: CoverageFilter, reach: Reach): Promise<Map<string, Cell[]>> {
  const byStakeholder = new Map<string, Cell[]>()
  if (ids.length === 0) return byStakeholder
  const { rows } = await db.execute<Cell & { stakeholderId: string } & Record<string, unknown>>(sql`
    with ${facts({ asOf: f.asOf }, reach)}
    select c.stakeholder_id as "stakeholderId", c.area_id as "areaId", ${howConcerned} from concerned c join areas a on a.id = c.area_id
    where ${inArray(sql`c.stakeholder_id`, ids)} group by c.stakeholder_id, c.area_id, a.rank order by a.rank`)
  for (const { stakeholderId, ...cell } of rows) byStakeholder.set(stakeholderId, [...(byStakeholder.get(stakeholderId) ?? []), cell])
  return byStakeholder
}

interface ImpactCell { areaId: string; tieId: string; version: number; reviewed: boolean }

/** The ISO ties of these impacts, by impact. */
export async function impactCells(db: Db, ids: string[]): Promise<Map<string, ImpactCell[]>> {
  const byImpact = new Map<string, ImpactCell[]>()
  if (ids.length === 0) return byImpact
  const rows = await db.select({ impactId: isoTies.impactId, areaId: isoTies.areaId, tieId: isoTies.id, version: isoTies.version, reviewed: sql<boolean>`${isoTies.reviewedOn} is not null` }).from(isoTies).where(inArray(isoTies.impactId, ids))
  for (const { impactId, ...cell } of rows) if (impactId) byImpact.set(impactId, [...(byImpact.get(impactId) ?? []), cell])
  return byImpact
}
