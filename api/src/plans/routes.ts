import { z } from 'zod'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { etagOf } from '../plugins/etag.ts'
import { pageFrom } from '../plugins/keyset.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { adoptPlan, closePlan, createPlan, patchPlan, removePlan, reopenPlan, requirePlan, restorePlan } from './commands.ts'
import { examples } from './examples.ts'
import { listPlans, type PlanRow } from './queries.ts'
import { Plan, PlanAdopt, PlanCreate, PlanListQuery, PlanPage, PlanPatch } from './schemas.ts'

const tag = 'plans'

export async function plansRoutes(app: App): Promise<void> {
  app.get('/plans', operation({ id: 'listPlans', tag, summary: 'Dialogue plans with planned against done, the latest first, one page', access: may.readDialogue, query: PlanListQuery, response: { 200: PlanPage }, example: examples.list }), async (request, reply) =>
    pageFrom(await listPlans(app.db, request.query, request.reach, app.config.secret), request.query, request, reply))

  app.post('/plans', operation({ id: 'createPlan', tag, summary: 'Begin a plan, as a draft', access: may.writeDialogue, body: PlanCreate, response: { 201: Plan }, example: examples.create }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await createPlan(tx, request, request.body)
      return { ...answer(row), status: 201, location: `/api/v1/plans/${row.id}` }
    }))

  app.get('/plans/:id', operation({ id: 'getPlan', tag, summary: 'One plan with planned against done', access: may.readDialogue, params: idParams, response: { 200: Plan }, example: examples.one }), async (request, reply) => {
    const row = await requirePlan(app.db, request.params.id, request.reach)
    // Never 304: the figures are those of its activities, not of this version.
    reply.header('etag', etagOf(row.version))
    return row
  })

  app.patch('/plans/:id', operation({ id: 'updatePlan', tag, summary: 'Change a plan that is not closed', access: may.writeDialogue, params: idParams, body: PlanPatch, response: { 200: Plan }, example: examples.patch }), (request, reply) =>
    write(request, reply, async (tx) => answer(await patchPlan(tx, request, request.params.id, request.body))))

  app.delete('/plans/:id', operation({ id: 'deletePlan', tag, summary: 'Remove a plan in which nothing was begun; it can be restored', access: may.writeDialogue, params: idParams, response: { 204: z.null() }, example: examples.removed }), (request, reply) =>
    write(request, reply, async (tx) => {
      await removePlan(tx, request, request.params.id)
      return { status: 204 }
    }))

  app.post('/plans/:id/restore', operation({ id: 'restorePlan', tag, summary: 'Bring a removed plan back', access: may.writeDialogue, params: idParams, response: { 200: Plan }, example: examples.removed }), (request, reply) =>
    write(request, reply, async (tx) => answer(await restorePlan(tx, request, request.params.id))))

  app.post('/plans/:id/adopt', operation({ id: 'adoptPlan', tag, summary: 'Keep that a plan was adopted, by whom and when', description: 'A body that has a quorum adopts at a meeting, where the quorum is counted; without it the adoption is refused, with the figures.', access: may.approveMinutes, params: idParams, body: PlanAdopt, response: { 200: Plan }, example: examples.adopt }), (request, reply) =>
    write(request, reply, async (tx) => answer(await adoptPlan(tx, request, request.params.id, request.body))))

  app.post('/plans/:id/close', operation({ id: 'closePlan', tag, summary: 'Close an adopted plan: it and its activities stay as they are', access: may.approveMinutes, params: idParams, response: { 200: Plan }, example: examples.adopted }), (request, reply) =>
    write(request, reply, async (tx) => answer(await closePlan(tx, request, request.params.id))))

  app.post('/plans/:id/reopen', operation({ id: 'reopenPlan', tag, summary: 'One step back: from closed to adopted, from adopted to draft', access: may.approveMinutes, params: idParams, response: { 200: Plan }, example: examples.adopted }), (request, reply) =>
    write(request, reply, async (tx) => answer(await reopenPlan(tx, request, request.params.id))))
}

const answer = (row: PlanRow) => ({ body: row, version: row.version })
