import { demoId } from '@convergence/db'
import { z } from 'zod'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { sendVersioned } from '../plugins/etag.ts'
import { pageFrom } from '../plugins/keyset.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { closeWatchItem, createWatchItem, followWatchItem, patchWatchItem, raiseStakeholder, removeWatchItem, reopenWatchItem, requireWatchItem, restoreWatchItem } from './commands.ts'
import { countFacets, listWatchItems } from './queries.ts'
import { EmergingStakeholder, WatchDecision, WatchFacets, WatchFacetsQuery, WatchItem, WatchItemCreate, WatchItemPatch, WatchListQuery, WatchPage, WatchReopening } from './schemas.ts'

const tag = 'watch'
const one = { params: { id: demoId('watch-item', 'sante-mentale-jeunes') } }
const followed = { params: { id: demoId('watch-item', 'penurie-medecins') } }
const examples = {
  list: { query: { status: 'open,followed', limit: '20' } },
  facets: { query: { kind: 'issue,regulation' } },
  create: { body: { kind: 'issue' as const, title: 'Les pharmacies de garde reculent dans deux cantons', sourceName: 'Journal des communes (fictif)', observedOn: '2026-11-16', severity: 3, likelihood: 3, reviewOn: '2027-01-15', perimeterId: demoId('perimeter', 'bretagne'), areaId: demoId('area', '6.8.8') } },
  one,
  patch: { ...one, body: { likelihood: 5 } },
  follow: { ...followed, body: { decision: 'Étude des téléconsultations assistées dans les trois cantons.', reviewOn: '2027-02-28' } },
  close: { ...followed, body: { decision: 'Repris dans le plan de dialogue de la région.' } },
  reopen: { ...followed, body: { reviewOn: '2027-03-31' } },
  stakeholder: { params: { id: demoId('watch-item', 'collectif-eau-vive') }, body: { name: 'Collectif Eau vive de Kerlannec', kind: 'group' as const, description: 'Habitants qui mesurent l’eau autour des zones d’activité.' } },
}

/** Watch: emerging stakeholders, issues, image risks and rules seen outside. */
export async function watchRoutes(app: App): Promise<void> {
  app.get('/watch-items', operation({ id: 'listWatchItems', tag, summary: 'Watch items, the weightiest first', access: may.readReport, query: WatchListQuery, response: { 200: WatchPage }, example: examples.list }), async (request, reply) =>
    pageFrom(await listWatchItems(app.db, request.query, request.reach, app.config.secret), request.query, request, reply))

  app.get('/watch-items/facets', operation({ id: 'countWatchItems', tag, summary: 'The matrix severity × likelihood, and how many items each filter would leave', access: may.readReport, query: WatchFacetsQuery, response: { 200: WatchFacets }, example: examples.facets }), (request) =>
    countFacets(app.db, request.query, request.reach))

  app.post('/watch-items', operation({ id: 'createWatchItem', tag, summary: 'Note something seen outside, with its source', access: may.contributeReport, body: WatchItemCreate, response: { 201: WatchItem }, example: examples.create }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await createWatchItem(tx, request, request.body)
      return { status: 201, body: row, version: row.version, location: `/api/v1/watch-items/${row.id}` }
    }))

  app.get('/watch-items/:id', operation({ id: 'getWatchItem', tag, summary: 'One watch item', access: may.readReport, params: idParams, response: { 200: WatchItem }, example: examples.one }), async (request, reply) =>
    sendVersioned(request, reply, await requireWatchItem(app.db, request.params.id, request.reach)))

  app.patch('/watch-items/:id', operation({ id: 'updateWatchItem', tag, summary: 'Change a watch item', access: may.contributeReport, params: idParams, body: WatchItemPatch, response: { 200: WatchItem }, example: examples.patch }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await patchWatchItem(tx, request, request.params.id, request.body)
      return { body: row, version: row.version }
    }))

  app.post('/watch-items/:id/follow', operation({ id: 'followWatchItem', tag, summary: 'Say what is done about it while it stays in sight', access: may.writeReport, params: idParams, body: WatchDecision, response: { 200: WatchItem }, example: examples.follow }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await followWatchItem(tx, request, request.params.id, request.body)
      return { body: row, version: row.version }
    }))

  app.post('/watch-items/:id/close', operation({ id: 'closeWatchItem', tag, summary: 'Close it, with what was decided', access: may.writeReport, params: idParams, body: WatchDecision, response: { 200: WatchItem }, example: examples.close }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await closeWatchItem(tx, request, request.params.id, request.body)
      return { body: row, version: row.version }
    }))

  app.post('/watch-items/:id/reopen', operation({ id: 'reopenWatchItem', tag, summary: 'Take a closed one up again', access: may.writeReport, params: idParams, body: WatchReopening, response: { 200: WatchItem }, example: examples.reopen }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await reopenWatchItem(tx, request, request.params.id, request.body)
      return { body: row, version: row.version }
    }))

  app.post('/watch-items/:id/stakeholder', operation({ id: 'raiseEmergingStakeholder', tag, summary: 'Put the stakeholder that was seen into the register, as emerging', access: may.writeReport, params: idParams, body: EmergingStakeholder, response: { 201: WatchItem }, example: examples.stakeholder }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await raiseStakeholder(tx, request, request.params.id, request.body)
      return { status: 201, body: row, version: row.version, location: `/api/v1/stakeholders/${row.stakeholderId ?? ''}` }
    }))

  app.delete('/watch-items/:id', operation({ id: 'deleteWatchItem', tag, summary: 'Remove a watch item; it can be restored', access: may.writeReport, params: idParams, response: { 204: z.null() }, example: examples.one }), (request, reply) =>
    write(request, reply, async (tx) => {
      await removeWatchItem(tx, request, request.params.id)
      return { status: 204 }
    }))

  app.post('/watch-items/:id/restore', operation({ id: 'restoreWatchItem', tag, summary: 'Bring a removed watch item back', access: may.writeReport, params: idParams, response: { 200: WatchItem }, example: examples.one }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await restoreWatchItem(tx, request, request.params.id)
      return { body: row, version: row.version }
    }))
}
