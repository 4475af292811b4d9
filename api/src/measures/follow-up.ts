import { schema } from '@convergence/db'
import { and, isNull, type SQL, sql } from 'drizzle-orm'
import { overdueSql, stateSql } from '../commitments/standing.ts'
import { givenPairs, owedPairs } from '../outcomes/current.ts'
import { inScope } from '../plugins/reach.ts'
import { fact, oneIf } from './fact.ts'
import { measure } from './measure.ts'
import { during, lastDay, type MeasureScope, onDay } from './scope.ts'

const { commitments, outcomes } = schema

/** Pairs of an outcome and a holder at the end of the period, joined with what they are about; one row per pair, at the first answer. */
const pairs = (scope: MeasureScope, what: SQL, period: SQL): SQL => sql`select distinct on (w.outcome_id, w.holder_id) ${what}
  from (${owedPairs(lastDay(scope))} union all ${givenPairs(lastDay(scope))}) w join outcomes on outcomes.id = w.outcome_id join points p on p.id = outcomes.point_id and p.deleted_at is null join stakeholders h on h.id = w.holder_id and h.deleted_at is null
  where ${period} and ${inScope(outcomes.perimeterId, scope) ?? sql`true`} order by w.outcome_id, w.holder_id, w.given_at`

const pair = { id: sql`md5(w.outcome_id::text || w.holder_id::text)`, type: 'point' as const, objectId: sql`p.id`, label: sql`h.name || ' — ' || p.title`, detail: sql`outcomes.statement`, at: sql`outcomes.decided_on::timestamp at time zone 'Europe/Paris'`, who: sql`h.id` }
const decided = (scope: MeasureScope): SQL => onDay(sql`outcomes.decided_on`, scope)
const owedRule = {
  fr: 'Une réponse est due à chaque porteur d’une position sur un point qui a reçu une suite. Elle compte le jour de la suite donnée.',
  en: 'An answer is owed to each holder of a position on a point that got an outcome. It counts on the day of the outcome.',
}

const commitment = { id: sql`commitments.id`, type: 'commitment' as const, objectId: sql`commitments.id`, label: sql`commitments.statement`, detail: sql`commitments.owner`, who: sql`commitments.counterpart_id` }
const promised = (scope: MeasureScope, when: SQL): SQL => and(isNull(commitments.deletedAt), inScope(commitments.perimeterId, scope), when) ?? sql`true`
const midday = (day: SQL): SQL => sql`${day}::timestamp at time zone 'Europe/Paris'`

/** Answers owed and commitments made. */
export const followUpMeasures = [
  measure({
    name: 'answers_owed', unit: 'count', direction: 'none',
    label: { fr: 'Réponses dues', en: 'Answers owed' }, rule: owedRule,
    facts: ({ scope }) => pairs(scope, fact(pair), decided(scope)),
  }),
  measure({
    name: 'answers_given_rate', unit: 'percent', direction: 'up',
    label: { fr: 'Réponses données', en: 'Answers given' },
    rule: { fr: `${owedRule.fr} Données avant la fin de la période, sur toutes celles qui étaient dues.`, en: `${owedRule.en} Given before the end of the period, out of all those owed.` },
    facts: ({ scope }) => pairs(scope, fact({ ...pair, numerator: oneIf(sql`w.given_at is not null`) }), decided(scope)),
  }),
  measure({
    name: 'time_to_answer', unit: 'days', direction: 'down',
    label: { fr: 'Délai de réponse', en: 'Time to answer' },
    rule: { fr: 'Médiane des jours entre la suite donnée et la réponse, sur les réponses données dans la période.', en: 'Median of the days between the outcome and the answer, over the answers given in the period.' },
    facts: ({ scope }) => pairs(scope, fact({ ...pair, at: sql`w.given_at`, amount: sql`greatest(0, (w.given_at at time zone 'Europe/Paris')::date - w.since)` }), during(sql`w.given_at`, scope)),
  }),
  measure({
    name: 'commitments_made', unit: 'count', direction: 'none',
    label: { fr: 'Engagements pris', en: 'Commitments made' },
    rule: { fr: 'Un engagement compte le jour où il a été pris.', en: 'A commitment counts on the day it was made.' },
    facts: ({ scope }) => sql`select ${fact({ ...commitment, at: midday(sql`commitments.made_on`) })} from commitments where ${promised(scope, onDay(sql`commitments.made_on`, scope))}`,
  }),
  measure({
    name: 'commitments_kept_rate', unit: 'percent', direction: 'up',
    label: { fr: 'Engagements tenus', en: 'Commitments kept' },
    rule: { fr: 'Un engagement compte le jour de son échéance. Tenus : déclarés tenus ou vérifiés par la partie prenante à la fin de la période. Bloqués, contestés et abandonnés restent au dénominateur.', en: 'A commitment counts on the day it falls due. Kept: said to be done, or verified by the stakeholder, at the end of the period. Blocked, contested and dropped ones stay in the denominator.' },
    facts: ({ scope }) => sql`select ${fact({ ...commitment, at: midday(sql`commitments.due_on`), numerator: oneIf(sql`${stateSql(lastDay(scope))} in ('done', 'verified')`) })} from commitments where ${promised(scope, onDay(sql`commitments.due_on`, scope))}`,
  }),
  measure({
    name: 'commitments_overdue', unit: 'count', direction: 'down',
    label: { fr: 'Engagements en retard', en: 'Commitments overdue' },
    rule: { fr: 'Engagements dont l’échéance est passée à la fin de la période et qui restent dus, quelle que soit la date de l’échéance.', en: 'Commitments past due at the end of the period and still owed, whenever they fell due.' },
    facts: ({ scope }) => sql`select ${fact({ ...commitment, at: midday(sql`commitments.due_on`) })} from commitments where ${promised(scope, sql`commitments.made_on <= ${lastDay(scope)}::date and ${overdueSql(lastDay(scope))}`)}`,
  }),
]
