import { z } from 'zod'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { sendVersioned } from '../plugins/etag.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { addStep, patchStep, removeStep, reorderSteps, requireStep } from './commands.steps.ts'
import { examples } from './examples.ts'
import { partParams, Process, ProcessStep, ProcessStepCreate, ProcessStepOrder, ProcessStepPatch } from './schemas.ts'

const tag = 'processes'

/** The steps of a process. */
export function processStepRoutes(app: App): void {
  app.post('/processes/:id/steps', operation({ id: 'createProcessStep', tag, summary: 'Add a step to a process', access: may.writeDialogue, params: idParams, body: ProcessStepCreate, response: { 201: ProcessStep }, example: examples.step }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await addStep(tx, request, request.params.id, request.body)
      return { status: 201, body: row, version: row.version, location: `/api/v1/processes/${request.params.id}/steps/${row.id}` }
    }))

  app.get('/processes/:id/steps/:partId', operation({ id: 'getProcessStep', tag, summary: 'One step of a process', access: may.readDialogue, params: partParams, response: { 200: ProcessStep }, example: examples.oneStep }), async (request, reply) =>
    sendVersioned(request, reply, await requireStep(app.db, request.params.id, request.params.partId, request.reach)))

  app.patch('/processes/:id/steps/:partId', operation({ id: 'updateProcessStep', tag, summary: 'Change a step of a process', access: may.writeDialogue, params: partParams, body: ProcessStepPatch, response: { 200: ProcessStep }, example: examples.stepPatch }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await patchStep(tx, request, request.params.id, request.params.partId, request.body)
      return { body: row, version: row.version }
    }))

  app.delete('/processes/:id/steps/:partId', operation({ id: 'deleteProcessStep', tag, summary: 'Remove a step on which nobody has spoken', access: may.writeDialogue, params: partParams, response: { 204: z.null() }, example: examples.stepRemoved }), (request, reply) =>
    write(request, reply, async (tx) => {
      await removeStep(tx, request, request.params.id, request.params.partId)
      return { status: 204 }
    }))

  app.post('/processes/:id/steps/order', operation({ id: 'orderProcessSteps', tag, summary: 'Order the steps of a process, across its phases', access: may.writeDialogue, params: idParams, body: ProcessStepOrder, response: { 200: Process }, example: examples.order }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await reorderSteps(tx, request, request.params.id, request.body)
      return { body: row, version: row.version }
    }))
}
