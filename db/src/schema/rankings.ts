import { sql } from 'drizzle-orm'
import { boolean, check, date, doublePrecision, index, integer, jsonb, pgEnum, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { id, instant, lifecycle, removal } from './columns.ts'
import { centre } from './criteria.ts'
import { perimeters } from './perimeters.ts'
import { capacity, horizon, rounds } from './rounds.ts'
import { users } from './users.ts'

/** A term of a formula. Each is brought to 0–1 over its scale, turned round when `reversed`, and multiplied by its weight. */
export type FormulaTerm = { code: string; weight: number; reversed: boolean } & (
  | { kind: 'criterion'; criterionId: string }
  /** The highest of several criteria, as ESRS severity: the worst of scale, scope, irremediability; never their mean. */
  | { kind: 'worst'; criterionIds: string[] }
  /** A result of a stored MACTOR study. */
  | { kind: 'mactor'; studyId: string; measure: 'riStar' | 'qiStar' | 'implication' }
)

/** A term as a ranking read it: `direction` up, the higher the value the higher the rank. */
export interface RankedTerm { key: string; weight: number; min: number; max: number; direction: 'up' | 'down' }

/** Formule: what a rank is made of. Its terms live in its versions. */
export const formulas = pgTable('formulas', {
  id: id(),
  title: text('title').notNull(),
  purpose: text('purpose').notNull().default(''),
  perimeterId: uuid('perimeter_id').notNull().references(() => perimeters.id),
  ...lifecycle,
  ...removal,
})

export const formulaVersions = pgTable(
  'formula_versions',
  {
    id: id(),
    formulaId: uuid('formula_id').notNull().references(() => formulas.id, { onDelete: 'cascade' }),
    number: integer('number').notNull(),
    centre: centre('centre').notNull().default('mean'),
    terms: jsonb('terms').$type<FormulaTerm[]>().notNull(),
    reason: text('reason').notNull().default(''),
    createdAt: instant('created_at').notNull().defaultNow(),
    createdBy: uuid('created_by').references(() => users.id),
  },
  (t) => [unique('formula_versions_number').on(t.formulaId, t.number)],
)

export const rankingStatus = pgEnum('ranking_status', ['queued', 'running', 'done', 'failed', 'cancelled'])

/** Hiérarchisation: a formula applied to the scores known at an instant. A suggestion until a person adopts it. */
export const rankings = pgTable(
  'rankings',
  {
    id: id(),
    reference: text('reference').notNull().unique(),
    title: text('title').notNull(),
    formulaVersionId: uuid('formula_version_id').notNull().references(() => formulaVersions.id),
    perimeterId: uuid('perimeter_id').notNull().references(() => perimeters.id),
    asOf: instant('as_of').notNull(),
    /** Only scores given in this capacity, or all. */
    capacity: capacity('capacity'),
    horizon: horizon('horizon').notNull().default('now'),
    scenario: text('scenario').notNull().default(''),
    /** Only scores of this round, or all. */
    roundId: uuid('round_id').references(() => rounds.id),
    /** Seed of the bootstrap over raters, and its draws; 0 draws: too many stakeholders for an interval. */
    seed: integer('seed').notNull(),
    draws: integer('draws').notNull(),
    status: rankingStatus('status').notNull().default('queued'),
    /** Steps done of `steps`. */
    progress: integer('progress').notNull().default(0),
    steps: integer('steps').notNull().default(0),
    /** Code of what went wrong; null unless failed. */
    failure: text('failure'),
    /** Last sign of life of the server that computes: another one takes over when it is old. */
    heartbeatAt: instant('heartbeat_at'),
    /** Servers that began it; one that ends three of them is given up. */
    attempts: integer('attempts').notNull().default(0),
    finishedAt: instant('finished_at'),
    stakeholderCount: integer('stakeholder_count').notNull().default(0),
    scoreCount: integer('score_count').notNull().default(0),
    raterCount: integer('rater_count').notNull().default(0),
    /** Weights and scales as they stood when it was computed; the arrays of the rows follow their order. */
    terms: jsonb('terms').$type<RankedTerm[]>().notNull().default([]),
    createdBy: uuid('created_by').references(() => users.id),
    adoptedOn: date('adopted_on', { mode: 'string' }),
    /** Who decided: a person or a body, in words. */
    decidedBy: text('decided_by'),
    adoptionReason: text('adoption_reason'),
    adoptionRecordedBy: uuid('adoption_recorded_by').references(() => users.id),
    fictional: boolean('fictional').notNull().default(false),
    ...lifecycle,
    ...removal,
  },
  (t) => [
    index('rankings_listed').on(t.perimeterId, t.id),
    index('rankings_round').on(t.roundId),
    index('rankings_formula').on(t.formulaVersionId),
    check('rankings_adoption', sql`(${t.adoptedOn} is null) = (${t.decidedBy} is null) and (${t.adoptedOn} is null) = (${t.adoptionReason} is null)`),
  ],
)

/** One stakeholder's place, with what is known of it on each term. */
export const rankingRows = pgTable(
  'ranking_rows',
  {
    // No foreign keys: checking 300,000 of them takes longer than computing the ranks. Rows are written by one transaction,
    // never changed, and read through a join to both parents.
    rankingId: uuid('ranking_id').notNull(),
    stakeholderId: uuid('stakeholder_id').notNull(),
    /** 1 is first; equal totals share the better rank. */
    rank: integer('rank').notNull(),
    /** 0–1, over the terms that are known. */
    total: doublePrecision('total').notNull(),
    /** Share of the weights that is known, 0–1. */
    coverage: doublePrecision('coverage').notNull(),
    /** Raters of the term that has most. */
    raterCount: integer('rater_count').notNull(),
    /** Bootstrap interval of the rank over raters (5 %–95 %); null when not drawn. */
    rankLow: integer('rank_low'),
    rankHigh: integer('rank_high'),
    /** On the scale of each term, in the order of `rankings.terms`; null where nothing is known. */
    termValues: doublePrecision('term_values').array().$type<(number | null)[]>().notNull(),
    /** Raters behind each value; 0 where no rater gave it. */
    termCounts: integer('term_counts').array().notNull(),
  },
  (t) => [primaryKey({ columns: [t.rankingId, t.stakeholderId] }), index('ranking_rows_ranked').on(t.rankingId, t.rank, t.stakeholderId)],
)
