import { z } from 'zod'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { etagOf } from '../plugins/etag.ts'
import { pageFrom } from '../plugins/keyset.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { createActivity, patchActivity, removeActivity, requireActivity, restoreActivity } from './commands.ts'
import { examples } from './examples.ts'
import { type ActivityRow, listActivities } from './queries.ts'
import { activitySessionRoutes, audienceRoutes, riskRoutes } from './routes.parts.ts'
import { Activity, ActivityCreate, ActivityListQuery, ActivityPage, ActivityPatch } from './schemas.ts'

const tag = 'activities'

export async function activitiesRoutes(app: App): Promise<void> {
  app.get('/activities', operation({ id: 'listActivities', tag, summary: 'Dialogue activities with planned against done, one page', access: may.readDialogue, query: ActivityListQuery, response: { 200: ActivityPage }, example: examples.list }), async (request, reply) =>
    pageFrom(await listActivities(app.db, request.query, request.reach, app.config.secret), request.query, request, reply))

  app.post('/activities', operation({ id: 'createActivity', tag, summary: 'Add an activity to a plan', access: may.writeDialogue, body: ActivityCreate, response: { 201: Activity }, example: examples.create }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await createActivity(tx, request, request.body)
      return { ...answer(row), status: 201, location: `/api/v1/activities/${row.id}` }
    }))

  app.get('/activities/:id', operation({ id: 'getActivity', tag, summary: 'One activity with planned against done', access: may.readDialogue, params: idParams, response: { 200: Activity }, example: examples.one }), async (request, reply) => {
    const row = await requireActivity(app.db, request.params.id, request.reach)
    // Never 304: the figures are those of its sessions and tasks, not of this version.
    reply.header('etag', etagOf(row.version))
    return row
  })

  app.patch('/activities/:id', operation({ id: 'updateActivity', tag, summary: 'Change an activity or its status', access: may.writeDialogue, params: idParams, body: ActivityPatch, response: { 200: Activity }, example: examples.patch }), (request, reply) =>
    write(request, reply, async (tx) => answer(await patchActivity(tx, request, request.params.id, request.body))))

  app.delete('/activities/:id', operation({ id: 'deleteActivity', tag, summary: 'Remove an activity of which no session was held; it can be restored', access: may.writeDialogue, params: idParams, response: { 204: z.null() }, example: examples.removed }), (request, reply) =>
    write(request, reply, async (tx) => {
      await removeActivity(tx, request, request.params.id)
      return { status: 204 }
    }))

  app.post('/activities/:id/restore', operation({ id: 'restoreActivity', tag, summary: 'Bring a removed activity back', access: may.writeDialogue, params: idParams, response: { 200: Activity }, example: examples.removed }), (request, reply) =>
    write(request, reply, async (tx) => answer(await restoreActivity(tx, request, request.params.id))))

  audienceRoutes(app)
  riskRoutes(app)
  activitySessionRoutes(app)
}

const answer = (row: ActivityRow) => ({ body: row, version: row.version })
