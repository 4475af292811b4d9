import { z } from 'zod'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { sendVersioned } from '../plugins/etag.ts'
import { pageFrom } from '../plugins/keyset.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { createExpectation, patchExpectation, removeExpectation, requireExpectation, restoreExpectation } from './commands.ts'
import { examples } from './examples.ts'
import { listExpectations } from './queries.ts'
import { Expectation, ExpectationCreate, ExpectationListQuery, ExpectationPage, ExpectationPatch } from './schemas.ts'

const tag = 'expectations'

export async function expectationsRoutes(app: App): Promise<void> {
  app.get('/expectations', operation({ id: 'listExpectations', tag, summary: 'What stakeholders expect, one page', access: may.readMap, query: ExpectationListQuery, response: { 200: ExpectationPage }, example: examples.list }), async (request, reply) =>
    pageFrom(await listExpectations(app.db, request.query, request.reach, app.config.secret), request.query, request, reply))

  app.post('/expectations', operation({ id: 'createExpectation', tag, summary: 'Record an expectation', access: may.contributeMap, body: ExpectationCreate, response: { 201: Expectation }, example: examples.create }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await createExpectation(tx, request, request.body)
      return { status: 201, body: row, version: row.version, location: `/api/v1/expectations/${row.id}` }
    }))

  app.get('/expectations/:id', operation({ id: 'getExpectation', tag, summary: 'One expectation', access: may.readMap, params: idParams, response: { 200: Expectation }, example: examples.one }), async (request, reply) =>
    sendVersioned(request, reply, await requireExpectation(app.db, request.params.id, request.reach)))

  app.patch('/expectations/:id', operation({ id: 'updateExpectation', tag, summary: 'Change an expectation', access: may.contributeMap, params: idParams, body: ExpectationPatch, response: { 200: Expectation }, example: examples.patch }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await patchExpectation(tx, request, request.params.id, request.body)
      return { body: row, version: row.version }
    }))

  app.delete('/expectations/:id', operation({ id: 'deleteExpectation', tag, summary: 'Remove an expectation; it can be restored', access: may.contributeMap, params: idParams, response: { 204: z.null() }, example: examples.one }), (request, reply) =>
    write(request, reply, async (tx) => {
      await removeExpectation(tx, request, request.params.id)
      return { status: 204 }
    }))

  app.post('/expectations/:id/restore', operation({ id: 'restoreExpectation', tag, summary: 'Bring a removed expectation back', access: may.contributeMap, params: idParams, response: { 200: Expectation }, example: examples.one }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await restoreExpectation(tx, request, request.params.id)
      return { body: row, version: row.version }
    }))
}
