import { integer, timestamp, uuid } from 'drizzle-orm/pg-core'
import { uuidv7 } from 'uuidv7'

/** Primary key: UUIDv7 made by the application, so that ids sort by creation. An id is never a secret. */
export const id = () => uuid('id').primaryKey().$defaultFn(uuidv7)

/** Instant in UTC; a `Date` in code, RFC 3339 on the wire. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 })

/** Columns of a row that people edit: `version` is its ETag and grows by one at each write. */
export const lifecycle = {
  version: integer('version').notNull().default(1),
  createdAt: instant('created_at').notNull().defaultNow(),
  updatedAt: instant('updated_at').notNull().defaultNow(),
}

/** Set when somebody removed the row; restoring clears it. Removed rows are invisible to every list. */
export const removal = { deletedAt: instant('deleted_at') }
