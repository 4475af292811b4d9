import { z } from 'zod'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { sendVersioned } from '../plugins/etag.ts'
import { pageFrom } from '../plugins/keyset.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { createMandate, patchMandate, removeMandate, requireMandate, restoreMandate, shownTo } from './commands.ts'
import { examples } from './examples.ts'
import { listMandates } from './queries.ts'
import { Mandate, MandateCreate, MandateListQuery, MandatePage, MandatePatch } from './schemas.ts'

const tag = 'mandates'

export async function mandatesRoutes(app: App): Promise<void> {
  app.get('/mandates', operation({ id: 'listMandates', tag, summary: 'Who speaks for whom, one page', access: may.readMap, query: MandateListQuery, response: { 200: MandatePage }, example: examples.list }), async (request, reply) => {
    const page = pageFrom(await listMandates(app.db, request.query, request.reach, app.config.secret), request.query, request, reply)
    return { ...page, items: page.items.map((row) => shownTo(request, row)) }
  })

  app.post('/mandates', operation({ id: 'createMandate', tag, summary: 'Give a person a mandate', access: may.writeMap, body: MandateCreate, response: { 201: Mandate }, example: examples.create }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await createMandate(tx, request, request.body)
      return { status: 201, body: shownTo(request, row), version: row.version, location: `/api/v1/mandates/${row.id}` }
    }))

  app.get('/mandates/:id', operation({ id: 'getMandate', tag, summary: 'One mandate', access: may.readMap, params: idParams, response: { 200: Mandate }, example: examples.one }), async (request, reply) =>
    sendVersioned(request, reply, shownTo(request, await requireMandate(app.db, request.params.id, request.reach))))

  app.patch('/mandates/:id', operation({ id: 'updateMandate', tag, summary: 'Change a mandate', access: may.writeMap, params: idParams, body: MandatePatch, response: { 200: Mandate }, example: examples.patch }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await patchMandate(tx, request, request.params.id, request.body)
      return { body: shownTo(request, row), version: row.version }
    }))

  app.delete('/mandates/:id', operation({ id: 'deleteMandate', tag, summary: 'Remove a mandate; it can be restored', access: may.writeMap, params: idParams, response: { 204: z.null() }, example: examples.one }), (request, reply) =>
    write(request, reply, async (tx) => {
      await removeMandate(tx, request, request.params.id)
      return { status: 204 }
    }))

  app.post('/mandates/:id/restore', operation({ id: 'restoreMandate', tag, summary: 'Bring a removed mandate back', access: may.writeMap, params: idParams, response: { 200: Mandate }, example: examples.one }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await restoreMandate(tx, request, request.params.id)
      return { body: shownTo(request, row), version: row.version }
    }))
}
