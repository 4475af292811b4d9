import { demoId } from '@convergence/db'
import { z } from 'zod'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { sendVersioned } from '../plugins/etag.ts'
import { pageFrom } from '../plugins/keyset.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { createScenario, patchScenario, removeScenario, requireScenario, restoreScenario } from './commands.ts'
import { listScenarios } from './queries.ts'
import { Scenario, ScenarioCreate, ScenarioListQuery, ScenarioPage, ScenarioPatch } from './schemas.ts'

const tag = 'scenarios'
const one = { params: { id: demoId('scenario', 'maison-canton') } }
const examples = {
  list: { query: { horizon: 'plus10' } },
  create: { body: { name: 'Hôpital de proximité', description: 'Les hôpitaux locaux rouvrent des consultations dans chaque canton.', horizon: 'plus10' as const, perimeterId: demoId('perimeter', 'bretagne') } },
  patch: { ...one, body: { description: 'Chaque canton breton a sa maison de santé ; la mutuelle en cofinance trois.' } },
}

export async function scenariosRoutes(app: App): Promise<void> {
  app.get('/scenarios', operation({ id: 'listScenarios', tag, summary: 'Scenarios that apply within reach, with how often each is named', access: may.readMap, query: ScenarioListQuery, response: { 200: ScenarioPage }, example: examples.list }), async (request, reply) =>
    pageFrom(await listScenarios(app.db, request.query, request.reach, app.config.secret), request.query, request, reply))

  app.post('/scenarios', operation({ id: 'createScenario', tag, summary: 'Describe a future', access: may.writeMap, body: ScenarioCreate, response: { 201: Scenario }, example: examples.create }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await createScenario(tx, request, request.body)
      return { status: 201, body: row, version: row.version, location: `/api/v1/scenarios/${row.id}` }
    }))

  app.get('/scenarios/:id', operation({ id: 'getScenario', tag, summary: 'One scenario', access: may.readMap, params: idParams, response: { 200: Scenario }, example: one }), async (request, reply) =>
    sendVersioned(request, reply, await requireScenario(app.db, request.params.id, request.reach)))

  app.patch('/scenarios/:id', operation({ id: 'updateScenario', tag, summary: 'Change a scenario; a new name carries over to all that names it', access: may.writeMap, params: idParams, body: ScenarioPatch, response: { 200: Scenario }, example: examples.patch }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await patchScenario(tx, request, request.params.id, request.body)
      return { body: row, version: row.version }
    }))

  app.delete('/scenarios/:id', operation({ id: 'deleteScenario', tag, summary: 'Remove a scenario that nothing names; it can be restored', access: may.writeMap, params: idParams, response: { 204: z.null() }, example: one }), (request, reply) =>
    write(request, reply, async (tx) => {
      await removeScenario(tx, request, request.params.id)
      return { status: 204 }
    }))

  app.post('/scenarios/:id/restore', operation({ id: 'restoreScenario', tag, summary: 'Bring a removed scenario back', access: may.writeMap, params: idParams, response: { 200: Scenario }, example: one }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await restoreScenario(tx, request, request.params.id)
      return { body: row, version: row.version }
    }))
}
