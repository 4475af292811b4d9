import { integer, pgEnum, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { id, lifecycle } from './columns.ts'

/** Where an area comes from: the norm's text, the founding document, or still to be confirmed by the department. */
export const areaCertainty = pgEnum('area_certainty', ['norm', 'document', 'to_confirm'])

const labelled = () => ({
  code: text('code').notNull().unique(),
  labelFr: text('label_fr').notNull(),
  labelEn: text('label_en').notNull(),
  rank: integer('rank').notNull(),
  ...lifecycle,
})

/** ISO 26000 core subjects (7). */
export const subjects = pgTable('subjects', { id: id(), ...labelled() })

/** Areas of action (domaines d'action, 45), each within a subject. */
export const areas = pgTable('areas', {
  id: id(),
  subjectId: uuid('subject_id').notNull().references(() => subjects.id),
  certainty: areaCertainty('certainty').notNull().default('norm'),
  ...labelled(),
})

/** Enjeux (4). */
export const pillars = pgTable('pillars', { id: id(), ...labelled(), issues: text('issues').array().notNull().default([]) })

/** Engagements of the policy (7); a `commitment` is something else: a promise made to a stakeholder. */
export const pledges = pgTable('pledges', {
  id: id(),
  pillarId: uuid('pillar_id').references(() => pillars.id),
  ...labelled(),
})

/** Pratiques clés (14). */
export const practices = pgTable('practices', { id: id(), ...labelled() })

/** Orientations stratégiques (5). */
export const orientations = pgTable('orientations', { id: id(), ...labelled() })

/** The cross-table between pillars and areas. */
export const pillarAreas = pgTable(
  'pillar_areas',
  {
    pillarId: uuid('pillar_id').notNull().references(() => pillars.id, { onDelete: 'cascade' }),
    areaId: uuid('area_id').notNull().references(() => areas.id, { onDelete: 'cascade' }),
  },
  (t) => [primaryKey({ columns: [t.pillarId, t.areaId] })],
)
