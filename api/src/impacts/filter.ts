import { schema, searchKey } from '@convergence/db'
import { type AnyColumn, and, eq, inArray, isNull, lte, or, type SQL, sql } from 'drizzle-orm'
import type { Reach } from '../plugins/access.ts'
import { inPerimeter, within } from '../plugins/reach.ts'
import type { ImpactFilter } from './schemas.ts'

const { impacts } = schema

const FROM = 'àâäáãåçéèêëíìîïñóòôöõúùûüýÿÀÂÄÁÃÅÇÉÈÊËÍÌÎÏÑÓÒÔÖÕÚÙÛÜÝŸ’'
const TO = "aaaaaaceeeeiiiinooooouuuuyyAAAAAACEEEEIIIINOOOOOUUUUYY'"

/** The text of a column as `searchKey` makes it, for sets too small to store a key: no collation of either engine is needed. */
export const foldedText = (column: AnyColumn): SQL => sql`lower(translate(replace(replace(${column}, 'œ', 'oe'), 'Œ', 'oe'), ${sql.raw(`'${FROM}'`)}, ${sql.raw(`'${TO.replace(/'/g, "''")}'`)}))`

export const severity = sql<number>`greatest(${impacts.scale}, ${impacts.scope}, ${impacts.irremediability})`

/** The condition of an impact filter within what the reader reaches; removed rows never match. */
export function impactWhere(f: ImpactFilter, reach: Reach): SQL | undefined {
  return and(
    isNull(impacts.deletedAt),
    within(impacts.perimeterId, reach),
    f.q ? matchesWords(f.q) : undefined,
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

function matchesWords(q: string): SQL | undefined {
  const words = searchKey(q).replace(/’/g, "'").split(' ').filter(Boolean)
  return and(...words.map((word) => {
    const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`
    return or(sql`${foldedText(impacts.title)} like ${pattern}`, sql`${foldedText(impacts.description)} like ${pattern}`, sql`lower(${impacts.reference}) like ${pattern}`)
  }))
}
