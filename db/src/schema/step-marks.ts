import { index, pgEnum, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { id, instant } from './columns.ts'
import { files } from './files.ts'
import { activities } from './plans.ts'
import { processSteps } from './processes.ts'
import { users } from './users.ts'

export const stepMarkState = pgEnum('step_mark_state', ['done', 'not_applicable', 'reopened'])

/** Somebody's word that a step of a dialogue is done, or does not apply, and why: dated, the latest counts. */
export const stepMarks = pgTable(
  'step_marks',
  {
    id: id(),
    activityId: uuid('activity_id').notNull().references(() => activities.id, { onDelete: 'cascade' }),
    stepId: uuid('step_id').notNull().references(() => processSteps.id, { onDelete: 'cascade' }),
    state: stepMarkState('state').notNull(),
    note: text('note').notNull().default(''),
    evidenceUrl: text('evidence_url').notNull().default(''),
    evidenceFileId: uuid('evidence_file_id').references(() => files.id),
    evidenceName: text('evidence_name').notNull().default(''),
    statedAt: instant('stated_at').notNull().defaultNow(),
    recordedBy: uuid('recorded_by').references(() => users.id),
    withdrawnAt: instant('withdrawn_at'),
  },
  (t) => [index('step_marks_activity').on(t.activityId, t.stepId, t.statedAt)],
)
