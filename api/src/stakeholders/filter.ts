import { schema, searchKey } from '@convergence/db'
import { and, arrayContains, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm'
import { unhidden } from '../persons/hidden.ts'
import type { Reach } from '../plugins/access.ts'
import { inPerimeter, within } from '../plugins/reach.ts'
import { neverAsked, withoutSession } from '../solicitations/conditions.ts'
import type { StakeholderFilter } from './schemas.ts'

const { stakeholders } = schema

/** The condition of a stakeholder filter within what the reader reaches; removed rows never match. */
export function stakeholderWhere(f: StakeholderFilter, reach: Reach): SQL | undefined {
  return and(
    isNull(stakeholders.deletedAt),
    unhidden(),
    within(stakeholders.perimeterId, reach),
    f.q ? matchesWords(f.q) : undefined,
    f.kind ? inArray(stakeholders.kind, f.kind) : undefined,
    f.categoryId ? inArray(stakeholders.categoryId, f.categoryId) : undefined,
    f.side ? inArray(stakeholders.side, f.side) : undefined,
    f.sphere ? inArray(stakeholders.sphere, f.sphere) : undefined,
    f.status ? inArray(stakeholders.status, f.status) : undefined,
    f.contractual === undefined ? undefined : eq(stakeholders.contractual, f.contractual),
    f.tag ? arrayContains(stakeholders.tags, f.tag) : undefined,
    f.perimeterId ? inPerimeter(stakeholders.perimeterId, f.perimeterId) : undefined,
    f.importId ? eq(stakeholders.importId, f.importId) : undefined,
    f.parentId ? eq(stakeholders.parentId, f.parentId) : undefined,
    f.areaId ? concernedBy(sql`in ${f.areaId}`) : undefined,
    f.pillarId ? concernedBy(sql`in (select area_id from pillar_areas where pillar_id in ${f.pillarId})`) : undefined,
    f.withoutSession ? withoutSession(sql`${stakeholders.id}`, f.withoutSession, f.asOf) : undefined,
    f.neverAsked === undefined ? undefined : f.neverAsked ? neverAsked(sql`${stakeholders.id}`) : sql`not ${neverAsked(sql`${stakeholders.id}`)}`,
    f.asOf ? knownOn(f.asOf) : undefined,
  )
}

function matchesWords(q: string): SQL | undefined {
  const words = searchKey(q).split(' ').filter(Boolean)
  return and(...words.map((word) => {
    const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`
    return or(sql`${stakeholders.searchName} like ${pattern}`, sql`${stakeholders.reference} like ${pattern}`)
  }))
}

/** By an expectation of theirs, or by an impact that affects them or that they cause. */
const concernedBy = (area: SQL): SQL => sql`(
  exists (select 1 from expectations e where e.stakeholder_id = ${stakeholders.id} and e.deleted_at is null and e.horizon = 'now' and e.area_id ${area})
  or exists (select 1 from impact_stakeholders s join impacts i on i.id = s.impact_id and i.deleted_at is null join iso_ties t on t.impact_id = i.id where s.stakeholder_id = ${stakeholders.id} and t.area_id ${area}))`

const knownOn = (day: string): SQL => sql`(${stakeholders.since} <= ${day} and (${stakeholders.archivedOn} is null or ${stakeholders.archivedOn} > ${day}))`
