import { sql } from 'drizzle-orm'
import { check, index, integer, pgEnum, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core'
import { id, instant } from './columns.ts'
import { criteria, criterionVersions } from './criteria.ts'
import { perimeters } from './perimeters.ts'
import { capacity, horizon, roundRaters, rounds } from './rounds.ts'
import { stakeholders } from './stakeholders.ts'
import { users } from './users.ts'

/** `unknown` is "I don't know": an answer apart from a middle value, left out of every computation but counted. */
export const scoreState = pgEnum('score_state', ['scored', 'unknown'])

/** Cotation: who gives a stakeholder which value on a criterion; a dated statement, followed by a later one, never overwritten. */
export const scores = pgTable(
  'scores',
  {
    id: id(),
    stakeholderId: uuid('stakeholder_id').notNull().references(() => stakeholders.id, { onDelete: 'cascade' }),
    criterionId: uuid('criterion_id').notNull().references(() => criteria.id),
    criterionVersionId: uuid('criterion_version_id').notNull().references(() => criterionVersions.id),
    /** None: given outside a round, as one's own score. */
    roundId: uuid('round_id').references(() => rounds.id, { onDelete: 'cascade' }),
    raterId: uuid('rater_id').references(() => roundRaters.id, { onDelete: 'cascade' }),
    /** One voice through all rounds: the user, else the stakeholder spoken for, else the rater. The latest score of a voice counts. */
    voiceId: uuid('voice_id').notNull(),
    authorId: uuid('author_id').references(() => users.id),
    perimeterId: uuid('perimeter_id').notNull().references(() => perimeters.id),
    capacity: capacity('capacity').notNull(),
    horizon: horizon('horizon').notNull().default('now'),
    scenario: text('scenario').notNull().default(''),
    state: scoreState('state').notNull(),
    /** Within the version's scale; null when unknown. */
    value: smallint('value'),
    /** 1 unsure, 2 fairly sure, 3 sure; null when not said. */
    confidence: smallint('confidence'),
    reason: text('reason').notNull().default(''),
    source: text('source').notNull().default(''),
    statedAt: instant('stated_at').notNull(),
    recordedBy: uuid('recorded_by').references(() => users.id),
    recordedAt: instant('recorded_at').notNull().defaultNow(),
    /** Taken back as recorded by mistake: kept, and left out of every computation. */
    withdrawnAt: instant('withdrawn_at'),
    version: integer('version').notNull().default(1),
  },
  (t) => [
    // In the order in which the score that counts is looked for; behind it all that says whether it counts, so that the ranking
    // of a whole register reads this index alone and sorts nothing.
    index('scores_current').on(
      t.stakeholderId, t.criterionId, t.voiceId, t.statedAt.desc().nullsFirst(), t.recordedAt.desc().nullsFirst(), t.id.desc().nullsFirst(),
      t.criterionVersionId, t.perimeterId, t.roundId, t.horizon, t.scenario, t.capacity, t.state, t.value, t.withdrawnAt,
    ),
    index('scores_criterion').on(t.criterionId),
    index('scores_round').on(t.roundId, t.raterId),
    index('scores_rater').on(t.raterId),
    check('scores_value', sql`(${t.state} = 'scored') = (${t.value} is not null)`),
    check('scores_confidence', sql`${t.confidence} between 1 and 3`),
  ],
)
