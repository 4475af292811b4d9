import { commonErrors } from '../errors.ts'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { languageOf } from '../plugins/language.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { createCutoffs, findCutoffs, listCutoffs } from './cutoffs.ts'
import { examples } from './examples.ts'
import { listInstants, listSteps, requireNarrow } from './history.ts'
import { pageOfComputed } from './paging.ts'
import { countMatching, instantOf, listCentres, scopeOf } from './queries.ts'
import { arrange, itemOf, ruleOf, summarise } from './rules.ts'
import { Classes, ClassesQuery, ClassHistory, ClassHistoryQuery, Cutoffs, CutoffsCreate, CutoffsPage, CutoffsQuery } from './schemas.ts'

const tag = 'analyses'

export async function classesRoutes(app: App): Promise<void> {
  app.get('/analyses/classes', operation({ id: 'listClasses', tag, summary: 'Stakeholders in the classes of a published grid', description: 'Power × interest (Mendelow), salience (Mitchell, Agle, Wood), the stakeholder cube, or threat × cooperation (Savage). Reads the mean or the median of the scores that speak: those outside rounds and of closed rounds, the latest of each voice.', access: may.readMap, query: ClassesQuery, response: { 200: Classes }, problems: [422], example: examples.list }), async (request) => {
    const { query, reach } = request
    const rule = await findCutoffs(app.db, query.scheme, instantOf(query.asOf))
    const [rows, matching] = [await listCentres(app.db, scopeOf(query, rule, reach), rule), await countMatching(app.db, query, reach)]
    const items = rows.map((row) => itemOf(rule, row, languageOf(request)))
    const page = pageOfComputed(arrange(query.scheme, items, query), { limit: query.limit, cursor: query.cursor, list: `classes ${query.scheme} ${query.sort}`, secret: app.config.secret })
    return { ...page, rule: ruleOf(rule), summary: summarise(query.scheme, items, matching), asOf: query.asOf ?? null }
  })

  app.get('/analyses/classes/history', operation({ id: 'listClassHistory', tag, summary: 'How stakeholders moved in a grid', description: 'At each closing of a round and each day of scores outside rounds, the last 12. At most 2,000 scored stakeholders.', access: may.readMap, query: ClassHistoryQuery, response: { 200: ClassHistory }, problems: [422], example: examples.history }), async ({ query, reach }) => {
    const rule = await findCutoffs(app.db, query.scheme, instantOf(query.asOf))
    const scope = scopeOf(query, rule, reach)
    await requireNarrow(app.db, scope)
    const instants = await listInstants(app.db, scope)
    return { instants, items: await listSteps(app.db, scope, rule, instants), rule: ruleOf(rule) }
  })

  app.get('/analyses/cutoffs', operation({ id: 'listCutoffs', tag, summary: 'The cut-offs that name classes, the latest first', access: may.readMap, query: CutoffsQuery, response: { 200: CutoffsPage }, example: examples.cutoffs }), async (request) =>
    ({ items: await listCutoffs(app.db, request.query.scheme), nextCursor: null }))

  app.post('/analyses/cutoffs', operation({ id: 'createCutoffs', tag, summary: 'Put new cut-offs in force from now on', access: may.administer, body: CutoffsCreate, response: { 201: Cutoffs }, example: examples.create }), (request, reply) =>
    write(request, reply, async (tx) => {
      // The rule is one for the whole organisation: an administrator of a region may not change it.
      if (request.reach !== 'all') throw commonErrors['perimeter-out-of-reach']()
      return { status: 201, body: await createCutoffs(tx, request, request.body), location: '/api/v1/analyses/cutoffs' }
    }))
}
