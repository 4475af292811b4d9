import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgEnum, pgTable, smallint, text, unique, uuid } from 'drizzle-orm/pg-core'
import { areas } from './framework.ts'
import { id, instant, lifecycle, removal } from './columns.ts'
import { perimeters } from './perimeters.ts'
import { points } from './points.ts'
import { positions } from './positions.ts'
import { stakeholders } from './stakeholders.ts'
import { users } from './users.ts'

/** Étude MACTOR: the play of some actors over some objectives (Godet and Bourse). */
export const mactorStudies = pgTable('mactor_studies', {
  id: id(),
  reference: text('reference').notNull().unique(),
  title: text('title').notNull(),
  purpose: text('purpose').notNull().default(''),
  perimeterId: uuid('perimeter_id').notNull().references(() => perimeters.id),
  fictional: boolean('fictional').notNull().default(false),
  ...lifecycle,
  ...removal,
})

/** In the study since and until when: what was taken out keeps its statements, and comes back with them. */
const membership = () => ({ addedAt: instant('added_at').notNull().defaultNow(), removedAt: instant('removed_at') })

export const mactorActors = pgTable(
  'mactor_actors',
  {
    id: id(),
    studyId: uuid('study_id').notNull().references(() => mactorStudies.id, { onDelete: 'cascade' }),
    stakeholderId: uuid('stakeholder_id').notNull().references(() => stakeholders.id, { onDelete: 'cascade' }),
    rank: integer('rank').notNull(),
    ...membership(),
  },
  (t) => [unique('mactor_actors_once').on(t.studyId, t.stakeholderId), index('mactor_actors_stakeholder').on(t.stakeholderId)],
)

/** A point, an ISO 26000 area, or an objective in words of its own. */
export const objectiveKind = pgEnum('mactor_objective_kind', ['point', 'area', 'own'])

export const mactorObjectives = pgTable(
  'mactor_objectives',
  {
    id: id(),
    studyId: uuid('study_id').notNull().references(() => mactorStudies.id, { onDelete: 'cascade' }),
    kind: objectiveKind('kind').notNull(),
    pointId: uuid('point_id').references(() => points.id, { onDelete: 'cascade' }),
    areaId: uuid('area_id').references(() => areas.id),
    title: text('title').notNull(),
    rank: integer('rank').notNull(),
    ...membership(),
  },
  (t) => [
    index('mactor_objectives_study').on(t.studyId, t.rank),
    index('mactor_objectives_point').on(t.pointId),
    index('mactor_objectives_area').on(t.areaId),
    check('mactor_objectives_kind', sql`(${t.kind} = 'point') = (${t.pointId} is not null) and (${t.kind} = 'area') = (${t.areaId} is not null)`),
  ],
)

const stated = () => ({
  reason: text('reason').notNull().default(''),
  authorId: uuid('author_id').references(() => users.id),
  statedAt: instant('stated_at').notNull(),
})

/** A cell of MID: how much one actor can act on another; the latest statement of a cell counts. */
export const mactorInfluences = pgTable(
  'mactor_influences',
  {
    id: id(),
    studyId: uuid('study_id').notNull().references(() => mactorStudies.id, { onDelete: 'cascade' }),
    actorId: uuid('actor_id').notNull().references(() => mactorActors.id, { onDelete: 'cascade' }),
    onActorId: uuid('on_actor_id').notNull().references(() => mactorActors.id, { onDelete: 'cascade' }),
    /** 0 none, 1 operating processes, 2 projects, 3 missions, 4 existence; null takes the statement back. */
    value: smallint('value'),
    ...stated(),
  },
  (t) => [
    index('mactor_influences_cell').on(t.studyId, t.actorId, t.onActorId, t.statedAt),
    index('mactor_influences_actor').on(t.actorId),
    index('mactor_influences_on').on(t.onActorId),
    check('mactor_influences_range', sql`${t.value} between 0 and 4 and ${t.actorId} <> ${t.onActorId}`),
  ],
)

/** A cell of 2MAO: for (+) or against (−) an objective, and how much is at stake; the latest statement of a cell counts. */
export const mactorStances = pgTable(
  'mactor_stances',
  {
    id: id(),
    studyId: uuid('study_id').notNull().references(() => mactorStudies.id, { onDelete: 'cascade' }),
    actorId: uuid('actor_id').notNull().references(() => mactorActors.id, { onDelete: 'cascade' }),
    objectiveId: uuid('objective_id').notNull().references(() => mactorObjectives.id, { onDelete: 'cascade' }),
    /** −4 to 4; null takes the statement back. */
    value: smallint('value'),
    /** The recorded position that the value was filled from. */
    positionId: uuid('position_id').references(() => positions.id, { onDelete: 'set null' }),
    ...stated(),
  },
  (t) => [
    index('mactor_stances_cell').on(t.studyId, t.actorId, t.objectiveId, t.statedAt),
    index('mactor_stances_actor').on(t.actorId),
    index('mactor_stances_objective').on(t.objectiveId),
    index('mactor_stances_position').on(t.positionId),
    check('mactor_stances_range', sql`${t.value} between -4 and 4`),
  ],
)
