import { type Db, schema } from '@convergence/db'
import { and, asc, inArray, type SQL, sql } from 'drizzle-orm'
import { findCutoffs } from '../classes/cutoffs.ts'
import { listCentres } from '../classes/queries.ts'
import { classOf } from '../classes/rules.ts'
import { classesOf, type ClassCode } from '../classes/schemes.ts'
import { commonErrors } from '../errors.ts'
import type { Reach } from '../plugins/access.ts'
import { within } from '../plugins/reach.ts'
import { stakeholderWhere } from '../stakeholders/filter.ts'
import { activityErrors } from './errors.ts'
import { AUDIENCE_MAX, type AudienceQuery } from './schemas.parts.ts'

const { rankings, stakeholders } = schema

/** The query as the register's address holds it: one word per filter, several separated by commas. */
export const wordsOf = (query: AudienceQuery): Record<string, string> =>
  Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined && value !== '').map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : String(value)]))

/** Ids of the stakeholders within reach that a query keeps today, by name. Throws `audience-too-wide`, `audience-unfiltered`, `audience-class-scheme`. */
export async function matchingIds(db: Db, query: AudienceQuery, reach: Reach): Promise<string[]> {
  const { scheme, class: classes, rankingId, top, ...filter } = query
  if (Object.keys(wordsOf(query)).filter((name) => name !== 'scheme').length === 0) throw activityErrors['audience-unfiltered']({ errors: [{ pointer: '/query', code: 'required', message: 'a filter' }] })
  const where = and(stakeholderWhere({ ...filter, status: filter.status ?? ['active', 'emerging'] }, reach), await ranked(db, rankingId, top, reach))
  const classed = classes ? await ofClass(db, scheme, classes, where, reach) : undefined
  const kept = classed ? and(where, inArray(stakeholders.id, classed)) : where
  if (classed?.length === 0) return []
  const rows = await db.select({ id: stakeholders.id }).from(stakeholders).where(kept).orderBy(asc(stakeholders.searchName), asc(stakeholders.id)).limit(AUDIENCE_MAX + 1)
  if (rows.length > AUDIENCE_MAX) throw activityErrors['audience-too-wide']({ params: { count: await db.$count(stakeholders, kept), limit: AUDIENCE_MAX } })
  return rows.map((row) => row.id)
}

/** Of this rank or better in a ranking within reach. */
async function ranked(db: Db, rankingId: string | undefined, top: number | undefined, reach: Reach): Promise<SQL | undefined> {
  if (!rankingId) return undefined
  if ((await db.$count(rankings, and(sql`${rankings.id} = ${rankingId}`, within(rankings.perimeterId, reach)))) === 0) throw commonErrors['unknown-reference']({ errors: [{ pointer: '/query/rankingId', code: 'unknown', message: 'unknown ranking' }] })
  return sql`exists (select 1 from ranking_rows r where r.ranking_id = ${rankingId} and r.stakeholder_id = ${stakeholders.id} and r.rank <= ${top ?? AUDIENCE_MAX})`
}

/** Those whose scores put them into one of the classes, by the cut-offs in force. */
async function ofClass(db: Db, scheme: AudienceQuery['scheme'], classes: readonly ClassCode[], where: SQL | undefined, reach: Reach): Promise<string[]> {
  const known: readonly string[] = scheme ? classesOf[scheme] : []
  const strange = classes.find((code) => !known.includes(code))
  if (!scheme || strange) throw activityErrors['audience-class-scheme']({ errors: [{ pointer: '/query/class', code: 'scheme', message: strange ?? 'scheme' }] })
  const rule = await findCutoffs(db, scheme, undefined)
  const rows = await listCentres(db, { reach, horizon: 'now', criterionIds: rule.axes.map((axis) => axis.criterionId), stakeholders: where }, rule)
  return rows.flatMap((row) => {
    const found = classOf(rule, row.centres).class
    return found !== undefined && classes.includes(found) ? [row.id] : []
  })
}
