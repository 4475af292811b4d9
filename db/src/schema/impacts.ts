import { sql } from 'drizzle-orm'
import { boolean, check, date, index, pgEnum, pgTable, smallint, text, unique, uuid } from 'drizzle-orm/pg-core'
import { id, lifecycle, removal } from './columns.ts'
import { areas, pillars } from './framework.ts'
import { perimeters } from './perimeters.ts'
import { horizon } from './rounds.ts'
import { stakeholders } from './stakeholders.ts'
import { users } from './users.ts'

export const impactDirection = pgEnum('impact_direction', ['of_organisation', 'on_organisation'])
export const impactDirectness = pgEnum('impact_directness', ['direct', 'indirect'])
export const impactActuality = pgEnum('impact_actuality', ['actual', 'potential'])
export const impactHorizon = pgEnum('impact_horizon', ['short', 'medium', 'long'])
export const valueChainStage = pgEnum('value_chain_stage', ['upstream', 'own', 'downstream'])
export const impactInvolvement = pgEnum('impact_involvement', ['affected', 'affecting'])

/** An effect of the organisation on stakeholders or of stakeholders on it. */
export const impacts = pgTable(
  'impacts',
  {
    id: id(),
    reference: text('reference').notNull().unique(),
    title: text('title').notNull(),
    description: text('description').notNull().default(''),
    direction: impactDirection('direction').notNull(),
    /** −1 harm, +1 benefit. */
    sign: smallint('sign').notNull(),
    directness: impactDirectness('directness').notNull(),
    actuality: impactActuality('actuality').notNull(),
    /** 1–5 each. Severity is the worst of the three, never their mean, and is not stored. */
    scale: smallint('scale').notNull(),
    scope: smallint('scope').notNull(),
    irremediability: smallint('irremediability').notNull(),
    /** 1–5; present exactly when the impact is potential. */
    likelihood: smallint('likelihood'),
    horizon: impactHorizon('horizon').notNull(),
    stage: valueChainStage('stage').notNull(),
    pillarId: uuid('pillar_id').references(() => pillars.id),
    perimeterId: uuid('perimeter_id').notNull().references(() => perimeters.id),
    since: date('since', { mode: 'string' }).notNull(),
    internalNote: text('internal_note').notNull().default(''),
    fictional: boolean('fictional').notNull().default(false),
    ...lifecycle,
    ...removal,
  },
  (t) => [
    check('impacts_sign', sql`${t.sign} in (-1, 1)`),
    check('impacts_parts_range', sql`${t.scale} between 1 and 5 and ${t.scope} between 1 and 5 and ${t.irremediability} between 1 and 5`),
    check('impacts_likelihood', sql`(${t.actuality} = 'potential') = (${t.likelihood} is not null) and (${t.likelihood} is null or ${t.likelihood} between 1 and 5)`),
  ],
)

/** Affected and affecting stakeholders are different ties. */
export const impactStakeholders = pgTable(
  'impact_stakeholders',
  {
    id: id(),
    impactId: uuid('impact_id').notNull().references(() => impacts.id, { onDelete: 'cascade' }),
    stakeholderId: uuid('stakeholder_id').notNull().references(() => stakeholders.id, { onDelete: 'cascade' }),
    involvement: impactInvolvement('involvement').notNull(),
    ...lifecycle,
  },
  (t) => [
    unique('impact_stakeholders_once').on(t.impactId, t.stakeholderId, t.involvement),
    index('impact_stakeholders_stakeholder').on(t.stakeholderId),
  ],
)

/** What a stakeholder expects on an area, and its weight for them; a dated statement. */
export const expectations = pgTable(
  'expectations',
  {
    id: id(),
    stakeholderId: uuid('stakeholder_id').notNull().references(() => stakeholders.id, { onDelete: 'cascade' }),
    areaId: uuid('area_id').notNull().references(() => areas.id),
    perimeterId: uuid('perimeter_id').notNull().references(() => perimeters.id),
    statement: text('statement').notNull(),
    /** 1 minor to 5 decisive, for them. */
    weight: smallint('weight').notNull(),
    /** When it is expected to hold; the scenario, where it is a future. */
    horizon: horizon('horizon').notNull().default('now'),
    scenario: text('scenario').notNull().default(''),
    source: text('source').notNull(),
    statedOn: date('stated_on', { mode: 'string' }).notNull(),
    recordedBy: uuid('recorded_by').references(() => users.id),
    ...lifecycle,
    ...removal,
  },
  (t) => [
    index('expectations_stakeholder').on(t.stakeholderId),
    index('expectations_area').on(t.areaId),
    check('expectations_weight_range', sql`${t.weight} between 1 and 5`),
  ],
)
