import { demoId } from '@convergence/db'
import { listImpacts } from '../impacts/queries.ts'
import { may, principalIn } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { pageFrom } from '../plugins/keyset.ts'
import { operation } from '../plugins/operation.ts'
import { idParams } from '../schemas.ts'
import { readAreaRows } from './area-rows.ts'
import { countAreas, impactCells, listStakeholderCoverage } from './queries.ts'
import { rateOf, stateOf } from './rules.ts'
import { AreaRows, CoverageOfAreas, CoverageQuery, ImpactCoveragePage, ImpactCoverageQuery, StakeholderCoveragePage, StakeholderCoverageQuery } from './schemas.ts'

const tag = 'coverage'

export async function coverageRoutes(app: App): Promise<void> {
  app.get('/coverage/areas', operation({ id: 'getCoverage', tag, summary: 'What each ISO area counts, and the rate of coverage', access: may.readMap, query: CoverageQuery, response: { 200: CoverageOfAreas }, example: { query: { asOf: '2026-10-31' } } }), async (request) => {
    const items = (await countAreas(app.db, request.query, request.reach)).map((area) => ({ ...area, state: stateOf(area) }))
    const subjectIds = [...new Set(items.map((area) => area.subjectId))]
    const subjects = subjectIds.map((subjectId) => ({ subjectId, ...rateOf(items.filter((a) => a.subjectId === subjectId).map((a) => a.state)) }))
    return { items, subjects, overall: rateOf(items.map((a) => a.state)), nextCursor: null }
  })

  app.get('/coverage/areas/:id', operation({ id: 'getAreaRows', tag, summary: 'The rows that an ISO area counts', access: may.readMap, params: idParams, query: CoverageQuery, response: { 200: AreaRows }, example: { params: { id: demoId('area', '6.7.8') } } }), (request) => {
    const { scopes } = principalIn(request)
    return readAreaRows(app.db, request.params.id, request.query, request.reach, scopes === null || scopes.includes('dialogue:read'))
  })

  app.get('/coverage/stakeholders', operation({ id: 'listStakeholderCoverage', tag, summary: 'Stakeholders × ISO areas: who is concerned by what, and how', description: 'Sparse: an area that does not concern a stakeholder has no cell. Filters are those of the register.', access: may.readMap, query: StakeholderCoverageQuery, response: { 200: StakeholderCoveragePage }, example: { query: { limit: '10', concerned: 'true' } } }), async (request, reply) => {
    const rows = await listStakeholderCoverage(app.db, request.query, request.reach, app.config.secret)
    return pageFrom(rows, request.query, request, reply)
  })

  app.get('/coverage/impacts', operation({ id: 'listImpactCoverage', tag, summary: 'Impacts × ISO areas, with the tie behind each cell', access: may.readMap, query: ImpactCoverageQuery, response: { 200: ImpactCoveragePage }, example: { query: { limit: '10' } } }), async (request, reply) => {
    const rows = await listImpacts(app.db, request.query, request.reach, app.config.secret)
    const cells = await impactCells(app.db, rows.map((row) => row.id))
    const brief = rows.map(({ id, reference, title, sign, actuality, fictional, perimeterId, severity, key }) => ({ id, reference, title, sign, actuality, fictional, perimeterId, severity, key, cells: cells.get(id) ?? [] }))
    return pageFrom(brief, request.query, request, reply)
  })
}
