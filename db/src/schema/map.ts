import { boolean, doublePrecision, jsonb, pgEnum, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { id, instant, lifecycle } from './columns.ts'
import { users } from './users.ts'

export const mapNodeType = pgEnum('map_node_type', ['stakeholder', 'impact', 'area'])

/** Where a node stands on a lens. A place is computed once, or given by hand and then pinned. */
export const mapPlaces = pgTable(
  'map_places',
  {
    lens: text('lens').notNull(),
    nodeType: mapNodeType('node_type').notNull(),
    nodeId: uuid('node_id').notNull(),
    x: doublePrecision('x').notNull(),
    y: doublePrecision('y').notNull(),
    pinned: boolean('pinned').notNull().default(false),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.lens, t.nodeType, t.nodeId] })],
)

/** Filters, lens, date and camera under a name. */
export const savedViews = pgTable('saved_views', {
  id: id(),
  ownerId: uuid('owner_id').notNull().references(() => users.id, { onDelete: 'cascade' }),
  name: text('name').notNull(),
  screen: text('screen').notNull(),
  shared: boolean('shared').notNull().default(false),
  state: jsonb('state').$type<Record<string, string>>().notNull(),
  ...lifecycle,
})
