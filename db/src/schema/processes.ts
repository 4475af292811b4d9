import { boolean, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { id, lifecycle, removal } from './columns.ts'
import { perimeters } from './perimeters.ts'
import { locale } from './users.ts'

/** Processus de concertation: the steps that an organisation has decided to follow whenever it consults. */
export const processes = pgTable('processes', {
  id: id(),
  title: text('title').notNull(),
  purpose: text('purpose').notNull().default(''),
  /** Where its steps come from, for example a standard and its year. */
  source: text('source').notNull().default(''),
  /** In which its words are written. */
  language: locale('language').notNull().default('fr'),
  /** A ready model to start from; an activity follows a process that is not one. */
  template: boolean('template').notNull().default(false),
  perimeterId: uuid('perimeter_id').notNull().references(() => perimeters.id),
  ...lifecycle,
  ...removal,
})

export const processSteps = pgTable(
  'process_steps',
  {
    id: id(),
    processId: uuid('process_id').notNull().references(() => processes.id, { onDelete: 'cascade' }),
    rank: integer('rank').notNull(),
    /** Steps of one phase stand together. */
    phase: text('phase').notNull(),
    title: text('title').notNull(),
    /** What is done. */
    guidance: text('guidance').notNull().default(''),
    /** Who does it. */
    responsible: text('responsible').notNull().default(''),
    /** What shows that it was done. */
    evidence: text('evidence').notNull().default(''),
    /** The question that is answered before the step is ticked. */
    check: text('check').notNull().default(''),
    /** Name of a fact that the records themselves show, for example `invitations_sent`; null when only a person can say. */
    fact: text('fact'),
    ...lifecycle,
  },
  (t) => [unique('process_steps_rank').on(t.processId, t.rank)],
)
