import { sql } from 'drizzle-orm'
import { boolean, check, date, index, integer, pgEnum, pgTable, smallint, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { id, lifecycle, removal } from './columns.ts'
import { imports } from './imports.ts'
import { perimeters } from './perimeters.ts'
import { stakeholderKind, stakeholders } from './stakeholders.ts'

/** Declared by the parties themselves, or inferred by us. */
export const tieBasis = pgEnum('tie_basis', ['declared', 'inferred'])

/** A type of tie with the label read from each side; data, so that the department adds its own. */
export const tieTypes = pgTable('tie_types', {
  id: id(),
  code: text('code').notNull().unique(),
  labelFr: text('label_fr').notNull(),
  labelEn: text('label_en').notNull(),
  /** Read from the other end: "a pour membre" for "membre de". */
  reverseFr: text('reverse_fr').notNull(),
  reverseEn: text('reverse_en').notNull(),
  fromKinds: stakeholderKind('from_kinds').array().notNull(),
  toKinds: stakeholderKind('to_kinds').array().notNull(),
  directed: boolean('directed').notNull(),
  rank: integer('rank').notNull(),
  ...lifecycle,
})

export const ties = pgTable(
  'ties',
  {
    id: id(),
    typeId: uuid('type_id').notNull().references(() => tieTypes.id),
    fromId: uuid('from_id').notNull().references(() => stakeholders.id, { onDelete: 'cascade' }),
    toId: uuid('to_id').notNull().references(() => stakeholders.id, { onDelete: 'cascade' }),
    perimeterId: uuid('perimeter_id').notNull().references(() => perimeters.id),
    /** 0 none to 4 very strong. */
    strength: smallint('strength').notNull().default(2),
    /** −1 conflict, 0 neutral, 1 cooperation. */
    sign: smallint('sign').notNull().default(0),
    basis: tieBasis('basis').notNull().default('declared'),
    /** Imprecise: YYYY, YYYY-MM or YYYY-MM-DD. */
    startOn: text('start_on'),
    endOn: text('end_on'),
    source: text('source').notNull().default(''),
    note: text('note').notNull().default(''),
    confirmedById: uuid('confirmed_by_id').references(() => stakeholders.id),
    confirmedOn: date('confirmed_on', { mode: 'string' }),
    externalId: text('external_id'),
    importId: uuid('import_id').references(() => imports.id),
    ...lifecycle,
    ...removal,
  },
  (t) => [
    index('ties_from').on(t.fromId),
    index('ties_to').on(t.toId),
    index('ties_confirmed_by').on(t.confirmedById),
    index('ties_import').on(t.importId),
    uniqueIndex('ties_external_id').on(t.perimeterId, t.externalId).where(sql`${t.deletedAt} is null`),
    check('ties_two_ends', sql`${t.fromId} <> ${t.toId}`),
    check('ties_strength_range', sql`${t.strength} between 0 and 4`),
    check('ties_sign_range', sql`${t.sign} between -1 and 1`),
  ],
)
