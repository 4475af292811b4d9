import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgEnum, pgTable, smallint, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { bodies } from './bodies.ts'
import { id, instant, lifecycle, removal } from './columns.ts'
import { perimeters } from './perimeters.ts'
import { points } from './points.ts'
import { mandates, stakeholders } from './stakeholders.ts'
import { users } from './users.ts'

export const sessionForm = pgEnum('session_form', ['in_room', 'online', 'hybrid'])
export const sessionStatus = pgEnum('session_status', ['planned', 'open', 'closed', 'cancelled'])
export const agendaAim = pgEnum('agenda_aim', ['inform', 'consult', 'decide'])
/** `waitlisted` while the seats are taken; `represented` when another holder was given the proxy. */
export const invitationStatus = pgEnum('invitation_status', ['invited', 'registered', 'apologised', 'waitlisted', 'represented'])
export const invitationRole = pgEnum('invitation_role', ['participant', 'observer'])
/** Whether a position needs its reason before the session closes. */
export const reasonRule = pgEnum('reason_rule', ['optional', 'required_for_disagreement', 'required'])
/** AA1000SES, from the least to the most engaged. */
export const engagementLevel = pgEnum('engagement_level', ['passive', 'monitor', 'advocate', 'inform', 'transact', 'consult', 'negotiate', 'involve', 'collaborate', 'empower'])
/** How a presence came to be known. */
export const attendanceMethod = pgEnum('attendance_method', ['list', 'code', 'qr', 'walk_in'])
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
    engagementLevel: engagementLevel('engagement_level'),
    /** The body that meets, and that approves the minutes. */
    bodyId: uuid('body_id').references(() => bodies.id),
    /** Organisations that may register; null for no limit. Who registers beyond waits. */
    seats: integer('seats'),
    reasonRule: reasonRule('reason_rule').notNull().default('optional'),
    /** Link of an online session. */
    videoUrl: text('video_url').notNull().default(''),
    /** Shown in the room to check in by phone; null until asked for. Not a secret: it opens the list of the invited, during the session only. */
    checkInCode: text('check_in_code'),
    /** SEQUENCE of the calendar file: one more at each change of time, place or status that the invited should hear of. */
    calendarSequence: integer('calendar_sequence').notNull().default(0),
    summary: text('summary').notNull().default(''),
    internalNote: text('internal_note').notNull().default(''),
    fictional: boolean('fictional').notNull().default(false),
    ...lifecycle,
    ...removal,
  },
  (t) => [index('sessions_starts_at').on(t.startsAt), index('sessions_body').on(t.bodyId), uniqueIndex('sessions_check_in_code').on(t.checkInCode), check('sessions_seats', sql`${t.seats} between 1 and 10000`), check('sessions_ends_after_start', sql`${t.endsAt} >= ${t.startsAt}`)],
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
    /** When the room began and ended it: the clock of the agenda. */
    startedAt: instant('started_at'),
    endedAt: instant('ended_at'),
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
    role: invitationRole('role').notNull().default('participant'),
    /** Where the invitation is sent: the mandate's address unless another is given. */
    email: text('email').notNull().default(''),
    /** Who speaks for the holder, when `represented`: another invited holder. */
    proxyId: uuid('proxy_id').references(() => stakeholders.id),
    /** Said with the answer by the invited. */
    answerNote: text('answer_note').notNull().default(''),
    sentAt: instant('sent_at'),
    answeredAt: instant('answered_at'),
    /** Order of the waiting list: the first to register is the first to get a seat. */
    registeredAt: instant('registered_at'),
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
    method: attendanceMethod('method').notNull().default('list'),
    /** Who speaks for the holder, when `represented`. */
    proxyId: uuid('proxy_id').references(() => stakeholders.id),
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

/** One person who came in by code or by a personal link, or whom somebody at the door wrote down. The attendance of their organisation counts them. */
export const checkIns = pgTable(
  'check_ins',
  {
    id: id(),
    sessionId: uuid('session_id').notNull().references(() => sessions.id, { onDelete: 'cascade' }),
    /** Null for a walk-in whose organisation is not tied to a stakeholder yet. */
    stakeholderId: uuid('stakeholder_id').references(() => stakeholders.id, { onDelete: 'cascade' }),
    /** What a walk-in wrote; empty when a stakeholder was chosen. */
    organisation: text('organisation').notNull().default(''),
    personName: text('person_name').notNull().default(''),
    personRole: text('person_role').notNull().default(''),
    method: attendanceMethod('method').notNull(),
    /** Made by the device, so that a second press counts once. */
    deviceKey: text('device_key').notNull(),
    at: instant('at').notNull().defaultNow(),
    withdrawnAt: instant('withdrawn_at'),
    ...lifecycle,
  },
  (t) => [unique('check_ins_once').on(t.sessionId, t.deviceKey), index('check_ins_stakeholder').on(t.stakeholderId)],
)

/** A point was read back to the room, which confirmed what was recorded. `digest` tells whether a position changed since. */
export const readBacks = pgTable(
  'read_backs',
  {
    id: id(),
    sessionId: uuid('session_id').notNull().references(() => sessions.id, { onDelete: 'cascade' }),
    pointId: uuid('point_id').notNull().references(() => points.id, { onDelete: 'cascade' }),
    /** SHA-256 over the positions that stood when it was read. */
    digest: text('digest').notNull(),
    note: text('note').notNull().default(''),
    confirmedAt: instant('confirmed_at').notNull().defaultNow(),
    recordedBy: uuid('recorded_by').references(() => users.id),
    withdrawnAt: instant('withdrawn_at'),
  },
  (t) => [index('read_backs_session').on(t.sessionId, t.pointId)],
)
