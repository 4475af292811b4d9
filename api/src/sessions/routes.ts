import { z } from 'zod'
import { invitationRoutes } from '../invitations/routes.ts'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { sendVersioned } from '../plugins/etag.ts'
import { pageFrom } from '../plugins/keyset.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { boardOf } from './board.ts'
import { createSession, patchSession, removeSession, requireSession, restoreSession } from './commands.ts'
import { examples } from './examples.ts'
import { listSessions } from './queries.ts'
import { agendaRoutes } from './routes.agenda.ts'
import { attendanceRoutes } from './routes.attendances.ts'
import { documentRoutes } from './routes.documents.ts'
import { SessionBoard } from './schemas.board.ts'
import { Session, SessionCreate, SessionListQuery, SessionPage, SessionPatch } from './schemas.ts'

const tag = 'sessions'

export async function sessionsRoutes(app: App): Promise<void> {
  app.get('/sessions', operation({ id: 'listSessions', tag, summary: 'Sessions with their figures, the latest first, one page', access: may.readDialogue, query: SessionListQuery, response: { 200: SessionPage }, example: examples.list }), async (request, reply) =>
    pageFrom(await listSessions(app.db, request.query, request.reach, app.config.secret), request.query, request, reply))

  app.post('/sessions', operation({ id: 'createSession', tag, summary: 'Plan a session', access: may.writeDialogue, body: SessionCreate, response: { 201: Session }, example: examples.create }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await createSession(tx, request, request.body)
      return { status: 201, body: row, version: row.version, location: `/api/v1/sessions/${row.id}` }
    }))

  app.get('/sessions/:id', operation({ id: 'getSession', tag, summary: 'One session with its figures', access: may.readDialogue, params: idParams, response: { 200: Session }, example: examples.one }), async (request, reply) =>
    sendVersioned(request, reply, await requireSession(app.db, request.params.id, request.reach)))

  app.patch('/sessions/:id', operation({ id: 'updateSession', tag, summary: 'Change a session or its status', access: may.writeDialogue, params: idParams, body: SessionPatch, response: { 200: Session }, example: examples.patch }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await patchSession(tx, request, request.params.id, request.body)
      return { body: row, version: row.version }
    }))

  app.delete('/sessions/:id', operation({ id: 'deleteSession', tag, summary: 'Remove a session without positions; it can be restored', access: may.writeDialogue, params: idParams, response: { 204: z.null() }, example: examples.removed }), (request, reply) =>
    write(request, reply, async (tx) => {
      await removeSession(tx, request, request.params.id)
      return { status: 204 }
    }))

  app.post('/sessions/:id/restore', operation({ id: 'restoreSession', tag, summary: 'Bring a removed session back', access: may.writeDialogue, params: idParams, response: { 200: Session }, example: examples.removed }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await restoreSession(tx, request, request.params.id)
      return { body: row, version: row.version }
    }))

  app.get('/sessions/:id/board', operation({ id: 'getSessionBoard', tag, summary: 'All that the recording screen needs', description: 'Agenda, points with the wording in force, holders with their mandates, positions recorded here and before.', access: may.readDialogue, params: idParams, response: { 200: SessionBoard }, example: examples.board }), async (request) =>
    boardOf(app.db, await requireSession(app.db, request.params.id, request.reach)))

  await agendaRoutes(app)
  await invitationRoutes(app)
  await documentRoutes(app)
  await attendanceRoutes(app)
}
