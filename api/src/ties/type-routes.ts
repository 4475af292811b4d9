import { z } from 'zod'
import { type Access, may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { sendVersioned } from '../plugins/etag.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { examples } from './examples.ts'
import { listTieTypes } from './queries.ts'
import { TieType, TieTypeCreate, TieTypePage, TieTypePatch } from './schemas.ts'
import { createTieType, patchTieType, removeTieType, requireTieType } from './type-commands.ts'

const tag = 'ties'
/** Types are the department's vocabulary: no relay and no integration adds to it. */
const mayDefine = { roles: ['administrator', 'staff'], scope: 'map:write' } as const satisfies Access

export async function tieTypeRoutes(app: App): Promise<void> {
  app.get('/tie-types', operation({ id: 'listTieTypes', tag, summary: 'All types of tie, in their order', access: may.readMap, response: { 200: TieTypePage }, example: {} }), async () => ({ items: await listTieTypes(app.db), nextCursor: null }))

  app.post('/tie-types', operation({ id: 'createTieType', tag, summary: 'Add a type of tie', access: mayDefine, body: TieTypeCreate, response: { 201: TieType }, example: examples.createType }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await createTieType(tx, request, request.body)
      return { status: 201, body: row, version: row.version, location: `/api/v1/tie-types/${row.id}` }
    }))

  app.get('/tie-types/:id', operation({ id: 'getTieType', tag, summary: 'One type of tie', access: may.readMap, params: idParams, response: { 200: TieType }, example: examples.oneType }), async (request, reply) =>
    sendVersioned(request, reply, await requireTieType(app.db, request.params.id)))

  app.patch('/tie-types/:id', operation({ id: 'updateTieType', tag, summary: 'Change a type of tie', access: mayDefine, params: idParams, body: TieTypePatch, response: { 200: TieType }, example: examples.patchType }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await patchTieType(tx, request, request.params.id, request.body)
      return { body: row, version: row.version }
    }))

  app.delete('/tie-types/:id', operation({ id: 'deleteTieType', tag, summary: 'Remove a type that no tie uses', access: mayDefine, params: idParams, response: { 204: z.null() }, example: examples.oneType }), (request, reply) =>
    write(request, reply, async (tx) => {
      await removeTieType(tx, request, request.params.id)
      return { status: 204 }
    }))
}
