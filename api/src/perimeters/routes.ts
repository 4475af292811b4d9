import { demoId } from '@convergence/db'
import { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { may, requireReach } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { sqlStateOf } from '../plugins/database-problem.ts'
import { requireMatch, sendVersioned } from '../plugins/etag.ts'
import { operation } from '../plugins/operation.ts'
import { present } from '../plugins/patch.ts'
import { record } from '../plugins/record.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { perimeterErrors } from './errors.ts'
import { deletePerimeter, findPerimeter, insertPerimeter, liesBelow, listPerimeters, updatePerimeter } from './queries.ts'
import { Perimeter, PerimeterCreate, PerimeterPage, PerimeterPatch } from './schemas.ts'

const tag = 'perimeters'
const one = { params: { id: demoId('perimeter', 'bretagne') } }
const create = { body: { code: 'normandie', name: 'Normandie', kind: 'region', parentId: demoId('perimeter', 'national') } }

export async function perimetersRoutes(app: App): Promise<void> {
  app.get('/perimeters', operation({ id: 'listPerimeters', tag, summary: 'Every perimeter', access: may.readMap, response: { 200: PerimeterPage }, example: {} }), async () => ({ items: await listPerimeters(app.db), nextCursor: null }))

  app.get('/perimeters/:id', operation({ id: 'getPerimeter', tag, summary: 'One perimeter', access: may.readMap, params: idParams, response: { 200: Perimeter }, example: one }), async (request, reply) =>
    sendVersioned(request, reply, await required(await findPerimeter(app.db, request.params.id))))

  app.post('/perimeters', operation({ id: 'createPerimeter', tag, summary: 'Add a perimeter', access: may.administer, body: PerimeterCreate, response: { 201: Perimeter }, example: create }), (request, reply) =>
    write(request, reply, async (tx) => {
      if (!(await findPerimeter(tx, request.body.parentId))) throw commonErrors['unknown-reference']({ errors: [{ pointer: '/parentId', code: 'unknown', message: 'unknown perimeter' }] })
      requireReach(request, request.body.parentId)
      const row = await insertPerimeter(tx, request.body)
      if (!row) throw perimeterErrors['perimeter-code-taken']()
      await record(tx, request, { type: 'perimeter.created', objectId: row.id, perimeterId: null, after: row })
      return { status: 201, body: row, version: row.version, location: `/api/v1/perimeters/${row.id}` }
    }))

  app.patch('/perimeters/:id', operation({ id: 'updatePerimeter', tag, summary: 'Rename or move a perimeter', access: may.administer, params: idParams, body: PerimeterPatch, response: { 200: Perimeter }, example: { ...one, body: { name: 'Bretagne' } } }), (request, reply) =>
    write(request, reply, async (tx) => {
      const before = required(await findPerimeter(tx, request.params.id))
      requireMatch(request, before.version)
      requireReach(request, before.id)
      const { parentId } = request.body
      if (parentId && before.parentId === null) throw perimeterErrors['perimeter-root-fixed']()
      if (parentId && !(await findPerimeter(tx, parentId))) throw commonErrors['unknown-reference']({ errors: [{ pointer: '/parentId', code: 'unknown', message: 'unknown perimeter' }] })
      if (parentId) requireReach(request, parentId)
      if (parentId && (await liesBelow(tx, parentId, before.id))) throw perimeterErrors['perimeter-loop']()
      const row = await updatePerimeter(tx, before, present(request.body))
      if (!row) throw commonErrors['stale-version']()
      await record(tx, request, { type: 'perimeter.updated', objectId: row.id, perimeterId: null, before, after: row })
      return { body: row, version: row.version }
    }))

  app.delete('/perimeters/:id', operation({ id: 'deletePerimeter', tag, summary: 'Delete a perimeter to which nothing refers', access: may.administer, params: idParams, response: { 204: z.null() }, example: one }), (request, reply) =>
    write(request, reply, async (tx) => {
      const before = required(await findPerimeter(tx, request.params.id))
      requireMatch(request, before.version)
      requireReach(request, before.id)
      if (before.parentId === null) throw perimeterErrors['perimeter-root-fixed']()
      await record(tx, request, { type: 'perimeter.deleted', objectId: before.id, perimeterId: null, before })
      await deletePerimeter(tx, before.id).catch((error: unknown) => {
        throw sqlStateOf(error)?.code.startsWith('23') ? perimeterErrors['perimeter-in-use']() : error
      })
      return { status: 204 }
    }))
}

function required<T>(row: T | null): T {
  if (!row) throw perimeterErrors['perimeter-not-found']()
  return row
}
