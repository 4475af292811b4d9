import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { languageOf } from '../plugins/language.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { instantOf, listInfluences, listStances } from './cells.ts'
import { requireStudy } from './commands.ts'
import { examples } from './examples.ts'
import { fillFromPositions } from './fill.ts'
import { computeStudy, fillingOf, tablesOf, unlocked } from './results.ts'
import { MactorFill, MactorFilled, MactorInfluenceList, MactorInfluenceQuery, MactorInfluencesCreate, MactorStanceList, MactorStanceQuery, MactorStancesCreate } from './schemas.ts'
import { MactorResultsQuery, MactorStudyResults } from './schemas.results.ts'
import { stateInfluences, stateStances } from './statements.ts'

const tag = 'mactor'
const path = '/mactor-studies/:id'
const mapping = 'A position of −2, −1, 0, +1 or +2 becomes −4, −2, 0, 2 or 4; for an ISO area, twice the mean of the positions on its points, halves towards 0. Each names the position it comes from. A value that a person entered stays, unless `overwrite`; a value filled from a position that no longer stands is taken back.'

export async function mactorCellRoutes(app: App): Promise<void> {
  app.get(`${path}/influences`, operation({ id: 'listMactorInfluences', tag, summary: 'The filled cells of MID, or all statements behind them', access: may.readMap, params: idParams, query: MactorInfluenceQuery, response: { 200: MactorInfluenceList }, example: examples.influenceHistory }), async (request) => {
    const { id } = await requireStudy(app.db, request.params.id, request.reach)
    return { items: await listInfluences(app.db, id, { ...request.query, asOf: instantOf(request.query.asOf) }), nextCursor: null }
  })

  app.post(`${path}/influences`, operation({ id: 'stateMactorInfluences', tag, summary: 'Fill cells of MID', access: may.writeMap, params: idParams, body: MactorInfluencesCreate, response: { 201: MactorInfluenceList }, example: examples.influences }), (request, reply) =>
    write(request, reply, async (tx) => ({ status: 201, body: { items: await stateInfluences(tx, request, request.params.id, request.body), nextCursor: null } })))

  app.get(`${path}/stances`, operation({ id: 'listMactorStances', tag, summary: 'The filled cells of 2MAO, or all statements behind them', access: may.readMap, params: idParams, query: MactorStanceQuery, response: { 200: MactorStanceList }, example: examples.stanceHistory }), async (request) => {
    const { id } = await requireStudy(app.db, request.params.id, request.reach)
    return { items: await listStances(app.db, id, { ...request.query, asOf: instantOf(request.query.asOf) }), nextCursor: null }
  })

  app.post(`${path}/stances`, operation({ id: 'stateMactorStances', tag, summary: 'Fill cells of 2MAO', access: may.writeMap, params: idParams, body: MactorStancesCreate, response: { 201: MactorStanceList }, example: examples.stances }), (request, reply) =>
    write(request, reply, async (tx) => ({ status: 201, body: { items: await stateStances(tx, request, request.params.id, request.body), nextCursor: null } })))

  app.post(`${path}/stances/from-positions`, operation({ id: 'fillMactorStances', tag, summary: 'Fill 2MAO from the recorded positions', description: mapping, access: may.writeMap, params: idParams, body: MactorFill, response: { 200: MactorFilled }, example: examples.fill }), (request, reply) =>
    write(request, reply, async (tx) => ({ body: await fillFromPositions(tx, request, request.params.id, request.body.overwrite) })))

  app.get(`${path}/results`, operation({ id: 'getMactorResults', tag, summary: 'Every table of MACTOR for a study', description: 'Influences direct and indirect, balance of power, convergences and divergences of orders 1 to 3. What cannot be computed is absent, with its reason.', access: may.readMap, params: idParams, query: MactorResultsQuery, response: { 200: MactorStudyResults }, example: examples.results }), async (request) => {
    const { asOf, emptyAsZero = false } = request.query
    const at = instantOf(asOf)
    const study = await requireStudy(app.db, request.params.id, request.reach, at)
    const [influences, stances] = await Promise.all([listInfluences(app.db, study.id, { asOf: at }), listStances(app.db, study.id, { asOf: at })])
    const { mid, mao2 } = tablesOf(study, { influences, stances })
    return unlocked({
      studyId: study.id, method: 'mactor@1' as const, asOf: asOf ?? null, emptyAsZero, actors: study.actors, objectives: study.objectives, mid, mao2,
      filling: { influences: fillingOf(mid, mid.length), stances: fillingOf(mao2) },
      ...computeStudy(mid, mao2, emptyAsZero, languageOf(request)),
    })
  })
}
