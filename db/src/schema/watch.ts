import { boolean, date, index, pgEnum, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core'
import { id, instant, lifecycle, removal } from './columns.ts'
import { areas } from './framework.ts'
import { perimeters } from './perimeters.ts'
import { stakeholders } from './stakeholders.ts'
import { users } from './users.ts'

export const watchKind = pgEnum('watch_kind', ['stakeholder', 'issue', 'image_risk', 'regulation', 'other'])
export const watchStatus = pgEnum('watch_status', ['open', 'followed', 'closed'])

/** Veille: something seen outside that may matter: an emerging stakeholder, an issue, an image risk, a rule; always with its source. */
export const watchItems = pgTable(
  'watch_items',
  {
    id: id(),
    reference: text('reference').notNull().unique(),
    kind: watchKind('kind').notNull(),
    title: text('title').notNull(),
    description: text('description').notNull().default(''),
    sourceName: text('source_name').notNull(),
    sourceUrl: text('source_url').notNull().default(''),
    observedOn: date('observed_on', { mode: 'string' }).notNull(),
    /** 1 slight to 5 severe, for the organisation. */
    severity: smallint('severity').notNull().default(3),
    likelihood: smallint('likelihood').notNull().default(3),
    status: watchStatus('status').notNull().default('open'),
    /** What was decided, when it is followed or closed. */
    decision: text('decision').notNull().default(''),
    owner: text('owner').notNull().default(''),
    reviewOn: date('review_on', { mode: 'string' }),
    stakeholderId: uuid('stakeholder_id').references(() => stakeholders.id),
    areaId: uuid('area_id').references(() => areas.id),
    perimeterId: uuid('perimeter_id').notNull().references(() => perimeters.id),
    recordedBy: uuid('recorded_by').references(() => users.id),
    closedAt: instant('closed_at'),
    fictional: boolean('fictional').notNull().default(false),
    ...lifecycle,
    ...removal,
  },
  (t) => [index('watch_items_listed').on(t.perimeterId, t.observedOn), index('watch_items_stakeholder').on(t.stakeholderId)],
)
