import { z } from 'zod'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { sendVersioned } from '../plugins/etag.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { addCollector, listCollectors, patchCollector, removeCollector, requireCollector } from './commands.collectors.ts'
import { examples } from './examples.ts'
import { Collector, CollectorCreate, CollectorList, CollectorPatch } from './schemas.collectors.ts'
import { collectorParams } from './schemas.series.ts'

const tag = 'indicators'
const path = '/indicators/:id/collectors/:collectorId'

/** Who gives the values of an indicator, perimeter by perimeter. */
export function collectorRoutes(app: App): void {
  app.get('/indicators/:id/collectors', operation({ id: 'listIndicatorCollectors', tag, summary: 'Who gives its values, by perimeter', access: may.readReport, params: idParams, response: { 200: CollectorList }, example: examples.one }), (request) =>
    listCollectors(app.db, request.params.id, request.reach))

  app.post('/indicators/:id/collectors', operation({ id: 'createIndicatorCollector', tag, summary: 'Ask a relay, or an account, for the values of a perimeter', access: may.writeReport, params: idParams, body: CollectorCreate, response: { 201: Collector }, example: examples.collector }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await addCollector(tx, request, request.params.id, request.body)
      return { status: 201, body: row, version: row.version, location: `/api/v1/indicators/${request.params.id}/collectors/${row.id}` }
    }))

  app.get(path, operation({ id: 'getIndicatorCollector', tag, summary: 'Who gives its values for one perimeter', access: may.readReport, params: collectorParams, response: { 200: Collector }, example: examples.oneCollector }), async (request, reply) =>
    sendVersioned(request, reply, await requireCollector(app.db, request.params.id, request.params.collectorId, request.reach)))

  app.patch(path, operation({ id: 'updateIndicatorCollector', tag, summary: 'Ask somebody else, or from another day on', access: may.writeReport, params: collectorParams, body: CollectorPatch, response: { 200: Collector }, example: examples.collectorPatch }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await patchCollector(tx, request, request.params.id, request.params.collectorId, request.body)
      return { body: row, version: row.version }
    }))

  app.delete(path, operation({ id: 'deleteIndicatorCollector', tag, summary: 'Ask nobody any more for this perimeter; the values stay', access: may.writeReport, params: collectorParams, response: { 204: z.null() }, example: examples.removedCollector }), (request, reply) =>
    write(request, reply, async (tx) => {
      await removeCollector(tx, request, request.params.id, request.params.collectorId)
      return { status: 204 }
    }))
}
