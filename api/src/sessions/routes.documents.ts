import { z } from 'zod'
import { fileResponse } from '../files/schemas.ts'
import { sendFile, tooLarge } from '../files/store.ts'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { sendVersioned } from '../plugins/etag.ts'
import { operation } from '../plugins/operation.ts'
import { acceptUploads, MAX_FILE_BYTES } from '../plugins/uploads.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { requireSession } from './commands.ts'
import { addDocument, listDocuments, patchDocument, removeDocument, replaceDocument, requireDocument, restoreDocument } from './documents.ts'
import { documentExamples as examples } from './examples.documents.ts'
import { SessionDocument, SessionDocumentList, SessionDocumentPatch, SessionDocumentReplace, SessionDocumentUpload } from './schemas.documents.ts'
import { partParams } from './schemas.parts.ts'

const tag = 'sessions'
const root = '/sessions/:id/documents'
const one = `${root}/:partId` as const
const consumes = ['multipart/form-data']
const bodyLimit = MAX_FILE_BYTES + 65_536

/** Documents of a session. Who is signed in and reaches it reads them all; who holds an invitation, those for participants. */
export async function documentRoutes(app: App): Promise<void> {
  app.get(root, operation({ id: 'listSessionDocuments', tag, summary: 'The documents of a session', access: may.readDialogue, params: idParams, response: { 200: SessionDocumentList }, example: examples.list }), async (request) => {
    await requireSession(app.db, request.params.id, request.reach)
    return { items: await listDocuments(app.db, request.params.id), nextCursor: null }
  })

  await app.register(async (uploads: App) => {
    await acceptUploads(uploads, tooLarge)
    uploads.post(root, { ...operation({ id: 'addSessionDocument', tag, summary: 'Add a document, as a form', access: may.writeDialogue, params: idParams, consumes, body: SessionDocumentUpload, response: { 201: SessionDocument }, example: examples.add }), bodyLimit }, (request, reply) =>
      write(request, reply, async (tx) => made(await addDocument(tx, request, request.params.id, request.body))))

    uploads.post(`${one}/replace`, { ...operation({ id: 'replaceSessionDocument', tag, summary: 'Put another file in the place of a document, as a form', description: 'The old one is removed and can be restored.', access: may.writeDialogue, params: partParams, consumes, body: SessionDocumentReplace, response: { 201: SessionDocument }, example: examples.replace }), bodyLimit }, (request, reply) =>
      write(request, reply, async (tx) => made(await replaceDocument(tx, request, request.params.id, request.params.partId, request.body.file))))
  })

  app.get(one, operation({ id: 'getSessionDocument', tag, summary: 'One document, without its bytes', access: may.readDialogue, params: partParams, response: { 200: SessionDocument }, example: examples.one }), async (request, reply) => {
    await requireSession(app.db, request.params.id, request.reach)
    return sendVersioned(request, reply, await requireDocument(app.db, request.params.id, request.params.partId))
  })

  app.get(`${one}/content`, operation({ id: 'downloadSessionDocument', tag, summary: 'The bytes of a document', access: may.readDialogue, params: partParams, response: fileResponse, example: examples.one }), async (request, reply) => {
    await requireSession(app.db, request.params.id, request.reach)
    return sendFile(app.db, reply, await requireDocument(app.db, request.params.id, request.params.partId))
  })

  app.patch(one, operation({ id: 'updateSessionDocument', tag, summary: 'Change the title or the audience of a document', access: may.writeDialogue, params: partParams, body: SessionDocumentPatch, response: { 200: SessionDocument }, example: examples.patch }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await patchDocument(tx, request, request.params.id, request.params.partId, request.body)
      return { body: row, version: row.version }
    }))

  app.delete(one, operation({ id: 'deleteSessionDocument', tag, summary: 'Remove a document; it can be restored', access: may.writeDialogue, params: partParams, response: { 204: z.null() }, example: examples.remove }), (request, reply) =>
    write(request, reply, async (tx) => {
      await removeDocument(tx, request, request.params.id, request.params.partId)
      return { status: 204 }
    }))

  app.post(`${one}/restore`, operation({ id: 'restoreSessionDocument', tag, summary: 'Bring a removed document back', access: may.writeDialogue, params: partParams, response: { 200: SessionDocument }, example: examples.restore }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await restoreDocument(tx, request, request.params.id, request.params.partId, request.reach)
      return { body: row, version: row.version }
    }))
}

const made = (row: { id: string; sessionId: string; version: number }) => ({ status: 201 as const, body: row, version: row.version, location: `/api/v1/sessions/${row.sessionId}/documents/${row.id}` })
