import { type Db, schema } from '@convergence/db'
import { and, isNull, type SQL, sql } from 'drizzle-orm'
import type { Reach } from '../plugins/access.ts'
import { keyset, type PageRequest } from '../plugins/keyset.ts'
import { inPerimeter, within } from '../plugins/reach.ts'
import { stakeholderWhere } from '../stakeholders/filter.ts'
import { askCounts, askKinds, type AskKind, type AskScope, type Window } from './asks.ts'
import { neverAsked } from './conditions.ts'
import { levelOf, LIMIT_DEFAULT, type LoadLevel } from './rules.ts'
import type { SolicitationFilter } from './schemas.ts'

const { stakeholders } = schema
const reached = (column: SQL, reach: Reach): SQL => (reach === 'all' ? sql`true` : sql`${column} = any(${sql.param(`{${reach.join(',')}}`)}::uuid[])`)

export type LoadRow = Record<AskKind, number> & { total: number; elsewhere: number; limit: number; level: LoadLevel }
interface Flat extends Record<AskKind, number>, Record<string, unknown> { id: string; reference: string; name: string; kind: 'organisation' | 'group' | 'person'; categoryId: string | null; fictional: boolean; total: number; elsewhere: number; limit: number; lastSessionOn: string | null; key: string }

const ofKind = (kind: AskKind): SQL => sql`coalesce(sum(k.n) filter (where k.kind = ${kind}), 0)::int as ${sql.identifier(kind)}`

/** Sub-query of the load of each stakeholder asked within a scope, all perimeters together. */
export const loads = (scope: AskScope, reach: Reach): SQL => sql`(select k.stakeholder_id, sum(k.n)::int as total, ${sql.join(askKinds.map(ofKind), sql`, `)}, coalesce(sum(k.n) filter (where not ${reached(sql`k.perimeter_id`, reach)}), 0)::int as elsewhere from ${askCounts(scope)} k group by k.stakeholder_id)`

/**
 * Sub-query (stakeholder_id, load_limit) of the lowest limit of the open plans that have a stakeholder in an audience. Joined, not
 * asked row by row: it is read once however many stakeholders are counted.
 */
export const limits = (ids?: readonly string[]): SQL => sql`(select k.stakeholder_id, min(p.load_limit)::int as load_limit from activity_stakeholders k join activities a on a.id = k.activity_id and a.deleted_at is null and a.status <> 'cancelled' join plans p on p.id = a.plan_id and p.deleted_at is null and p.status <> 'closed' where ${ids ? sql`k.stakeholder_id = any(${sql.param(`{${ids.join(',')}}`)}::uuid[])` : sql`true`} group by k.stakeholder_id)`
/** The limit of a row joined to `limits` as `m`: that of the plan looked at, else the lowest of its plans. */
export const limitOf = (planId?: string): SQL<number> => planId ? sql<number>`coalesce((select p.load_limit from plans p where p.id = ${planId}), ${LIMIT_DEFAULT})::int` : sql<number>`coalesce(m.load_limit, ${LIMIT_DEFAULT})::int`

const lastSession = sql`(select to_char(max((s.starts_at at time zone s.time_zone)::date), 'YYYY-MM-DD') from attendances t join sessions s on s.id = t.session_id where t.stakeholder_id = ${stakeholders.id} and t.status in ('present', 'remote', 'represented') and s.deleted_at is null and s.status in ('open', 'closed') and s.starts_at <= now())`

const columns = (planId: string | undefined): SQL => sql`${stakeholders.id} as id, ${stakeholders.reference} as reference, ${stakeholders.name} as name, ${stakeholders.kind} as kind, ${stakeholders.categoryId} as "categoryId", ${stakeholders.fictional} as fictional,
  coalesce(l.total, 0) as total, ${sql.join(askKinds.map((kind) => sql`coalesce(l.${sql.identifier(kind)}, 0) as ${sql.identifier(kind)}`), sql`, `)}, coalesce(l.elsewhere, 0) as elsewhere, ${limitOf(planId)} as "limit", ${lastSession} as "lastSessionOn"`

const sorts = { total: sql`coalesce(l.total, 0)`, name: stakeholders.searchName }
const silentOnes = sql`(${stakeholders.kind} <> 'person' and ${stakeholders.status} <> 'archived' and ${neverAsked(sql`${stakeholders.id}`)})`

function inState(f: SolicitationFilter): SQL {
  if (f.state === 'silent') return silentOnes
  if (f.state === 'asked') return sql`l.total > 0`
  return f.state === 'over' ? sql`l.total >= ${limitOf(f.planId)}` : sql`l.total = ${limitOf(f.planId)} - 1`
}

const inAudience = ({ planId, activityId }: SolicitationFilter): SQL | undefined => and(
  planId ? sql`exists (select 1 from activity_stakeholders k join activities a on a.id = k.activity_id where k.stakeholder_id = ${stakeholders.id} and a.plan_id = ${planId} and a.deleted_at is null and a.status <> 'cancelled')` : undefined,
  activityId ? sql`exists (select 1 from activity_stakeholders k where k.stakeholder_id = ${stakeholders.id} and k.activity_id = ${activityId})` : undefined,
)

/** One page of stakeholders with what is asked of them in a window. */
export async function listSolicitations(db: Db, page: PageRequest & SolicitationFilter, window: Window, reach: Reach, secret: string) {
  const k = keyset(page, sorts, stakeholders.id, secret)
  // Who was never asked has no load: not joined, so that the page costs a page.
  const source = page.state === 'silent' ? sql`stakeholders left join (select null::uuid as stakeholder_id, 0 as total, ${sql.join(askKinds.map((kind) => sql`0 as ${sql.identifier(kind)}`), sql`, `)}, 0 as elsewhere) l on false` : sql`${loads(window, reach)} l join stakeholders on stakeholders.id = l.stakeholder_id`
  const { rows } = await db.execute<Flat>(sql`select ${columns(page.planId)}, ${k.key} as key from ${source} left join ${limits()} m on m.stakeholder_id = stakeholders.id where ${and(stakeholderWhere(page, reach), inAudience(page), inState(page), k.where) ?? sql`true`} order by ${sql.join(k.orderBy, sql`, `)} limit ${k.limit}`)
  return rows.map((row) => ({ ...shown(row), key: row.key }))
}

/** These stakeholders with their load, whether or not anything is asked of them; removed ones and those out of reach are left out. */
export async function loadsOf(db: Db, ids: readonly string[], window: Window, reach: Reach, planId?: string) {
  if (ids.length === 0) return []
  const { rows } = await db.execute<Flat>(sql`select ${columns(planId)} from stakeholders left join ${loads({ ...window, stakeholderIds: ids }, reach)} l on l.stakeholder_id = stakeholders.id left join ${limits(ids)} m on m.stakeholder_id = stakeholders.id
    where ${and(isNull(stakeholders.deletedAt), within(stakeholders.perimeterId, reach), sql`${stakeholders.id} = any(${sql.param(`{${ids.join(',')}}`)}::uuid[])`) ?? sql`true`} order by coalesce(l.total, 0) desc, ${stakeholders.searchName}`)
  return rows.map(shown)
}

function shown({ id, reference, name, kind, categoryId, fictional, lastSessionOn, total, elsewhere, limit, ...row }: Flat) {
  const kinds = Object.fromEntries(askKinds.map((kind) => [kind, row[kind]])) as Record<AskKind, number>
  return { id, stakeholderId: id, reference, name, kind, categoryId, fictional, lastSessionOn, load: { total, ...kinds, elsewhere, limit, level: levelOf(total, limit) } }
}

export interface LoadFigures extends Record<string, unknown> { stakeholders: number; asked: number; over: number; near: number; silent: number; asks: number; median: number | null }

/** How the load is spread over the register. */
export async function summariseLoads(db: Db, window: Window, { perimeterId, planId }: { perimeterId?: string | undefined; planId?: string | undefined }, reach: Reach): Promise<LoadFigures> {
  const there = and(isNull(stakeholders.deletedAt), within(stakeholders.perimeterId, reach), perimeterId ? inPerimeter(stakeholders.perimeterId, perimeterId) : undefined, planId ? inAudience({ planId } as SolicitationFilter) : undefined) ?? sql`true`
  const { rows } = await db.execute<LoadFigures>(sql`
    with held as (select l.total, ${limitOf(planId)} as top from ${loads(window, reach)} l join stakeholders on stakeholders.id = l.stakeholder_id left join ${limits()} m on m.stakeholder_id = stakeholders.id where ${there})
    select (select count(*) from stakeholders where ${there} and kind <> 'person' and status <> 'archived')::int as stakeholders, (select count(*) from stakeholders where ${there} and ${silentOnes})::int as silent,
      count(*)::int as asked, count(*) filter (where total >= top)::int as over, count(*) filter (where total = top - 1)::int as near, coalesce(sum(total), 0)::int as asks, percentile_cont(0.5) within group (order by total)::float8 as median from held where total > 0`)
  return rows[0] ?? { stakeholders: 0, asked: 0, over: 0, near: 0, silent: 0, asks: 0, median: null }
}
