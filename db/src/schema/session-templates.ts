import { sql } from 'drizzle-orm'
import { check, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { id, lifecycle, removal } from './columns.ts'
import { perimeters } from './perimeters.ts'
import { points } from './points.ts'
import { agendaAim, engagementLevel, reasonRule, sessionForm } from './sessions.ts'
import { locale } from './users.ts'

/** A session as it is usually run: its aim, its level of engagement, its agenda with durations. */
export const sessionTemplates = pgTable('session_templates', {
  id: id(),
  title: text('title').notNull(),
  /** In which its words are written: a list shows those of the reader's language. */
  language: locale('language').notNull().default('fr'),
  aim: text('aim').notNull().default(''),
  form: sessionForm('form').notNull(),
  engagementLevel: engagementLevel('engagement_level'),
  reasonRule: reasonRule('reason_rule').notNull().default('optional'),
  seats: integer('seats'),
  perimeterId: uuid('perimeter_id').notNull().references(() => perimeters.id),
  ...lifecycle,
  ...removal,
})

export const sessionTemplateItems = pgTable(
  'session_template_items',
  {
    id: id(),
    templateId: uuid('template_id').notNull().references(() => sessionTemplates.id, { onDelete: 'cascade' }),
    rank: integer('rank').notNull(),
    title: text('title').notNull(),
    aim: agendaAim('aim').notNull(),
    durationMinutes: integer('duration_minutes').notNull(),
    /** A point that every session of this kind comes back to. */
    pointId: uuid('point_id').references(() => points.id),
  },
  (t) => [unique('session_template_items_rank').on(t.templateId, t.rank), check('session_template_items_duration', sql`${t.durationMinutes} between 1 and 1440`)],
)
