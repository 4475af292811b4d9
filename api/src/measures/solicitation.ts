import { schema } from '@convergence/db'
import { and, isNull, sql } from 'drizzle-orm'
import { inScope } from '../plugins/reach.ts'
import { limitOf, limits, loads } from '../solicitations/queries.ts'
import { WINDOW_DAYS } from '../solicitations/rules.ts'
import { fact, oneIf } from './fact.ts'
import { measure } from './measure.ts'
import { daysBefore, lastDay, type MeasureScope } from './scope.ts'

const { stakeholders } = schema

/** The twelve months that end with the period. */
const window = (scope: MeasureScope) => ({ from: daysBefore(lastDay(scope), WINDOW_DAYS - 1), to: lastDay(scope) })

/** Load as the screen of solicitations counts it. */
export const solicitationMeasures = [
  measure({
    name: 'over_solicited', unit: 'count', outOf: true, direction: 'down',
    label: { fr: 'Parties prenantes trop sollicitées', en: 'Over-solicited stakeholders' },
    rule: { fr: 'Parties prenantes à qui l’on a demandé quelque chose (séance, cotation, évaluation, relecture) autant de fois que la limite de leur plan ou davantage (4 à défaut), sur les douze mois qui finissent avec la période ; sur toutes celles à qui l’on a demandé quelque chose.', en: 'Stakeholders that were asked something (session, scoring, evaluation, confirmation) as often as the limit of their plan or more (4 without one), over the twelve months that end with the period; out of all those who were asked something.' },
    facts: ({ scope }) => sql`select ${fact({ id: sql`stakeholders.id`, type: 'stakeholder', objectId: sql`stakeholders.id`, label: sql`stakeholders.name`, detail: sql`l.total`, sort: sql`lpad((100000 - l.total)::text, 6, '0') || stakeholders.search_name`, who: sql`stakeholders.id`, numerator: oneIf(sql`l.total >= ${limitOf(undefined)}`) })}
      from ${loads(window(scope), scope.reach)} l join stakeholders on stakeholders.id = l.stakeholder_id left join ${limits()} m on m.stakeholder_id = stakeholders.id where ${and(isNull(stakeholders.deletedAt), inScope(stakeholders.perimeterId, scope))} and l.total > 0`,
  }),
]
