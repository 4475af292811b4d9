import { boolean, date, index, integer, jsonb, pgEnum, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { bodies } from './bodies.ts'
import { id, instant, lifecycle } from './columns.ts'
import { sessions } from './sessions.ts'
import { stakeholders } from './stakeholders.ts'
import { users } from './users.ts'

export const minutesStatus = pgEnum('minutes_status', ['draft', 'circulated', 'corrected', 'approved', 'published'])
/** Whether positions are told holder by holder or only by college. */
export const minutesDetail = pgEnum('minutes_detail', ['by_holder', 'by_college'])

/** Procès-verbal of a session: what the room reads, corrects and approves. Text here; figures come from the records until it is locked. */
export const minutes = pgTable('minutes', {
  id: id(),
  sessionId: uuid('session_id').notNull().unique().references(() => sessions.id, { onDelete: 'cascade' }),
  status: minutesStatus('status').notNull().default('draft'),
  detail: minutesDetail('detail').notNull().default('by_holder'),
  introduction: text('introduction').notNull().default(''),
  conclusion: text('conclusion').notNull().default(''),
  internalNote: text('internal_note').notNull().default(''),
  /** Corrections are asked for until this day. */
  correctionsUntil: date('corrections_until', { mode: 'string' }),
  approvedByBodyId: uuid('approved_by_body_id').references(() => bodies.id),
  /** The meeting at which the body approved: its quorum is counted there. */
  approvedAtSessionId: uuid('approved_at_session_id').references(() => sessions.id),
  /** Who approved, in words, where no body is named. */
  approvedBy: text('approved_by').notNull().default(''),
  approvedOn: date('approved_on', { mode: 'string' }),
  publishedAt: instant('published_at'),
  fictional: boolean('fictional').notNull().default(false),
  ...lifecycle,
})

/** The content of the minutes at a circulation or an approval: never edited, known by its hash. */
export const minutesVersions = pgTable(
  'minutes_versions',
  {
    id: id(),
    minutesId: uuid('minutes_id').notNull().references(() => minutes.id, { onDelete: 'cascade' }),
    number: integer('number').notNull(),
    status: minutesStatus('status').notNull(),
    content: jsonb('content').$type<Record<string, unknown>>().notNull(),
    /** SHA-256 of the canonical JSON of `content`. */
    sha256: text('sha256').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    createdBy: uuid('created_by').references(() => users.id),
  },
  (t) => [unique('minutes_versions_number').on(t.minutesId, t.number)],
)

export const correctionStatus = pgEnum('correction_status', ['asked', 'accepted', 'refused'])

/** A correction that somebody asked for on circulated minutes, and what became of it. */
export const minutesCorrections = pgTable(
  'minutes_corrections',
  {
    id: id(),
    minutesId: uuid('minutes_id').notNull().references(() => minutes.id, { onDelete: 'cascade' }),
    versionNumber: integer('version_number').notNull(),
    stakeholderId: uuid('stakeholder_id').references(() => stakeholders.id),
    userId: uuid('user_id').references(() => users.id),
    text: text('text').notNull(),
    status: correctionStatus('status').notNull().default('asked'),
    answer: text('answer').notNull().default(''),
    ...lifecycle,
  },
  (t) => [index('minutes_corrections_minutes').on(t.minutesId)],
)
