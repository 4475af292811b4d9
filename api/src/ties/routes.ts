import { z } from 'zod'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { sendVersioned } from '../plugins/etag.ts'
import { pageFrom } from '../plugins/keyset.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { createTie, patchTie, removeTie, requireTie, restoreTie } from './commands.ts'
import { examples } from './examples.ts'
import { listTies } from './queries.ts'
import { Tie, TieCreate, TieListQuery, TiePage, TiePatch } from './schemas.ts'
import { tieTypeRoutes } from './type-routes.ts'

const tag = 'ties'

export async function tiesRoutes(app: App): Promise<void> {
  await app.register(tieTypeRoutes)

  app.get('/ties', operation({ id: 'listTies', tag, summary: 'Ties, one page', access: may.readMap, query: TieListQuery, response: { 200: TiePage }, example: examples.list }), async (request, reply) => {
    const rows = await listTies(app.db, request.query, request.reach, app.config.secret)
    return pageFrom(rows, request.query, request, reply)
  })

  app.post('/ties', operation({ id: 'createTie', tag, summary: 'Tie two stakeholders', access: may.contributeMap, body: TieCreate, response: { 201: Tie }, example: examples.create }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await createTie(tx, request, request.body)
      return { status: 201, body: row, version: row.version, location: `/api/v1/ties/${row.id}` }
    }))

  app.get('/ties/:id', operation({ id: 'getTie', tag, summary: 'One tie', access: may.readMap, params: idParams, response: { 200: Tie }, example: examples.one }), async (request, reply) =>
    sendVersioned(request, reply, await requireTie(app.db, request.params.id, request.reach)))

  app.patch('/ties/:id', operation({ id: 'updateTie', tag, summary: 'Change a tie', access: may.contributeMap, params: idParams, body: TiePatch, response: { 200: Tie }, example: examples.patch }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await patchTie(tx, request, request.params.id, request.body)
      return { body: row, version: row.version }
    }))

  app.delete('/ties/:id', operation({ id: 'deleteTie', tag, summary: 'Remove a tie; it can be restored', access: may.contributeMap, params: idParams, response: { 204: z.null() }, example: examples.one }), (request, reply) =>
    write(request, reply, async (tx) => {
      await removeTie(tx, request, request.params.id)
      return { status: 204 }
    }))

  app.post('/ties/:id/restore', operation({ id: 'restoreTie', tag, summary: 'Bring a removed tie back', access: may.contributeMap, params: idParams, response: { 200: Tie }, example: examples.one }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await restoreTie(tx, request, request.params.id)
      return { body: row, version: row.version }
    }))
}
