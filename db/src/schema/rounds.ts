import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgEnum, pgTable, primaryKey, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { id, instant, lifecycle, removal } from './columns.ts'
import { criteria, criterionVersions } from './criteria.ts'
import { perimeters } from './perimeters.ts'
import { mandates, stakeholders } from './stakeholders.ts'
import { users } from './users.ts'

export const roundStatus = pgEnum('round_status', ['draft', 'open', 'closed'])
/** Today, in three years, in ten years. */
export const horizon = pgEnum('score_horizon', ['now', 'plus3', 'plus10'])
/** In which capacity a rater scores: for the organisation, for a stakeholder, or both together at one table. */
export const capacity = pgEnum('score_capacity', ['internal', 'stakeholder', 'joint'])

/** Campagne: asks named people to score stakeholders on criteria, between two instants. */
export const rounds = pgTable(
  'rounds',
  {
    id: id(),
    reference: text('reference').notNull().unique(),
    title: text('title').notNull(),
    purpose: text('purpose').notNull().default(''),
    perimeterId: uuid('perimeter_id').notNull().references(() => perimeters.id),
    horizon: horizon('horizon').notNull().default('now'),
    /** The scenario a future horizon is scored under; empty for none. */
    scenario: text('scenario').notNull().default(''),
    status: roundStatus('status').notNull().default('draft'),
    opensAt: instant('opens_at'),
    closesAt: instant('closes_at'),
    fictional: boolean('fictional').notNull().default(false),
    ...lifecycle,
    ...removal,
  },
  (t) => [index('rounds_listed').on(t.perimeterId, t.id), check('rounds_closes_after_opening', sql`${t.closesAt} > ${t.opensAt}`)],
)

/** The criteria asked, each with the version of its scale at the time: a round is answered on one scale. */
export const roundCriteria = pgTable(
  'round_criteria',
  {
    roundId: uuid('round_id').notNull().references(() => rounds.id, { onDelete: 'cascade' }),
    criterionId: uuid('criterion_id').notNull().references(() => criteria.id),
    criterionVersionId: uuid('criterion_version_id').notNull().references(() => criterionVersions.id),
    rank: integer('rank').notNull(),
  },
  (t) => [primaryKey({ columns: [t.roundId, t.criterionId] }), index('round_criteria_criterion').on(t.criterionId), index('round_criteria_version').on(t.criterionVersionId)],
)

export const roundStakeholders = pgTable(
  'round_stakeholders',
  {
    roundId: uuid('round_id').notNull().references(() => rounds.id, { onDelete: 'cascade' }),
    stakeholderId: uuid('stakeholder_id').notNull().references(() => stakeholders.id, { onDelete: 'cascade' }),
    rank: integer('rank').notNull(),
  },
  (t) => [primaryKey({ columns: [t.roundId, t.stakeholderId] }), index('round_stakeholders_stakeholder').on(t.stakeholderId)],
)

/** Somebody asked to score: with an account, or by a private link, or whose scores another person records. */
export const roundRaters = pgTable(
  'round_raters',
  {
    id: id(),
    roundId: uuid('round_id').notNull().references(() => rounds.id, { onDelete: 'cascade' }),
    capacity: capacity('capacity').notNull(),
    /** Shown to staff beside the scores; for a stakeholder's rater, who speaks for it. */
    name: text('name').notNull(),
    userId: uuid('user_id').references(() => users.id),
    /** The stakeholder that a rater in the capacity `stakeholder` speaks for. */
    stakeholderId: uuid('stakeholder_id').references(() => stakeholders.id, { onDelete: 'cascade' }),
    mandateId: uuid('mandate_id').references(() => mandates.id),
    /** SHA-256 of the secret of a private link; the secret itself is shown once. */
    linkHash: text('link_hash').unique(),
    linkExpiresAt: instant('link_expires_at'),
    remindedAt: instant('reminded_at'),
    /** Set by the rater: nothing more to add. */
    finishedAt: instant('finished_at'),
    ...lifecycle,
  },
  (t) => [
    unique('round_raters_user').on(t.roundId, t.userId),
    index('round_raters_of_user').on(t.userId),
    index('round_raters_stakeholder').on(t.stakeholderId),
    uniqueIndex('round_raters_named').on(t.roundId, t.name).where(sql`${t.userId} is null`),
    check('round_raters_speaks_for', sql`${t.capacity} <> 'stakeholder' or ${t.stakeholderId} is not null`),
  ],
)
