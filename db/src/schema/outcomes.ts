import { sql } from 'drizzle-orm'
import { boolean, check, date, index, pgEnum, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { bodies } from './bodies.ts'
import { id, instant, lifecycle } from './columns.ts'
import { mails } from './mails.ts'
import { perimeters } from './perimeters.ts'
import { points } from './points.ts'
import { sessions } from './sessions.ts'
import { stakeholders } from './stakeholders.ts'
import { users } from './users.ts'

export const outcomeKind = pgEnum('outcome_kind', ['retained', 'partly_retained', 'not_retained', 'deferred'])

/** Suite donnée: what became of a point. A dated statement: a later one replaces it, the former stays. */
export const outcomes = pgTable(
  'outcomes',
  {
    id: id(),
    pointId: uuid('point_id').notNull().references(() => points.id, { onDelete: 'cascade' }),
    sessionId: uuid('session_id').references(() => sessions.id),
    perimeterId: uuid('perimeter_id').notNull().references(() => perimeters.id),
    kind: outcomeKind('kind').notNull(),
    statement: text('statement').notNull(),
    /** Why; owed whenever something was not retained. */
    reason: text('reason').notNull().default(''),
    decidedBy: text('decided_by').notNull(),
    bodyId: uuid('body_id').references(() => bodies.id),
    decidedOn: date('decided_on', { mode: 'string' }).notNull(),
    reviewOn: date('review_on', { mode: 'string' }),
    reviewedAt: instant('reviewed_at'),
    recordedBy: uuid('recorded_by').references(() => users.id),
    recordedAt: instant('recorded_at').notNull().defaultNow(),
    withdrawnAt: instant('withdrawn_at'),
    fictional: boolean('fictional').notNull().default(false),
    ...lifecycle,
  },
  (t) => [index('outcomes_point').on(t.pointId, t.decidedOn), index('outcomes_review').on(t.reviewOn), check('outcomes_reason', sql`${t.kind} = 'retained' or ${t.reason} <> ''`)],
)

export const answerChannel = pgEnum('answer_channel', ['mail', 'letter', 'in_person', 'published'])

/** The answer owed to a contributor on the outcome of a point, once it is given. */
export const answers = pgTable(
  'answers',
  {
    id: id(),
    outcomeId: uuid('outcome_id').notNull().references(() => outcomes.id, { onDelete: 'cascade' }),
    stakeholderId: uuid('stakeholder_id').notNull().references(() => stakeholders.id, { onDelete: 'cascade' }),
    perimeterId: uuid('perimeter_id').notNull().references(() => perimeters.id),
    text: text('text').notNull(),
    channel: answerChannel('channel').notNull(),
    mailId: uuid('mail_id').references(() => mails.id),
    givenAt: instant('given_at').notNull().defaultNow(),
    recordedBy: uuid('recorded_by').references(() => users.id),
    withdrawnAt: instant('withdrawn_at'),
    ...lifecycle,
  },
  (t) => [index('answers_outcome').on(t.outcomeId, t.stakeholderId), index('answers_stakeholder').on(t.stakeholderId)],
)
