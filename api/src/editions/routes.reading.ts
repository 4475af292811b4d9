import type { FastifyRequest } from 'fastify'
import type { FigureRow } from '../figures/rows.ts'
import { pageOfComputed } from '../convergence/ordering.ts'
import { may, requireReach } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { operation } from '../plugins/operation.ts'
import { idParams } from '../schemas.ts'
import { comparisonOf } from './comparison.ts'
import { contextOfEdition, perimetersOfBlock, rowsOfBlock } from './compose.ts'
import { driftOf } from './drift.ts'
import { editionErrors } from './errors.ts'
import { examples } from './examples.ts'
import { verifyEdition } from './freeze.ts'
import { type EditionRow, findBlock, findSnapshotRows } from './queries.ts'
import { isLocked } from './rules.ts'
import { blockParams, BlockRowsQuery, ContentQuery, EditionComparison, EditionDrift, EditionVerification, EditionView, FigureRowPage } from './schemas.ts'
import { contentOf, requireEdition, viewOf, wireEdition } from './view.ts'

const tag = 'editions'

/** What an edition says, the rows behind each figure, and what has changed since. */
export async function editionReadingRoutes(app: App): Promise<void> {
  const { organisation, secret } = app.config

  app.get('/editions/:id/content', operation({ id: 'getEditionContent', tag, summary: 'What an edition says', description: 'Computed from the records for a draft, read from what was kept once frozen. `audience=outside` withholds small cells, and what they could be had from; so it is read by whoever may not write the report.', access: may.readReport, params: idParams, query: ContentQuery, response: { 200: EditionView }, problems: [422], example: examples.content }), async (request) => {
    const edition = await requireEdition(app.db, request, request.params.id)
    // As it leaves the organisation, for whoever may not write the report.
    const audience = wireEdition(request, edition).may.write ? request.query.audience : 'outside'
    return viewOf(await contentOf(app.db, edition, request.reach, organisation), isLocked(edition.status), audience)
  })

  app.get('/editions/:id/blocks/:blockId/rows', operation({ id: 'listEditionRows', tag, summary: 'The rows behind a figure, one page', description: 'Those of the records for a draft, those that were kept once frozen. Persons stand under their number, never their name.', access: may.readReport, params: blockParams, query: BlockRowsQuery, response: { 200: FigureRowPage }, problems: [422], example: examples.rows }), async (request) => {
    const edition = await requireEdition(app.db, request, request.params.id)
    const { part, counted, limit, cursor } = request.query
    const rows = (await rowsOf(request, edition, request.params.blockId)).filter((row) => row.part === part).map(({ part: _part, ...row }) => row)
    const shown = counted === undefined ? rows : rows.filter((row) => String(row.counted) === counted)
    return { ...pageOfComputed<FigureRow>(shown, { limit, cursor, sort: `${request.params.blockId}/${part}` }, secret), total: rows.length, countedTotal: rows.filter((row) => row.counted).length }
  })

  async function rowsOf(request: FastifyRequest, edition: EditionRow, blockId: string): Promise<(FigureRow & { part: string })[]> {
    const block = await findBlock(app.db, edition.id, blockId)
    if (!block) throw editionErrors['edition-block-not-found']()
    if (!isLocked(edition.status)) return rowsOfBlock(contextOfEdition(app.db, edition, request.reach, organisation), block)
    // What was kept was computed for who froze it: rows of another perimeter are for who reaches that one too.
    perimetersOfBlock(block).forEach((perimeterId) => { requireReach(request, perimeterId) })
    return ((await findSnapshotRows(app.db, blockId)) ?? []) as unknown as (FigureRow & { part: string })[]
  }

  app.get('/editions/:id/comparison', operation({ id: 'compareEdition', tag, summary: 'Each figure beside that of the edition before', description: 'As printed in that edition, or computed over its period where it did not print it. Without an edition named, the same period of the year before.', access: may.readReport, params: idParams, response: { 200: EditionComparison }, problems: [422], example: examples.comparison }), async (request) =>
    comparisonOf(app.db, await requireEdition(app.db, request, request.params.id), request.reach, organisation))

  app.get('/editions/:id/drift', operation({ id: 'getEditionDrift', tag, summary: 'Which blocks of a frozen edition today’s records would give otherwise', access: may.writeReport, params: idParams, response: { 200: EditionDrift }, problems: [409, 422], example: examples.frozen }), async (request) =>
    driftOf(app.db, await requireEdition(app.db, request, request.params.id), request.reach, organisation))

  app.get('/editions/:id/verification', operation({ id: 'verifyEdition', tag, summary: 'Compute the hashes of a frozen edition anew and compare them with those kept', access: may.readReport, params: idParams, response: { 200: EditionVerification }, problems: [409], example: examples.frozen }), async (request) =>
    verifyEdition(app.db, await requireEdition(app.db, request, request.params.id)))
}
