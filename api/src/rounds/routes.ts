import type { Db } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { sendVersioned } from '../plugins/etag.ts'
import { pageFrom } from '../plugins/keyset.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { closeRound, createRound, openRound, patchRound, removeRound, reopenRound, requireRound, restoreRound } from './commands.ts'
import { examples } from './examples.ts'
import { progressOf } from './progress.ts'
import { listRounds, type RoundRow } from './queries.ts'
import { linkRoutes } from './routes.link.ts'
import { partRoutes } from './routes.parts.ts'
import { RoundSheet, SheetQuery } from './schemas.parts.ts'
import { Round, RoundCreate, RoundListQuery, RoundPage, RoundPatch, RoundProgress, RoundReopen } from './schemas.ts'
import { readSheet } from './sheet.ts'
import { viewerOf } from './viewer.ts'

const tag = 'rounds'
const one = { tag, access: may.writeMap, params: idParams, response: { 200: Round } } as const
const changed = (work: (tx: Db, request: FastifyRequest) => Promise<RoundRow>, request: FastifyRequest) => async (tx: Db) => {
  const row = await work(tx, request)
  return { body: row, version: row.version }
}

export async function roundsRoutes(app: App): Promise<void> {
  app.get('/rounds', operation({ id: 'listRounds', tag, summary: 'Rounds of scoring with their figures, one page', description: 'Within reach, and those in which the reader is asked to score.', access: may.readMap, query: RoundListQuery, response: { 200: RoundPage }, example: examples.list }), async (request, reply) =>
    pageFrom(await listRounds(app.db, request.query, viewerOf(request), app.config.secret), request.query, request, reply))

  app.post('/rounds', operation({ id: 'createRound', tag, summary: 'Prepare a round', access: may.writeMap, body: RoundCreate, response: { 201: Round }, example: examples.create }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await createRound(tx, request, request.body)
      return { status: 201, body: row, version: row.version, location: `/api/v1/rounds/${row.id}` }
    }))

  app.get('/rounds/:id', operation({ ...one, id: 'getRound', summary: 'One round with its figures', access: may.readMap, example: examples.one }), async (request, reply) =>
    sendVersioned(request, reply, await requireRound(app.db, request.params.id, viewerOf(request))))

  app.patch('/rounds/:id', operation({ ...one, id: 'updateRound', summary: 'Change a round', body: RoundPatch, example: examples.patch }), (request, reply) =>
    write(request, reply, changed((tx) => patchRound(tx, request, request.params.id, request.body), request)))

  app.delete('/rounds/:id', operation({ id: 'deleteRound', tag, summary: 'Remove a round with its scores; it can be restored', access: may.writeMap, params: idParams, response: { 204: z.null() }, example: examples.one }), (request, reply) =>
    write(request, reply, async (tx) => {
      await removeRound(tx, request, request.params.id)
      return { status: 204 }
    }))

  app.post('/rounds/:id/restore', operation({ ...one, id: 'restoreRound', summary: 'Bring a removed round back', example: examples.one }), (request, reply) =>
    write(request, reply, changed((tx) => restoreRound(tx, request, request.params.id), request)))

  app.post('/rounds/:id/open', operation({ ...one, id: 'openRound', summary: 'Open a round on the scales in force', description: 'Refused (409 round-empty) without a stakeholder, a criterion or a rater.', example: examples.open }), (request, reply) =>
    write(request, reply, changed((tx) => openRound(tx, request, request.params.id), request)))

  app.post('/rounds/:id/close', operation({ ...one, id: 'closeRound', summary: 'Close a round: its scores enter every result', example: examples.close }), (request, reply) =>
    write(request, reply, changed((tx) => closeRound(tx, request, request.params.id), request)))

  app.post('/rounds/:id/reopen', operation({ ...one, id: 'reopenRound', summary: 'Open a closed round again', description: 'Its scores leave the results until it closes anew.', body: RoundReopen, example: examples.reopen }), (request, reply) =>
    write(request, reply, changed((tx) => reopenRound(tx, request, request.params.id, request.body), request)))

  app.get('/rounds/:id/progress', operation({ id: 'getRoundProgress', tag, summary: 'How far a round has come, by criterion and by rater', access: may.readMap, params: idParams, response: { 200: RoundProgress }, example: examples.one }), async (request) =>
    progressOf(app.db, (await requireRound(app.db, request.params.id, viewerOf(request))).id))

  app.get('/rounds/:id/sheet', operation({ id: 'getRoundSheet', tag, summary: 'What a rater is asked, and has answered', description: 'One’s own; with `raterId`, that of a rater without account for whom one records.', access: may.score, params: idParams, query: SheetQuery, response: { 200: RoundSheet }, example: examples.sheet }), (request) =>
    readSheet(app.db, request, request.params.id, request.query.raterId))

  await partRoutes(app)
  await linkRoutes(app)
}
