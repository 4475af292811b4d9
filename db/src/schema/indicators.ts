import { sql } from 'drizzle-orm'
import { type AnyPgColumn, boolean, check, date, doublePrecision, index, integer, pgEnum, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { id, instant, lifecycle, removal } from './columns.ts'
import { commitments } from './commitments.ts'
import { files } from './files.ts'
import { pillars, practices } from './framework.ts'
import { perimeters } from './perimeters.ts'
import { relays } from './relays.ts'
import { users } from './users.ts'

export const indicatorSource = pgEnum('indicator_source', ['automatic', 'collected'])
export const indicatorTheme = pgEnum('indicator_theme', ['dialogue', 'footprint', 'social', 'societal', 'other'])
export const indicatorFrequency = pgEnum('indicator_frequency', ['monthly', 'quarterly', 'half_yearly', 'yearly'])
/** Which way is better. */
export const indicatorDirection = pgEnum('indicator_direction', ['up', 'down', 'none'])
/** How values of several perimeters, or of several periods, make one. */
export const indicatorAggregation = pgEnum('indicator_aggregation', ['sum', 'mean', 'ratio', 'last'])

/** Indicateur: what is measured, how, in which unit, how often, and what is aimed at. */
export const indicators = pgTable(
  'indicators',
  {
    id: id(),
    reference: text('reference').notNull().unique(),
    title: text('title').notNull(),
    definition: text('definition').notNull(),
    /** In words, as it is printed beside the figure. */
    formula: text('formula').notNull().default(''),
    unit: text('unit').notNull(),
    source: indicatorSource('source').notNull(),
    /** The measure that the records give; set exactly when `source` is automatic. */
    measure: text('measure'),
    aggregation: indicatorAggregation('aggregation').notNull().default('sum'),
    frequency: indicatorFrequency('frequency').notNull(),
    theme: indicatorTheme('theme').notNull().default('other'),
    direction: indicatorDirection('direction').notNull().default('none'),
    baseline: doublePrecision('baseline'),
    baselineOn: date('baseline_on', { mode: 'string' }),
    target: doublePrecision('target'),
    targetOn: date('target_on', { mode: 'string' }),
    /** Fewest people behind a published value; a smaller one is withheld. 0 for what does not count people. */
    minimumCount: integer('minimum_count').notNull().default(0),
    pillarId: uuid('pillar_id').references(() => pillars.id),
    practiceId: uuid('practice_id').references(() => practices.id),
    perimeterId: uuid('perimeter_id').notNull().references(() => perimeters.id),
    fictional: boolean('fictional').notNull().default(false),
    ...lifecycle,
    ...removal,
  },
  (t) => [check('indicators_measure', sql`(${t.source} = 'automatic') = (${t.measure} is not null)`), check('indicators_minimum', sql`${t.minimumCount} between 0 and 1000`)],
)

/** Who gives the value of a collected indicator for which perimeter. */
export const indicatorCollectors = pgTable(
  'indicator_collectors',
  {
    id: id(),
    indicatorId: uuid('indicator_id').notNull().references(() => indicators.id, { onDelete: 'cascade' }),
    perimeterId: uuid('perimeter_id').notNull().references(() => perimeters.id),
    relayId: uuid('relay_id').references(() => relays.id, { onDelete: 'set null' }),
    userId: uuid('user_id').references(() => users.id, { onDelete: 'set null' }),
    /** Periods that ended before this day are not asked for. */
    since: date('since', { mode: 'string' }).notNull(),
    remindedAt: instant('reminded_at'),
    ...lifecycle,
  },
  (t) => [unique('indicator_collectors_once').on(t.indicatorId, t.perimeterId), index('indicator_collectors_relay').on(t.relayId)],
)

export const indicatorValueStatus = pgEnum('indicator_value_status', ['draft', 'submitted', 'validated', 'frozen'])

/** Value of an indicator: who says how much, over which period, on which evidence. Frozen, it is corrected by a restatement, never edited. */
export const indicatorValues = pgTable(
  'indicator_values',
  {
    id: id(),
    indicatorId: uuid('indicator_id').notNull().references(() => indicators.id, { onDelete: 'cascade' }),
    perimeterId: uuid('perimeter_id').notNull().references(() => perimeters.id),
    periodStart: date('period_start', { mode: 'string' }).notNull(),
    periodEnd: date('period_end', { mode: 'string' }).notNull(),
    value: doublePrecision('value').notNull(),
    /** The parts of a ratio, where it is one. */
    numerator: doublePrecision('numerator'),
    denominator: doublePrecision('denominator'),
    /** People behind it; null when it does not count people. */
    count: integer('count'),
    status: indicatorValueStatus('status').notNull().default('draft'),
    note: text('note').notNull().default(''),
    evidenceUrl: text('evidence_url').notNull().default(''),
    evidenceFileId: uuid('evidence_file_id').references(() => files.id),
    evidenceName: text('evidence_name').notNull().default(''),
    /** The frozen value that this one corrects, and why. */
    restatesId: uuid('restates_id').references((): AnyPgColumn => indicatorValues.id),
    restatementReason: text('restatement_reason').notNull().default(''),
    statedAt: instant('stated_at').notNull().defaultNow(),
    recordedBy: uuid('recorded_by').references(() => users.id),
    relayId: uuid('relay_id').references(() => relays.id),
    validatedAt: instant('validated_at'),
    validatedBy: uuid('validated_by').references(() => users.id),
    frozenAt: instant('frozen_at'),
    frozenBy: uuid('frozen_by').references(() => users.id),
    withdrawnAt: instant('withdrawn_at'),
    fictional: boolean('fictional').notNull().default(false),
    ...lifecycle,
  },
  (t) => [
    index('indicator_values_series').on(t.indicatorId, t.perimeterId, t.periodEnd),
    index('indicator_values_restates').on(t.restatesId),
    check('indicator_values_period', sql`${t.periodEnd} >= ${t.periodStart}`),
    check('indicator_values_restatement', sql`(${t.restatesId} is null) = (${t.restatementReason} = '')`),
    check('indicator_values_frozen', sql`(${t.status} = 'frozen') = (${t.frozenAt} is not null)`),
    check('indicator_values_count', sql`${t.count} >= 0`),
  ],
)

/** Which indicators tell whether a commitment was kept. */
export const commitmentIndicators = pgTable(
  'commitment_indicators',
  {
    commitmentId: uuid('commitment_id').notNull().references(() => commitments.id, { onDelete: 'cascade' }),
    indicatorId: uuid('indicator_id').notNull().references(() => indicators.id, { onDelete: 'cascade' }),
  },
  (t) => [primaryKey({ columns: [t.commitmentId, t.indicatorId] }), index('commitment_indicators_indicator').on(t.indicatorId)],
)
