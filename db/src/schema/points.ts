import { boolean, index, integer, pgTable, real, text, unique, uuid } from 'drizzle-orm/pg-core'
import { id, instant, lifecycle, removal } from './columns.ts'
import { impacts } from './impacts.ts'
import { perimeters } from './perimeters.ts'
import { users } from './users.ts'

/** A statement under discussion. Its wording lives in its versions. */
export const points = pgTable('points', {
  id: id(),
  reference: text('reference').notNull().unique(),
  /** Two to six words, for the head of a row; the full wording is the version's statement. */
  title: text('title').notNull(),
  perimeterId: uuid('perimeter_id').notNull().references(() => perimeters.id),
  internalNote: text('internal_note').notNull().default(''),
  fictional: boolean('fictional').notNull().default(false),
  ...lifecycle,
  ...removal,
})

/** A wording; changing the text makes a new one and carries no position over. Never edited. */
export const pointVersions = pgTable(
  'point_versions',
  {
    id: id(),
    pointId: uuid('point_id').notNull().references(() => points.id, { onDelete: 'cascade' }),
    number: integer('number').notNull(),
    statement: text('statement').notNull(),
    reason: text('reason').notNull().default(''),
    createdAt: instant('created_at').notNull().defaultNow(),
    createdBy: uuid('created_by').references(() => users.id),
  },
  (t) => [unique('point_versions_number').on(t.pointId, t.number)],
)

/** The impacts that a point is about. */
export const pointImpacts = pgTable(
  'point_impacts',
  {
    id: id(),
    pointId: uuid('point_id').notNull().references(() => points.id, { onDelete: 'cascade' }),
    impactId: uuid('impact_id').notNull().references(() => impacts.id, { onDelete: 'cascade' }),
  },
  (t) => [unique('point_impacts_once').on(t.pointId, t.impactId), index('point_impacts_impact').on(t.impactId)],
)

/** The rule that names a point's status: dated rows, the latest one not after the day applies. */
export const agreementThresholds = pgTable('agreement_thresholds', {
  id: id(),
  validFrom: instant('valid_from').notNull(),
  minHolders: integer('min_holders').notNull(),
  minAskedShare: real('min_asked_share').notNull(),
  convergenceAgreement: real('convergence_agreement').notNull(),
  divergenceShare: real('divergence_share').notNull(),
  reason: text('reason').notNull(),
  changedBy: uuid('changed_by').references(() => users.id),
})
