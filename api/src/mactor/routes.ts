import { z } from 'zod'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { etagOf } from '../plugins/etag.ts'
import { pageFrom } from '../plugins/keyset.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { createStudy, patchStudy, putActors, putObjectives, removeStudy, requireStudy, restoreStudy } from './commands.ts'
import { examples } from './examples.ts'
import { listStudies, type StudyRow } from './queries.ts'
import { mactorCellRoutes } from './routes.cells.ts'
import { MactorActorsPut, MactorObjectivesPut, MactorStudy, MactorStudyCreate, MactorStudyPage, MactorStudyPatch, MactorStudyQuery } from './schemas.ts'

const tag = 'mactor'
const path = '/mactor-studies'

export async function mactorRoutes(app: App): Promise<void> {
  await mactorCellRoutes(app)

  app.get(path, operation({ id: 'listMactorStudies', tag, summary: 'MACTOR studies, one page', access: may.readMap, query: MactorStudyQuery, response: { 200: MactorStudyPage }, example: examples.list }), async (request, reply) =>
    pageFrom(await listStudies(app.db, request.query, request.reach, app.config.secret), request.query, request, reply))

  app.post(path, operation({ id: 'createMactorStudy', tag, summary: 'Begin a MACTOR study', access: may.writeMap, body: MactorStudyCreate, response: { 201: MactorStudy }, example: examples.create }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await createStudy(tx, request, request.body)
      return { ...answer(row), status: 201, location: `/api/v1/mactor-studies/${row.id}` }
    }))

  app.get(`${path}/:id`, operation({ id: 'getMactorStudy', tag, summary: 'One study with its actors and objectives', access: may.readMap, params: idParams, response: { 200: MactorStudy }, example: examples.one }), async (request, reply) => {
    const row = await requireStudy(app.db, request.params.id, request.reach)
    // Never 304: the names of the actors are not of this version.
    reply.header('etag', etagOf(row.version))
    return row
  })

  app.patch(`${path}/:id`, operation({ id: 'updateMactorStudy', tag, summary: 'Change a study’s title, purpose or perimeter', access: may.writeMap, params: idParams, body: MactorStudyPatch, response: { 200: MactorStudy }, example: examples.patch }), (request, reply) =>
    write(request, reply, async (tx) => answer(await patchStudy(tx, request, request.params.id, request.body))))

  app.delete(`${path}/:id`, operation({ id: 'deleteMactorStudy', tag, summary: 'Remove a study; it can be restored', access: may.writeMap, params: idParams, response: { 204: z.null() }, example: examples.removed }), (request, reply) =>
    write(request, reply, async (tx) => {
      await removeStudy(tx, request, request.params.id)
      return { status: 204 }
    }))

  app.post(`${path}/:id/restore`, operation({ id: 'restoreMactorStudy', tag, summary: 'Bring a removed study back', access: may.writeMap, params: idParams, response: { 200: MactorStudy }, example: examples.removed }), (request, reply) =>
    write(request, reply, async (tx) => answer(await restoreStudy(tx, request, request.params.id))))

  app.put(`${path}/:id/actors`, operation({ id: 'setMactorActors', tag, summary: 'Set the actors of a study, in their order', description: 'If-Match names the version of the study. Who is left out keeps its statements, and comes back with them.', access: may.writeMap, params: idParams, body: MactorActorsPut, response: { 200: MactorStudy }, example: examples.actors }), (request, reply) =>
    write(request, reply, async (tx) => answer(await putActors(tx, request, request.params.id, request.body.stakeholderIds))))

  app.put(`${path}/:id/objectives`, operation({ id: 'setMactorObjectives', tag, summary: 'Set the objectives of a study, in their order', description: 'Points, ISO areas, or objectives in words of their own. If-Match names the version of the study. What is left out keeps its statements, and comes back with them.', access: may.writeMap, params: idParams, body: MactorObjectivesPut, response: { 200: MactorStudy }, example: examples.objectives }), (request, reply) =>
    write(request, reply, async (tx) => answer(await putObjectives(tx, request, request.params.id, request.body.objectives))))
}

const answer = (row: StudyRow) => ({ body: row, version: row.version })
