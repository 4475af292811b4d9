import { sql } from 'drizzle-orm'
import { type AnyPgColumn, boolean, check, date, index, integer, pgEnum, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { id, instant, lifecycle, removal } from './columns.ts'
import { imports } from './imports.ts'
import { perimeters } from './perimeters.ts'

export const stakeholderKind = pgEnum('stakeholder_kind', ['organisation', 'group', 'person'])
export const side = pgEnum('side', ['internal', 'external'])
/** participe, observe, entretient des relations */
export const sphere = pgEnum('sphere', ['participates', 'observes', 'relates'])
/** active, emerging (veille), archived */
export const stakeholderStatus = pgEnum('stakeholder_status', ['active', 'emerging', 'archived'])

export const categories = pgTable('categories', {
  id: id(),
  code: text('code').notNull().unique(),
  labelFr: text('label_fr').notNull(),
  labelEn: text('label_en').notNull(),
  side: side('side').notNull(),
  sphere: sphere('sphere').notNull(),
  contractual: boolean('contractual').notNull(),
  /** Name of a Lucide icon. */
  icon: text('icon').notNull(),
  /** Index in the fixed qualitative palette, 1–14. */
  colour: integer('colour').notNull(),
  rank: integer('rank').notNull(),
  ...lifecycle,
})

export const stakeholders = pgTable(
  'stakeholders',
  {
    id: id(),
    /** YYYY-NNNNN, short and stable, printed on everything. */
    reference: text('reference').notNull().unique(),
    kind: stakeholderKind('kind').notNull(),
    name: text('name').notNull(),
    categoryId: uuid('category_id').references(() => categories.id),
    side: side('side').notNull(),
    contractual: boolean('contractual').notNull().default(false),
    sphere: sphere('sphere').notNull(),
    status: stakeholderStatus('status').notNull().default('active'),
    parentId: uuid('parent_id').references((): AnyPgColumn => stakeholders.id),
    perimeterId: uuid('perimeter_id').notNull().references(() => perimeters.id),
    /** People represented. */
    headcount: integer('headcount'),
    tags: text('tags').array().notNull().default([]),
    description: text('description').notNull().default(''),
    /** Never leaves the organisation: not in exports for readers, not in minutes. */
    internalNote: text('internal_note').notNull().default(''),
    city: text('city').notNull().default(''),
    website: text('website').notNull().default(''),
    /** Known as a stakeholder since this day; the map as of an earlier date leaves it out. */
    since: date('since', { mode: 'string' }).notNull(),
    archivedOn: date('archived_on', { mode: 'string' }),
    /** Restricted (GDPR 18): stored, and invisible to all but the data protection officer. */
    restrictedAt: instant('restricted_at'),
    /** Somebody of the organisation first wrote or spoke to this person. */
    firstContactOn: date('first_contact_on', { mode: 'string' }),
    /** The person last wrote or spoke to the organisation; retention counts from here. */
    lastContactOn: date('last_contact_on', { mode: 'string' }),
    fictional: boolean('fictional').notNull().default(false),
    /** Identifier in the system that it was imported from (SIREN, register number). */
    externalId: text('external_id'),
    importId: uuid('import_id').references(() => imports.id),
    /** Name without case or accents, kept by the application: search and sort work alike on both engines. */
    searchName: text('search_name').notNull(),
    ...lifecycle,
    ...removal,
  },
  (t) => [
    index('stakeholders_search').using('gin', t.searchName.op('gin_trgm_ops')),
    index('stakeholders_listed').on(t.perimeterId, t.searchName, t.id),
    index('stakeholders_sorted').on(t.searchName, t.id),
    index('stakeholders_tags').using('gin', t.tags),
    index('stakeholders_category').on(t.categoryId),
    index('stakeholders_parent').on(t.parentId),
    index('stakeholders_import').on(t.importId),
    uniqueIndex('stakeholders_external_id').on(t.perimeterId, t.externalId).where(sql`${t.deletedAt} is null`),
    check('stakeholders_headcount_positive', sql`${t.headcount} >= 0`),
    check('stakeholders_not_own_parent', sql`${t.parentId} <> ${t.id}`),
  ],
)

/** A person speaks for an organisation or group in a role, between two dates. */
export const mandates = pgTable(
  'mandates',
  {
    id: id(),
    personId: uuid('person_id').notNull().references(() => stakeholders.id, { onDelete: 'cascade' }),
    organisationId: uuid('organisation_id').notNull().references(() => stakeholders.id, { onDelete: 'cascade' }),
    perimeterId: uuid('perimeter_id').notNull().references(() => perimeters.id),
    role: text('role').notNull(),
    college: text('college').notNull().default(''),
    spokesperson: boolean('spokesperson').notNull().default(false),
    /** Where this person is written to in this role; never shown to readers. */
    email: text('email').notNull().default(''),
    /** Imprecise: YYYY, YYYY-MM or YYYY-MM-DD. */
    startOn: text('start_on'),
    endOn: text('end_on'),
    ...lifecycle,
    ...removal,
  },
  (t) => [
    index('mandates_person').on(t.personId),
    index('mandates_organisation').on(t.organisationId),
    check('mandates_two_parties', sql`${t.personId} <> ${t.organisationId}`),
  ],
)

/** Last number given out, per kind of reference and year. Locked by its row, so that two writers never share one. */
export const referenceCounters = pgTable('reference_counters', {
  key: text('key').primaryKey(),
  value: integer('value').notNull(),
  updatedAt: instant('updated_at').notNull().defaultNow(),
})
