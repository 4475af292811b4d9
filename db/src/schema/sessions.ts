import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgEnum, pgTable, smallint, text, unique, uuid } from 'drizzle-orm/pg-core'
import { id, instant, lifecycle, removal } from './columns.ts'
import { perimeters } from './perimeters.ts'
import { points } from './points.ts'
import { mandates, stakeholders } from './stakeholders.ts'
import { users } from './users.ts'

export const sessionForm = pgEnum('session_form', ['in_room', 'online', 'hybrid'])
export const sessionStatus = pgEnum('session_status', ['planned', 'open', 'closed', 'cancelled'])
export const agendaAim = pgEnum('agenda_aim', ['inform', 'consult', 'decide'])
export const invitationStatus = pgEnum('invitation_status', ['invited', 'registered', 'apologised'])
export const attendanceStatus = pgEnum('attendance_status', ['present', 'remote', 'absent', 'apologised', 'represented', 'observer'])

/** Séance: a consultation meeting. */
export const sessions = pgTable(
  'sessions',
  {
    id: id(),
    reference: text('reference').notNull().unique(),
    title: text('title').notNull(),
    aim: text('aim').notNull().default(''),
    form: sessionForm('form').notNull(),
    status: sessionStatus('status').notNull().default('planned'),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at'),
    /** IANA name, for example Europe/Paris. */
    timeZone: text('time_zone').notNull().default('Europe/Paris'),
    place: text('place').notNull().default(''),
    perimeterId: uuid('perimeter_id').notNull().references(() => perimeters.id),
    facilitatorId: uuid('facilitator_id').references(() => users.id),
    summary: text('summary').notNull().default(''),
    internalNote: text('internal_note').notNull().default(''),
    fictional: boolean('fictional').notNull().default(false),
    ...lifecycle,
    ...removal,
  },
  (t) => [index('sessions_starts_at').on(t.startsAt), check('sessions_ends_after_start', sql`${t.endsAt} >= ${t.startsAt}`)],
)

export const agendaItems = pgTable(
  'agenda_items',
  {
    id: id(),
    sessionId: uuid('session_id').notNull().references(() => sessions.id, { onDelete: 'cascade' }),
    rank: integer('rank').notNull(),
    title: text('title').notNull(),
    aim: agendaAim('aim').notNull(),
    durationMinutes: integer('duration_minutes').notNull(),
    owner: text('owner').notNull().default(''),
    result: text('result').notNull().default(''),
    /** The point under discussion; none for a welcome or a pause. */
    pointId: uuid('point_id').references(() => points.id),
    ...lifecycle,
  },
  (t) => [
    index('agenda_items_session').on(t.sessionId, t.rank),
    index('agenda_items_point').on(t.pointId),
    check('agenda_items_duration', sql`${t.durationMinutes} between 1 and 1440`),
  ],
)

/** Who was asked to come. Apart from attendance: who came. */
export const invitations = pgTable(
  'invitations',
  {
    id: id(),
    sessionId: uuid('session_id').notNull().references(() => sessions.id, { onDelete: 'cascade' }),
    stakeholderId: uuid('stakeholder_id').notNull().references(() => stakeholders.id, { onDelete: 'cascade' }),
    mandateId: uuid('mandate_id').references(() => mandates.id),
    status: invitationStatus('status').notNull().default('invited'),
    sentAt: instant('sent_at'),
    answeredAt: instant('answered_at'),
    ...lifecycle,
  },
  (t) => [unique('invitations_once').on(t.sessionId, t.stakeholderId), index('invitations_stakeholder').on(t.stakeholderId)],
)

export const attendances = pgTable(
  'attendances',
  {
    id: id(),
    sessionId: uuid('session_id').notNull().references(() => sessions.id, { onDelete: 'cascade' }),
    stakeholderId: uuid('stakeholder_id').notNull().references(() => stakeholders.id, { onDelete: 'cascade' }),
    mandateId: uuid('mandate_id').references(() => mandates.id),
    status: attendanceStatus('status').notNull(),
    arrivedAt: instant('arrived_at'),
    leftAt: instant('left_at'),
    /** People in the room for this stakeholder; organisations are counted apart from heads. */
    headcount: smallint('headcount').notNull().default(1),
    recordedBy: uuid('recorded_by').references(() => users.id),
    ...lifecycle,
  },
  (t) => [
    unique('attendances_once').on(t.sessionId, t.stakeholderId),
    index('attendances_stakeholder').on(t.stakeholderId),
    check('attendances_left_after_arrival', sql`${t.leftAt} >= ${t.arrivedAt}`),
    check('attendances_headcount', sql`${t.headcount} between 0 and 10000`),
  ],
)
