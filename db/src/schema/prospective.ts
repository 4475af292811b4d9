import { sql } from 'drizzle-orm'
import { boolean, check, date, index, pgTable, smallint, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { bodies } from './bodies.ts'
import { id, instant, lifecycle, removal } from './columns.ts'
import { impacts } from './impacts.ts'
import { perimeters } from './perimeters.ts'
import { capacity, horizon } from './rounds.ts'
import { stakeholders } from './stakeholders.ts'
import { users } from './users.ts'

/** Scénario: a picture of a future in which scores, impacts and expectations are given again. Scores name it by `name`. */
export const scenarios = pgTable(
  'scenarios',
  {
    id: id(),
    name: text('name').notNull(),
    description: text('description').notNull().default(''),
    horizon: horizon('horizon').notNull(),
    perimeterId: uuid('perimeter_id').notNull().references(() => perimeters.id),
    fictional: boolean('fictional').notNull().default(false),
    ...lifecycle,
    ...removal,
  },
  (t) => [uniqueIndex('scenarios_name').on(t.perimeterId, t.name).where(sql`${t.deletedAt} is null`)],
)

/** How somebody sees an impact at a horizon: a dated statement; the latest of a voice counts. */
export const impactAssessments = pgTable(
  'impact_assessments',
  {
    id: id(),
    impactId: uuid('impact_id').notNull().references(() => impacts.id, { onDelete: 'cascade' }),
    perimeterId: uuid('perimeter_id').notNull().references(() => perimeters.id),
    horizon: horizon('horizon').notNull().default('now'),
    scenario: text('scenario').notNull().default(''),
    capacity: capacity('capacity').notNull(),
    /** Whose view it is, in the capacity `stakeholder`. */
    stakeholderId: uuid('stakeholder_id').references(() => stakeholders.id, { onDelete: 'cascade' }),
    /** 1–5 each. */
    scale: smallint('scale').notNull(),
    scope: smallint('scope').notNull(),
    irremediability: smallint('irremediability').notNull(),
    likelihood: smallint('likelihood'),
    reason: text('reason').notNull().default(''),
    source: text('source').notNull().default(''),
    statedAt: instant('stated_at').notNull().defaultNow(),
    recordedBy: uuid('recorded_by').references(() => users.id),
    withdrawnAt: instant('withdrawn_at'),
  },
  (t) => [
    index('impact_assessments_impact').on(t.impactId, t.horizon, t.scenario),
    index('impact_assessments_stakeholder').on(t.stakeholderId),
    check('impact_assessments_parts', sql`${t.scale} between 1 and 5 and ${t.scope} between 1 and 5 and ${t.irremediability} between 1 and 5 and (${t.likelihood} is null or ${t.likelihood} between 1 and 5)`),
    check('impact_assessments_voice', sql`(${t.capacity} = 'stakeholder') = (${t.stakeholderId} is not null)`),
  ],
)

/** What a prospective diagnosis concluded, signed and dated; the tables behind it are computed. */
export const diagnoses = pgTable(
  'diagnoses',
  {
    id: id(),
    reference: text('reference').notNull().unique(),
    title: text('title').notNull(),
    question: text('question').notNull().default(''),
    horizon: horizon('horizon').notNull(),
    scenario: text('scenario').notNull().default(''),
    conclusion: text('conclusion').notNull().default(''),
    perimeterId: uuid('perimeter_id').notNull().references(() => perimeters.id),
    bodyId: uuid('body_id').references(() => bodies.id),
    adoptedOn: date('adopted_on', { mode: 'string' }),
    fictional: boolean('fictional').notNull().default(false),
    ...lifecycle,
    ...removal,
  },
)
