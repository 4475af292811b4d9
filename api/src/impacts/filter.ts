import { schema } from '@convergence/db'
import { and, eq, inArray, isNull, lte, type SQL, sql } from 'drizzle-orm'
import type { Reach } from '../plugins/access.ts'
import { inPerimeter, within } from '../plugins/reach.ts'
import { matchesWords } from '../plugins/words.ts'
import type { ImpactFilter } from './schemas.ts'

const { impacts } = schema

export const severity = sql<number>`greatest(${impacts.scale}, ${impacts.scope}, ${impacts.irremediability})`

/** The condition of an impact filter within what the reader reaches; removed rows never match. */
export function impactWhere(f: ImpactFilter, reach: Reach): SQL | undefined {
  return and(
    isNull(impacts.deletedAt),
    within(impacts.perimeterId, reach),
    f.q ? matchesWords(f.q, [impacts.title, impacts.description, impacts.reference]) : undefined,
    f.direction ? eq(impacts.direction, f.direction) : undefined,
    f.sign ? eq(impacts.sign, f.sign) : undefined,
    f.actuality ? eq(impacts.actuality, f.actuality) : undefined,
    f.horizon ? inArray(impacts.horizon, f.horizon) : undefined,
    f.stage ? inArray(impacts.stage, f.stage) : undefined,
    f.pillarId ? inArray(impacts.pillarId, f.pillarId) : undefined,
    f.areaId ? sql`exists (select 1 from ${schema.isoTies} t where t.impact_id = ${impacts.id} and ${inArray(sql`t.area_id`, f.areaId)})` : undefined,
    f.stakeholderId ? sql`exists (select 1 from ${schema.impactStakeholders} s where s.impact_id = ${impacts.id} and s.stakeholder_id = ${f.stakeholderId})` : undefined,
    f.perimeterId ? inPerimeter(impacts.perimeterId, f.perimeterId) : undefined,
    f.asOf ? lte(impacts.since, f.asOf) : undefined,
  )
}

