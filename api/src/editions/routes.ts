import { z } from 'zod'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { sendVersioned } from '../plugins/etag.ts'
import { pageFrom } from '../plugins/keyset.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { createEdition, patchEdition, removeEdition, restoreEdition } from './commands.ts'
import { examples } from './examples.ts'
import { loadOutlines } from './outlines.ts'
import { listEditions } from './queries.ts'
import { editionBlockRoutes } from './routes.blocks.ts'
import { editionDocumentRoutes } from './routes.documents.ts'
import { publicEditionRoutes } from './routes.public.ts'
import { editionReadingRoutes } from './routes.reading.ts'
import { editionStepRoutes } from './routes.steps.ts'
import { Edition, EditionCreate, EditionListQuery, EditionPage, EditionPatch, FigureDefinitionList, ReportOutlineList } from './schemas.ts'
import { figureKinds } from '../figures/catalogue.ts'
import { requireEdition, wireEdition, writersOf } from './view.ts'

const tag = 'editions'

/** The annual report: editions, written from outlines, computed from the records, frozen, published. */
export async function editionsRoutes(app: App): Promise<void> {
  app.get('/editions', operation({ id: 'listEditions', tag, summary: 'Editions of the report, one page', description: 'Who may not write reports finds the published ones.', access: may.readReport, query: EditionListQuery, response: { 200: EditionPage }, example: examples.list }), async (request, reply) => {
    const page = pageFrom(await listEditions(app.db, request.query, request.reach, writersOf(request), app.config.secret), request.query, request, reply)
    return { ...page, items: page.items.map((row) => wireEdition(request, row)) }
  })

  app.post('/editions', operation({ id: 'createEdition', tag, summary: 'Begin an edition: empty, from an outline, or from another edition', access: may.writeReport, body: EditionCreate, response: { 201: Edition }, example: examples.create }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await createEdition(tx, request, request.body)
      return { status: 201, body: wireEdition(request, row), version: row.version, location: `/api/v1/editions/${row.id}` }
    }))

  app.get('/editions/:id', operation({ id: 'getEdition', tag, summary: 'One edition', access: may.readReport, params: idParams, response: { 200: Edition }, example: examples.one }), async (request, reply) =>
    sendVersioned(request, reply, wireEdition(request, await requireEdition(app.db, request, request.params.id))))

  app.patch('/editions/:id', operation({ id: 'updateEdition', tag, summary: 'Change the heading of an edition', access: may.writeReport, params: idParams, body: EditionPatch, response: { 200: Edition }, example: examples.patch }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await patchEdition(tx, request, request.params.id, request.body)
      return { body: wireEdition(request, row), version: row.version }
    }))

  app.delete('/editions/:id', operation({ id: 'deleteEdition', tag, summary: 'Remove a draft; it can be restored', access: may.writeReport, params: idParams, response: { 204: z.null() }, example: examples.remove }), (request, reply) =>
    write(request, reply, async (tx) => {
      await removeEdition(tx, request, request.params.id)
      return { status: 204 }
    }))

  app.post('/editions/:id/restore', operation({ id: 'restoreEdition', tag, summary: 'Bring a removed draft back', access: may.writeReport, params: idParams, response: { 200: Edition }, example: examples.restore }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await restoreEdition(tx, request, request.params.id)
      return { body: wireEdition(request, row), version: row.version }
    }))

  app.get('/report-outlines', operation({ id: 'listReportOutlines', tag, summary: 'Ready outlines of a report, and the codes of the frameworks', access: may.readReport, response: { 200: ReportOutlineList }, example: {} }), async () => {
    const { outlines, standards } = await loadOutlines()
    return { items: outlines.map(({ blocks, ...outline }) => ({ ...outline, blocks: blocks.length, codes: [...new Set(blocks.flatMap((block) => block.codes ?? []))] })), standards, nextCursor: null }
  })

  app.get('/figures', operation({ id: 'listFigures', tag, summary: 'What a block of a report may compute', access: may.readReport, response: { 200: FigureDefinitionList }, example: {} }), () => ({
    items: [...figureKinds.values()].map(({ name, block, group, label, rule, method, params }) => ({ name, block, group, label, rule, method, params: params.map((spec) => ({ ...spec, options: spec.options ? [...spec.options] : undefined })) })), nextCursor: null,
  }))

  await editionBlockRoutes(app)
  await editionReadingRoutes(app)
  await editionStepRoutes(app)
  await editionDocumentRoutes(app)
  await publicEditionRoutes(app)
}
