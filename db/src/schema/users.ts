import { sql } from 'drizzle-orm'
import { boolean, index, integer, pgEnum, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { id, instant, lifecycle } from './columns.ts'
import { perimeters } from './perimeters.ts'

export const role = pgEnum('role', ['administrator', 'staff', 'facilitator', 'relay', 'reader', 'integrator', 'dpo'])
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
    /** A temporary account (workshop pass) ends by itself. */
    expiresAt: instant('expires_at'),
    /** TOTP (RFC 6238): the secret sealed under the server's; it counts once confirmed by a code. The last time step used, so that a code serves once. */
    totpSecret: text('totp_secret'),
    totpConfirmedAt: instant('totp_confirmed_at'),
    totpLastStep: integer('totp_last_step'),
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
    /** password, oidc, pass, demonstration. */
    method: text('method').notNull().default('password'),
    userAgent: text('user_agent').notNull().default(''),
    createdAt: instant('created_at').notNull().defaultNow(),
    lastSeenAt: instant('last_seen_at').notNull().defaultNow(),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [index('sign_ins_user').on(t.userId)],
)

/** An account at an OpenID Connect provider that opens a user's. */
export const identities = pgTable(
  'identities',
  {
    id: id(),
    userId: uuid('user_id').notNull().references(() => users.id, { onDelete: 'cascade' }),
    issuer: text('issuer').notNull(),
    subject: text('subject').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [unique('identities_once').on(t.issuer, t.subject)],
)

/** Sign-ins with a code still owed; single use, ten minutes. Those at the identity provider are kept by the browser, sealed in a cookie. */
export const signInAttempts = pgTable('sign_in_attempts', {
  id: id(),
  secretHash: text('secret_hash').notNull().unique(),
  userId: uuid('user_id').references(() => users.id, { onDelete: 'cascade' }),
  /** How the first factor was given: password, oidc. */
  sealed: text('sealed').notNull().default(''),
  expiresAt: instant('expires_at').notNull(),
})

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

/** OAuth 2.0 access tokens of client credentials: an API key is the client (its prefix the id, the key the secret). Minutes long. */
export const accessTokens = pgTable('access_tokens', {
  id: id(),
  tokenHash: text('token_hash').notNull().unique(),
  apiKeyId: uuid('api_key_id').notNull().references(() => apiKeys.id, { onDelete: 'cascade' }),
  scopes: text('scopes').array().notNull(),
  expiresAt: instant('expires_at').notNull(),
})
