import { sql } from 'drizzle-orm'
import { type AnyPgColumn, check, index, integer, pgEnum, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core'
import { accessLinks } from './access-links.ts'
import { id, instant } from './columns.ts'
import { perimeters } from './perimeters.ts'
import { points, pointVersions } from './points.ts'
import { sessions } from './sessions.ts'
import { mandates, stakeholders } from './stakeholders.ts'
import { users } from './users.ts'

/** `stated` carries a value; the others say why there is none. */
export const positionState = pgEnum('position_state', ['stated', 'abstained', 'no_answer', 'not_asked', 'left_before'])
export const positionManner = pgEnum('position_manner', ['in_room', 'written', 'inferred'])
export const positionConfirmation = pgEnum('position_confirmation', ['unconfirmed', 'confirmed', 'corrected', 'contested'])

/** Who holds what on a version of a point: a dated statement, corrected by a later one, never overwritten. */
export const positions = pgTable(
  'positions',
  {
    id: id(),
    pointId: uuid('point_id').notNull().references(() => points.id, { onDelete: 'cascade' }),
    pointVersionId: uuid('point_version_id').notNull().references(() => pointVersions.id, { onDelete: 'cascade' }),
    holderId: uuid('holder_id').notNull().references(() => stakeholders.id, { onDelete: 'cascade' }),
    mandateId: uuid('mandate_id').references(() => mandates.id),
    sessionId: uuid('session_id').references(() => sessions.id, { onDelete: 'cascade' }),
    perimeterId: uuid('perimeter_id').notNull().references(() => perimeters.id),
    state: positionState('state').notNull(),
    /** −2 against, −1 rather against, 0 neutral, +1 rather for, +2 for; null unless stated. */
    value: smallint('value'),
    reason: text('reason').notNull().default(''),
    reservation: text('reservation').notNull().default(''),
    condition: text('condition').notNull().default(''),
    manner: positionManner('manner').notNull(),
    source: text('source').notNull(),
    statedAt: instant('stated_at').notNull(),
    recordedBy: uuid('recorded_by').references(() => users.id),
    recordedAt: instant('recorded_at').notNull().defaultNow(),
    confirmation: positionConfirmation('confirmation').notNull().default('unconfirmed'),
    confirmedAt: instant('confirmed_at'),
    /** The position that this one corrects, when the holder corrected the record. */
    correctsId: uuid('corrects_id').references((): AnyPgColumn => positions.id),
    /** Taken back as recorded by mistake: kept, and left out of every computation. */
    withdrawnAt: instant('withdrawn_at'),
    version: integer('version').notNull().default(1),
  },
  (t) => [
    index('positions_current').on(t.pointId, t.holderId, t.statedAt),
    index('positions_holder').on(t.holderId),
    index('positions_session').on(t.sessionId),
    check('positions_value', sql`(${t.state} = 'stated') = (${t.value} is not null) and (${t.value} is null or ${t.value} between -2 and 2)`),
  ],
)

/** What the holder said of a recorded position: a dated row; the position's `confirmation` is the latest one not withdrawn. */
export const positionConfirmations = pgTable(
  'position_confirmations',
  {
    id: id(),
    positionId: uuid('position_id').notNull().references(() => positions.id, { onDelete: 'cascade' }),
    verdict: positionConfirmation('verdict').notNull(),
    /** What the holder wrote with it. */
    text: text('text').notNull().default(''),
    /** By the holder's private link, or by a user on the holder's word. */
    linkId: uuid('link_id').references(() => accessLinks.id),
    recordedBy: uuid('recorded_by').references(() => users.id),
    at: instant('at').notNull().defaultNow(),
  },
  (t) => [index('position_confirmations_position').on(t.positionId, t.at)],
)
