import { boolean, index, integer, json, jsonb, pgEnum, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { id, instant, lifecycle } from './columns.ts'
import { perimeters } from './perimeters.ts'
import { users } from './users.ts'

export const importTarget = pgEnum('import_target', ['stakeholders', 'ties'])
export const importState = pgEnum('import_state', ['uploaded', 'checked', 'committed', 'undone'])

/** An uploaded file on its way into the register; its id stands on each row it made, so that a batch can be undone. */
export const imports = pgTable('imports', {
  id: id(),
  target: importTarget('target').notNull(),
  state: importState('state').notNull().default('uploaded'),
  fileName: text('file_name').notNull(),
  /** SHA-256 of the bytes as sent: the same file again is recognised. */
  digest: text('digest').notNull(),
  encoding: text('encoding').notNull(),
  delimiter: text('delimiter').notNull(),
  headers: text('headers').array().notNull(),
  /** The first rows as read, shown while the columns are mapped. All of them stand in `import_chunks`. */
  rows: jsonb('rows').$type<string[][]>().notNull(),
  rowCount: integer('row_count').notNull(),
  /** Field → the headers that feed it. */
  mapping: jsonb('mapping').$type<Record<string, string[]>>().notNull(),
  /** Values of new rows for fields that no column gives. */
  defaults: jsonb('defaults').$type<Record<string, string>>().notNull(),
  /** Categories or tie types as the file names them, and what becomes of each. */
  choices: jsonb('choices').$type<{ value: string; count: number; action: 'use' | 'empty' | 'create' | 'undecided'; code: string | null }[]>().notNull().default([]),
  report: jsonb('report').$type<unknown>(),
  perimeterId: uuid('perimeter_id').notNull().references(() => perimeters.id),
  createdBy: uuid('created_by').references(() => users.id),
  committedAt: instant('committed_at'),
  undoneAt: instant('undone_at'),
  ...lifecycle,
})

/** The rows of a file, a thousand at a time, so that reading them never holds the server. Emptied 30 days after the commit. */
export const importChunks = pgTable(
  'import_chunks',
  {
    importId: uuid('import_id').notNull().references(() => imports.id, { onDelete: 'cascade' }),
    rank: integer('rank').notNull(),
    /** The line of the file on which each row begins. */
    lines: integer('lines').array().notNull(),
    // json, not jsonb: it is only read back whole, and is stored without being taken apart.
    rows: json('rows').$type<string[][]>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.importId, t.rank] })],
)

/** What a batch changed in rows that stood before it, so that they can be put back. */
export const importChanges = pgTable(
  'import_changes',
  {
    importId: uuid('import_id').notNull().references(() => imports.id, { onDelete: 'cascade' }),
    /** A stakeholder or a tie, as the import's target says. */
    objectId: uuid('object_id').notNull(),
    /** The changed columns as they were. */
    before: jsonb('before').$type<Record<string, unknown>>().notNull(),
    /** The row's version after the batch: another one means that somebody changed it since. */
    version: integer('version').notNull(),
    restored: boolean('restored').notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.importId, t.objectId] }), index('import_changes_object').on(t.objectId)],
)
