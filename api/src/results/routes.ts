import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { operation } from '../plugins/operation.ts'
import { idParams } from '../schemas.ts'
import { examples } from './examples.ts'
import { readCell, readConcordance, readResults, readSplits } from './read.ts'
import { CellQuery, CellScores, Concordance, ConcordanceQuery, ResultsQuery, RoundResults, RoundSplits, SplitsQuery } from './schemas.ts'

const tag = 'rounds'
const first = 'A rater of an open round who has not finished is refused (409, `score-first`).'

export async function resultsRoutes(app: App): Promise<void> {
  app.get('/rounds/:id/results', operation({ id: 'getRoundResults', tag, summary: 'How a round sees each stakeholder on each criterion', description: `Histogram, quartiles, agreement and polarisation over the latest score of each voice, and by capacity. ${first}`, access: may.readMap, params: idParams, query: ResultsQuery, response: { 200: RoundResults }, problems: [409], example: examples.results }), (request) =>
    readResults(request, request.params.id, request.query))

  app.get('/rounds/:id/concordance', operation({ id: 'getRoundConcordance', tag, summary: 'Do the raters of a round rank and score alike?', description: `Kendall’s W, Krippendorff’s alpha and the ICC, per criterion and over all; what cannot be computed is absent, with its reason. ${first}`, access: may.readMap, params: idParams, query: ConcordanceQuery, response: { 200: Concordance }, problems: [409], example: examples.concordance }), (request) =>
    readConcordance(request, request.params.id, request.query))

  app.get('/rounds/:id/splits', operation({ id: 'getRoundSplits', tag, summary: 'Who is split in a round, and on what', description: `The most polarised stakeholder × criterion, and the raters farthest from the median of the others. ${first}`, access: may.readMap, params: idParams, query: SplitsQuery, response: { 200: RoundSplits }, problems: [409], example: examples.splits }), (request) =>
    readSplits(request, request.params.id, request.query))

  app.get('/rounds/:id/results/scores', operation({ id: 'listCellScores', tag, summary: 'The scores behind one figure of a round', description: `Names and reasons are for those who run rounds; others see capacities. ${first}`, access: may.readMap, params: idParams, query: CellQuery, response: { 200: CellScores }, problems: [409], example: examples.scores }), (request) =>
    readCell(request, request.params.id, request.query))
}
