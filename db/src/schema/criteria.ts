import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgEnum, pgTable, primaryKey, smallint, text, unique, uuid } from 'drizzle-orm/pg-core'
import { id, instant, lifecycle, removal } from './columns.ts'
import { users } from './users.ts'

/** What one value of a scale means, in words that raters read while they score. */
export interface Anchor { value: number; labelFr: string; labelEn: string }

/** What stakeholders are scored on. Its scale lives in its versions. */
export const criteria = pgTable('criteria', {
  id: id(),
  code: text('code').notNull().unique(),
  labelFr: text('label_fr').notNull(),
  labelEn: text('label_en').notNull(),
  /** The question put to a rater. */
  questionFr: text('question_fr').notNull(),
  questionEn: text('question_en').notNull(),
  /** Where the criterion comes from: author and year, norm and clause. */
  source: text('source').notNull().default(''),
  rank: integer('rank').notNull(),
  ...lifecycle,
  ...removal,
})

/** A scale with its wordings; never edited. A score refers to a version. */
export const criterionVersions = pgTable(
  'criterion_versions',
  {
    id: id(),
    criterionId: uuid('criterion_id').notNull().references(() => criteria.id, { onDelete: 'cascade' }),
    number: integer('number').notNull(),
    /** Versions of one lineage mean the same: scores on an earlier one still count. A new lineage asks for new scores. */
    lineage: integer('lineage').notNull(),
    min: smallint('min').notNull(),
    max: smallint('max').notNull(),
    anchors: jsonb('anchors').$type<Anchor[]>().notNull(),
    reason: text('reason').notNull().default(''),
    createdAt: instant('created_at').notNull().defaultNow(),
    createdBy: uuid('created_by').references(() => users.id),
  },
  (t) => [unique('criterion_versions_number').on(t.criterionId, t.number), check('criterion_versions_scale', sql`${t.max} > ${t.min} and ${t.max} - ${t.min} <= 20`)],
)

/** A ready set from the literature: Mendelow, Mitchell, AA1000SES, ESRS and the like. */
export const criterionSets = pgTable('criterion_sets', {
  id: id(),
  code: text('code').notNull().unique(),
  labelFr: text('label_fr').notNull(),
  labelEn: text('label_en').notNull(),
  source: text('source').notNull().default(''),
  rank: integer('rank').notNull(),
})

export const criterionSetMembers = pgTable(
  'criterion_set_members',
  {
    setId: uuid('set_id').notNull().references(() => criterionSets.id, { onDelete: 'cascade' }),
    criterionId: uuid('criterion_id').notNull().references(() => criteria.id, { onDelete: 'cascade' }),
    rank: integer('rank').notNull(),
  },
  (t) => [primaryKey({ columns: [t.setId, t.criterionId] }), index('criterion_set_members_criterion').on(t.criterionId)],
)

export const classScheme = pgEnum('class_scheme', ['grid', 'salience', 'cube', 'savage'])
/** How the scores of many raters become one value. */
export const centre = pgEnum('centre', ['mean', 'median'])

/** An axis of a classification: the criterion it reads, and the value from which it counts as high. */
export interface ClassAxis { axis: string; criterionId: string; cut: number }

/** The rule that names a stakeholder's class: dated rows, the latest one not after the day applies. */
export const classCutoffs = pgTable(
  'class_cutoffs',
  {
    id: id(),
    scheme: classScheme('scheme').notNull(),
    validFrom: instant('valid_from').notNull(),
    axes: jsonb('axes').$type<ClassAxis[]>().notNull(),
    centre: centre('centre').notNull(),
    /** Nearer to a cut-off than this percentage of the scale's range, a stakeholder is said to be near it. */
    nearPercent: smallint('near_percent').notNull(),
    reason: text('reason').notNull(),
    changedBy: uuid('changed_by').references(() => users.id),
  },
  (t) => [index('class_cutoffs_scheme').on(t.scheme, t.validFrom), check('class_cutoffs_near', sql`${t.nearPercent} between 0 and 50`)],
)
