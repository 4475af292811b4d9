import { z } from 'zod'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { sendVersioned } from '../plugins/etag.ts'
import { pageFrom } from '../plugins/keyset.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams, uuid } from '../schemas.ts'
import { createImpact, patchImpact, removeImpact, requireImpact, restoreImpact } from './commands.ts'
import { examples } from './examples.ts'
import { addLink, readSheet, removeLink } from './link-commands.ts'
import { listImpacts } from './queries.ts'
import { Impact, ImpactCreate, ImpactLink, ImpactLinkCreate, ImpactListQuery, ImpactPage, ImpactPatch, ImpactSheet } from './schemas.ts'

const tag = 'impacts'

export async function impactsRoutes(app: App): Promise<void> {
  app.get('/impacts', operation({ id: 'listImpacts', tag, summary: 'Impacts, the most severe first', description: 'Severity is the worst of scale, scope and irremediability, never their mean.', access: may.readMap, query: ImpactListQuery, response: { 200: ImpactPage }, example: examples.list }), async (request, reply) => {
    const rows = await listImpacts(app.db, request.query, request.reach, app.config.secret)
    return pageFrom(rows, request.query, request, reply)
  })

  app.post('/impacts', operation({ id: 'createImpact', tag, summary: 'Add an impact', access: may.contributeMap, body: ImpactCreate, response: { 201: Impact }, example: examples.create }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await createImpact(tx, request, request.body)
      return { status: 201, body: row, version: row.version, location: `/api/v1/impacts/${row.id}` }
    }))

  app.get('/impacts/:id', operation({ id: 'getImpact', tag, summary: 'One impact', access: may.readMap, params: idParams, response: { 200: Impact }, example: examples.one }), async (request, reply) =>
    sendVersioned(request, reply, await requireImpact(app.db, request.params.id, request.reach)))

  app.patch('/impacts/:id', operation({ id: 'updateImpact', tag, summary: 'Change an impact', access: may.contributeMap, params: idParams, body: ImpactPatch, response: { 200: Impact }, example: examples.patch }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await patchImpact(tx, request, request.params.id, request.body)
      return { body: row, version: row.version }
    }))

  app.delete('/impacts/:id', operation({ id: 'deleteImpact', tag, summary: 'Remove an impact; it can be restored', access: may.writeMap, params: idParams, response: { 204: z.null() }, example: examples.one }), (request, reply) =>
    write(request, reply, async (tx) => {
      await removeImpact(tx, request, request.params.id)
      return { status: 204 }
    }))

  app.post('/impacts/:id/restore', operation({ id: 'restoreImpact', tag, summary: 'Bring a removed impact back', access: may.writeMap, params: idParams, response: { 200: Impact }, example: examples.one }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await restoreImpact(tx, request, request.params.id)
      return { body: row, version: row.version }
    }))
  neighbourRoutes(app)
}

function neighbourRoutes(app: App): void {
  app.get('/impacts/:id/sheet', operation({ id: 'getImpactSheet', tag, summary: 'An impact with its neighbours on the spine', access: may.readMap, params: idParams, response: { 200: ImpactSheet }, example: examples.one }), (request) =>
    readSheet(app.db, request, request.params.id))

  app.post('/impacts/:id/stakeholders', operation({ id: 'addImpactStakeholder', tag, summary: 'Tie a stakeholder to an impact, as affected or as affecting', access: may.contributeMap, params: idParams, body: ImpactLinkCreate, response: { 201: ImpactLink }, example: examples.addLink }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await addLink(tx, request, request.params.id, request.body)
      return { status: 201, body: row, location: `/api/v1/impacts/${request.params.id}/sheet` }
    }))

  app.delete('/impacts/:id/stakeholders/:linkId', operation({ id: 'removeImpactStakeholder', tag, summary: 'Untie a stakeholder from an impact', access: may.contributeMap, params: z.strictObject({ id: uuid, linkId: uuid }), response: { 204: z.null() }, versioned: false, example: examples.link }), (request, reply) =>
    write(request, reply, async (tx) => {
      await removeLink(tx, request, request.params.id, request.params.linkId)
      return { status: 204 }
    }))
}
