import { z } from 'zod'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { etagOf, sendVersioned } from '../plugins/etag.ts'
import { pageFrom } from '../plugins/keyset.ts'
import type { Language } from '../errors.ts'
import { languageOf } from '../plugins/language.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { adoptRanking, cancelRanking, createRanking, patchRanking, removeRanking, requireRanking, restoreRanking, unadoptRanking } from './commands.ts'
import { failures } from './errors.ts'
import { examples } from './examples.ts'
import { listRankings, type RankingRecord } from './queries.ts'
import { rankingRowRoutes } from './routes.rows.ts'
import { Adoption, Ranking, RankingCreate, RankingListQuery, RankingPage, RankingPatch } from './schemas.ts'

const tag = 'rankings'

/** With the sentence that says why there is no result. */
const told = <T extends Pick<RankingRecord, 'failure'>>(row: T, language: Language) => ({ ...row, failureText: row.failure === null ? null : (Object.entries(failures).find(([code]) => code === row.failure)?.[1] ?? failures.error)[language] })

export async function rankingsRoutes(app: App): Promise<void> {
  app.get('/rankings', operation({ id: 'listRankings', tag, summary: 'Rankings, one page', access: may.readMap, query: RankingListQuery, response: { 200: RankingPage }, example: examples.list }), async (request, reply) => {
    const { items, nextCursor } = pageFrom(await listRankings(app.db, request.query, request.reach, app.config.secret), request.query, request, reply)
    return { items: items.map((row) => told(row, languageOf(request))), nextCursor }
  })

  app.post('/rankings', operation({ id: 'createRanking', costly: true, tag, summary: 'Compute a ranking', description: 'Answers at once; the work goes on and says how far it is in `status`, `progress` and `steps`. Up to 2,000 scored stakeholders the interval over raters is drawn.', access: may.writeMap, body: RankingCreate, response: { 202: Ranking }, example: examples.create }), async (request, reply) => {
    await write(request, reply, async (tx) => {
      const row = await createRanking(tx, request, request.body)
      return { status: 202, body: told(row, languageOf(request)), version: row.version, location: `/api/v1/rankings/${row.id}` }
    })
    app.jobs.wake()
  })

  app.get('/rankings/:id', operation({ id: 'getRanking', tag, summary: 'One ranking, and how far its computation is', access: may.readMap, params: idParams, response: { 200: Ranking }, example: examples.one }), async (request, reply) => {
    const row = told(await requireRanking(app.db, request.params.id, request.reach), languageOf(request))
    // Progress is not a version: who asks again while it runs gets the answer, never 304.
    if (row.status === 'queued' || row.status === 'running') return reply.header('etag', etagOf(row.version)).send(row)
    return sendVersioned(request, reply, row)
  })

  app.patch('/rankings/:id', operation({ id: 'updateRanking', tag, summary: 'Rename a ranking', access: may.writeMap, params: idParams, body: RankingPatch, response: { 200: Ranking }, example: examples.patch }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await patchRanking(tx, request, request.params.id, request.body)
      return { body: told(row, languageOf(request)), version: row.version }
    }))

  app.delete('/rankings/:id', operation({ id: 'deleteRanking', tag, summary: 'Remove a ranking; it can be restored', access: may.writeMap, params: idParams, response: { 204: z.null() }, example: examples.removed }), (request, reply) =>
    write(request, reply, async (tx) => {
      await removeRanking(tx, request, request.params.id)
      return { status: 204 }
    }))

  const changing = (run: typeof restoreRanking) => (request: Parameters<typeof restoreRanking>[1] & { params: { id: string } }, reply: Parameters<typeof write>[1]) =>
    write(request, reply, async (tx) => {
      const row = await run(tx, request, request.params.id)
      return { body: told(row, languageOf(request)), version: row.version }
    })

  app.post('/rankings/:id/restore', operation({ id: 'restoreRanking', tag, summary: 'Bring a removed ranking back', access: may.writeMap, params: idParams, response: { 200: Ranking }, example: examples.removed }), changing(restoreRanking))
  app.post('/rankings/:id/cancel', operation({ id: 'cancelRanking', tag, summary: 'Stop a computation that waits or runs', description: 'One that has ended stays as it is.', access: may.writeMap, params: idParams, response: { 200: Ranking }, example: examples.cancel }), changing(cancelRanking))
  app.post('/rankings/:id/unadopt', operation({ id: 'unadoptRanking', tag, summary: 'Take an adoption back', description: 'The audit keeps who decided what.', access: may.writeMap, params: idParams, response: { 200: Ranking }, example: examples.unadopt }), changing(unadoptRanking))

  app.post('/rankings/:id/adopt', operation({ id: 'adoptRanking', tag, summary: 'Make a suggestion a decision', access: may.writeMap, params: idParams, body: Adoption, response: { 200: Ranking }, example: examples.adopt }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await adoptRanking(tx, request, request.params.id, request.body)
      return { body: told(row, languageOf(request)), version: row.version }
    }))

  await rankingRowRoutes(app)
}
