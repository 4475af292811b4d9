import { index, integer, pgEnum, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { id, instant, lifecycle } from './columns.ts'
import { perimeters } from './perimeters.ts'

export const mailKind = pgEnum('mail_kind', ['invitation', 'invitation_update', 'cancellation', 'seat_free', 'minutes', 'confirmation', 'answer', 'verification', 'reminder', 'digest', 'evaluation', 'collection', 'round'])
/** `parked` after the last attempt: it waits for a person. */
export const mailStatus = pgEnum('mail_status', ['queued', 'sending', 'sent', 'parked', 'cancelled'])

/** A letter to be sent by e-mail, written in the transaction of its cause; a job sends it and says here what became of it. */
export const mails = pgTable(
  'mails',
  {
    id: id(),
    kind: mailKind('kind').notNull(),
    toAddress: text('to_address').notNull(),
    toName: text('to_name').notNull().default(''),
    subject: text('subject').notNull(),
    /** Plain text; `{{link}}` stands where the private link goes. */
    text: text('text').notNull(),
    html: text('html').notNull().default(''),
    /** The secret of the private link; emptied as soon as the mail is sent, cancelled or parked for good. */
    secret: text('secret'),
    /** Path before the `#` of the private link, for example /invitation. */
    linkPath: text('link_path').notNull().default(''),
    calendar: text('calendar'),
    calendarMethod: text('calendar_method'),
    /** What it is about: session, invitation, minutes, outcome, commitment, user. */
    objectType: text('object_type').notNull(),
    objectId: uuid('object_id').notNull(),
    perimeterId: uuid('perimeter_id').references(() => perimeters.id),
    status: mailStatus('status').notNull().default('queued'),
    attempts: integer('attempts').notNull().default(0),
    nextAttemptAt: instant('next_attempt_at').notNull().defaultNow(),
    /** Set by the server that is sending it: a stopped one is taken over. */
    takenAt: instant('taken_at'),
    lastError: text('last_error').notNull().default(''),
    sentAt: instant('sent_at'),
    ...lifecycle,
  },
  (t) => [index('mails_due').on(t.status, t.nextAttemptAt), index('mails_object').on(t.objectType, t.objectId)],
)

/** Addresses (keyed hash) that asked not to receive a kind of mail. */
export const mailOptOuts = pgTable(
  'mail_opt_outs',
  {
    addressHash: text('address_hash').notNull(),
    kind: mailKind('kind').notNull(),
    at: instant('at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.addressHash, t.kind] })],
)
