import { sql } from 'drizzle-orm'
import { boolean, check, date, index, pgEnum, pgTable, smallint, text, unique, uuid } from 'drizzle-orm/pg-core'
import { id, instant, lifecycle, removal } from './columns.ts'
import { practices } from './framework.ts'
import { perimeters } from './perimeters.ts'
import { stakeholders } from './stakeholders.ts'
import { users } from './users.ts'

/** The four duties of a relay that the founding document gives. */
export const relayDuty = pgEnum('relay_duty', ['appropriation', 'reporting', 'method_support', 'partnerships'])

/** Acteur relais: who carries the policy in a direction or a region, and reports what is done there. */
export const relays = pgTable(
  'relays',
  {
    id: id(),
    reference: text('reference').notNull().unique(),
    name: text('name').notNull(),
    /** Where the relay is written to; never shown to readers. */
    email: text('email').notNull().default(''),
    userId: uuid('user_id').references(() => users.id),
    stakeholderId: uuid('stakeholder_id').references(() => stakeholders.id),
    /** The direction or region that is reported on. */
    perimeterId: uuid('perimeter_id').notNull().references(() => perimeters.id),
    duties: relayDuty('duties').array().notNull().default([]),
    since: date('since', { mode: 'string' }).notNull(),
    endedOn: date('ended_on', { mode: 'string' }),
    fictional: boolean('fictional').notNull().default(false),
    ...lifecycle,
    ...removal,
  },
  (t) => [index('relays_perimeter').on(t.perimeterId), check('relays_order', sql`${t.endedOn} >= ${t.since}`)],
)

export const reportStatus = pgEnum('relay_report_status', ['draft', 'submitted', 'validated'])

/** What a relay reports on a period, on the key practices. */
export const relayReports = pgTable(
  'relay_reports',
  {
    id: id(),
    relayId: uuid('relay_id').notNull().references(() => relays.id, { onDelete: 'cascade' }),
    perimeterId: uuid('perimeter_id').notNull().references(() => perimeters.id),
    periodStart: date('period_start', { mode: 'string' }).notNull(),
    periodEnd: date('period_end', { mode: 'string' }).notNull(),
    status: reportStatus('status').notNull().default('draft'),
    summary: text('summary').notNull().default(''),
    submittedAt: instant('submitted_at'),
    validatedAt: instant('validated_at'),
    validatedBy: uuid('validated_by').references(() => users.id),
    fictional: boolean('fictional').notNull().default(false),
    ...lifecycle,
    ...removal,
  },
  (t) => [index('relay_reports_relay').on(t.relayId, t.periodEnd), check('relay_reports_period', sql`${t.periodEnd} >= ${t.periodStart}`)],
)

/** One key practice in one report: how far it is integrated, and what is done next. */
export const relayReportPractices = pgTable(
  'relay_report_practices',
  {
    id: id(),
    reportId: uuid('report_id').notNull().references(() => relayReports.id, { onDelete: 'cascade' }),
    practiceId: uuid('practice_id').notNull().references(() => practices.id),
    /** 0 not begun, 1 begun, 2 under way, 3 integrated, 4 exemplary. */
    maturity: smallint('maturity').notNull(),
    /** What shows it. */
    evidence: text('evidence').notNull().default(''),
    /** The progress action that follows. */
    progressAction: text('progress_action').notNull().default(''),
    progressDueOn: date('progress_due_on', { mode: 'string' }),
    progressDoneOn: date('progress_done_on', { mode: 'string' }),
    ...lifecycle,
  },
  (t) => [unique('relay_report_practices_once').on(t.reportId, t.practiceId), check('relay_report_practices_maturity', sql`${t.maturity} between 0 and 4`)],
)
