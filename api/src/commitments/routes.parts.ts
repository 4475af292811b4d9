import { z } from 'zod'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { sendVersioned } from '../plugins/etag.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { requireCommitment } from './commands.ts'
import { addMilestone, patchMilestone, recordEvent, removeMilestone, reorderMilestones, requireMilestone, takeBackEvent } from './commands.parts.ts'
import { examples } from './examples.ts'
import { CommitmentEvent, CommitmentEventCreate, Milestone, MilestoneCreate, MilestoneList, MilestoneOrder, MilestonePatch, partParams } from './schemas.parts.ts'

const tag = 'commitments'

/** What is said of a commitment, and its milestones. */
export function commitmentPartRoutes(app: App): void {
  app.post('/commitments/:id/events', operation({ id: 'createCommitmentEvent', tag, summary: 'Say how far a commitment is, that it is blocked, dropped, done, verified…', description: 'open → progress, blocked, dropped, done; blocked → resumed, dropped, done; done → verified, contested, reopened; contested → reopened, done, dropped, verified; verified → contested, reopened; dropped → reopened.', access: may.writeDialogue, params: idParams, body: CommitmentEventCreate, response: { 201: CommitmentEvent }, example: examples.event }), (request, reply) =>
    write(request, reply, async (tx) => ({ status: 201, body: await recordEvent(tx, request, request.params.id, request.body), location: `/api/v1/commitments/${request.params.id}/sheet` })))

  app.post('/commitments/:id/events/:partId/withdraw', operation({ id: 'withdrawCommitmentEvent', tag, summary: 'Take back the latest thing said of a commitment; it stays readable', access: may.writeDialogue, params: partParams, response: { 200: CommitmentEvent }, example: examples.eventWithdrawn }), (request, reply) =>
    write(request, reply, async (tx) => ({ body: await takeBackEvent(tx, request, request.params.id, request.params.partId) })))

  app.post('/commitments/:id/milestones', operation({ id: 'createCommitmentMilestone', tag, summary: 'Add a milestone', access: may.writeDialogue, params: idParams, body: MilestoneCreate, response: { 201: Milestone }, example: examples.milestone }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await addMilestone(tx, request, request.params.id, request.body)
      return { status: 201, body: row, version: row.version, location: `/api/v1/commitments/${request.params.id}/milestones/${row.id}` }
    }))

  app.get('/commitments/:id/milestones/:partId', operation({ id: 'getCommitmentMilestone', tag, summary: 'One milestone', access: may.readDialogue, params: partParams, response: { 200: Milestone }, example: examples.oneMilestone }), async (request, reply) => {
    await requireCommitment(app.db, request.params.id, request.reach)
    return sendVersioned(request, reply, await requireMilestone(app.db, request.params.id, request.params.partId))
  })

  app.patch('/commitments/:id/milestones/:partId', operation({ id: 'updateCommitmentMilestone', tag, summary: 'Change a milestone, or say that it is done', access: may.writeDialogue, params: partParams, body: MilestonePatch, response: { 200: Milestone }, example: examples.milestonePatch }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await patchMilestone(tx, request, request.params.id, request.params.partId, request.body)
      return { body: row, version: row.version }
    }))

  app.delete('/commitments/:id/milestones/:partId', operation({ id: 'deleteCommitmentMilestone', tag, summary: 'Remove a milestone', access: may.writeDialogue, params: partParams, response: { 204: z.null() }, example: examples.oneMilestone }), (request, reply) =>
    write(request, reply, async (tx) => {
      await removeMilestone(tx, request, request.params.id, request.params.partId)
      return { status: 204 }
    }))

  app.post('/commitments/:id/milestones/order', operation({ id: 'orderCommitmentMilestones', tag, summary: 'Order the milestones', access: may.writeDialogue, params: idParams, body: MilestoneOrder, response: { 200: MilestoneList }, example: examples.order }), (request, reply) =>
    write(request, reply, async (tx) => ({ body: { items: await reorderMilestones(tx, request, request.params.id, request.body.ids), nextCursor: null } })))
}
