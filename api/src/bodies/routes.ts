import { z } from 'zod'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { etagOf } from '../plugins/etag.ts'
import { pageFrom } from '../plugins/keyset.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { dayIn } from '../positions/rules.ts'
import { idParams } from '../schemas.ts'
import { createBody, patchBody, removeBody, requireBody, restoreBody } from './commands.ts'
import { examples } from './examples.ts'
import { listBodies } from './queries.ts'
import { bodyMeetingRoutes } from './routes.meetings.ts'
import { bodyPartRoutes } from './routes.parts.ts'
import { Body, BodyCreate, BodyListQuery, BodyPage, BodyPatch, BodyQuery } from './schemas.ts'

const tag = 'bodies'

/** Bodies: who meets, decides and approves; chosen when a session is prepared. */
export async function bodiesRoutes(app: App): Promise<void> {
  app.get('/bodies', operation({ id: 'listBodies', tag, summary: 'Bodies, one page', access: may.readDialogue, query: BodyListQuery, response: { 200: BodyPage }, example: examples.list }), async (request, reply) =>
    pageFrom(await listBodies(app.db, request.query, request.reach, request.query.asOf ?? request.query.on ?? dayIn(new Date()), app.config.secret), request.query, request, reply))

  app.post('/bodies', operation({ id: 'createBody', tag, summary: 'Add a body', access: may.writeDialogue, body: BodyCreate, response: { 201: Body }, example: examples.create }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await createBody(tx, request, request.body)
      return { status: 201, body: row, version: row.version, location: `/api/v1/bodies/${row.id}` }
    }))

  app.get('/bodies/:id', operation({ id: 'getBody', tag, summary: 'One body, and who sits in it on a day', access: may.readDialogue, params: idParams, query: BodyQuery, response: { 200: Body }, example: examples.one }), async (request, reply) => {
    const row = await requireBody(app.db, request.params.id, request.reach, request.query.asOf)
    reply.header('etag', etagOf(row.version)) // No 304: the figures move without a new version.
    return row
  })

  app.patch('/bodies/:id', operation({ id: 'updateBody', tag, summary: 'Change a body, or say that it ceases and why', access: may.writeDialogue, params: idParams, body: BodyPatch, response: { 200: Body }, example: examples.patch }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await patchBody(tx, request, request.params.id, request.body)
      return { body: row, version: row.version }
    }))

  app.delete('/bodies/:id', operation({ id: 'deleteBody', tag, summary: 'Remove a body; it can be restored', access: may.writeDialogue, params: idParams, response: { 204: z.null() }, example: examples.remove }), (request, reply) =>
    write(request, reply, async (tx) => {
      await removeBody(tx, request, request.params.id)
      return { status: 204 }
    }))

  app.post('/bodies/:id/restore', operation({ id: 'restoreBody', tag, summary: 'Bring a removed body back', access: may.writeDialogue, params: idParams, response: { 200: Body }, example: examples.remove }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await restoreBody(tx, request, request.params.id)
      return { body: row, version: row.version }
    }))

  bodyPartRoutes(app)
  bodyMeetingRoutes(app)
}
