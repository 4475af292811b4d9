import { type Db, schema } from '@convergence/db'
import { and, eq, isNull, lte, or, type SQL, sql } from 'drizzle-orm'
import type { Reach } from '../plugins/access.ts'
import { inPerimeter, within } from '../plugins/reach.ts'
import { type Axis, groupBy, measureOf, noView, type Row, rowOf, viewOf, type Views } from './rules.ts'
import type { ProspectiveQuery } from './schemas.ts'

const { areas, expectations, stakeholders } = schema
type Scope = Pick<ProspectiveQuery, 'horizon' | 'scenario' | 'perimeterId' | 'asOf'>

export const expectationAxes: readonly Axis[] = [{ key: 'weight', labelFr: 'Poids', labelEn: 'Weight', min: 1, max: 5, cut: null }]

/** Expectations of today, and those of the horizon under the scenario, of stakeholders within reach. */
export const expectationsIn = ({ horizon, scenario, perimeterId, asOf }: Scope, reach: Reach): SQL | undefined => and(
  isNull(expectations.deletedAt), isNull(stakeholders.deletedAt), within(expectations.perimeterId, reach), within(stakeholders.perimeterId, reach),
  perimeterId ? inPerimeter(expectations.perimeterId, perimeterId) : undefined, asOf ? lte(expectations.statedOn, asOf) : undefined,
  or(eq(expectations.horizon, 'now'), and(eq(expectations.horizon, horizon), eq(expectations.scenario, scenario))),
)

interface Held { id: string; nameFr: string; nameEn: string; code: string; now: boolean; mean: number; low: number; high: number; n: number }

/** Each ISO area on which something is expected: the mean over stakeholders of the strongest weight that each gives it, so that one with many phrases counts once. */
export async function expectationRows(db: Db, query: Scope, reach: Reach): Promise<{ rows: Row[]; axes: Axis[] }> {
  const each = db.$with('each').as(db.select({ areaId: expectations.areaId, now: sql<boolean>`(${expectations.horizon} = 'now')`.as('now'), weight: sql<number>`max(${expectations.weight})`.as('weight') })
    .from(expectations).innerJoin(stakeholders, eq(stakeholders.id, expectations.stakeholderId)).where(expectationsIn(query, reach)).groupBy(expectations.areaId, sql`2`, expectations.stakeholderId))
  const rows = await db.with(each).select({
    id: areas.id, nameFr: areas.labelFr, nameEn: areas.labelEn, code: areas.code, now: each.now, mean: sql<number>`avg(${each.weight})::float8`, low: sql<number>`min(${each.weight})::int`, high: sql<number>`max(${each.weight})::int`, n: sql<number>`count(*)::int`,
  }).from(each).innerJoin(areas, eq(areas.id, each.areaId)).groupBy(areas.id, areas.labelFr, areas.labelEn, areas.code, each.now)
  return { axes: [...expectationAxes], rows: [...groupBy(rows, (row) => row.id).values()].map(areaRow) }
}

export function areaRow(held: readonly Held[]): Row {
  const [area] = held
  if (!area) throw new Error('grouped by area')
  const view = (now: boolean) => {
    const one = held.find((row) => row.now === now)
    return one ? viewOf(one.mean, one.n, one.low, one.high) : noView
  }
  const views: Views = { internalNow: noView, stakeholderNow: view(true), jointNow: noView, internalThen: noView, stakeholderThen: view(false), jointThen: noView }
  return rowOf({ id: area.id, name: area.nameFr, nameEn: area.nameEn, reference: area.code, detail: null, fictional: false, measures: [measureOf('weight', views)], classes: { internalNow: null, stakeholderNow: null, internalThen: null, stakeholderThen: null } })
}
