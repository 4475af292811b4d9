import { type Db, schema } from '@convergence/db'
import { eq, inArray, isNull, and, sql } from 'drizzle-orm'
import { instantOf } from '../classes/queries.ts'
import { impactWhere } from '../impacts/filter.ts'
import { type CurrentAssessment, listCurrent, onHumanRights, weigh } from '../impact-assessments/current.ts'
import type { Reach } from '../plugins/access.ts'
import { type Axis, groupBy, measureOf, type Row, rowOf, type View, type ViewName, viewNames, viewOfVoices, type Views } from './rules.ts'
import type { ProspectiveQuery } from './schemas.ts'

const { impacts } = schema

export const impactAxes: readonly Axis[] = [
  { key: 'significance', labelFr: 'Importance', labelEn: 'Significance', min: 0, max: 5, cut: 3.5 },
  { key: 'severity', labelFr: 'Gravité', labelEn: 'Severity', min: 0, max: 5, cut: null },
]
const LEVELS = [['critical', 3.5], ['high', 2.5], ['moderate', 1.5], ['low', 0]] as const
/** No norm sets a threshold (ESRS 1): these are the tool's own, printed with the table. */
export const levelOf = (significance: number): string => LEVELS.find(([, from]) => significance >= from)?.[0] ?? 'low'

export interface OwnImpact { id: string; title: string; reference: string; actuality: string; fictional: boolean; scale: number; scope: number; irremediability: number; likelihood: number | null; sign: number; humanRights: boolean }

/** Every impact of the perimeter; its own assessment in the register is one internal voice of today. */
export async function impactRows(db: Db, query: Pick<ProspectiveQuery, 'horizon' | 'scenario' | 'perimeterId' | 'asOf'>, reach: Reach): Promise<{ rows: Row[]; axes: Axis[] }> {
  const own = await listOwn(db, query, reach)
  const said = groupBy(await listCurrent(db, { asOf: instantOf(query.asOf), reach }, query.horizon, query.scenario), (one) => one.impactId)
  return { axes: [...impactAxes], rows: own.map((impact) => impactRow(impact, said.get(impact.id) ?? [])) }
}

const listOwn = (db: Db, { perimeterId, asOf }: { perimeterId?: string | undefined; asOf?: string | undefined }, reach: Reach): Promise<OwnImpact[]> =>
  db.select({
    id: impacts.id, title: impacts.title, reference: impacts.reference, actuality: impacts.actuality, fictional: impacts.fictional, scale: impacts.scale, scope: impacts.scope,
    irremediability: impacts.irremediability, likelihood: impacts.likelihood, sign: impacts.sign, humanRights: onHumanRights(sql`impacts.id`),
  }).from(impacts).where(impactWhere({ perimeterId, asOf }, reach))

export function impactRow(impact: OwnImpact, said: readonly CurrentAssessment[]): Row {
  const register: CurrentAssessment = { impactId: impact.id, horizon: 'now', capacity: 'internal', ...weigh(impact) }
  const voices = groupBy([register, ...said], (one): ViewName => `${one.capacity}${one.horizon === 'now' ? 'Now' : 'Then'}`)
  const viewsOf = (part: 'significance' | 'severity') => Object.fromEntries(viewNames.map((name) => [name, viewOfVoices((voices.get(name) ?? []).map((one) => one[part]))])) as Views
  const significance = viewsOf('significance')
  const level = ({ value }: View): string | null => (value === null ? null : levelOf(value))
  return rowOf({
    id: impact.id, name: impact.title, nameEn: null, reference: impact.reference, detail: impact.actuality, fictional: impact.fictional,
    measures: [measureOf('significance', significance), measureOf('severity', viewsOf('severity'))],
    classes: { internalNow: level(significance.internalNow), stakeholderNow: level(significance.stakeholderNow), internalThen: level(significance.internalThen), stakeholderThen: level(significance.stakeholderThen) },
  })
}

/** The impact as the register has it, for the row that stands for it among those behind a figure. */
export async function findOwn(db: Db, id: string, reach: Reach) {
  const [row] = await db.select({ id: impacts.id, scale: impacts.scale, scope: impacts.scope, irremediability: impacts.irremediability, likelihood: impacts.likelihood, sign: impacts.sign, updatedAt: impacts.updatedAt, humanRights: onHumanRights(sql`impacts.id`), perimeterId: impacts.perimeterId })
    .from(impacts).where(and(eq(impacts.id, id), isNull(impacts.deletedAt), reach === 'all' ? undefined : inArray(impacts.perimeterId, [...reach])))
  return row ? { ...row, ...weigh(row) } : null
}
