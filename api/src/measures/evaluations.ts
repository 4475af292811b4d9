import { schema } from '@convergence/db'
import { and, isNull, type SQL, sql } from 'drizzle-orm'
import { LEAST_ANSWERS } from '../evaluations/rules.ts'
import { inScope } from '../plugins/reach.ts'
import { fact } from './fact.ts'
import { measure } from './measure.ts'
import { during, type MeasureScope } from './scope.ts'

const { evaluations } = schema

const closed = (scope: MeasureScope): SQL => and(isNull(evaluations.deletedAt), inScope(evaluations.perimeterId, scope), sql`evaluations.status = 'closed' and evaluations.closes_at <= now()`, during(sql`evaluations.closes_at`, scope)) ?? sql`true`
const evaluation = { id: sql`evaluations.id`, type: 'evaluation' as const, objectId: sql`evaluations.id`, label: sql`coalesce(s.title, v.title)`, detail: sql`evaluations.reference`, at: sql`evaluations.closes_at` }
const about = sql`left join sessions s on s.id = evaluations.session_id left join activities v on v.id = evaluations.activity_id`

/** The scale answers of an evaluation: their sum, how many, on how many sheets. Of those told by a closing only: the rule of the results holds here too. */
const scales = sql`join lateral (
  select sum(a.value) as total, count(*) as n, count(distinct a.response_id) as sheets from evaluation_responses x join evaluation_answers a on a.response_id = x.id join questionnaire_questions q on q.id = a.question_id and q.kind = 'scale'
  where x.evaluation_id = evaluations.id and x.told and a.value is not null) r on r.sheets >= ${LEAST_ANSWERS}`

/** The ids of the evaluations closed in the period whose answers can be told. */
export const toldEvaluations = (scope: MeasureScope): SQL => sql`select evaluations.id from evaluations ${scales} where ${closed(scope)}`

/** What participants said of the dialogue. */
export const evaluationMeasures = [
  measure({
    name: 'evaluation_response_rate', unit: 'percent', direction: 'up',
    label: { fr: 'Participation aux évaluations', en: 'Response to evaluations' },
    rule: { fr: 'Réponses reçues sur personnes interrogées, pour les évaluations closes dans la période.', en: 'Answers received out of the people asked, for the evaluations closed in the period.' },
    facts: ({ scope }) => sql`select ${fact({ ...evaluation, numerator: sql`r.answered`, denominator: sql`r.asked`, heads: sql`r.asked` })}
      from evaluations ${about} join lateral (select count(*) as asked, count(x.answered_on) as answered from evaluation_recipients x where x.evaluation_id = evaluations.id) r on r.asked > 0 where ${closed(scope)}`,
  }),
  measure({
    name: 'evaluation_satisfaction', unit: 'score', direction: 'up',
    label: { fr: 'Appréciation des participants', en: 'What participants thought' },
    rule: { fr: `Moyenne, de 1 à 5, des réponses aux questions d’échelle des évaluations closes dans la période. Une évaluation de moins de ${LEAST_ANSWERS} réponses n’est pas comptée : on y reconnaîtrait quelqu’un ; les réponses venues après une réouverture comptent à partir de ${LEAST_ANSWERS}.`, en: `Mean, 1 to 5, of the answers to the scale questions of the evaluations closed in the period. An evaluation with fewer than ${LEAST_ANSWERS} answers does not count: somebody could be recognised in it; answers that came after it was reopened count from ${LEAST_ANSWERS} on.` },
    facts: ({ scope }) => sql`select ${fact({ ...evaluation, numerator: sql`r.total`, denominator: sql`r.n`, heads: sql`r.sheets` })}
      from evaluations ${about} ${scales}
      where ${closed(scope)}`,
  }),
]
