import { demoId } from '@convergence/db'
import { z } from 'zod'
import { type Access, principalIn, roles } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { sendVersioned } from '../plugins/etag.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { asSeenBy, createSavedView, patchSavedView, removeSavedView, requireSavedView } from './commands.ts'
import { listSavedViews } from './queries.ts'
import { SavedView, SavedViewCreate, SavedViewPage, SavedViewPatch, SavedViewQuery } from './schemas.ts'

const tag = 'saved views'
/** Everybody keeps views; they hold no data of the map, only how to look at it. */
const mayKeep = { roles, scope: 'map:read' } as const satisfies Access

const one = { params: { id: demoId('saved-view', 'iso-bretagne') }, after: ['createSavedView'] }
const examples = {
  list: { query: { screen: 'map' } },
  create: { body: { name: 'Bretagne, domaines ISO', screen: 'map', shared: true, state: { lentille: 'iso', perimetre: demoId('perimeter', 'bretagne') } } },
  patch: { ...one, body: { name: 'Bretagne' } },
}

export async function savedViewsRoutes(app: App): Promise<void> {
  app.get('/saved-views', operation({ id: 'listSavedViews', tag, summary: 'One’s own views and the shared ones', access: mayKeep, query: SavedViewQuery, response: { 200: SavedViewPage }, example: examples.list }), async (request) => {
    const { userId } = principalIn(request)
    return { items: (await listSavedViews(app.db, userId, request.query.screen)).map(asSeenBy(userId)), nextCursor: null }
  })

  app.post('/saved-views', operation({ id: 'createSavedView', tag, summary: 'Keep a view under a name', access: mayKeep, body: SavedViewCreate, response: { 201: SavedView }, example: examples.create }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await createSavedView(tx, request, request.body)
      return { status: 201, body: row, version: row.version, location: `/api/v1/saved-views/${row.id}` }
    }))

  app.get('/saved-views/:id', operation({ id: 'getSavedView', tag, summary: 'One view', access: mayKeep, params: idParams, response: { 200: SavedView }, example: one }), async (request, reply) =>
    sendVersioned(request, reply, asSeenBy(principalIn(request).userId)(await requireSavedView(app.db, request, request.params.id))))

  app.patch('/saved-views/:id', operation({ id: 'updateSavedView', tag, summary: 'Change a view of one’s own', access: mayKeep, params: idParams, body: SavedViewPatch, response: { 200: SavedView }, example: examples.patch }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await patchSavedView(tx, request, request.params.id, request.body)
      return { body: row, version: row.version }
    }))

  app.delete('/saved-views/:id', operation({ id: 'deleteSavedView', tag, summary: 'Delete a view of one’s own', access: mayKeep, params: idParams, response: { 204: z.null() }, example: one }), (request, reply) =>
    write(request, reply, async (tx) => {
      await removeSavedView(tx, request, request.params.id)
      return { status: 204 }
    }))
}
