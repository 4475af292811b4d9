import { schema } from '@convergence/db'
import { and, isNull, type SQL, sql } from 'drizzle-orm'
import { endOf } from '../plugins/day-bounds.ts'
import { inScope } from '../plugins/reach.ts'
import { fact, oneIf } from './fact.ts'
import { measure } from './measure.ts'
import { lastDay, type MeasureScope } from './scope.ts'

const { stakeholders } = schema

/** Solicitations over twelve months from which a stakeholder is over-solicited, where no plan set a limit. */
const USUAL_LIMIT = 4

/** The strictest limit of the plans that ran at the end of the period. */
const limit = (scope: MeasureScope): SQL => sql`coalesce((select min(load_limit) from plans where deleted_at is null and status <> 'draft' and ${lastDay(scope)}::date between starts_on and ends_on), ${USUAL_LIMIT})`

/** Invitations to sessions of the twelve months before the end of the period, per organisation or group. */
const load = (scope: MeasureScope): SQL => sql`(select i.stakeholder_id, count(*)::int as n from invitations i join sessions s on s.id = i.session_id and s.deleted_at is null and s.status <> 'cancelled'
  where s.starts_at < ${endOf(lastDay(scope))} and s.starts_at >= ${endOf(lastDay(scope))} - interval '12 months' group by i.stakeholder_id)`

export const solicitationMeasures = [
  measure({
    name: 'over_solicited', unit: 'count', outOf: true, direction: 'down',
    label: { fr: 'Parties prenantes trop sollicitées', en: 'Over-solicited stakeholders' },
    rule: { fr: 'Parties prenantes invitées, sur les douze mois qui finissent avec la période, plus souvent que la limite du plan en cours (4 à défaut), sur toutes celles qui ont été invitées.', en: 'Stakeholders invited, over the twelve months that end with the period, more often than the limit of the plan in force (4 without one), out of all those who were invited.' },
    facts: ({ scope }) => sql`select ${fact({ id: sql`stakeholders.id`, type: 'stakeholder', objectId: sql`stakeholders.id`, label: sql`stakeholders.name`, detail: sql`l.n`, sort: sql`lpad((100000 - l.n)::text, 6, '0') || stakeholders.search_name`, who: sql`stakeholders.id`, numerator: oneIf(sql`l.n > ${limit(scope)}`) })}
      from ${load(scope)} l join stakeholders on stakeholders.id = l.stakeholder_id where ${and(isNull(stakeholders.deletedAt), inScope(stakeholders.perimeterId, scope)) ?? sql`true`}`,
  }),
]
