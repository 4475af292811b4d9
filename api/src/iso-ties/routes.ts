import { demoId } from '@convergence/db'
import { z } from 'zod'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { sendVersioned } from '../plugins/etag.ts'
import { pageFrom } from '../plugins/keyset.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { createIsoTie, removeIsoTie, requireIsoTie, reviewTie } from './commands.ts'
import { listIsoTies } from './queries.ts'
import { IsoTie, IsoTieCreate, IsoTieListQuery, IsoTiePage, IsoTiePatch } from './schemas.ts'

const tag = 'iso-ties'
const one = { params: { id: demoId('iso-tie', 'economies-reseau/6.7.8') } }
const examples = {
  list: { query: { targetType: 'impact', reviewed: 'false', limit: '10' } },
  create: { body: { areaId: demoId('area', '6.8.7'), targetType: 'impact', targetId: demoId('impact', 'economies-reseau') } },
  review: { ...one, body: { reviewed: true } },
}

export async function isoTiesRoutes(app: App): Promise<void> {
  app.get('/iso-ties', operation({ id: 'listIsoTies', tag, summary: 'Ties to ISO 26000 areas', access: may.readMap, query: IsoTieListQuery, response: { 200: IsoTiePage }, example: examples.list }), async (request, reply) => {
    const rows = await listIsoTies(app.db, request.query, request.reach, app.config.secret)
    return pageFrom(rows, request.query, request, reply)
  })

  app.post('/iso-ties', operation({ id: 'createIsoTie', tag, summary: 'Tie an impact, an expectation, a point or a commitment to an area', access: may.contributeMap, body: IsoTieCreate, response: { 201: IsoTie }, example: examples.create }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await createIsoTie(tx, request, request.body)
      return { status: 201, body: row, version: row.version, location: `/api/v1/iso-ties/${row.id}` }
    }))

  app.get('/iso-ties/:id', operation({ id: 'getIsoTie', tag, summary: 'One ISO tie', access: may.readMap, params: idParams, response: { 200: IsoTie }, example: one }), async (request, reply) =>
    sendVersioned(request, reply, await requireIsoTie(app.db, request.params.id, request.reach)))

  app.patch('/iso-ties/:id', operation({ id: 'reviewIsoTie', tag, summary: 'Review an ISO tie, or take the review back', access: may.writeMap, params: idParams, body: IsoTiePatch, response: { 200: IsoTie }, example: examples.review }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await reviewTie(tx, request, request.params.id, request.body.reviewed)
      return { body: row, version: row.version }
    }))

  app.delete('/iso-ties/:id', operation({ id: 'deleteIsoTie', tag, summary: 'Untie from an area', access: may.contributeMap, params: idParams, response: { 204: z.null() }, example: one }), (request, reply) =>
    write(request, reply, async (tx) => {
      await removeIsoTie(tx, request, request.params.id)
      return { status: 204 }
    }))
}
