import { type Db, schema } from '@convergence/db'
import { and, isNull, type SQL, sql } from 'drizzle-orm'
import { pace } from '../activities/pace.ts'
import { dayOf, overdueSql, owedSql, stateSql } from '../commitments/standing.ts'
import { contributors, currentOutcomes } from '../outcomes/current.ts'
import { toReview } from '../outcomes/queries.ts'
import { inScope, type Territory } from '../plugins/reach.ts'
import { bodyBehind, skillLapsing, termEnding } from './topics.bodies.ts'
import { currentPositionIds } from '../positions/current.ts'
import { limitOf, limits, loads } from '../solicitations/queries.ts'
import { yearAround } from '../solicitations/asks.ts'
import { isLate } from '../tasks/queries.ts'
import { heldSessions, presence } from '../sessions/held.ts'
import { progressLate, valueDue, valueToValidate, watchReview } from './topics.report.ts'

const { activities, commitments, evaluations, isoTies, outcomes, positions, sessions, stakeholders, tasks } = schema

export type Scope = Territory & { /** Whether people’s skills are the reader’s business. */ skills?: boolean }

/** Beyond a year nobody remembers what a silent holder thought: what is missing then stays missing. */
const DAYS_REMEMBERED = 365

const sqlOf = (condition: SQL | undefined): SQL => condition ?? sql`true`
const living = (scope: Scope): SQL => sqlOf(and(isNull(stakeholders.deletedAt), sql`${stakeholders.status} <> 'archived'`, inScope(stakeholders.perimeterId, scope)))

const row = (type: string, about: SQL, more: SQL = sql`null::text as detail, null::timestamptz as at, null::uuid as "sessionId"`): SQL => sql`${type}::text as type, ${about}, ${more}`
const stakeholderRow = sql`${stakeholders.id} as id, ${row('stakeholder', sql`${stakeholders.id} as "objectId", ${stakeholders.name} as label, ${stakeholders.searchName} as sort, ${stakeholders.fictional} as fictional`)}`

/** Organisations and groups that did not come to the last session held to which they were invited, and said nothing since. */
const silent = (scope: Scope): SQL => sql`select ${sql`${stakeholders.id} as id, ${row('stakeholder', sql`${stakeholders.id} as "objectId", ${stakeholders.name} as label, ${stakeholders.searchName} as sort, ${stakeholders.fictional} as fictional`, sql`s.title as detail, s.starts_at as at, s.id as "sessionId"`)}`}
  from stakeholders join lateral (select i.stakeholder_id, x.id, x.title, x.starts_at from invitations i join (select * from sessions where ${heldSessions(scope)}) x on x.id = i.session_id where i.stakeholder_id = ${stakeholders.id} order by x.starts_at desc limit 1) s on true
  where ${living(scope)} and ${stakeholders.kind} <> 'person'
    and not exists (select 1 from attendances a where a.stakeholder_id = ${stakeholders.id} and a.session_id = s.id and a.status in ('present', 'remote', 'represented', 'observer'))
    and not exists (select 1 from positions p where p.holder_id = ${stakeholders.id} and p.withdrawn_at is null and p.state = 'stated' and p.stated_at >= s.starts_at)`

/** Organisations and groups that no session ever invited or saw. */
const neverMet = (scope: Scope): SQL => sql`select ${stakeholderRow} from stakeholders where ${living(scope)} and kind <> 'person'
  and not exists (select 1 from invitations i where i.stakeholder_id = ${stakeholders.id}) and not exists (select 1 from attendances a where a.stakeholder_id = ${stakeholders.id})`

const emerging = (scope: Scope): SQL => sql`select ${stakeholderRow} from stakeholders where ${living(scope)} and status = 'emerging'`

/** Organisations and groups for which nobody speaks. */
const withoutMandate = (scope: Scope): SQL => sql`select ${stakeholderRow} from stakeholders where ${living(scope)} and kind <> 'person'
  and not exists (select 1 from mandates m where m.organisation_id = ${stakeholders.id} and m.deleted_at is null and (m.end_on is null or m.end_on >= left(to_char(now(), 'YYYY-MM-DD'), length(m.end_on))))`

/** Who sat in the room when a point was discussed, and of whom nothing is recorded on it: neither a value nor why there is none. */
const missing = (scope: Scope): SQL => sql`select distinct on (${sessions.startsAt}, a.stakeholder_id, g.point_id) md5(a.id::text || g.id::text) as id, ${row('point', sql`g.point_id as "objectId", h.name || ' — ' || pt.title as label, to_char(${sessions.startsAt}, 'YYYYMMDD') || h.search_name || pt.title as sort, pt.fictional as fictional`, sql`${sessions.title} as detail, ${sessions.startsAt} as at, ${sessions.id} as "sessionId"`)}, h.id as "holderId"
  from sessions join agenda_items g on g.session_id = ${sessions.id} join points pt on pt.id = g.point_id and pt.deleted_at is null
    join attendances a on a.session_id = ${sessions.id} and a.status in ${presence} join stakeholders h on h.id = a.stakeholder_id and h.kind <> 'person' and h.deleted_at is null
  where ${heldSessions(scope)} and ${sessions.startsAt} > now() - make_interval(days => ${DAYS_REMEMBERED}) and not exists (select 1 from positions p where p.session_id = ${sessions.id} and p.point_id = g.point_id and p.holder_id = a.stakeholder_id and p.withdrawn_at is null)`

/** The latest sessions of which something was not recorded: how many holders, on how many of their points. */
export async function sessionsMissing(db: Db, scope: Scope, limit: number) {
  const { rows } = await db.execute<{ sessionId: string; title: string; startsAt: string; fictional: boolean; holders: number; cells: number }>(sql`
    select x."sessionId", max(x.detail) as title, to_char(max(x.at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "startsAt", bool_or(x.fictional) as fictional, count(distinct x."holderId")::int as holders, count(*)::int as cells
    from (${missing(scope)}) x group by x."sessionId" order by max(x.at) desc, x."sessionId" limit ${limit}`)
  return rows
}

const heldPositions = (scope: Scope, confirmation: 'unconfirmed' | 'contested'): SQL => sql`select ${positions.id} as id, ${row('position', sql`${positions.id} as "objectId", h.name || ' — ' || pt.title as label, h.search_name || pt.title as sort, pt.fictional as fictional`, sql`s.title as detail, ${positions.statedAt} as at, s.id as "sessionId"`)}
  from positions join stakeholders h on h.id = ${positions.holderId} and h.deleted_at is null join points pt on pt.id = ${positions.pointId} and pt.deleted_at is null left join sessions s on s.id = ${positions.sessionId}
  where ${positions.id} in ${currentPositionIds({ pointIds: sql`(select c.point_id from positions c where c.withdrawn_at is null and c.state = 'stated' and c.confirmation = ${confirmation})` })} and ${positions.state} = 'stated' and ${positions.confirmation} = ${confirmation} and ${sqlOf(inScope(positions.perimeterId, scope))}`

/** The latest sessions with current positions that their holders did not answer for: how many positions. */
export async function sessionsUnconfirmed(db: Db, scope: Scope, limit: number) {
  const { rows } = await db.execute<{ sessionId: string; title: string; startsAt: string; fictional: boolean; positions: number }>(sql`
    select s.id as "sessionId", s.title, to_char(s.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "startsAt", s.fictional, count(*)::int as positions
    from (${heldPositions(scope, 'unconfirmed')}) x join sessions s on s.id = x."sessionId" and s.deleted_at is null group by s.id order by s.starts_at desc, s.id limit ${limit}`)
  return rows
}

/** Ties to ISO areas that nobody reviewed yet. */
const unreviewed = (scope: Scope): SQL => sql`select ${isoTies.id} as id, ${row('impact', sql`coalesce(m.id, pt.id, e.stakeholder_id, c.id, d.id) as "objectId", coalesce(m.title, pt.title, e.statement, c.statement, d.title, '') as label, a.code || coalesce(m.title, pt.title, e.statement, c.statement, d.title, '') as sort, coalesce(pt.fictional, c.fictional, d.fictional, false) as fictional`, sql`a.code as detail, null::timestamptz as at, null::uuid as "sessionId"`)}, case when m.id is not null then 'impact' when pt.id is not null then 'point' when c.id is not null then 'commitment' when d.id is not null then 'indicator' else 'stakeholder' end as target
  from iso_ties join areas a on a.id = ${isoTies.areaId} left join impacts m on m.id = ${isoTies.impactId} left join points pt on pt.id = ${isoTies.pointId} left join expectations e on e.id = ${isoTies.expectationId} left join commitments c on c.id = ${isoTies.commitmentId} left join indicators d on d.id = ${isoTies.indicatorId}
  where ${isoTies.reviewedOn} is null and m.deleted_at is null and pt.deleted_at is null and e.deleted_at is null and c.deleted_at is null and d.deleted_at is null and ${sqlOf(inScope(isoTies.perimeterId, scope))}`

const commitmentRow = sql`commitments.id as id, ${row('commitment', sql`commitments.id as "objectId", commitments.statement as label, coalesce(to_char(commitments.due_on, 'YYYYMMDD'), '9') || commitments.reference as sort, commitments.fictional as fictional`, sql`commitments.owner as detail, commitments.due_on::timestamp at time zone 'Europe/Paris' as at, null::uuid as "sessionId"`)}`
const standingCommitments = (scope: Scope): SQL => sqlOf(and(isNull(commitments.deletedAt), inScope(commitments.perimeterId, scope)))
/** Days ahead in which a commitment is told as due. */
const DAYS_DUE = 30
const commitmentOverdue = (scope: Scope): SQL => sql`select ${commitmentRow} from commitments where ${standingCommitments(scope)} and ${overdueSql()}`
const commitmentDue = (scope: Scope): SQL => sql`select ${commitmentRow} from commitments where ${standingCommitments(scope)} and commitments.due_on between ${dayOf()} and ${dayOf()} + ${DAYS_DUE}::int and ${owedSql()}`
/** Said to be done, and nobody has asked, or heard, whether it was kept. */
const toVerify = (scope: Scope): SQL => sql`select ${commitmentRow} from commitments where ${standingCommitments(scope)} and commitments.counterpart_id is not null and ${stateSql()} = 'done'`
const commitmentStuck = (scope: Scope): SQL => sql`select ${commitmentRow} from commitments where ${standingCommitments(scope)} and ${stateSql()} in ('blocked', 'contested')`

/** Holders who took position on a point with an outcome, and have no answer. */
const answerOwed = (scope: Scope): SQL => sql`select md5(outcomes.id::text || k.holder_id::text) as id, ${row('point', sql`outcomes.point_id as "objectId", h.name || ' — ' || pt.title as label, to_char(outcomes.decided_on, 'YYYYMMDD') || h.search_name as sort, outcomes.fictional as fictional`, sql`pt.title as detail, outcomes.decided_on::timestamp at time zone 'Europe/Paris' as at, null::uuid as "sessionId"`)}
  from ${currentOutcomes()} outcomes join points pt on pt.id = outcomes.point_id and pt.deleted_at is null join ${contributors()} k on k.point_id = outcomes.point_id join stakeholders h on h.id = k.holder_id and h.deleted_at is null
  where not exists (select 1 from answers a where a.outcome_id = outcomes.id and a.stakeholder_id = k.holder_id and a.withdrawn_at is null) and ${sqlOf(inScope(outcomes.perimeterId, scope))}`
const outcomeReview = (scope: Scope): SQL => sql`select outcomes.id as id, ${row('point', sql`outcomes.point_id as "objectId", pt.title as label, to_char(outcomes.review_on, 'YYYYMMDD') || pt.title as sort, outcomes.fictional as fictional`, sql`outcomes.statement as detail, outcomes.review_on::timestamp at time zone 'Europe/Paris' as at, null::uuid as "sessionId"`)}
  from ${currentOutcomes()} outcomes join points pt on pt.id = outcomes.point_id and pt.deleted_at is null where ${toReview} and ${sqlOf(inScope(outcomes.perimeterId, scope))}`

/** Tasks past their day; each is opened at the record that it came from. */
const taskLate = (scope: Scope): SQL => sql`select ${tasks.id} as id, ${row('task', sql`coalesce(${tasks.activityId}, ${tasks.sessionId}, ${tasks.commitmentId}, ${tasks.bodyId}, ${tasks.id}) as "objectId", ${tasks.title} as label, to_char(${tasks.dueOn}, 'YYYYMMDD') || ${tasks.title} as sort, ${tasks.fictional} as fictional`, sql`coalesce(nullif(u.name, ''), ${tasks.doer}) as detail, ${tasks.dueOn}::timestamp at time zone 'Europe/Paris' as at, ${tasks.sessionId} as "sessionId"`)},
    case when ${tasks.activityId} is not null then 'activity' when ${tasks.sessionId} is not null then 'session' when ${tasks.commitmentId} is not null then 'commitment' when ${tasks.bodyId} is not null then 'body' else 'task' end as target
  from tasks left join users u on u.id = ${tasks.doerUserId} where ${isNull(tasks.deletedAt)} and ${isLate} and ${sqlOf(inScope(tasks.perimeterId, scope))}`

/** Activities of open plans that are late, or hold fewer sessions than the time gone by wants. */
const activityBehind = (scope: Scope): SQL => sql`select activities.id as id, ${row('activity', sql`activities.id as "objectId", activities.title as label, to_char(activities.ends_on, 'YYYYMMDD') || activities.reference as sort, activities.fictional as fictional`, sql`p.title as detail, activities.ends_on::timestamp at time zone 'Europe/Paris' as at, null::uuid as "sessionId"`)}
  from activities join plans p on p.id = activities.plan_id and p.deleted_at is null and p.status <> 'closed' where activities.deleted_at is null and ${pace} in ('late', 'behind') and ${sqlOf(inScope(activities.perimeterId, scope))}`

/** Stakeholders asked as much in the twelve months around today as their plans allow, or more; the most asked first. */
const overSolicited = (scope: Scope): SQL => sql`select ${stakeholders.id} as id, ${row('stakeholder', sql`${stakeholders.id} as "objectId", ${stakeholders.name} as label, to_char(9999 - least(l.total, 9999), 'FM0000') || ${stakeholders.searchName} as sort, ${stakeholders.fictional} as fictional`, sql`l.total || ' / ' || ${limitOf()} as detail, null::timestamptz as at, null::uuid as "sessionId"`)}
  from ${loads(yearAround, scope.reach)} l join stakeholders on ${stakeholders.id} = l.stakeholder_id left join ${limits()} m on m.stakeholder_id = ${stakeholders.id} where ${living(scope)} and l.total >= ${limitOf()}`

/** Days after which nobody remembers a session well enough to evaluate it. */
const DAYS_TO_EVALUATE = 60
/** Sessions closed lately at which somebody was, and of which nobody was asked what they thought. */
const evaluationToOpen = (scope: Scope): SQL => sql`select ${sessions.id} as id, ${row('session', sql`${sessions.id} as "objectId", ${sessions.title} as label, to_char(${sessions.startsAt}, 'YYYYMMDD') || ${sessions.reference} as sort, ${sessions.fictional} as fictional`, sql`${sessions.place} as detail, ${sessions.startsAt} as at, ${sessions.id} as "sessionId"`)}
  from sessions where ${heldSessions(scope)} and ${sessions.status} = 'closed' and ${sessions.startsAt} > now() - make_interval(days => ${DAYS_TO_EVALUATE}) and exists (select 1 from attendances a where a.session_id = ${sessions.id} and a.status in ('present', 'remote', 'observer'))
    and not exists (select 1 from evaluations e where e.session_id = ${sessions.id} and e.deleted_at is null and e.status <> 'draft')`
/** Evaluations past their last day, or that everybody answered: only their closing is missing. */
const evaluationToClose = (scope: Scope): SQL => sql`select ${evaluations.id} as id, ${row('evaluation', sql`${evaluations.id} as "objectId", coalesce(s.title, v.title, '') as label, to_char(${evaluations.opensAt}, 'YYYYMMDD') || ${evaluations.reference} as sort, ${evaluations.fictional} as fictional`, sql`${evaluations.reference} as detail, ${evaluations.closesAt} as at, ${evaluations.sessionId} as "sessionId"`)}
  from evaluations left join sessions s on s.id = ${evaluations.sessionId} left join activities v on v.id = ${evaluations.activityId}
  where ${evaluations.deletedAt} is null and ${evaluations.status} = 'open' and ${sqlOf(inScope(evaluations.perimeterId, scope))} and (${evaluations.closesAt} <= now() or not exists (select 1 from evaluation_recipients r where r.evaluation_id = ${evaluations.id} and r.answered_on is null))`

/** The scope on the column of an alias, for rows that join tables under short names. */
const on = (scope: Scope) => (column: SQL): SQL => sqlOf(inScope(column, scope))

const topicQueries = { taskLate, activityBehind, overSolicited, evaluationToOpen, evaluationToClose, commitmentOverdue, commitmentDue, toVerify, commitmentStuck, answerOwed, outcomeReview, missing, contested: (s: Scope) => heldPositions(s, 'contested'), unconfirmed: (s: Scope) => heldPositions(s, 'unconfirmed'), unreviewed, valueDue: (s: Scope) => valueDue(on(s)), valueToValidate: (s: Scope) => valueToValidate(on(s)), watchReview: (s: Scope) => watchReview(on(s)), progressLate: (s: Scope) => progressLate(on(s)), emerging, silent, neverMet, withoutMandate, termEnding, bodyBehind, skillLapsing } as const
export type Topic = keyof typeof topicQueries
export const topics = Object.keys(topicQueries) as [Topic, ...Topic[]]

export type TopicRow = { id: string; type: 'stakeholder' | 'point' | 'position' | 'impact' | 'commitment' | 'session' | 'evaluation' | 'body' | 'skill' | 'activity' | 'task' | 'indicator' | 'watchItem' | 'relayReport'; objectId: string; label: string; detail: string | null; at: string | null; sessionId: string | null; fictional: boolean; sort: string }

/** The rows of a topic that a condition on `x` leaves, in order of its sort text. */
export async function topicRows(db: Db, topic: Topic, scope: Scope, limit: number, after: SQL | undefined = undefined): Promise<TopicRow[]> {
  const type = topic === 'unreviewed' || topic === 'taskLate' ? sql`x.target as type` : sql`x.type`
  const { rows } = await db.execute<TopicRow>(sql`select x.id, ${type}, x."objectId", x.label, x.detail, to_char(x.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, x."sessionId", x.fictional, x.sort from (${topicQueries[topic](scope)}) x where ${after ?? sql`true`} order by x.sort, x.id limit ${limit}`)
  return rows
}

/** How many rows each topic has. */
export async function countTopics(db: Db, scope: Scope): Promise<Record<Topic, number>> {
  const counts = await Promise.all(topics.map(async (topic) => {
    const { rows } = await db.execute<{ n: number }>(sql`select count(*)::int as n from (${topicQueries[topic](scope)}) x`)
    return [topic, rows[0]?.n ?? 0] as const
  }))
  return Object.fromEntries(counts) as Record<Topic, number>
}
