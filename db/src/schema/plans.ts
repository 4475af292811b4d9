import { sql } from 'drizzle-orm'
import { boolean, check, date, index, integer, jsonb, pgEnum, pgTable, smallint, text, unique, uuid } from 'drizzle-orm/pg-core'
import { bodies } from './bodies.ts'
import { id, instant, lifecycle, removal } from './columns.ts'
import { commitments } from './commitments.ts'
import { perimeters } from './perimeters.ts'
import { processes } from './processes.ts'
import { engagementLevel, sessions } from './sessions.ts'
import { stakeholders } from './stakeholders.ts'
import { users } from './users.ts'

export const planStatus = pgEnum('plan_status', ['draft', 'adopted', 'closed'])
export const activityStatus = pgEnum('activity_status', ['planned', 'under_way', 'done', 'cancelled'])
export const cadence = pgEnum('cadence', ['once', 'monthly', 'quarterly', 'half_yearly', 'yearly', 'continuous'])
/** AA1000SES (2015): what makes somebody a stakeholder of an engagement. */
export const stakeholderAttribute = pgEnum('stakeholder_attribute', ['dependency', 'responsibility', 'tension', 'influence', 'diverse_perspectives'])

/** Plan de dialogue: what an organisation sets out to discuss with whom, over a period. */
export const plans = pgTable(
  'plans',
  {
    id: id(),
    reference: text('reference').notNull().unique(),
    title: text('title').notNull(),
    objective: text('objective').notNull().default(''),
    perimeterId: uuid('perimeter_id').notNull().references(() => perimeters.id),
    startsOn: date('starts_on', { mode: 'string' }).notNull(),
    endsOn: date('ends_on', { mode: 'string' }).notNull(),
    owner: text('owner').notNull().default(''),
    ownerUserId: uuid('owner_user_id').references(() => users.id),
    status: planStatus('status').notNull().default('draft'),
    adoptedOn: date('adopted_on', { mode: 'string' }),
    adoptedByBodyId: uuid('adopted_by_body_id').references(() => bodies.id),
    /** The meeting at which the body adopted it: its quorum is counted there. */
    adoptedAtSessionId: uuid('adopted_at_session_id').references(() => sessions.id),
    /** Solicitations of one stakeholder over twelve months from which a warning is given. */
    loadLimit: smallint('load_limit').notNull().default(4),
    internalNote: text('internal_note').notNull().default(''),
    fictional: boolean('fictional').notNull().default(false),
    ...lifecycle,
    ...removal,
  },
  (t) => [check('plans_ends_after_start', sql`${t.endsOn} >= ${t.startsOn}`), check('plans_load_limit', sql`${t.loadLimit} between 1 and 100`)],
)

/** Action de dialogue: one dialogue of a plan, from its objective to its lessons; produces sessions and tasks. */
export const activities = pgTable(
  'activities',
  {
    id: id(),
    reference: text('reference').notNull().unique(),
    planId: uuid('plan_id').notNull().references(() => plans.id),
    processId: uuid('process_id').references(() => processes.id),
    title: text('title').notNull(),
    /** Why the dialogue is held. */
    objective: text('objective').notNull().default(''),
    /** Subjects, parts of the organisation, territory and time that it covers. */
    scope: text('scope').notNull().default(''),
    /** Who gave the mandate to hold it, and what they will do with its outcome. */
    mandate: text('mandate').notNull().default(''),
    status: activityStatus('status').notNull().default('planned'),
    cancelReason: text('cancel_reason').notNull().default(''),
    engagementLevel: engagementLevel('engagement_level').notNull(),
    /** Why this level and not the one above or below. */
    levelReason: text('level_reason').notNull().default(''),
    methods: text('methods').array().notNull().default([]),
    cadence: cadence('cadence').notNull().default('once'),
    /** Meetings that it is to take; held against planned. */
    sessionsPlanned: smallint('sessions_planned').notNull().default(1),
    startsOn: date('starts_on', { mode: 'string' }).notNull(),
    endsOn: date('ends_on', { mode: 'string' }).notNull(),
    owner: text('owner').notNull().default(''),
    ownerUserId: uuid('owner_user_id').references(() => users.id),
    /** Whole euros; null when none was set. */
    budgetPlanned: integer('budget_planned'),
    budgetSpent: integer('budget_spent'),
    /** People, rooms, skills, translation, access. */
    resources: text('resources').notNull().default(''),
    /** What will be made public of it, and what will not. */
    disclosure: text('disclosure').notNull().default(''),
    /** How its success is told. */
    successCriteria: text('success_criteria').notNull().default(''),
    lessons: text('lessons').notNull().default(''),
    /** The query of the register by which its audience was chosen, as the register's address holds it; null when chosen by hand. */
    audienceQuery: jsonb('audience_query').$type<Record<string, string>>(),
    perimeterId: uuid('perimeter_id').notNull().references(() => perimeters.id),
    fictional: boolean('fictional').notNull().default(false),
    ...lifecycle,
    ...removal,
  },
  (t) => [
    index('activities_plan').on(t.planId),
    index('activities_process').on(t.processId),
    index('activities_starts').on(t.startsOn),
    check('activities_ends_after_start', sql`${t.endsOn} >= ${t.startsOn}`),
    check('activities_cancel_reason', sql`${t.status} <> 'cancelled' or ${t.cancelReason} <> ''`),
    check('activities_sessions_planned', sql`${t.sessionsPlanned} between 0 and 400`),
    check('activities_budget', sql`${t.budgetPlanned} >= 0 and ${t.budgetSpent} >= 0`),
  ],
)

/** Who a dialogue is held with, and what makes them a stakeholder of it. */
export const activityStakeholders = pgTable(
  'activity_stakeholders',
  {
    id: id(),
    activityId: uuid('activity_id').notNull().references(() => activities.id, { onDelete: 'cascade' }),
    stakeholderId: uuid('stakeholder_id').notNull().references(() => stakeholders.id, { onDelete: 'cascade' }),
    attribute: stakeholderAttribute('attribute'),
    reason: text('reason').notNull().default(''),
    ...lifecycle,
  },
  (t) => [unique('activity_stakeholders_once').on(t.activityId, t.stakeholderId), index('activity_stakeholders_stakeholder').on(t.stakeholderId)],
)

/** The sessions that a dialogue produced: a session belongs to one dialogue at most. */
export const activitySessions = pgTable(
  'activity_sessions',
  {
    sessionId: uuid('session_id').primaryKey().references(() => sessions.id, { onDelete: 'cascade' }),
    activityId: uuid('activity_id').notNull().references(() => activities.id, { onDelete: 'cascade' }),
  },
  (t) => [index('activity_sessions_activity').on(t.activityId)],
)

/** A risk of holding the dialogue, or of not holding it, and how it is treated. */
export const activityRisks = pgTable(
  'activity_risks',
  {
    id: id(),
    activityId: uuid('activity_id').notNull().references(() => activities.id, { onDelete: 'cascade' }),
    risk: text('risk').notNull(),
    likelihood: smallint('likelihood').notNull(),
    severity: smallint('severity').notNull(),
    treatment: text('treatment').notNull().default(''),
    owner: text('owner').notNull().default(''),
    ...lifecycle,
  },
  (t) => [index('activity_risks_activity').on(t.activityId), check('activity_risks_parts', sql`${t.likelihood} between 1 and 5 and ${t.severity} between 1 and 5`)],
)

/** Tâche: what somebody is to do, until when, and the record that it came from. */
export const tasks = pgTable(
  'tasks',
  {
    id: id(),
    title: text('title').notNull(),
    note: text('note').notNull().default(''),
    /** Who does it, in words; a user beside it where one is known. */
    doer: text('doer').notNull().default(''),
    doerUserId: uuid('doer_user_id').references(() => users.id),
    dueOn: date('due_on', { mode: 'string' }),
    /** From this day the doer is reminded by the digest. */
    remindOn: date('remind_on', { mode: 'string' }),
    doneAt: instant('done_at'),
    doneBy: uuid('done_by').references(() => users.id),
    activityId: uuid('activity_id').references(() => activities.id, { onDelete: 'cascade' }),
    sessionId: uuid('session_id').references(() => sessions.id, { onDelete: 'cascade' }),
    commitmentId: uuid('commitment_id').references(() => commitments.id, { onDelete: 'cascade' }),
    bodyId: uuid('body_id').references(() => bodies.id, { onDelete: 'cascade' }),
    perimeterId: uuid('perimeter_id').notNull().references(() => perimeters.id),
    fictional: boolean('fictional').notNull().default(false),
    ...lifecycle,
    ...removal,
  },
  (t) => [index('tasks_doer').on(t.doerUserId, t.dueOn), index('tasks_activity').on(t.activityId), index('tasks_due').on(t.dueOn), check('tasks_one_source', sql`num_nonnulls(${t.activityId}, ${t.sessionId}, ${t.commitmentId}, ${t.bodyId}) <= 1`)],
)
