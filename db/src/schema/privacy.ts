import { sql } from 'drizzle-orm'
import { bigint, boolean, check, date, index, integer, jsonb, pgEnum, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { id, instant, lifecycle, removal } from './columns.ts'
import { perimeters } from './perimeters.ts'
import { stakeholders } from './stakeholders.ts'
import { users } from './users.ts'

export const noticeKind = pgEnum('notice_kind', ['sent', 'exempted', 'public'])
export const noticeChannel = pgEnum('notice_channel', ['email', 'letter', 'in_person', 'telephone', 'website'])
/** GDPR article 14(5): a, b, c, d. */
export const exemptionGround = pgEnum('exemption_ground', ['already_informed', 'disproportionate', 'law', 'secrecy'])
export const legalBasis = pgEnum('legal_basis', ['consent', 'contract', 'legal_obligation', 'vital_interests', 'public_task', 'legitimate_interest'])
export const processingKind = pgEnum('processing_kind', ['map', 'consultation', 'address_book'])
export const personRequestKind = pgEnum('person_request_kind', ['access', 'rectification', 'erasure', 'restriction', 'objection', 'portability'])
export const personRequestState = pgEnum('person_request_state', ['received', 'verified', 'answered', 'refused'])
export const readingKind = pgEnum('reading_kind', ['sheet', 'export', 'access_file'])

/** The words that tell people they are in the file (GDPR 13, 14). One row per edition; published, it is never edited. */
export const noticeTemplates = pgTable('notice_templates', {
  id: id(),
  perimeterId: uuid('perimeter_id').notNull().references(() => perimeters.id),
  name: text('name').notNull(),
  edition: integer('edition').notNull().default(1),
  /** controller, dpo, purposes, legalBasis, legitimateInterest, categories, source, recipients, retention, rights, complaint. */
  parts: jsonb('parts').$type<Record<string, string>>().notNull().default({}),
  publishedAt: instant('published_at'),
  ...lifecycle,
  ...removal,
})

/** That somebody was told, need not be, or is covered by the public notice: a dated statement; the latest not withdrawn stands. */
export const notices = pgTable(
  'notices',
  {
    id: id(),
    stakeholderId: uuid('stakeholder_id').notNull().references(() => stakeholders.id, { onDelete: 'cascade' }),
    perimeterId: uuid('perimeter_id').notNull().references(() => perimeters.id),
    kind: noticeKind('kind').notNull(),
    channel: noticeChannel('channel'),
    happenedOn: date('happened_on', { mode: 'string' }).notNull(),
    templateId: uuid('template_id').references(() => noticeTemplates.id),
    /** What was sent, word for word. */
    wording: text('wording').notNull().default(''),
    ground: exemptionGround('ground'),
    reason: text('reason').notNull().default(''),
    reviewOn: date('review_on', { mode: 'string' }),
    sourceUrl: text('source_url').notNull().default(''),
    recordedBy: uuid('recorded_by').notNull().references(() => users.id),
    createdAt: instant('created_at').notNull().defaultNow(),
    withdrawnAt: instant('withdrawn_at'),
  },
  (t) => [index('notices_stakeholder').on(t.stakeholderId)],
)

/** Why people are in the file, on which one legal basis, who answers for it, until when: a line of the register (GDPR 30). */
export const processings = pgTable(
  'processings',
  {
    id: id(),
    perimeterId: uuid('perimeter_id').notNull().references(() => perimeters.id),
    kind: processingKind('kind').notNull(),
    name: text('name').notNull(),
    purpose: text('purpose').notNull(),
    legalBasis: legalBasis('legal_basis').notNull(),
    balancingTest: text('balancing_test').notNull().default(''),
    ownerId: uuid('owner_id').notNull().references(() => users.id),
    endsOn: date('ends_on', { mode: 'string' }).notNull(),
    recipients: text('recipients').array().notNull().default([]),
    measures: text('measures').notNull().default(''),
    ...lifecycle,
    ...removal,
  },
  (t) => [check('processings_balanced', sql`${t.legalBasis} <> 'legitimate_interest' or ${t.balancingTest} <> ''`)],
)

/** Who answers for the data (GDPR 26, 28): one row. */
export const privacySettings = pgTable('privacy_settings', {
  id: id(),
  controller: text('controller').notNull().default(''),
  controllerContact: text('controller_contact').notNull().default(''),
  dpo: text('dpo').notNull().default(''),
  dpoContact: text('dpo_contact').notNull().default(''),
  processors: jsonb('processors').$type<{ name: string; purpose: string; country: string }[]>().notNull().default([]),
  ...lifecycle,
})

/** What a person asks (GDPR 15 to 21), due one month after it came. */
export const personRequests = pgTable(
  'person_requests',
  {
    id: id(),
    reference: text('reference').notNull().unique(),
    perimeterId: uuid('perimeter_id').notNull().references(() => perimeters.id),
    /** No foreign key: the request outlives the person's erasure. */
    stakeholderId: uuid('stakeholder_id'),
    kind: personRequestKind('kind').notNull(),
    state: personRequestState('state').notNull().default('received'),
    /** Emptied when the person is erased. */
    requester: text('requester').notNull().default(''),
    details: text('details').notNull().default(''),
    receivedOn: date('received_on', { mode: 'string' }).notNull(),
    dueOn: date('due_on', { mode: 'string' }).notNull(),
    extensionReason: text('extension_reason').notNull().default(''),
    identityCheck: text('identity_check').notNull().default(''),
    reply: text('reply').notNull().default(''),
    answeredOn: date('answered_on', { mode: 'string' }),
    ...lifecycle,
  },
  (t) => [index('person_requests_due').on(t.state, t.dueOn), index('person_requests_stakeholder').on(t.stakeholderId)],
)

/** The key under which the audit holds what it knows of a person. Erasing the person deletes it. */
export const personKeys = pgTable('person_keys', { stakeholderId: uuid('stakeholder_id').primaryKey(), key: text('key').notNull(), createdAt: instant('created_at').notNull().defaultNow() })

/** Who was erased, as a keyed hash: nobody can be found from it, and whoever comes back from a backup is known again. */
export const erasures = pgTable('erasures', {
  id: id(),
  personHash: text('person_hash').notNull().unique(),
  perimeterId: uuid('perimeter_id').notNull().references(() => perimeters.id),
  requestId: uuid('request_id').references(() => personRequests.id),
  /** Rows by table: how many were deleted or emptied. */
  counts: jsonb('counts').$type<Record<string, number>>().notNull().default({}),
  at: instant('at').notNull().defaultNow(),
})

/** Who objected, as a keyed hash of name and address: never put back by an import. */
export const suppressions = pgTable('suppressions', {
  id: id(),
  personHash: text('person_hash').notNull().unique(),
  perimeterId: uuid('perimeter_id').notNull().references(() => perimeters.id),
  requestId: uuid('request_id').references(() => personRequests.id),
  liftedAt: instant('lifted_at'),
  createdAt: instant('created_at').notNull().defaultNow(),
})

/** Who read whose sheet, took it out, or made an access file. Append-only. */
export const readings = pgTable(
  'readings',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    at: instant('at').notNull().defaultNow(),
    actor: text('actor').notNull(),
    kind: readingKind('kind').notNull(),
    stakeholderId: uuid('stakeholder_id').notNull(),
    perimeterId: uuid('perimeter_id').notNull(),
    traceId: text('trace_id').notNull(),
  },
  (t) => [index('readings_stakeholder').on(t.stakeholderId, t.id), index('readings_actor').on(t.actor, t.at)],
)

/** How long a category of data is kept, and why. */
export const retentionRules = pgTable('retention_rules', {
  id: id(),
  category: text('category').notNull().unique(),
  months: integer('months').notNull(),
  justification: text('justification').notNull().default(''),
  automatic: boolean('automatic').notNull().default(false),
  ...lifecycle,
})

/** Keeps a person from being purged, with a reason. */
export const legalHolds = pgTable('legal_holds', {
  id: id(),
  stakeholderId: uuid('stakeholder_id').notNull().references(() => stakeholders.id, { onDelete: 'cascade' }),
  perimeterId: uuid('perimeter_id').notNull().references(() => perimeters.id),
  reason: text('reason').notNull(),
  createdBy: uuid('created_by').notNull().references(() => users.id),
  createdAt: instant('created_at').notNull().defaultNow(),
  liftedAt: instant('lifted_at'),
})

/** What a purge deleted: its proof. */
export const purges = pgTable('purges', {
  id: id(),
  actor: text('actor').notNull(),
  counts: jsonb('counts').$type<Record<string, number>>().notNull(),
  at: instant('at').notNull().defaultNow(),
})

/** Why words that the check warned of were kept. */
export const textReasons = pgTable(
  'text_reasons',
  {
    id: id(),
    objectType: text('object_type').notNull(),
    objectId: uuid('object_id').notNull(),
    field: text('field').notNull(),
    classes: text('classes').array().notNull(),
    reason: text('reason').notNull(),
    actor: text('actor').notNull(),
    at: instant('at').notNull().defaultNow(),
  },
  (t) => [index('text_reasons_object').on(t.objectType, t.objectId)],
)
