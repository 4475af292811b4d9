import { z } from 'zod'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { sendVersioned } from '../plugins/etag.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { wireOf } from './blocks.ts'
import { createBlock, patchBlock, removeBlock, setOrder } from './commands.blocks.ts'
import { editionErrors } from './errors.ts'
import { examples } from './examples.ts'
import { findBlock, listBlocks } from './queries.ts'
import { blockParams, EditionBlock, EditionBlockCreate, EditionBlockList, EditionBlockPatch, EditionOrder } from './schemas.ts'
import { requireEdition } from './view.ts'

const tag = 'editions'
const root = '/editions/:id/blocks'

/** Blocks of an edition: written, put in order, removed, while it is a draft. */
export async function editionBlockRoutes(app: App): Promise<void> {
  app.get(root, operation({ id: 'listEditionBlocks', tag, summary: 'The blocks of an edition as they are written, in order', access: may.readReport, params: idParams, response: { 200: EditionBlockList }, example: examples.blocks }), async (request) => {
    const edition = await requireEdition(app.db, request, request.params.id)
    return { items: (await listBlocks(app.db, edition.id)).map(wireOf), nextCursor: null }
  })

  app.post(root, operation({ id: 'createEditionBlock', tag, summary: 'Add a block', access: may.writeReport, params: idParams, body: EditionBlockCreate, response: { 201: EditionBlock }, example: examples.createBlock }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await createBlock(tx, request, request.params.id, request.body)
      return { status: 201, body: wireOf(row), version: row.version, location: `/api/v1/editions/${row.editionId}/blocks/${row.id}` }
    }))

  app.get(`${root}/:blockId`, operation({ id: 'getEditionBlock', tag, summary: 'One block as it is written', access: may.readReport, params: blockParams, response: { 200: EditionBlock }, example: examples.block }), async (request, reply) => {
    const edition = await requireEdition(app.db, request, request.params.id)
    const row = await findBlock(app.db, edition.id, request.params.blockId)
    if (!row) throw editionErrors['edition-block-not-found']()
    return sendVersioned(request, reply, wireOf(row))
  })

  app.patch(`${root}/:blockId`, operation({ id: 'updateEditionBlock', tag, summary: 'Change a block', access: may.writeReport, params: blockParams, body: EditionBlockPatch, response: { 200: EditionBlock }, example: examples.patchBlock }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await patchBlock(tx, request, request.params.id, request.params.blockId, request.body)
      return { body: wireOf(row), version: row.version }
    }))

  app.delete(`${root}/:blockId`, operation({ id: 'deleteEditionBlock', tag, summary: 'Remove a block', access: may.writeReport, params: blockParams, response: { 204: z.null() }, example: examples.removeBlock }), (request, reply) =>
    write(request, reply, async (tx) => {
      await removeBlock(tx, request, request.params.id, request.params.blockId)
      return { status: 204 }
    }))

  app.put('/editions/:id/order', operation({ id: 'orderEditionBlocks', tag, summary: 'Put the blocks in another order', access: may.writeReport, params: idParams, body: EditionOrder, response: { 200: EditionBlockList }, versioned: false, example: examples.order }), (request, reply) =>
    write(request, reply, async (tx) => ({ body: { items: (await setOrder(tx, request, request.params.id, request.body)).map(wireOf), nextCursor: null } })))
}
