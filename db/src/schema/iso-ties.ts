import { sql } from 'drizzle-orm'
import { check, date, index, pgTable, unique, uuid } from 'drizzle-orm/pg-core'
import { id, lifecycle } from './columns.ts'
import { commitments } from './commitments.ts'
import { areas } from './framework.ts'
import { expectations, impacts } from './impacts.ts'
import { indicators } from './indicators.ts'
import { perimeters } from './perimeters.ts'
import { points } from './points.ts'
import { users } from './users.ts'

/** Ties an impact, an expectation, a point, a commitment or an indicator to an ISO 26000 area; who reviewed it and when. */
export const isoTies = pgTable(
  'iso_ties',
  {
    id: id(),
    areaId: uuid('area_id').notNull().references(() => areas.id),
    perimeterId: uuid('perimeter_id').notNull().references(() => perimeters.id),
    impactId: uuid('impact_id').references(() => impacts.id, { onDelete: 'cascade' }),
    expectationId: uuid('expectation_id').references(() => expectations.id, { onDelete: 'cascade' }),
    pointId: uuid('point_id').references(() => points.id, { onDelete: 'cascade' }),
    commitmentId: uuid('commitment_id').references(() => commitments.id, { onDelete: 'cascade' }),
    indicatorId: uuid('indicator_id').references(() => indicators.id, { onDelete: 'cascade' }),
    reviewedBy: uuid('reviewed_by').references(() => users.id),
    reviewedOn: date('reviewed_on', { mode: 'string' }),
    ...lifecycle,
  },
  (t) => [
    index('iso_ties_area').on(t.areaId),
    unique('iso_ties_impact').on(t.areaId, t.impactId),
    unique('iso_ties_expectation').on(t.areaId, t.expectationId),
    unique('iso_ties_point').on(t.areaId, t.pointId),
    unique('iso_ties_commitment').on(t.areaId, t.commitmentId),
    unique('iso_ties_indicator').on(t.areaId, t.indicatorId),
    check('iso_ties_one_target', sql`num_nonnulls(${t.impactId}, ${t.expectationId}, ${t.pointId}, ${t.commitmentId}, ${t.indicatorId}) = 1`),
  ],
)
