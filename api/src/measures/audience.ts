import { schema } from '@convergence/db'
import { and, isNull, type SQL, sql } from 'drizzle-orm'
import { countAreas } from '../coverage/queries.ts'
import { stateOf } from '../coverage/rules.ts'
import { inScope } from '../plugins/reach.ts'
import { neverAsked } from '../solicitations/conditions.ts'
import { fact, oneIf } from './fact.ts'
import { measure, type MeasureContext } from './measure.ts'
import { during, lastDay, type MeasureScope } from './scope.ts'

const { stakeholders, trainings } = schema

/** Organisations and groups of the register at the end of the period. */
const registered = (scope: MeasureScope): SQL => and(
  isNull(stakeholders.deletedAt), inScope(stakeholders.perimeterId, scope), sql`stakeholders.kind <> 'person'`,
  sql`stakeholders.since <= ${lastDay(scope)}::date and (stakeholders.archived_on is null or stakeholders.archived_on > ${lastDay(scope)}::date)`,
) ?? sql`true`

const stakeholder = { id: sql`stakeholders.id`, type: 'stakeholder' as const, objectId: sql`stakeholders.id`, label: sql`stakeholders.name`, sort: sql`stakeholders.search_name`, who: sql`stakeholders.id` }

async function areaFacts({ db, scope }: MeasureContext): Promise<SQL> {
  const counts = await countAreas(db, { perimeterId: scope.perimeterId, asOf: lastDay(scope) }, scope.reach)
  const list = (values: readonly (string | number)[]): string => `{${values.join(',')}}`
  return sql`select ${fact({ id: sql`areas.id`, type: 'area', objectId: sql`areas.id`, label: sql`areas.code || ' ' || areas.label_fr`, labelEn: sql`areas.code || ' ' || areas.label_en`, sort: sql`lpad(b.rank::text, 4, '0')`, numerator: sql`b.counts` })}
    from unnest(${list(counts.map((area) => area.areaId))}::uuid[], ${list(counts.map((area) => Number(stateOf(area) !== 'blind')))}::int[]) with ordinality b(id, counts, rank) join areas on areas.id = b.id`
}

/** Who was asked, who was trained, what was spoken of. */
export const audienceMeasures = [
  measure({
    name: 'never_asked', unit: 'count', outOf: true, direction: 'down',
    label: { fr: 'Jamais sollicitées', en: 'Never asked' },
    rule: { fr: 'Organisations et groupes du registre à la fin de la période à qui rien n’a jamais été demandé jusque-là (séance, cotation, évaluation, relecture) et qu’aucune action du plan n’attend, sur toutes les organisations et tous les groupes du registre.', en: 'Organisations and groups of the register at the end of the period that had never been asked anything until then (session, scoring, evaluation, confirmation) and that no activity of a plan awaits, out of all the organisations and groups of the register.' },
    facts: ({ scope }) => sql`select ${fact({ ...stakeholder, numerator: oneIf(neverAsked(sql`stakeholders.id`, lastDay(scope))) })} from stakeholders where ${registered(scope)}`,
  }),
  measure({
    name: 'actors_trained', unit: 'count', direction: 'up',
    label: { fr: 'Acteurs formés', en: 'People trained' },
    rule: { fr: 'Personnes qui ont suivi au moins une session de formation tenue dans la période, sauf échec constaté. Chacune compte une fois, à la première.', en: 'People who attended at least one training session held in the period, unless they failed. Each counts once, at the first.' },
    facts: ({ scope }) => sql`select distinct on (coalesce(a.user_id, a.stakeholder_id)) ${fact({ id: sql`a.id`, type: 'training', objectId: sql`trainings.id`, label: sql`coalesce(u.name, h.name)`, detail: sql`trainings.title`, at: sql`s.starts_at`, who: sql`coalesce(a.user_id, a.stakeholder_id)` })}
      from trainings join training_sessions s on s.training_id = trainings.id and s.status = 'held' join training_attendances a on a.training_session_id = s.id and a.status = 'attended' and a.passed is distinct from false
        left join users u on u.id = a.user_id left join stakeholders h on h.id = a.stakeholder_id
      where ${and(isNull(trainings.deletedAt), inScope(trainings.perimeterId, scope))} and s.starts_at <= now() and ${during(sql`s.starts_at`, scope)} order by coalesce(a.user_id, a.stakeholder_id), s.starts_at, a.id`,
  }),
  measure({
    name: 'areas_covered', unit: 'count', outOf: true, direction: 'up',
    label: { fr: 'Domaines ISO 26000 couverts', en: 'ISO 26000 areas covered' },
    rule: { fr: 'Domaines auxquels un impact, une attente ou un point au moins se rattache à la fin de la période, sur tous les domaines du référentiel.', en: 'Areas to which at least one impact, expectation or point is tied at the end of the period, out of all the areas of the framework.' },
    facts: areaFacts,
  }),
]
