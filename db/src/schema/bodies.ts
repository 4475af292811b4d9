import { boolean, date, pgEnum, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { id, lifecycle, removal } from './columns.ts'
import { perimeters } from './perimeters.ts'

export const bodyKind = pgEnum('body_kind', ['committee', 'commission', 'forum', 'council', 'working_group'])

/** Instance: a standing group that meets, decides and approves. */
export const bodies = pgTable('bodies', {
  id: id(),
  reference: text('reference').notNull().unique(),
  name: text('name').notNull(),
  kind: bodyKind('kind').notNull(),
  purpose: text('purpose').notNull().default(''),
  perimeterId: uuid('perimeter_id').notNull().references(() => perimeters.id),
  since: date('since', { mode: 'string' }),
  ceasedOn: date('ceased_on', { mode: 'string' }),
  fictional: boolean('fictional').notNull().default(false),
  ...lifecycle,
  ...removal,
})
