import type { FigureKind } from './kind.ts'
import { answersTable, bodiesTable, planTable } from './kinds/follow-up.ts'
import { commitmentFigure, commitmentsChart, commitmentsTable } from './kinds/commitments.ts'
import { coverageChart, coverageTable } from './kinds/coverage.ts'
import { indicatorChart, indicatorFigure } from './kinds/indicators.ts'
import { networkMap, ringsMap } from './kinds/map.ts'
import { measureFigures, trendChart } from './kinds/measures.ts'
import { pointFigure } from './kinds/point.ts'
import { movementChart, pointsChart, pointsTable, positionsChart } from './kinds/points.ts'
import { rankingTable } from './kinds/ranking.ts'
import { sessionsTable } from './kinds/sessions.ts'
import { stakeholdersChart, stakeholdersTable } from './kinds/stakeholders.ts'

const kinds: readonly FigureKind[] = [
  ...measureFigures,
  sessionsTable, stakeholdersTable, stakeholdersChart, bodiesTable, planTable,
  pointsTable, pointsChart, positionsChart, movementChart, pointFigure, coverageTable, coverageChart,
  commitmentsTable, commitmentsChart, commitmentFigure, answersTable,
  networkMap, ringsMap, rankingTable, trendChart, indicatorFigure, indicatorChart,
]

/** Every figure that a block may compute, by name. */
export const figureKinds: ReadonlyMap<string, FigureKind> = new Map(kinds.map((kind) => [kind.name, kind]))
