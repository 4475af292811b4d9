import { z } from 'zod'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { sendVersioned } from '../plugins/etag.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { createNoun, patchNoun, removeNoun, requireNoun } from './commands.ts'
import { type FrameworkNoun, frameworkNouns } from './nouns.ts'
import { listNoun } from './queries.ts'
import { wholeList } from './schemas.ts'

const tag = 'framework'
type Fields = Parameters<typeof createNoun>[3]

/** Subjects, areas, pillars, pledges, practices and orientations: the same five operations each. */
export async function frameworkRoutes(app: App): Promise<void> {
  for (const noun of frameworkNouns) {
    readRoutes(app, noun)
    writeRoutes(app, noun)
  }
}

function readRoutes(app: App, noun: FrameworkNoun): void {
  const { path, one, many, row, example } = noun
  app.get(`/framework/${path}`, operation({ id: `list${many}`, tag, summary: `${many} of the framework, all of them in rank order`, access: may.readMap, response: { 200: wholeList(row, `${one}List`) }, example: {} }), async () => ({ items: await listNoun(app.db, noun), nextCursor: null }))

  app.get(`/framework/${path}/:id`, operation({ id: `get${one}`, tag, summary: `One ${noun.noun}`, access: may.readMap, params: idParams, response: { 200: row }, example: { params: { id: example.id } } }), async (request, reply) => sendVersioned(request, reply, await requireNoun(app.db, noun, request.params.id)))
}

function writeRoutes(app: App, noun: FrameworkNoun): void {
  const { path, one, row, example } = noun
  app.post(`/framework/${path}`, operation({ id: `create${one}`, tag, summary: `Add ${noun.noun === 'area' || noun.noun === 'orientation' ? 'an' : 'a'} ${noun.noun}`, access: may.administer, body: noun.create, response: { 201: row }, example: { body: example.create } }), (request, reply) =>
    write(request, reply, async (tx) => {
      const made = await createNoun(tx, request, noun, request.body as Fields)
      return { status: 201, body: made, version: made.version, location: `/api/v1/framework/${path}/${made.id}` }
    }))

  app.patch(`/framework/${path}/:id`, operation({ id: `update${one}`, tag, summary: `Change one ${noun.noun}`, access: noun.change, params: idParams, body: noun.patch, response: { 200: row }, example: { params: { id: example.id }, body: example.patch } }), (request, reply) =>
    write(request, reply, async (tx) => {
      const changed = await patchNoun(tx, request, noun, request.params.id, request.body as Fields)
      return { body: changed, version: changed.version }
    }))

  app.delete(`/framework/${path}/:id`, operation({ id: `delete${one}`, tag, summary: `Remove one ${noun.noun} that nothing refers to`, access: may.administer, params: idParams, response: { 204: z.null() }, example: { params: { id: example.removable } } }), (request, reply) =>
    write(request, reply, async (tx) => {
      await removeNoun(tx, request, noun, request.params.id)
      return { status: 204 }
    }))
}
