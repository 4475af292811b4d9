import { sql } from 'drizzle-orm'
import { boolean, check, index, pgEnum, pgTable, smallint, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { id, instant, lifecycle, removal } from './columns.ts'
import { perimeters } from './perimeters.ts'
import { qualifications } from './qualifications.ts'
import { stakeholders } from './stakeholders.ts'
import { users } from './users.ts'

export const trainingAudience = pgEnum('training_audience', ['actors', 'facilitators', 'relays'])
export const trainingSessionStatus = pgEnum('training_session_status', ['planned', 'held', 'cancelled'])
export const trainingAttendanceStatus = pgEnum('training_attendance_status', ['registered', 'attended', 'absent'])

/** Formation: a programme, whom it is for, and the skill that it gives. */
export const trainings = pgTable(
  'trainings',
  {
    id: id(),
    reference: text('reference').notNull().unique(),
    title: text('title').notNull(),
    objective: text('objective').notNull().default(''),
    audience: trainingAudience('audience').notNull(),
    /** As a qualification names it: `facilitation` is the one that running a session asks for. */
    skill: text('skill').notNull(),
    /** Months after which the skill lapses; null for one that does not. */
    validMonths: smallint('valid_months'),
    durationMinutes: smallint('duration_minutes').notNull(),
    perimeterId: uuid('perimeter_id').notNull().references(() => perimeters.id),
    fictional: boolean('fictional').notNull().default(false),
    ...lifecycle,
    ...removal,
  },
  (t) => [check('trainings_valid_months', sql`${t.validMonths} between 1 and 240`), check('trainings_duration', sql`${t.durationMinutes} between 15 and 30000`)],
)

export const trainingSessions = pgTable(
  'training_sessions',
  {
    id: id(),
    trainingId: uuid('training_id').notNull().references(() => trainings.id, { onDelete: 'cascade' }),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at'),
    place: text('place').notNull().default(''),
    trainer: text('trainer').notNull().default(''),
    seats: smallint('seats'),
    status: trainingSessionStatus('status').notNull().default('planned'),
    ...lifecycle,
  },
  (t) => [index('training_sessions_training').on(t.trainingId, t.startsAt), check('training_sessions_seats', sql`${t.seats} between 1 and 10000`), check('training_sessions_order', sql`${t.endsAt} >= ${t.startsAt}`)],
)

/** Who was trained: an account, or a person of the map without one. */
export const trainingAttendances = pgTable(
  'training_attendances',
  {
    id: id(),
    trainingSessionId: uuid('training_session_id').notNull().references(() => trainingSessions.id, { onDelete: 'cascade' }),
    userId: uuid('user_id').references(() => users.id, { onDelete: 'cascade' }),
    stakeholderId: uuid('stakeholder_id').references(() => stakeholders.id, { onDelete: 'cascade' }),
    status: trainingAttendanceStatus('status').notNull().default('registered'),
    /** Whether the skill was shown; null when it was not looked at. */
    passed: boolean('passed'),
    qualificationId: uuid('qualification_id').references(() => qualifications.id, { onDelete: 'set null' }),
    ...lifecycle,
  },
  (t) => [
    uniqueIndex('training_attendances_user').on(t.trainingSessionId, t.userId),
    uniqueIndex('training_attendances_stakeholder').on(t.trainingSessionId, t.stakeholderId),
    check('training_attendances_one_person', sql`num_nonnulls(${t.userId}, ${t.stakeholderId}) = 1`),
  ],
)
