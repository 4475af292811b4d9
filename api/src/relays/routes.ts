import { z } from 'zod'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { addressFor, keptReach } from '../plugins/kept.ts'
import { sendVersioned } from '../plugins/etag.ts'
import { pageFrom } from '../plugins/keyset.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { createRelay, patchRelay, removeRelay, requireRelay, restoreRelay } from './commands.ts'
import { examples } from './examples.ts'
import { listRelays, type RelayRow } from './queries.ts'
import { relayReportRoutes } from './routes.reports.ts'
import { Relay, RelayCreate, RelayListQuery, RelayPage, RelayPatch } from './schemas.ts'

const tag = 'relays'

/** Relays, what they report, and what they do next. */
export async function relaysRoutes(app: App): Promise<void> {
  app.get('/relays', operation({ id: 'listRelays', tag, summary: 'Relays, one page', access: may.readReport, query: RelayListQuery, response: { 200: RelayPage }, example: examples.list }), async (request, reply) => {
    const reach = keptReach(request)
    const { items, nextCursor } = pageFrom(await listRelays(app.db, request.query, request.reach, app.config.secret), request.query, request, reply)
    return { items: items.map((row) => ({ ...row, email: addressFor(reach, row.perimeterId, row.email) })), nextCursor }
  })

  app.post('/relays', operation({ id: 'createRelay', tag, summary: 'Name a relay of a direction or a region', access: may.writeReport, body: RelayCreate, response: { 201: Relay }, example: examples.create }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await createRelay(tx, request, request.body)
      return { status: 201, body: row, version: row.version, location: `/api/v1/relays/${row.id}` }
    }))

  app.get('/relays/:id', operation({ id: 'getRelay', tag, summary: 'One relay', access: may.readReport, params: idParams, response: { 200: Relay }, example: examples.one }), async (request, reply) => {
    const row: RelayRow = await requireRelay(app.db, request.params.id, request.reach)
    return sendVersioned(request, reply, { ...row, email: addressFor(keptReach(request), row.perimeterId, row.email) })
  })

  app.patch('/relays/:id', operation({ id: 'updateRelay', tag, summary: 'Change a relay', access: may.writeReport, params: idParams, body: RelayPatch, response: { 200: Relay }, example: examples.patch }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await patchRelay(tx, request, request.params.id, request.body)
      return { body: row, version: row.version }
    }))

  app.delete('/relays/:id', operation({ id: 'deleteRelay', tag, summary: 'Remove a relay; it can be restored', access: may.writeReport, params: idParams, response: { 204: z.null() }, example: examples.one }), (request, reply) =>
    write(request, reply, async (tx) => {
      await removeRelay(tx, request, request.params.id)
      return { status: 204 }
    }))

  app.post('/relays/:id/restore', operation({ id: 'restoreRelay', tag, summary: 'Bring a removed relay back', access: may.writeReport, params: idParams, response: { 200: Relay }, example: examples.one }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await restoreRelay(tx, request, request.params.id)
      return { body: row, version: row.version }
    }))

  relayReportRoutes(app)
}
