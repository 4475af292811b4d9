import { sql } from 'drizzle-orm'
import { boolean, check, date, index, integer, pgEnum, pgTable, real, smallint, text, unique, uuid } from 'drizzle-orm/pg-core'
import { id, instant, lifecycle, removal } from './columns.ts'
import { files } from './files.ts'
import { perimeters } from './perimeters.ts'
import { points } from './points.ts'
import { sessions } from './sessions.ts'
import { stakeholders } from './stakeholders.ts'
import { users } from './users.ts'

/** Engagement pris: what somebody promised, to whom, on which point, until when. */
export const commitments = pgTable(
  'commitments',
  {
    id: id(),
    reference: text('reference').notNull().unique(),
    statement: text('statement').notNull(),
    perimeterId: uuid('perimeter_id').notNull().references(() => perimeters.id),
    /** Who answers for it, in words; a user or a stakeholder beside it where one is known. */
    owner: text('owner').notNull(),
    ownerUserId: uuid('owner_user_id').references(() => users.id),
    ownerStakeholderId: uuid('owner_stakeholder_id').references(() => stakeholders.id),
    /** To whom it was promised, and who verifies that it was kept. */
    counterpartId: uuid('counterpart_id').references(() => stakeholders.id),
    pointId: uuid('point_id').references(() => points.id),
    sessionId: uuid('session_id').references(() => sessions.id),
    madeOn: date('made_on', { mode: 'string' }).notNull(),
    dueOn: date('due_on', { mode: 'string' }),
    internalNote: text('internal_note').notNull().default(''),
    fictional: boolean('fictional').notNull().default(false),
    ...lifecycle,
    ...removal,
  },
  (t) => [index('commitments_point').on(t.pointId), index('commitments_session').on(t.sessionId), index('commitments_counterpart').on(t.counterpartId), index('commitments_due').on(t.dueOn)],
)

/** A step with its weight; the progress of the commitment is the weighted mean of its steps. */
export const commitmentMilestones = pgTable(
  'commitment_milestones',
  {
    id: id(),
    commitmentId: uuid('commitment_id').notNull().references(() => commitments.id, { onDelete: 'cascade' }),
    rank: integer('rank').notNull(),
    title: text('title').notNull(),
    weight: real('weight').notNull().default(1),
    dueOn: date('due_on', { mode: 'string' }),
    doneOn: date('done_on', { mode: 'string' }),
    ...lifecycle,
  },
  (t) => [unique('commitment_milestones_rank').on(t.commitmentId, t.rank), check('commitment_milestones_weight', sql`${t.weight} > 0`)],
)

/** `progress` says how far; `done` is the owner's word, `verified` or `contested` the counterpart's. */
export const commitmentEventKind = pgEnum('commitment_event_kind', ['progress', 'blocked', 'resumed', 'dropped', 'done', 'verified', 'contested', 'reopened'])

/** What was said of a commitment, dated: its state is the latest of these, progress apart. */
export const commitmentEvents = pgTable(
  'commitment_events',
  {
    id: id(),
    commitmentId: uuid('commitment_id').notNull().references(() => commitments.id, { onDelete: 'cascade' }),
    kind: commitmentEventKind('kind').notNull(),
    /** 0–100, for `progress`. */
    progress: smallint('progress'),
    /** Why; owed for blocked, dropped, contested and reopened. */
    reason: text('reason').notNull().default(''),
    evidenceUrl: text('evidence_url').notNull().default(''),
    evidenceFileId: uuid('evidence_file_id').references(() => files.id),
    evidenceName: text('evidence_name').notNull().default(''),
    at: instant('at').notNull().defaultNow(),
    recordedBy: uuid('recorded_by').references(() => users.id),
    /** The counterpart who said it by a private link. */
    stakeholderId: uuid('stakeholder_id').references(() => stakeholders.id),
    withdrawnAt: instant('withdrawn_at'),
  },
  (t) => [
    index('commitment_events_commitment').on(t.commitmentId, t.at),
    check('commitment_events_progress', sql`(${t.kind} = 'progress') = (${t.progress} is not null) and (${t.progress} is null or ${t.progress} between 0 and 100)`),
    check('commitment_events_reason', sql`${t.kind} not in ('blocked', 'dropped', 'contested', 'reopened') or ${t.reason} <> ''`),
  ],
)
