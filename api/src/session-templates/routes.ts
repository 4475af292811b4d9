import { z } from 'zod'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { sendVersioned } from '../plugins/etag.ts'
import { pageFrom } from '../plugins/keyset.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { createTemplate, patchTemplate, removeTemplate, requireTemplate, restoreTemplate } from './commands.ts'
import { examples } from './examples.ts'
import { keepAsTemplate } from './of-session.ts'
import { listTemplates } from './queries.ts'
import { SessionTemplate, SessionTemplateCreate, SessionTemplateListQuery, SessionTemplateOf, SessionTemplatePage, SessionTemplatePatch } from './schemas.ts'

const tag = 'session templates'

/** Kinds of session to prepare others from: `POST /sessions` takes one as `templateId`. */
export async function sessionTemplatesRoutes(app: App): Promise<void> {
  app.get('/session-templates', operation({ id: 'listSessionTemplates', tag, summary: 'Session templates with their agendas, one page', access: may.readDialogue, query: SessionTemplateListQuery, response: { 200: SessionTemplatePage }, example: examples.list }), async (request, reply) =>
    pageFrom(await listTemplates(app.db, request.query, request.reach, app.config.secret), request.query, request, reply))

  app.post('/session-templates', operation({ id: 'createSessionTemplate', tag, summary: 'Add a session template', access: may.writeDialogue, body: SessionTemplateCreate, response: { 201: SessionTemplate }, example: examples.create }), (request, reply) =>
    write(request, reply, async (tx) => made(await createTemplate(tx, request, request.body))))

  app.post('/sessions/:id/template', operation({ id: 'createTemplateOfSession', tag, summary: 'Keep a session as a template', description: 'Aim, level, form, rule, seats and agenda with its durations and points.', access: may.writeDialogue, params: idParams, body: SessionTemplateOf, response: { 201: SessionTemplate }, example: examples.ofSession }), (request, reply) =>
    write(request, reply, async (tx) => made(await keepAsTemplate(tx, request, request.params.id, request.body))))

  app.get('/session-templates/:id', operation({ id: 'getSessionTemplate', tag, summary: 'One session template', access: may.readDialogue, params: idParams, response: { 200: SessionTemplate }, example: examples.one }), async (request, reply) =>
    sendVersioned(request, reply, await requireTemplate(app.db, request.params.id, request.reach)))

  app.patch('/session-templates/:id', operation({ id: 'updateSessionTemplate', tag, summary: 'Change a session template', access: may.writeDialogue, params: idParams, body: SessionTemplatePatch, response: { 200: SessionTemplate }, example: examples.patch }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await patchTemplate(tx, request, request.params.id, request.body)
      return { body: row, version: row.version }
    }))

  app.delete('/session-templates/:id', operation({ id: 'deleteSessionTemplate', tag, summary: 'Remove a session template; it can be restored', access: may.writeDialogue, params: idParams, response: { 204: z.null() }, example: examples.removed }), (request, reply) =>
    write(request, reply, async (tx) => {
      await removeTemplate(tx, request, request.params.id)
      return { status: 204 }
    }))

  app.post('/session-templates/:id/restore', operation({ id: 'restoreSessionTemplate', tag, summary: 'Bring a removed session template back', access: may.writeDialogue, params: idParams, response: { 200: SessionTemplate }, example: examples.removed }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await restoreTemplate(tx, request, request.params.id)
      return { body: row, version: row.version }
    }))
}

const made = (row: { id: string; version: number }) => ({ status: 201 as const, body: row, version: row.version, location: `/api/v1/session-templates/${row.id}` })
