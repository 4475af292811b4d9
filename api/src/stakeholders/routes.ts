import { z } from 'zod'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { sendVersioned } from '../plugins/etag.ts'
import { pageFrom } from '../plugins/keyset.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { changeStakeholders, createStakeholder, patchStakeholder, removeStakeholder, requireStakeholder, restoreStakeholder } from './commands.ts'
import { countFacets } from './facets.ts'
import { listStakeholders } from './queries.ts'
import { BatchResult, Stakeholder, StakeholderBatch, StakeholderCreate, StakeholderFacets, StakeholderFilterQuery, StakeholderListQuery, StakeholderPage, StakeholderPatch } from './schemas.ts'
import { examples } from './examples.ts'

const tag = 'stakeholders'

export async function stakeholdersRoutes(app: App): Promise<void> {
  app.get('/stakeholders', operation({ id: 'listStakeholders', tag, summary: 'The register, one page', access: may.readMap, query: StakeholderListQuery, response: { 200: StakeholderPage }, example: examples.list }), async (request, reply) => {
    const rows = await listStakeholders(app.db, request.query, request.reach, app.config.secret)
    return pageFrom(rows, request.query, request, reply)
  })

  app.get('/stakeholders/facets', operation({ id: 'countStakeholders', tag, summary: 'How many stakeholders each filter value leaves', access: may.readMap, query: StakeholderFilterQuery, response: { 200: StakeholderFacets }, example: {} }), (request) =>
    countFacets(app.db, request.query, request.reach))

  app.post('/stakeholders', operation({ id: 'createStakeholder', tag, summary: 'Add a stakeholder', access: may.contributeMap, body: StakeholderCreate, response: { 201: Stakeholder }, example: examples.create }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await createStakeholder(tx, request, request.body)
      return { status: 201, body: row, version: row.version, location: `/api/v1/stakeholders/${row.id}` }
    }))

  app.get('/stakeholders/:id', operation({ id: 'getStakeholder', tag, summary: 'One stakeholder', access: may.readMap, params: idParams, response: { 200: Stakeholder }, example: examples.one }), async (request, reply) =>
    sendVersioned(request, reply, await requireStakeholder(app.db, request.params.id, request.reach)))

  app.patch('/stakeholders/:id', operation({ id: 'updateStakeholder', tag, summary: 'Change a stakeholder', access: may.contributeMap, params: idParams, body: StakeholderPatch, response: { 200: Stakeholder }, example: examples.patch }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await patchStakeholder(tx, request, request.params.id, request.body)
      return { body: row, version: row.version }
    }))

  app.delete('/stakeholders/:id', operation({ id: 'deleteStakeholder', tag, summary: 'Remove a stakeholder; it can be restored', access: may.writeMap, params: idParams, response: { 204: z.null() }, example: examples.one }), (request, reply) =>
    write(request, reply, async (tx) => {
      await removeStakeholder(tx, request, request.params.id)
      return { status: 204 }
    }))

  app.post('/stakeholders/:id/restore', operation({ id: 'restoreStakeholder', tag, summary: 'Bring a removed stakeholder back', access: may.writeMap, params: idParams, response: { 200: Stakeholder }, example: examples.one }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await restoreStakeholder(tx, request, request.params.id)
      return { body: row, version: row.version }
    }))

  app.post('/stakeholders/batch', operation({ id: 'batchStakeholders', tag, summary: 'The same change to many stakeholders', description: 'All or none; up to 1,000 ids.', access: may.writeMap, body: StakeholderBatch, response: { 200: BatchResult }, example: examples.batch }), (request, reply) =>
    write(request, reply, async (tx) => ({ body: await changeStakeholders(tx, request, request.body) })))
}
