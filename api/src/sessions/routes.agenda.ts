import { z } from 'zod'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { sendVersioned } from '../plugins/etag.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { addAgendaItem, listAgenda, patchAgendaItem, removeAgendaItem, reorderAgenda, requireAgendaItem } from './agenda.ts'
import { requireSession } from './commands.ts'
import { examples } from './examples.ts'
import { AgendaItem, AgendaItemCreate, AgendaItemPatch, AgendaList, AgendaOrder, partParams } from './schemas.parts.ts'

const tag = 'sessions'
const root = '/sessions/:id/agenda-items'
const one = `${root}/:partId` as const

/** The agenda of a session: items in order, each with its aim, length, owner and, often, a point. */
export async function agendaRoutes(app: App): Promise<void> {
  app.get(root, operation({ id: 'listAgendaItems', tag, summary: 'The agenda in its order', access: may.readDialogue, params: idParams, response: { 200: AgendaList }, example: examples.one }), async (request) => {
    await requireSession(app.db, request.params.id, request.reach)
    return { items: await listAgenda(app.db, request.params.id), nextCursor: null }
  })

  app.post(root, operation({ id: 'createAgendaItem', tag, summary: 'Add an item at the end of the agenda', access: may.writeDialogue, params: idParams, body: AgendaItemCreate, response: { 201: AgendaItem }, example: examples.agendaCreate }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await addAgendaItem(tx, request, request.params.id, request.body)
      return { status: 201, body: row, version: row.version, location: `/api/v1/sessions/${row.sessionId}/agenda-items/${row.id}` }
    }))

  app.post(`${root}/order`, operation({ id: 'reorderAgenda', tag, summary: 'Put the agenda in a new order', access: may.writeDialogue, params: idParams, body: AgendaOrder, response: { 200: AgendaList }, example: examples.agendaOrder }), (request, reply) =>
    write(request, reply, async (tx) => ({ body: { items: await reorderAgenda(tx, request, request.params.id, request.body), nextCursor: null } })))

  app.get(one, operation({ id: 'getAgendaItem', tag, summary: 'One agenda item', access: may.readDialogue, params: partParams, response: { 200: AgendaItem }, example: examples.agendaItem }), async (request, reply) => {
    await requireSession(app.db, request.params.id, request.reach)
    return sendVersioned(request, reply, await requireAgendaItem(app.db, request.params.id, request.params.partId))
  })

  app.patch(one, operation({ id: 'updateAgendaItem', tag, summary: 'Change an agenda item', access: may.writeDialogue, params: partParams, body: AgendaItemPatch, response: { 200: AgendaItem }, example: examples.agendaPatch }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await patchAgendaItem(tx, request, request.params.id, request.params.partId, request.body)
      return { body: row, version: row.version }
    }))

  app.delete(one, operation({ id: 'deleteAgendaItem', tag, summary: 'Take an item off the agenda', access: may.writeDialogue, params: partParams, response: { 204: z.null() }, example: examples.agendaDelete }), (request, reply) =>
    write(request, reply, async (tx) => {
      await removeAgendaItem(tx, request, request.params.id, request.params.partId)
      return { status: 204 }
    }))
}
