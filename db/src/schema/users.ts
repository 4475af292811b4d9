import { sql } from 'drizzle-orm'
import { boolean, index, integer, pgEnum, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { id, instant, lifecycle } from './columns.ts'
import { perimeters } from './perimeters.ts'

export const role = pgEnum('role', ['administrator', 'staff', 'facilitator', 'relay', 'reader', 'integrator'])
export const locale = pgEnum('locale', ['fr', 'en'])

export const users = pgTable(
  'users',
  {
    id: id(),
    email: text('email').notNull(),
    name: text('name').notNull(),
    locale: locale('locale').notNull().default('fr'),
    /** argon2id; null for an account that cannot sign in by password (demonstration accounts). */
    passwordHash: text('password_hash'),
    demonstration: boolean('demonstration').notNull().default(false),
    /** Whether the daily digest is sent. */
    digest: boolean('digest').notNull().default(true),
    disabledAt: instant('disabled_at'),
    lastSignInAt: instant('last_sign_in_at'),
    ...lifecycle,
  },
  (t) => [uniqueIndex('users_email_key').on(sql`lower(${t.email})`)],
)

/** A role that a user holds on a perimeter and on all that lies below it. */
export const grants = pgTable(
  'grants',
  {
    id: id(),
    userId: uuid('user_id').notNull().references(() => users.id, { onDelete: 'cascade' }),
    role: role('role').notNull(),
    perimeterId: uuid('perimeter_id').notNull().references(() => perimeters.id),
  },
  (t) => [unique('grants_once').on(t.userId, t.role, t.perimeterId)],
)

/** A signed-in browser. Not a `session`, which is a consultation meeting. Only the hash of the cookie's token is kept. */
export const signIns = pgTable(
  'sign_ins',
  {
    id: id(),
    userId: uuid('user_id').notNull().references(() => users.id, { onDelete: 'cascade' }),
    tokenHash: text('token_hash').notNull().unique(),
    userAgent: text('user_agent').notNull().default(''),
    createdAt: instant('created_at').notNull().defaultNow(),
    lastSeenAt: instant('last_seen_at').notNull().defaultNow(),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [index('sign_ins_user').on(t.userId)],
)

/** Failed sign-ins per account and source within a window; slows brute force without locking anybody out for long. */
export const signInFailures = pgTable('sign_in_failures', {
  key: text('key').primaryKey(),
  count: integer('count').notNull(),
  windowStartedAt: instant('window_started_at').notNull(),
})

export const apiKeys = pgTable('api_keys', {
  id: id(),
  name: text('name').notNull(),
  /** First characters of the key, shown in lists so that a person can tell keys apart. */
  prefix: text('prefix').notNull().unique(),
  keyHash: text('key_hash').notNull().unique(),
  scopes: text('scopes').array().notNull(),
  perimeterId: uuid('perimeter_id').notNull().references(() => perimeters.id),
  createdBy: uuid('created_by').notNull().references(() => users.id),
  expiresAt: instant('expires_at').notNull(),
  lastUsedAt: instant('last_used_at'),
  revokedAt: instant('revoked_at'),
  ...lifecycle,
})
