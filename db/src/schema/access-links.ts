import { index, pgEnum, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { id, instant, lifecycle } from './columns.ts'
import { perimeters } from './perimeters.ts'
import { sessions } from './sessions.ts'
import { stakeholders } from './stakeholders.ts'
import { users } from './users.ts'

export const linkPurpose = pgEnum('link_purpose', ['invitation', 'confirmation', 'minutes', 'verification', 'opt_out', 'evaluation', 'collection', 'pass'])

/** A private link for somebody without account: one purpose, one object, revocable, expiring. Only the hash of its secret is kept. */
export const accessLinks = pgTable(
  'access_links',
  {
    id: id(),
    purpose: linkPurpose('purpose').notNull(),
    /** invitation: the invitation; confirmation and minutes: the session; verification: the commitment; evaluation: the evaluation; collection: the relay. */
    objectId: uuid('object_id').notNull(),
    stakeholderId: uuid('stakeholder_id').references(() => stakeholders.id, { onDelete: 'cascade' }),
    sessionId: uuid('session_id').references(() => sessions.id, { onDelete: 'cascade' }),
    perimeterId: uuid('perimeter_id').notNull().references(() => perimeters.id),
    secretHash: text('secret_hash').notNull().unique(),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
    lastUsedAt: instant('last_used_at'),
    createdBy: uuid('created_by').references(() => users.id),
    ...lifecycle,
  },
  (t) => [index('access_links_object').on(t.purpose, t.objectId), index('access_links_stakeholder').on(t.stakeholderId), index('access_links_session').on(t.sessionId)],
)
