import { sql } from 'drizzle-orm'
import { boolean, check, date, index, integer, pgEnum, pgTable, smallint, text, unique, uuid } from 'drizzle-orm/pg-core'
import { id, lifecycle, removal } from './columns.ts'
import { perimeters } from './perimeters.ts'
import { mandates, stakeholders } from './stakeholders.ts'

export const bodyKind = pgEnum('body_kind', ['committee', 'commission', 'forum', 'council', 'working_group'])

/** Instance: a standing group that meets, decides and approves. */
export const bodies = pgTable('bodies', {
  id: id(),
  reference: text('reference').notNull().unique(),
  name: text('name').notNull(),
  kind: bodyKind('kind').notNull(),
  purpose: text('purpose').notNull().default(''),
  perimeterId: uuid('perimeter_id').notNull().references(() => perimeters.id),
  since: date('since', { mode: 'string' }),
  ceasedOn: date('ceased_on', { mode: 'string' }),
  /** Share of the seats filled that must be in the room for it to decide, in percent; null when no quorum was set. */
  quorumPercent: smallint('quorum_percent'),
  /** Meetings a year that it set itself; null when it meets as needed. */
  meetingsPerYear: smallint('meetings_per_year'),
  /** Why it ceased. */
  ceasedReason: text('ceased_reason').notNull().default(''),
  fictional: boolean('fictional').notNull().default(false),
  ...lifecycle,
  ...removal,
}, (t) => [check('bodies_quorum', sql`${t.quorumPercent} between 1 and 100`), check('bodies_rhythm', sql`${t.meetingsPerYear} between 1 and 52`)])

/** Collège: the seats of a body that one kind of member holds. */
export const bodyColleges = pgTable(
  'body_colleges',
  {
    id: id(),
    bodyId: uuid('body_id').notNull().references(() => bodies.id, { onDelete: 'cascade' }),
    rank: integer('rank').notNull(),
    label: text('label').notNull(),
    seats: smallint('seats').notNull(),
    ...lifecycle,
  },
  (t) => [unique('body_colleges_label').on(t.bodyId, t.label), check('body_colleges_seats', sql`${t.seats} between 1 and 1000`)],
)

/** Who sits in a body, in which college, for whom, between two dates. */
export const bodyMembers = pgTable(
  'body_members',
  {
    id: id(),
    bodyId: uuid('body_id').notNull().references(() => bodies.id, { onDelete: 'cascade' }),
    collegeId: uuid('college_id').references(() => bodyColleges.id, { onDelete: 'set null' }),
    /** The organisation or group that is represented, or the person who sits in their own name. */
    stakeholderId: uuid('stakeholder_id').notNull().references(() => stakeholders.id, { onDelete: 'cascade' }),
    /** Through whom. */
    mandateId: uuid('mandate_id').references(() => mandates.id, { onDelete: 'set null' }),
    /** President, secretary, member: in words. */
    role: text('role').notNull().default(''),
    /** Seats that this member fills: a group may send several people. */
    seats: smallint('seats').notNull().default(1),
    startOn: date('start_on', { mode: 'string' }).notNull(),
    /** Last day of the term; a renewal is due before it. */
    endOn: date('end_on', { mode: 'string' }),
    endReason: text('end_reason').notNull().default(''),
    ...lifecycle,
  },
  (t) => [
    index('body_members_body').on(t.bodyId, t.startOn),
    index('body_members_stakeholder').on(t.stakeholderId),
    check('body_members_order', sql`${t.endOn} >= ${t.startOn}`),
    check('body_members_seats', sql`${t.seats} between 1 and 1000`),
  ],
)
