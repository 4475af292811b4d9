import { demoId } from '@convergence/db'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { operation } from '../plugins/operation.ts'
import { requireScenarioAt } from '../scenarios/commands.ts'
import { namingOf } from '../scores/naming.ts'
import { rowsBehind } from './behind.ts'
import { expectationRows } from './expectations.ts'
import { highlightsOf } from './highlights.ts'
import { impactRows } from './impacts.ts'
import { arrange, type Axis, FEW, type Row, viewNames } from './rules.ts'
import { Prospective, ProspectiveQuery, ProspectiveRows, ProspectiveRowsQuery, tables } from './schemas.ts'
import { stakeholderRows } from './stakeholders.ts'

const tag = 'prospective'
const examples = {
  read: { query: { horizon: 'plus10', scenario: 'Renoncement aux soins', sort: 'gap', limit: '20' } },
  rows: { query: { table: 'impacts', id: demoId('impact', 'renoncement-soins-ruraux'), horizon: 'plus10', scenario: 'Renoncement aux soins' } },
}
const readers = { stakeholders: stakeholderRows, impacts: impactRows, expectations: expectationRows }

const hasFuture = (row: Row): boolean => row.measures.some(({ views }) => viewNames.some((name) => name.endsWith('Then') && views[name].n > 0))

/** A table as it is shown: arranged and cut, with what is said of the whole. */
function tableOf({ rows, axes }: { rows: readonly Row[]; axes: readonly Axis[] }, { sort, measure, limit }: ProspectiveQuery) {
  const assessed = rows.filter(hasFuture)
  return { rows: arrange(rows, sort, measure).slice(0, limit), total: rows.length, assessed: assessed.length, inconclusive: assessed.filter((row) => !row.conclusive).length, axes: [...axes], highlights: highlightsOf(rows, axes) }
}

export async function prospectiveRoutes(app: App): Promise<void> {
  app.get('/prospective', operation({ id: 'getProspective', tag, summary: 'What moves between today and a horizon, internal beside stakeholders', description: 'Three tables of one shape. Severity is never averaged; under three voices nothing is concluded.', access: may.readMap, query: ProspectiveQuery, response: { 200: Prospective }, problems: [422], example: examples.read }), async ({ query, reach }) => {
    await requireScenarioAt(app.db, query, { reach, perimeterId: query.perimeterId })
    const answer = { stakeholders: null, impacts: null, expectations: null } as Record<(typeof tables)[number], ReturnType<typeof tableOf> | null>
    for (const name of query.table ?? tables) answer[name] = tableOf(await readers[name](app.db, query, reach), query)
    return { horizon: query.horizon, scenario: query.scenario, asOf: query.asOf ?? null, few: FEW, ...answer }
  })

  app.get('/prospective/rows', operation({ id: 'listProspectiveRows', tag, summary: 'Who said what behind a row, today and at the horizon', description: 'Who gave a score or an assessment is told to administrators, staff, facilitators and integrators.', access: may.readMap, query: ProspectiveRowsQuery, response: { 200: ProspectiveRows }, problems: [422], example: examples.rows }), async (request) => {
    await requireScenarioAt(app.db, request.query, { reach: request.reach, perimeterId: request.query.perimeterId })
    return rowsBehind(app.db, request.query, request.reach, namingOf(request))
  })
}
