import type { Language } from '../errors.ts'
import { sayReasons } from '../analyses/reasons.ts'
import type { Cutoff } from '../methods/classes/index.ts'
import type { AxisUsed, Cutoffs } from './cutoffs.ts'
import type { CentreRow } from './queries.ts'
import type { ClassesQuery, ClassItem } from './schemas.ts'
import { axesOf, type Classified, classesOf, classifyBy, type Scheme } from './schemes.ts'

/** Decision 0009: a value equal to the cut-off counts as high. */
const cutoff = ({ cut, min, max }: AxisUsed): Cutoff => ({ value: cut, min, max, rule: 'at-or-above' })

/** Axes whose cut-off no longer stands on the scale, or whose criterion is gone: nothing can be classed there. */
export const unusableAxes = (rule: Cutoffs): string[] =>
  axesOf[rule.scheme].filter((name) => !rule.axes.some(({ axis, cut, min, max }) => axis === name && cut >= min && cut <= max))

/** The class of one stakeholder by a rule, from the centres of its scores in the order of the rule's axes. */
export function classOf(rule: Cutoffs, centres: readonly (number | null)[]): Classified {
  const scores = Object.fromEntries(rule.axes.map(({ axis }, i) => [axis, centres[i] ?? null]))
  const lost = unusableAxes(rule)
  if (lost.length > 0) return { method: rule.scheme, attributes: {}, near: [], neighbours: [], reasons: [] }
  return classifyBy(rule.scheme, { scores, cutoffs: Object.fromEntries(rule.axes.map((axis) => [axis.axis, cutoff(axis)])), nearShare: rule.nearPercent / 100 })
}

/** A stakeholder in its class, in the reader's language. */
export function itemOf(rule: Cutoffs, row: CentreRow, language: Language): ClassItem {
  const { centres, counts, unknowns, ...who } = row
  const found = classOf(rule, centres)
  const lost = unusableAxes(rule).map((axis) => ({ field: `values.${axis}`, code: 'cut-off-out-of-scale' as const }))
  const missing = found.reasons.map(({ field, code }) => ({ field: field.replace('scores.', 'values.'), code }))
  return {
    ...who,
    ...(found.class === undefined ? {} : { class: found.class }),
    ...(found.held === undefined ? {} : { held: found.held }),
    ...(found.edenAckermann === undefined ? {} : { edenAckermann: found.edenAckermann }),
    ...(found.strategy === undefined ? {} : { strategy: found.strategy }),
    near: found.near.length > 0,
    neighbours: [...found.neighbours],
    values: rule.axes.map(({ axis }, i) => {
      const value = centres[i]
      const level = found.attributes[axis]
      return { axis, ...(value === null || value === undefined ? {} : { value }), n: counts[i] ?? 0, unknown: unknowns[i] ?? 0, ...(level ? { level } : {}), near: found.near.some((n) => n.criterion === axis) }
    }),
    reasons: sayReasons([...lost, ...missing], language),
  }
}

const METHODS: Readonly<Record<Scheme, string>> = { grid: 'grid@1', salience: 'salience@1', cube: 'cube@1', savage: 'savage@1' }

/** The rule as the answer shows it. */
export const ruleOf = ({ id, scheme, validFrom, centre, nearPercent, axes }: Cutoffs) => ({ id, scheme, method: METHODS[scheme], validFrom, centre, nearPercent, axes })

/** How many stand in each class, and how many in none. */
export function summarise(scheme: Scheme, items: readonly ClassItem[], matching: number) {
  const classes = classesOf[scheme].map((code) => {
    const within = items.filter((item) => item.class === code)
    return { class: code, count: within.length, near: within.filter((item) => item.near).length }
  })
  return { classes, incomplete: items.filter((item) => item.class === undefined).length, unscored: Math.max(0, matching - items.length) }
}

/** What the filters on the result keep, in the order asked; `items` come in order of name. */
export function arrange(scheme: Scheme, items: readonly ClassItem[], query: Pick<ClassesQuery, 'class' | 'near' | 'sort'>): ClassItem[] {
  const kept = items.filter((item) => (!query.class || (item.class !== undefined && query.class.includes(item.class))) && (query.near === undefined || item.near === query.near))
  if (query.sort === 'name') return kept
  if (query.sort === '-name') return kept.toReversed()
  const order: readonly string[] = classesOf[scheme]
  // Without a class: after every class, whichever way.
  const place = (item: ClassItem): number => (item.class === undefined ? order.length : query.sort === 'class' ? order.indexOf(item.class) : order.length - 1 - order.indexOf(item.class))
  return kept.toSorted((a, b) => place(a) - place(b))
}
