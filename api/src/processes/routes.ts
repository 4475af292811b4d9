import { z } from 'zod'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { sendVersioned } from '../plugins/etag.ts'
import { pageFrom } from '../plugins/keyset.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { copyProcess, createProcess, patchProcess, removeProcess, requireProcess, restoreProcess } from './commands.ts'
import { examples } from './examples.ts'
import { listProcesses } from './queries.ts'
import { processStepRoutes } from './routes.steps.ts'
import { Process, ProcessCopy, ProcessCreate, ProcessListQuery, ProcessPage, ProcessPatch } from './schemas.ts'

const tag = 'processes'

/** Processes of consultation, and the ready models to start from. */
export async function processesRoutes(app: App): Promise<void> {
  app.get('/processes', operation({ id: 'listProcesses', tag, summary: 'Processes and models with their steps, one page', access: may.readDialogue, query: ProcessListQuery, response: { 200: ProcessPage }, example: examples.list }), async (request, reply) =>
    pageFrom(await listProcesses(app.db, request.query, request.reach, app.config.secret), request.query, request, reply))

  app.post('/processes', operation({ id: 'createProcess', tag, summary: 'Write down a process of consultation', access: may.writeDialogue, body: ProcessCreate, response: { 201: Process }, example: examples.create }), (request, reply) =>
    write(request, reply, async (tx) => made(await createProcess(tx, request, request.body))))

  app.post('/processes/:id/copy', operation({ id: 'copyProcess', tag, summary: 'Start a process from a model or from another process', access: may.writeDialogue, params: idParams, body: ProcessCopy, response: { 201: Process }, example: examples.copy }), (request, reply) =>
    write(request, reply, async (tx) => made(await copyProcess(tx, request, request.params.id, request.body))))

  app.get('/processes/:id', operation({ id: 'getProcess', tag, summary: 'One process with its steps', access: may.readDialogue, params: idParams, response: { 200: Process }, example: examples.one }), async (request, reply) =>
    sendVersioned(request, reply, await requireProcess(app.db, request.params.id, request.reach)))

  app.patch('/processes/:id', operation({ id: 'updateProcess', tag, summary: 'Change the words of a process', access: may.writeDialogue, params: idParams, body: ProcessPatch, response: { 200: Process }, example: examples.patch }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await patchProcess(tx, request, request.params.id, request.body)
      return { body: row, version: row.version }
    }))

  app.delete('/processes/:id', operation({ id: 'deleteProcess', tag, summary: 'Remove a process that no dialogue follows; it can be restored', access: may.writeDialogue, params: idParams, response: { 204: z.null() }, example: examples.one }), (request, reply) =>
    write(request, reply, async (tx) => {
      await removeProcess(tx, request, request.params.id)
      return { status: 204 }
    }))

  app.post('/processes/:id/restore', operation({ id: 'restoreProcess', tag, summary: 'Bring a removed process back', access: may.writeDialogue, params: idParams, response: { 200: Process }, example: examples.one }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await restoreProcess(tx, request, request.params.id)
      return { body: row, version: row.version }
    }))

  processStepRoutes(app)
}

const made = (row: { id: string; version: number }) => ({ status: 201 as const, body: row, version: row.version, location: `/api/v1/processes/${row.id}` })
