import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { commonErrors } from '../errors.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { computeBoard } from './board.ts'
import { examples } from './examples.ts'
import { computeHolders, computeMatrix } from './matrix.ts'
import { pageOfComputed, sortBoard, summarise } from './ordering.ts'
import { computePair } from './pair.ts'
import { computePoint } from './point.ts'
import { Board, BoardQuery, HoldersQuery, Matrix, MatrixQuery, PairComparison, PairQuery, PointConvergence, PointQuery, PositionHolders, Thresholds, ThresholdsCreate, ThresholdsPage } from './schemas.ts'
import { createThresholds, listThresholds } from './thresholds.ts'

const tag = 'convergence'

export async function convergenceRoutes(app: App): Promise<void> {
  app.get('/convergence', operation({ id: 'getConvergence', tag, summary: 'The board: where the holders of each point stand, and what moved', description: 'Figures are computed at each call from dated positions; each item names its methods, their versions and the n that they rest on.', access: may.readDialogue, query: BoardQuery, response: { 200: Board }, problems: [422], example: examples.board }), async (request) => {
    const { items, thresholds } = await computeBoard(app.db, request.query, request.reach)
    const page = pageOfComputed(sortBoard(items, request.query.sort), request.query, app.config.secret)
    return { ...page, summary: summarise(items), thresholds, asOf: request.query.asOf ?? null }
  })

  app.get('/convergence/points/:id', operation({ id: 'getPointConvergence', tag, summary: 'One point: figures, wordings, and every holder by name with all that it stated', access: may.readDialogue, params: idParams, query: PointQuery, response: { 200: PointConvergence }, problems: [422], example: examples.point }), (request) =>
    computePoint(app.db, request.params.id, request.query, request.reach))

  app.get('/convergence/matrix', operation({ id: 'getPositionMatrix', tag, summary: 'Points × stakeholders, one page of points: one cell is one position', description: 'Points in order of title, 100 unless told; `pointId` and `holderId` cut a window out of any order. The columns of all the pages are at /convergence/holders.', access: may.readDialogue, query: MatrixQuery, response: { 200: Matrix }, example: examples.matrix }), (request) =>
    computeMatrix(app.db, request.query, request.reach, app.config.secret))

  app.get('/convergence/holders', operation({ id: 'listPositionHolders', tag, summary: 'Who holds a position on the points that match: the columns of the matrix', access: may.readDialogue, query: HoldersQuery, response: { 200: PositionHolders }, example: examples.holders }), (request) =>
    computeHolders(app.db, request.query, request.reach))

  app.get('/convergence/pairs', operation({ id: 'comparePair', tag, summary: 'What two stakeholders share and what parts them', access: may.readDialogue, query: PairQuery, response: { 200: PairComparison }, problems: [422], example: examples.pair }), (request) =>
    computePair(app.db, request.query, request.reach))

  app.get('/convergence/thresholds', operation({ id: 'listThresholds', tag, summary: 'The rules that name a status, the latest first', access: may.readDialogue, response: { 200: ThresholdsPage }, example: {} }), async () =>
    ({ items: await listThresholds(app.db), nextCursor: null }))

  app.post('/convergence/thresholds', operation({ id: 'createThresholds', tag, summary: 'Put a new rule in force from now on', access: may.administer, body: ThresholdsCreate, response: { 201: Thresholds }, example: examples.thresholds }), (request, reply) =>
    write(request, reply, async (tx) => {
      // The rule is one for the whole organisation: an administrator of a region may not change it.
      if (request.reach !== 'all') throw commonErrors['perimeter-out-of-reach']()
      return { status: 201, body: await createThresholds(tx, request, request.body), location: '/api/v1/convergence/thresholds' }
    }))
}
