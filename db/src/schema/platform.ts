import { bigint, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { id, instant } from './columns.ts'
import { perimeters } from './perimeters.ts'

/** Answers of keyed POSTs, written in the same transaction as their effect; kept 48 hours. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    principal: text('principal').notNull(),
    route: text('route').notNull(),
    key: text('key').notNull(),
    fingerprint: text('fingerprint').notNull(),
    status: integer('status'),
    headers: jsonb('headers').$type<Record<string, string>>(),
    body: text('body'),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.principal, t.route, t.key] })],
)

/** Outbox: what changed, in the order it was written; the change feed, the streams and the webhooks read it. */
export const events = pgTable(
  'events',
  {
    /** Position in the feed. Gaps are normal; a later id may become visible before an earlier one, so readers stay behind open transactions. */
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    type: text('type').notNull(),
    objectType: text('object_type').notNull(),
    objectId: uuid('object_id').notNull(),
    perimeterId: uuid('perimeter_id').references(() => perimeters.id),
    actor: text('actor').notNull(),
    txid: text('txid').notNull(),
    at: instant('at').notNull().defaultNow(),
  },
  (t) => [index('events_object').on(t.objectType, t.objectId)],
)

/** Who did what, when, from where, with the fields before and after. Append-only. */
export const auditEntries = pgTable(
  'audit_entries',
  {
    id: id(),
    at: instant('at').notNull().defaultNow(),
    actor: text('actor').notNull(),
    action: text('action').notNull(),
    objectType: text('object_type').notNull(),
    objectId: uuid('object_id'),
    perimeterId: uuid('perimeter_id').references(() => perimeters.id),
    before: jsonb('before').$type<Record<string, unknown>>(),
    after: jsonb('after').$type<Record<string, unknown>>(),
    /** Of whom before and after tell: they are then sealed under the person's key, and unreadable once it is deleted. */
    personId: uuid('person_id'),
    sealed: text('sealed'),
    traceId: text('trace_id').notNull(),
  },
  (t) => [index('audit_person').on(t.personId), index('audit_object').on(t.objectType, t.objectId), index('audit_at').on(t.at)],
)

/** The chain over the audit: hash = SHA-256 of the hash before it and the entry. Append-only; linked soon after the entry, in the order of positions. */
export const auditLinks = pgTable('audit_links', {
  position: bigint('position', { mode: 'number' }).primaryKey(),
  entryId: uuid('entry_id').notNull().unique(),
  hash: text('hash').notNull(),
  at: instant('at').notNull().defaultNow(),
})
