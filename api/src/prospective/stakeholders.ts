import { type Db, schema } from '@convergence/db'
import { findCutoffs } from '../classes/cutoffs.ts'
import { type CentreRow, instantOf, listCentres } from '../classes/queries.ts'
import { classOf } from '../classes/rules.ts'
import type { Reach } from '../plugins/access.ts'
import type { ScoreScope } from '../scores/current.ts'
import { stakeholderWhere } from '../stakeholders/filter.ts'
import { type Axis, measureOf, noView, type Row, rowOf, type ViewName, viewNames, viewOf, type Views } from './rules.ts'
import type { ProspectiveQuery } from './schemas.ts'

const capacities = schema.capacity.enumValues
type Scope = Pick<ProspectiveQuery, 'horizon' | 'scenario' | 'perimeterId' | 'scheme' | 'asOf'>

/** The six readings of the scores: each capacity by itself, today and at the horizon. */
export const readingsOf = (query: Scope, reach: Reach): { view: ViewName; scope: ScoreScope }[] =>
  capacities.flatMap((capacity) => (['Now', 'Then'] as const).map((time) => ({
    view: `${capacity}${time}` as const,
    scope: {
      reach, capacity, asOf: instantOf(query.asOf), stakeholders: stakeholderWhere({ perimeterId: query.perimeterId, asOf: query.asOf }, reach),
      ...(time === 'Now' ? { horizon: 'now' as const } : { horizon: query.horizon, scenario: query.scenario }),
    },
  })))

/**
 * Every stakeholder with a score, today or at the horizon, on the axes of the grid. Which scores count is `scores/current.ts`; the
 * centre and the cut-offs are those of the rule in force. Cost: six passes over the scores that speak.
 */
export async function stakeholderRows(db: Db, query: Scope, reach: Reach): Promise<{ rows: Row[]; axes: Axis[] }> {
  const rule = await findCutoffs(db, query.scheme, instantOf(query.asOf))
  const held = new Map<string, { who: CentreRow; views: Partial<Record<ViewName, CentreRow>> }>()
  // One after the other: the embedded engine has a single connection.
  for (const { view, scope } of readingsOf(query, reach)) {
    for (const row of await listCentres(db, { ...scope, criterionIds: rule.axes.map((axis) => axis.criterionId) }, rule)) {
      const one = held.get(row.id) ?? { who: row, views: {} }
      one.views[view] = row
      held.set(row.id, one)
    }
  }
  const axes = rule.axes.map(({ axis, labelFr, labelEn, min, max, cut }) => ({ key: axis, labelFr, labelEn, min, max, cut }))
  const rows = [...held.values()].map(({ who, views }) => {
    const classIn = (view: ViewName): string | null => (views[view] ? (classOf(rule, views[view].centres).class ?? null) : null)
    return rowOf({
      id: who.id, name: who.name, nameEn: null, reference: who.reference, detail: who.categoryId, fictional: who.fictional,
      measures: axes.map(({ key }, i) => measureOf(key, viewsAt(views, i))),
      classes: { internalNow: classIn('internalNow'), stakeholderNow: classIn('stakeholderNow'), internalThen: classIn('internalThen'), stakeholderThen: classIn('stakeholderThen') },
    })
  })
  return { rows, axes }
}

function viewsAt(views: Partial<Record<ViewName, CentreRow>>, axis: number): Views {
  const at = (name: ViewName) => {
    const row = views[name]
    return row ? viewOf(row.centres[axis] ?? null, row.counts[axis] ?? 0, null, null) : noView
  }
  return Object.fromEntries(viewNames.map((name) => [name, at(name)])) as Views
}
