import { type SQL, sql } from 'drizzle-orm'
import type { BoardItem } from '../convergence/schemas.ts'
import { fact } from './fact.ts'
import { measure, type MeasureContext } from './measure.ts'
import { discussedPoints } from './points.sql.ts'

const point = { id: sql`points.id`, type: 'point' as const, objectId: sql`points.id`, label: sql`points.title`, detail: sql`points.reference`, sort: sql`points.reference` }
const discussed = {
  fr: 'Un point est discuté quand une position y est prise dans la période, ou quand il est à l’ordre du jour d’une séance tenue dans la période.',
  en: 'A point is discussed when a position on it is taken in the period, or when it is on the agenda of a session held in it.',
}
const judged = {
  fr: `${discussed.fr} Son état est celui de la dernière position de chaque porteur à la fin de la période, selon la règle en vigueur ce jour-là.`,
  en: `${discussed.en} Its status is that of the latest position of each holder at the end of the period, by the rule in force on that day.`,
}

/** Points as the board of convergences has them: rows that `among` keeps, of which `counts` those that count. */
async function fromBoard({ board }: MeasureContext, counts: (item: BoardItem) => boolean, among: (item: BoardItem) => boolean = () => true): Promise<SQL> {
  const items = (await board()).filter(among)
  const list = (values: readonly (string | number)[]): string => `{${values.join(',')}}`
  return sql`select ${fact({ ...point, numerator: sql`b.counts` })} from unnest(${list(items.map((item) => item.id))}::uuid[], ${list(items.map((item) => Number(counts(item))))}::int[]) b(id, counts) join points on points.id = b.id`
}

/** Points under discussion and what became of them. */
export const pointMeasures = [
  measure({
    name: 'points_discussed', unit: 'count', direction: 'none',
    label: { fr: 'Points discutés', en: 'Points discussed' }, rule: discussed,
    facts: ({ scope }) => sql`select ${fact(point)} from points where ${discussedPoints(scope)}`,
  }),
  measure({
    name: 'points_converging', unit: 'count', outOf: true, direction: 'up',
    label: { fr: 'Points de convergence', en: 'Points of convergence' }, rule: judged,
    facts: (context) => fromBoard(context, (item) => item.status === 'convergence'),
  }),
  measure({
    name: 'points_diverging', unit: 'count', outOf: true, direction: 'none',
    label: { fr: 'Points de divergence', en: 'Points of divergence' }, rule: judged,
    facts: (context) => fromBoard(context, (item) => item.status === 'divergence'),
  }),
  measure({
    name: 'points_closer', unit: 'count', outOf: true, direction: 'up',
    label: { fr: 'Points rapprochés', en: 'Points that came closer' },
    rule: {
      fr: 'Points discutés dans la période dont les porteurs se sont rapprochés entre leurs dernières positions avant la période et leurs dernières dans la période ; seuls comptent ceux qui ont une position aux deux dates. Sur les points où cette comparaison est possible.',
      en: 'Points discussed in the period whose holders came closer between their last positions before it and their last in it; only holders with a position at both dates count. Out of the points where this comparison can be made.',
    },
    facts: (context) => fromBoard(context, (item) => item.rapprochement.direction === 'closer', (item) => item.rapprochement.direction !== 'unknown'),
  }),
]
