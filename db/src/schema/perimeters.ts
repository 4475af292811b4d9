import { sql } from 'drizzle-orm'
import { type AnyPgColumn, check, pgEnum, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { id, lifecycle } from './columns.ts'

export const perimeterKind = pgEnum('perimeter_kind', ['national', 'region', 'direction'])

/** Périmètre: national, a region or a business direction. Rights are given per perimeter and cover its descendants. */
export const perimeters = pgTable(
  'perimeters',
  {
    id: id(),
    code: text('code').notNull().unique(),
    name: text('name').notNull(),
    kind: perimeterKind('kind').notNull(),
    parentId: uuid('parent_id').references((): AnyPgColumn => perimeters.id),
    ...lifecycle,
  },
  (t) => [check('perimeters_root_is_national', sql`${t.parentId} is not null or ${t.kind} = 'national'`)],
)
