import { type Db, schema } from '@convergence/db'
import { and, isNull, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { unhidden } from '../persons/hidden.ts'
import type { Reach } from '../plugins/access.ts'
import { within } from '../plugins/reach.ts'
import { stakeholderWhere } from './filter.ts'
import type { StakeholderFilter } from './schemas.ts'

const { stakeholders } = schema
const TAGS_SHOWN = 60

/** Counts per value of each facet. A facet's own choice does not narrow its counts, so that another value can be added to it. */
export async function countFacets(db: Db, filter: StakeholderFilter, reach: Reach) {
  const without = (name: keyof StakeholderFilter) => stakeholderWhere({ ...filter, [name]: undefined }, reach)
  const count = (where: SQL | undefined) => db.select({ n: sql<number>`count(*)::int` }).from(stakeholders).where(where)
  const by = (column: PgColumn, name: keyof StakeholderFilter) =>
    db.select({ value: sql<string>`coalesce(${column}::text, '')`, count: sql<number>`count(*)::int` }).from(stakeholders).where(without(name)).groupBy(column).orderBy(sql`2 desc`, sql`1`)
  const tags = db.select({ value: sql<string>`tag`, count: sql<number>`count(*)::int` }).from(sql`${stakeholders}, unnest(${stakeholders.tags}) as tag`).where(without('tag')).groupBy(sql`tag`).orderBy(sql`2 desc`, sql`1`).limit(TAGS_SHOWN)
  const [[total], [all], categoryId, kind, side, sphere, status, tag, perimeterId, areaId, pillarId] = await Promise.all([
    count(stakeholderWhere(filter, reach)),
    count(and(isNull(stakeholders.deletedAt), unhidden(), within(stakeholders.perimeterId, reach))),
    by(stakeholders.categoryId, 'categoryId'), by(stakeholders.kind, 'kind'), by(stakeholders.side, 'side'), by(stakeholders.sphere, 'sphere'), by(stakeholders.status, 'status'), tags,
    by(stakeholders.perimeterId, 'perimeterId'), countConcerned(db, 'area', without('areaId')), countConcerned(db, 'pillar', without('pillarId')),
  ])
  return { total: total?.n ?? 0, all: all?.n ?? 0, categoryId, kind, side, sphere, status, tag, perimeterId, areaId, pillarId }
}

/** Stakeholders per area or pillar that concerns them, in the sense of the filter: each counts once in each. */
function countConcerned(db: Db, by: 'area' | 'pillar', where: SQL | undefined) {
  const column = by === 'area' ? sql`c.area_id` : sql`p.pillar_id`
  const concerned = sql`(select e.stakeholder_id, e.area_id from expectations e where e.deleted_at is null and e.horizon = 'now'
    union select s.stakeholder_id, t.area_id from impact_stakeholders s join impacts i on i.id = s.impact_id and i.deleted_at is null join iso_ties t on t.impact_id = i.id) c`
  const source = by === 'area' ? concerned : sql`${concerned} join pillar_areas p on p.area_id = c.area_id`
  return db.select({ value: sql<string>`${column}::text`, count: sql<number>`count(distinct ${stakeholders.id})::int` }).from(sql`${stakeholders} cross join ${source}`)
    .where(and(where, sql`c.stakeholder_id = ${stakeholders.id}`)).groupBy(column).orderBy(sql`2 desc`, sql`1`)
}
