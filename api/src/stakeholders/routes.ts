import { z } from 'zod'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { sendVersioned } from '../plugins/etag.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { changeStakeholders, createStakeholder, patchStakeholder, removeStakeholder, restoreStakeholder } from './commands.ts'
import { countFacets } from './facets.ts'
import { examples } from './examples.ts'
import { openStakeholder, sendStakeholders } from './reading.ts'
import { BatchResult, Stakeholder, StakeholderBatch, StakeholderCount, StakeholderCreate, StakeholderFacets, StakeholderFilterQuery, StakeholderListQuery, StakeholderPage, StakeholderPatch, StakeholderSearch, StakeholderVersionRestore } from './schemas.ts'
import { SheetQuery, StakeholderSheet } from './sheet-schemas.ts'
import { readSheet } from './sheet.ts'
import { restoreVersion } from './versions.ts'

const tag = 'stakeholders'
const csvToo = 'With `Accept: text/csv`, all that matches as CSV in name order, without paging; texts that a spreadsheet would run as a formula get an apostrophe in front.'

export async function stakeholdersRoutes(app: App): Promise<void> {
  app.get('/stakeholders', operation({ id: 'listStakeholders', tag, summary: 'The register, one page', description: `${csvToo} Search by POST /stakeholders/search where the words may be a person’s name.`, access: may.readMap, query: StakeholderListQuery, response: { 200: StakeholderPage }, example: examples.list }), (request, reply) =>
    sendStakeholders(request, reply, request.query))

  app.post('/stakeholders/search', operation({ id: 'searchStakeholders', tag, summary: 'The register, one page, with the filters in the body', description: `Reads; changes nothing. ${csvToo}`, access: may.readMap, body: StakeholderSearch, response: { 200: StakeholderPage }, problems: [406], example: examples.search }), async (request, reply) => {
    const page = await sendStakeholders(request, reply, request.body)
    // A next page is asked for by another body, not at another address.
    if (!reply.sent) reply.removeHeader('link')
    return page
  })

  app.get('/stakeholders/facets', operation({ id: 'countStakeholders', tag, summary: 'How many stakeholders each filter value leaves', access: may.readMap, query: StakeholderFilterQuery, response: { 200: StakeholderFacets }, example: {} }), (request) =>
    countFacets(app.db, request.query, request.reach))

  app.post('/stakeholders/facets', operation({ id: 'countSearchedStakeholders', tag, summary: 'How many stakeholders each filter value leaves, with the filters in the body', description: 'Reads; changes nothing.', access: may.readMap, body: StakeholderCount, response: { 200: StakeholderFacets }, example: examples.count }), (request) =>
    countFacets(app.db, request.body, request.reach))

  app.get('/stakeholders/:id/sheet', operation({ id: 'getStakeholderSheet', tag, summary: 'All that is known of one stakeholder, in one answer', description: 'Mandates, ties read from its side, impacts, expectations, sessions, positions over time, as of a day. Sessions and positions are withheld from an API key without the scope dialogue:read.', access: may.readMap, params: idParams, query: SheetQuery, response: { 200: StakeholderSheet }, example: examples.sheet }), (request) =>
    readSheet(request, request.params.id, request.query.asOf))

  app.post('/stakeholders', operation({ id: 'createStakeholder', tag, summary: 'Add a stakeholder', access: may.contributeMap, body: StakeholderCreate, response: { 201: Stakeholder }, example: examples.create }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await createStakeholder(tx, request, request.body)
      return { status: 201, body: row, version: row.version, location: `/api/v1/stakeholders/${row.id}` }
    }))

  app.get('/stakeholders/:id', operation({ id: 'getStakeholder', tag, summary: 'One stakeholder', access: may.readMap, params: idParams, response: { 200: Stakeholder }, example: examples.one }), async (request, reply) =>
    sendVersioned(request, reply, await openStakeholder(request, request.params.id)))

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

  app.post('/stakeholders/:id/restore-version', operation({ id: 'restoreStakeholderVersion', tag, summary: 'Write an older version of a stakeholder again, as a new version', description: 'As it was at an instant, by undoing what its history (listObjectHistory) tells of later changes, under the rules of today. Nothing is written when nothing would change.', access: may.writeMap, params: idParams, body: StakeholderVersionRestore, response: { 200: Stakeholder }, problems: [409, 412, 422], example: examples.restoreVersion }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await restoreVersion(tx, request, request.params.id, request.body)
      return { body: row, version: row.version }
    }))

  app.post('/stakeholders/batch', operation({ id: 'batchStakeholders', tag, summary: 'The same change to many stakeholders', description: 'All or none; up to 1,000 ids.', access: may.writeMap, body: StakeholderBatch, response: { 200: BatchResult }, example: examples.batch }), (request, reply) =>
    write(request, reply, async (tx) => ({ body: await changeStakeholders(tx, request, request.body) })))
}
