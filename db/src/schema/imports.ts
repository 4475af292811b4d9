import { integer, jsonb, pgEnum, pgTable, text, uuid } from 'drizzle-orm/pg-core'
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
  /** The rows as read, before mapping. Emptied 30 days after the commit. */
  rows: jsonb('rows').$type<string[][]>().notNull(),
  rowCount: integer('row_count').notNull(),
  /** Field → header. */
  mapping: jsonb('mapping').$type<Record<string, string | null>>().notNull(),
  /** Values for fields that no column gives. */
  defaults: jsonb('defaults').$type<Record<string, string>>().notNull(),
  report: jsonb('report').$type<unknown>(),
  perimeterId: uuid('perimeter_id').notNull().references(() => perimeters.id),
  createdBy: uuid('created_by').references(() => users.id),
  committedAt: instant('committed_at'),
  undoneAt: instant('undone_at'),
  ...lifecycle,
})
