import { z } from 'zod'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { sendVersioned } from '../plugins/etag.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { createCriterion, patchCriterion, removeCriterion, requireCriterion, rescaleCriterion, restoreCriterion } from './commands.ts'
import { examples } from './examples.ts'
import { listCriteria, listScales, listSets } from './queries.ts'
import { createSet, removeSet, replaceSet } from './sets.ts'
import { Criterion, CriterionCreate, CriterionList, CriterionPatch, CriterionSet, CriterionSetCreate, CriterionSetList, CriterionSetWrite, CriterionVersion, CriterionVersionCreate, CriterionVersionList } from './schemas.ts'

const tag = 'criteria'

export async function criteriaRoutes(app: App): Promise<void> {
  app.get('/criteria', operation({ id: 'listCriteria', tag, summary: 'Criteria with their scales, in their order', access: may.readMap, response: { 200: CriterionList }, example: {} }), async () =>
    ({ items: await listCriteria(app.db), nextCursor: null }))

  app.get('/criterion-sets', operation({ id: 'listCriterionSets', tag, summary: 'Sets of criteria that the literature uses together', access: may.readMap, response: { 200: CriterionSetList }, example: {} }), async () =>
    ({ items: await listSets(app.db), nextCursor: null }))

  app.post('/criterion-sets', operation({ id: 'createCriterionSet', tag, summary: 'Add a set of criteria', access: may.writeMap, body: CriterionSetCreate, response: { 201: CriterionSet }, example: examples.createSet }), (request, reply) =>
    write(request, reply, async (tx) => ({ status: 201, body: await createSet(tx, request, request.body), location: '/api/v1/criterion-sets' })))

  app.put('/criterion-sets/:id', operation({ id: 'replaceCriterionSet', tag, summary: 'Give a set other words and other criteria', description: 'Rounds keep the criteria that they took from it.', access: may.writeMap, params: idParams, body: CriterionSetWrite, response: { 200: CriterionSet }, example: examples.replaceSet }), (request, reply) =>
    write(request, reply, async (tx) => ({ body: await replaceSet(tx, request, request.params.id, request.body) })))

  app.delete('/criterion-sets/:id', operation({ id: 'deleteCriterionSet', tag, summary: 'Remove a set; its criteria stay', access: may.writeMap, params: idParams, response: { 204: z.null() }, example: examples.oneSet }), (request, reply) =>
    write(request, reply, async (tx) => {
      await removeSet(tx, request, request.params.id)
      return { status: 204 }
    }))

  app.post('/criteria', operation({ id: 'createCriterion', tag, summary: 'Add a criterion with its scale', description: 'A criterion serves every perimeter: its writer reaches all of them.', access: may.writeMap, body: CriterionCreate, response: { 201: Criterion }, example: examples.create }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await createCriterion(tx, request, request.body)
      return { status: 201, body: row, version: row.version, location: `/api/v1/criteria/${row.id}` }
    }))

  app.get('/criteria/:id', operation({ id: 'getCriterion', tag, summary: 'One criterion with the scale in force', access: may.readMap, params: idParams, response: { 200: Criterion }, example: examples.one }), async (request, reply) =>
    sendVersioned(request, reply, await requireCriterion(app.db, request.params.id)))

  app.patch('/criteria/:id', operation({ id: 'updateCriterion', tag, summary: 'Change a criterion, but not its scale', access: may.writeMap, params: idParams, body: CriterionPatch, response: { 200: Criterion }, example: examples.patch }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await patchCriterion(tx, request, request.params.id, request.body)
      return { body: row, version: row.version }
    }))

  app.delete('/criteria/:id', operation({ id: 'deleteCriterion', tag, summary: 'Remove a criterion that nothing reads; it can be restored', access: may.writeMap, params: idParams, response: { 204: z.null() }, example: examples.one }), (request, reply) =>
    write(request, reply, async (tx) => {
      await removeCriterion(tx, request, request.params.id)
      return { status: 204 }
    }))

  app.post('/criteria/:id/restore', operation({ id: 'restoreCriterion', tag, summary: 'Bring a removed criterion back', access: may.writeMap, params: idParams, response: { 200: Criterion }, example: examples.one }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await restoreCriterion(tx, request, request.params.id)
      return { body: row, version: row.version }
    }))

  app.get('/criteria/:id/versions', operation({ id: 'listCriterionVersions', tag, summary: 'The scales of a criterion, the latest first', access: may.readMap, params: idParams, response: { 200: CriterionVersionList }, example: examples.one }), async (request) => {
    await requireCriterion(app.db, request.params.id)
    return { items: await listScales(app.db, request.params.id), nextCursor: null }
  })

  app.post('/criteria/:id/versions', operation({ id: 'rescaleCriterion', tag, summary: 'Give a criterion a new scale', description: 'Rounds that are open keep the scale with which they opened.', access: may.writeMap, params: idParams, body: CriterionVersionCreate, response: { 201: CriterionVersion }, example: examples.rescale }), (request, reply) =>
    write(request, reply, async (tx) => ({ status: 201, body: await rescaleCriterion(tx, request, request.params.id, request.body), location: `/api/v1/criteria/${request.params.id}/versions` })))
}
