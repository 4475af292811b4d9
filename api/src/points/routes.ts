import { z } from 'zod'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { sendVersioned } from '../plugins/etag.ts'
import { pageFrom } from '../plugins/keyset.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { createPoint, patchPoint, removePoint, requirePoint, restorePoint, rewordPoint } from './commands.ts'
import { examples } from './examples.ts'
import { listPoints, listVersions } from './queries.ts'
import { Point, PointCreate, PointListQuery, PointPage, PointPatch, PointVersion, PointVersionCreate, PointVersionList } from './schemas.ts'

const tag = 'points'

export async function pointsRoutes(app: App): Promise<void> {
  app.get('/points', operation({ id: 'listPoints', tag, summary: 'Points under discussion, one page', access: may.readDialogue, query: PointListQuery, response: { 200: PointPage }, example: examples.list }), async (request, reply) =>
    pageFrom(await listPoints(app.db, request.query, request.reach, app.config.secret), request.query, request, reply))

  app.post('/points', operation({ id: 'createPoint', tag, summary: 'Add a point with its first wording', access: may.writeDialogue, body: PointCreate, response: { 201: Point }, example: examples.create }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await createPoint(tx, request, request.body)
      return { status: 201, body: row, version: row.version, location: `/api/v1/points/${row.id}` }
    }))

  app.get('/points/:id', operation({ id: 'getPoint', tag, summary: 'One point with the wording in force', access: may.readDialogue, params: idParams, response: { 200: Point }, example: examples.one }), async (request, reply) =>
    sendVersioned(request, reply, await requirePoint(app.db, request.params.id, request.reach)))

  app.patch('/points/:id', operation({ id: 'updatePoint', tag, summary: 'Change a point, but not its wording', access: may.writeDialogue, params: idParams, body: PointPatch, response: { 200: Point }, example: examples.patch }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await patchPoint(tx, request, request.params.id, request.body)
      return { body: row, version: row.version }
    }))

  app.delete('/points/:id', operation({ id: 'deletePoint', tag, summary: 'Remove a point; it can be restored', access: may.writeDialogue, params: idParams, response: { 204: z.null() }, example: examples.removed }), (request, reply) =>
    write(request, reply, async (tx) => {
      await removePoint(tx, request, request.params.id)
      return { status: 204 }
    }))

  app.post('/points/:id/restore', operation({ id: 'restorePoint', tag, summary: 'Bring a removed point back', access: may.writeDialogue, params: idParams, response: { 200: Point }, example: examples.removed }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await restorePoint(tx, request, request.params.id)
      return { body: row, version: row.version }
    }))

  app.get('/points/:id/versions', operation({ id: 'listPointVersions', tag, summary: 'The wordings of a point, the latest first', access: may.readDialogue, params: idParams, response: { 200: PointVersionList }, example: examples.one }), async (request) => {
    await requirePoint(app.db, request.params.id, request.reach)
    return { items: await listVersions(app.db, request.params.id), nextCursor: null }
  })

  app.post('/points/:id/versions', operation({ id: 'rewordPoint', tag, summary: 'Give a point a new wording', description: 'Positions on the former wording stay there: none carries over.', access: may.writeDialogue, params: idParams, body: PointVersionCreate, response: { 201: PointVersion }, example: examples.reword }), (request, reply) =>
    write(request, reply, async (tx) => ({ status: 201, body: await rewordPoint(tx, request, request.params.id, request.body), location: `/api/v1/points/${request.params.id}/versions` })))
}
