import { schema } from '@convergence/db'
import { and, isNull, type SQL, sql } from 'drizzle-orm'
import type { Reach } from '../plugins/access.ts'
import { within } from '../plugins/reach.ts'
import { hasClosed } from '../rounds/phase.ts'

type Capacity = (typeof schema.capacity.enumValues)[number]
type Horizon = (typeof schema.horizon.enumValues)[number]

/** Which scores speak; absent = not narrowed. */
export interface ScoreScope {
  /** Perimeters of the reader: both the score and its stakeholder must lie within. */
  reach: Reach
  /** Not read when `roundId` is given: a round has one horizon. */
  horizon: Horizon
  /** Empty by default: no scenario. */
  scenario?: string | undefined
  asOf?: Date | undefined
  capacity?: Capacity | undefined
  /** The scores of this round alone, open or closed, on its own versions of the scales. */
  roundId?: string | undefined
  criterionIds?: readonly string[] | undefined
  stakeholderIds?: readonly string[] | undefined
  /** A condition on `schema.stakeholders`, as `stakeholderWhere(filter, reach)` makes it; `any`: not looked at, for a caller who does it after grouping. */
  stakeholders?: SQL | 'any' | undefined
}

/** A row of `currentScores`, as raw SQL gives it. `value` is null for "I don't know". */
export interface CurrentScoreRow extends Record<string, unknown> {
  id: string; stakeholder_id: string; criterion_id: string; criterion_version_id: string; voice_id: string; capacity: Capacity; state: 'scored' | 'unknown'; value: number | null; min: number; max: number
  confidence: number | null; round_id: string | null; rater_id: string | null; author_id: string | null; reason: string; stated_at: Date
}

const listed = (column: SQL, ids: readonly string[] | undefined): SQL =>
  ids === undefined ? sql`true` : sql`${column} = any(${sql.param(`{${ids.join(',')}}`)}::uuid[])`

const by = (column: SQL, asOf: Date | undefined): SQL => asOf ? sql`${column} <= ${asOf.toISOString()}::timestamptz` : sql`true`

/**
 * Sub-query of the scores that count: of each voice, for each stakeholder and criterion, the latest by statement that was
 * not withdrawn. A round speaks when it closes: scores of open rounds are left out, unless `roundId` asks for that round.
 * Scores on an earlier lineage of the scale are left out, and those on a person that have expired. Unknown answers are kept, with a null value, so that they can be counted.
 * Columns: see `CurrentScoreRow`; those that the outer query does not name cost nothing. Use: `sql`select … from ${currentScores(scope)} s``.
 */
export function currentScores(scope: ScoreScope): SQL {
  // The stakeholder first: of all keys it tells rows apart soonest, and what groups by it needs no second sort.
  return sql`(select distinct on (c.stakeholder_id, c.criterion_id, c.voice_id)
      c.id, c.stakeholder_id, c.criterion_id, c.criterion_version_id, c.voice_id, c.capacity, c.state, c.value, scale.min, scale.max,
      c.confidence, c.round_id, c.rater_id, c.author_id, c.reason, c.stated_at
    from scores c left join criterion_versions scale on scale.id = c.criterion_version_id
    where ${conditions(scope)}
    order by c.stakeholder_id, c.criterion_id, c.voice_id, c.stated_at desc, c.recorded_at desc, c.id desc)`
}

/** Sub-query (stakeholder_id, criterion_id, voice_id, state) of all scores in scope, those that a voice replaced since too: for counting who scored at all, without sorting. */
export const everyScore = (scope: ScoreScope): SQL => sql`(select c.stakeholder_id, c.criterion_id, c.voice_id, c.state from scores c where ${conditions(scope)})`

function conditions(scope: ScoreScope): SQL {
  return sql`c.withdrawn_at is null and ${by(sql`c.stated_at`, scope.asOf)} and ${speaks(scope)} and ${onCurrentScale(scope)} and ${unexpired(scope)}
    and ${listed(sql`c.criterion_id`, scope.criterionIds)} and ${listed(sql`c.stakeholder_id`, scope.stakeholderIds)}
    and ${scope.capacity ? sql`c.capacity = ${scope.capacity}` : sql`true`} and ${reached(scope.reach)}
    and ${scope.stakeholders === 'any' ? sql`true` : sql`c.stakeholder_id in ${stakeholdersIn(scope)}`}`
}

/** Sub-query of the ids of the stakeholders in scope that were not removed. */
export const stakeholdersIn = ({ reach, stakeholders: only }: ScoreScope): SQL =>
  sql`(select ${schema.stakeholders.id} from ${schema.stakeholders} where ${and(isNull(schema.stakeholders.deletedAt), within(schema.stakeholders.perimeterId, reach), only === 'any' ? undefined : only)})`

const reached = (reach: Reach): SQL => reach === 'all' ? sql`true` : listed(sql`c.perimeter_id`, reach)

/**
 * How long a score on a person counts, in months (GDPR 5(1)(d), accuracy): after that it is kept, shown as expired, and in no figure
 * until somebody says it again. Organisations and groups are not people: what is said of them stands until it is replaced.
 */
export const PERSON_SCORE_MONTHS = 12

/** A round by itself is what was said in it, whenever. The day is looked at first: most scores are recent and ask no more. */
function unexpired(scope: ScoreScope): SQL {
  if (scope.roundId) return sql`true`
  const at = scope.asOf ? sql`${scope.asOf.toISOString()}::timestamptz` : sql`now()`
  return sql`(c.stated_at > ${at} - make_interval(months => ${PERSON_SCORE_MONTHS}::int) or not exists (select 1 from stakeholders p where p.id = c.stakeholder_id and p.kind = 'person'))`
}

/** One round by itself, or what is said outside rounds and in closed ones, for one horizon and scenario. */
function speaks(scope: ScoreScope): SQL {
  if (scope.roundId) return sql`c.round_id = ${scope.roundId}`
  return sql`c.horizon = ${scope.horizon} and c.scenario = ${scope.scenario ?? ''} and (c.round_id is null
    or c.round_id in (select r.id from rounds r where ${hasClosed(sql`r`)} and r.deleted_at is null and ${by(sql`r.closes_at`, scope.asOf)}))`
}

/** On a version of the current lineage of the scale; a single round is read on its own versions. */
function onCurrentScale(scope: ScoreScope): SQL {
  if (scope.roundId) return sql`true`
  // An array, because the planner guesses the size of a join to a sub-query too small and then loops over every row.
  return sql`c.criterion_version_id = any(array(select v.id from criterion_versions v join ${currentScales(scope)} last on last.criterion_id = v.criterion_id and last.lineage = v.lineage))`
}

/**
 * Sub-query (criterion_id, id, number, lineage, min, max, anchors) of the version of each scale that was current at `asOf`
 * (now by default): the latest made by then, or the first one for a day before it.
 */
export function currentScales(scope: Pick<ScoreScope, 'asOf' | 'criterionIds'> = {}): SQL {
  const known = by(sql`v.created_at`, scope.asOf)
  const order = scope.asOf ? sql`(${known}) desc, case when ${known} then v.number else -v.number end desc` : sql`v.number desc`
  return sql`(select distinct on (v.criterion_id) v.criterion_id, v.id, v.number, v.lineage, v.min, v.max, v.anchors from criterion_versions v
    where ${listed(sql`v.criterion_id`, scope.criterionIds)} order by v.criterion_id, ${order})`
}
