import { schema } from '@convergence/db'
import { createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { commitmentStates } from '../commitments/rules.ts'
import { impactFilters } from '../impacts/schemas.ts'
import { day, flag, listQuery, pageOf, uuid } from '../schemas.ts'
import { stakeholderFilters } from '../stakeholders/schemas.ts'
import { coverageStates } from './rules.ts'

const count = z.int().min(0)

export const CoverageQuery = z.strictObject({ perimeterId: uuid.optional().describe('This perimeter and all below it'), asOf: day.optional().describe('As it stood on this day') })
export type CoverageFilter = z.output<typeof CoverageQuery>

export const AreaCoverage = z
  .object({
    areaId: uuid, subjectId: uuid,
    stakeholders: count.describe('Stakeholders concerned: by an expectation, an impact or a position on a point, each tied to the area'),
    impacts: count, points: count, commitments: count, expectations: count,
    positions: count.describe('Pairs of a holder and a point of the area with a stated position'),
    state: z.enum(coverageStates).describe('blind: no impact, expectation or point; full: at least one of each; partial: between'),
  })
  .meta({ id: 'AreaCoverage' })
const Rate = z.object({ areas: count, covered: count.describe('Areas that are not blind'), full: count, blind: count })
export const CoverageRate = Rate.meta({ id: 'CoverageRate' })
export const CoverageOfAreas = z
  .object({ items: z.array(AreaCoverage), subjects: z.array(Rate.extend({ subjectId: uuid })), overall: CoverageRate, nextCursor: z.null() })
  .meta({ id: 'CoverageOfAreas', description: 'Taux de couverture ISO: what each area counts, and the rate per subject and overall with its denominator.' })

const StakeholderCell = z
  .object({ areaId: uuid, weight: z.int().min(0).max(5).describe('Greatest weight of their expectations; 0: none'), affected: count, affecting: count, positions: count.describe('Points of the area on which they stated a position') })
  .meta({ id: 'StakeholderCell', description: 'How a stakeholder is concerned by an area; absent when it is not.' })
const brief = { id: true, reference: true, name: true, kind: true, categoryId: true, side: true, fictional: true } as const
export const StakeholderCoverage = createSelectSchema(schema.stakeholders).pick(brief).extend({ cells: z.array(StakeholderCell) }).meta({ id: 'StakeholderCoverage' })
export const StakeholderCoverageQuery = z.strictObject({ ...listQuery(['name', '-name', 'reference', '-reference']), ...stakeholderFilters, concerned: flag.optional().describe('true: by one area at least; false: by none') })
export type StakeholderCoverageFilter = z.output<typeof StakeholderCoverageQuery>
export const StakeholderCoveragePage = pageOf(StakeholderCoverage, 'StakeholderCoveragePage')

const ImpactCell = z.object({ areaId: uuid, tieId: uuid, version: z.int(), reviewed: z.boolean() }).meta({ id: 'ImpactCell' })
const impactBrief = createSelectSchema(schema.impacts).pick({ id: true, reference: true, title: true, sign: true, actuality: true, fictional: true, perimeterId: true }).extend({ severity: z.int().min(1).max(5) })
export const ImpactCoverage = impactBrief.extend({ cells: z.array(ImpactCell) }).meta({ id: 'ImpactCoverage' })
export const ImpactCoverageQuery = z.strictObject({ ...listQuery(['-severity', 'severity', 'title', '-title', 'reference', '-reference']), ...impactFilters })
export const ImpactCoveragePage = pageOf(ImpactCoverage, 'ImpactCoveragePage')

export const AREA_ROWS = 200
export const AreaRows = z
  .object({
    coverage: AreaCoverage,
    impacts: z.array(impactBrief.extend({ reviewed: z.boolean() })),
    expectations: z.array(z.object({ id: uuid, statement: z.string(), weight: z.int(), statedOn: day, stakeholderId: uuid, stakeholderName: z.string(), fictional: z.boolean() })),
    points: z.array(z.object({ id: uuid, reference: z.string(), title: z.string(), fictional: z.boolean(), positions: count })),
    commitments: z.array(z.object({ id: uuid, reference: z.string(), statement: z.string(), owner: z.string(), dueOn: day.nullable(), state: z.enum(commitmentStates), fictional: z.boolean() })),
    stakeholders: z.array(createSelectSchema(schema.stakeholders).pick(brief).extend({ weight: count, affected: count, affecting: count, positions: count })),
  })
  .meta({ id: 'AreaRows', description: `The rows that an area counts, at most ${AREA_ROWS} of each.` })
