import { sql } from 'drizzle-orm'
import { type AnyPgColumn, boolean, check, date, index, integer, jsonb, pgEnum, pgTable, smallint, text, unique, uuid } from 'drizzle-orm/pg-core'
import { bodies } from './bodies.ts'
import { id, instant, lifecycle, removal } from './columns.ts'
import { perimeters } from './perimeters.ts'
import { sessions } from './sessions.ts'
import { locale, users } from './users.ts'

/** `frozen`: its figures and rows are kept as they were; `published`: whoever has the address reads it. */
export const editionStatus = pgEnum('edition_status', ['draft', 'frozen', 'published', 'withdrawn'])
export const blockKind = pgEnum('block_kind', ['heading', 'text', 'figure', 'table', 'chart', 'map', 'point', 'commitment', 'index'])

/** Édition du rapport: the report of a period; once frozen, each figure keeps its query and its rows. */
export const editions = pgTable(
  'editions',
  {
    id: id(),
    reference: text('reference').notNull().unique(),
    title: text('title').notNull(),
    subtitle: text('subtitle').notNull().default(''),
    periodStart: date('period_start', { mode: 'string' }).notNull(),
    periodEnd: date('period_end', { mode: 'string' }).notNull(),
    language: locale('language').notNull().default('fr'),
    perimeterId: uuid('perimeter_id').notNull().references(() => perimeters.id),
    status: editionStatus('status').notNull().default('draft'),
    /** Code of the outline that it was started from; empty for none. */
    outline: text('outline').notNull().default(''),
    /** The edition that its figures are compared with. */
    previousId: uuid('previous_id').references((): AnyPgColumn => editions.id),
    /** Fewest people or organisations behind a figure that leaves the organisation. */
    minimumCell: smallint('minimum_cell').notNull().default(5),
    signatory: text('signatory').notNull().default(''),
    approvedByBodyId: uuid('approved_by_body_id').references(() => bodies.id),
    approvedAtSessionId: uuid('approved_at_session_id').references(() => sessions.id),
    approvedOn: date('approved_on', { mode: 'string' }),
    frozenAt: instant('frozen_at'),
    frozenBy: uuid('frozen_by').references(() => users.id),
    /** SHA-256 of the canonical JSON of all that was frozen. */
    sha256: text('sha256'),
    publishedAt: instant('published_at'),
    internalNote: text('internal_note').notNull().default(''),
    fictional: boolean('fictional').notNull().default(false),
    ...lifecycle,
    ...removal,
  },
  (t) => [check('editions_period', sql`${t.periodEnd} >= ${t.periodStart}`), check('editions_minimum_cell', sql`${t.minimumCell} between 3 and 100`), check('editions_frozen', sql`(${t.status} = 'draft') = (${t.frozenAt} is null)`)],
)

/** A block of the report: words, or a query that makes a figure. */
export const editionBlocks = pgTable(
  'edition_blocks',
  {
    id: id(),
    editionId: uuid('edition_id').notNull().references(() => editions.id, { onDelete: 'cascade' }),
    /** Order; gaps are normal. */
    rank: integer('rank').notNull(),
    kind: blockKind('kind').notNull(),
    title: text('title').notNull().default(''),
    text: text('text').notNull().default(''),
    /** For what is computed: the figure's name and its parameters. */
    query: jsonb('query').$type<Record<string, unknown>>(),
    /** What it answers, as frameworks name it: `GRI 2-29`, `ESRS 2 SBM-2`. */
    standardCodes: text('standard_codes').array().notNull().default([]),
    ...lifecycle,
  },
  (t) => [index('edition_blocks_edition').on(t.editionId, t.rank)],
)

/** What a computed block said, and the rows that it counted, when the edition was frozen. */
export const editionSnapshots = pgTable(
  'edition_snapshots',
  {
    id: id(),
    editionId: uuid('edition_id').notNull().references(() => editions.id, { onDelete: 'cascade' }),
    blockId: uuid('block_id').notNull().references(() => editionBlocks.id, { onDelete: 'cascade' }),
    /** The computed content: value, unit, n, method, or withheld with its reason. */
    content: jsonb('content').$type<Record<string, unknown>>().notNull(),
    /** The rows counted, each with its type, id and label at that time. */
    rows: jsonb('rows').$type<Record<string, unknown>[]>().notNull(),
    rowCount: integer('row_count').notNull(),
    sha256: text('sha256').notNull(),
    takenAt: instant('taken_at').notNull().defaultNow(),
  },
  (t) => [unique('edition_snapshots_block').on(t.blockId), index('edition_snapshots_edition').on(t.editionId)],
)
