import { z } from 'zod'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { pageFrom } from '../plugins/keyset.ts'
import { operation } from '../plugins/operation.ts'
import { idParams, uuid } from '../schemas.ts'
import { namingOf } from '../scores/naming.ts'
import { StakeholderFilterQuery } from '../stakeholders/schemas.ts'
import { requireDone, requireRanking } from './commands.ts'
import { listCompared, summariseComparison } from './comparison.ts'
import { classesIn } from './classes.ts'
import { rankingErrors } from './errors.ts'
import { examples } from './examples.ts'
import { explainRow } from './explanation.ts'
import { listRanks, rowReader } from './rows.ts'
import { Comparison, ComparisonQuery, RankExplanation, RankingRowPage, RankingRowQuery, RankList, Sensitivity, SensitivityQuery, WhatIf, WhatIfQuery } from './schemas.rows.ts'
import { readSensitivity, readWhatIf } from './what-if.ts'

const tag = 'rankings'
const rowParams = z.strictObject({ id: uuid, stakeholderId: uuid })

/** What a computed ranking says; 409 while it is not computed. */
export async function rankingRowRoutes(app: App): Promise<void> {
  const { db, config } = app
  const readRows = rowReader(db, config.secret)

  app.get('/rankings/:id/rows', operation({ id: 'listRankingRows', tag, summary: 'The ranked stakeholders, one page', access: may.readMap, params: idParams, query: RankingRowQuery, response: { 200: RankingRowPage }, problems: [409], example: examples.rows }), async (request, reply) => {
    const { params: { id }, query: { classes, ...query }, reach } = request
    if (query.compareWith) await requireDone(db, query.compareWith, reach)
    const rows = await readRows(id, query, reach)
    // One question is enough where there are rows; none may mean no ranking, or one that is not computed.
    if (rows.length === 0) await requireDone(db, id, reach)
    const page = pageFrom(rows, query, request, reply)
    if (!classes || rows.length === 0) return page
    const found = await classesIn(db, await requireRanking(db, id, reach), page.items.map((row) => row.id))
    return { ...page, items: page.items.map((row) => ({ ...row, classes: found.get(row.id) ?? [] })) }
  })

  app.get('/rankings/:id/ranks', operation({ id: 'listRanks', tag, summary: 'Ranks alone, for a map', access: may.readMap, params: idParams, query: StakeholderFilterQuery, response: { 200: RankList }, problems: [409], example: examples.ranks }), async (request) => {
    const head = await requireDone(db, request.params.id, request.reach)
    return { items: await listRanks(db, head.id, request.query, request.reach), nextCursor: null, of: head.stakeholderCount }
  })

  app.get('/rankings/:id/rows/:stakeholderId', operation({ id: 'explainRank', tag, summary: 'One rank, down to every score behind it', access: may.readMap, params: rowParams, response: { 200: RankExplanation }, problems: [409], example: examples.explain }), async (request) => {
    const { id, stakeholderId } = request.params
    const head = await requireDone(db, id, request.reach)
    return explainRow(db, await requireRanking(db, id, request.reach), head, stakeholderId, request.reach, namingOf(request))
  })

  app.get('/rankings/:id/sensitivity', operation({ id: 'readSensitivity', tag, summary: 'Who changes rank if a weight moves', access: may.readMap, params: idParams, query: SensitivityQuery, response: { 200: Sensitivity }, problems: [409], example: examples.sensitivity }), async (request) =>
    readSensitivity(db, await requireDone(db, request.params.id, request.reach), request.query.step, request.reach))

  app.post('/rankings/:id/what-if', operation({ id: 'readWhatIf', tag, summary: 'The order that other weights would give', description: 'Reads; changes nothing.', access: may.readMap, params: idParams, body: WhatIfQuery, response: { 200: WhatIf }, example: examples.whatIf }), async (request) =>
    readWhatIf(db, await requireDone(db, request.params.id, request.reach), request.body, request.reach))

  app.get('/rankings/:id/comparison', operation({ id: 'compareRankings', tag, summary: 'Two rankings side by side, one page', description: '`before` is the ranking named by `with`, `after` the one in the path.', access: may.readMap, params: idParams, query: ComparisonQuery, response: { 200: Comparison }, problems: [409, 422], example: examples.compare }), async (request, reply) => {
    const { query, reach, params } = request
    if (query.with === params.id) throw rankingErrors['ranking-with-itself']()
    const heads = { after: await requireDone(db, params.id, reach), before: await requireDone(db, query.with, reach) }
    const page = pageFrom(await listCompared(db, heads, query, reach, config.secret), query, request, reply)
    return { ...page, ...(await summariseComparison(db, heads)) }
  })
}
