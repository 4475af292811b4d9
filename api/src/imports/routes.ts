import type { FastifyReply, FastifyRequest } from 'fastify'
import { may, requireReach } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { sendVersioned } from '../plugins/etag.ts'
import { pageFrom } from '../plugins/keyset.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { checkImport, createImport, digestOf, patchImport, type ReadFile, shownImport, summaryOf } from './commands.ts'
import { commitImport } from './commit.ts'
import { decodeFile, requireText } from './decode.ts'
import { importErrors } from './errors.ts'
import { examples } from './examples.ts'
import { fieldsOf } from './fields.ts'
import { parseSheet } from './parse.ts'
import { findImport, listImports, sliceRows } from './queries.ts'
import { defaultable } from './rules.ts'
import { Import, ImportCreate, ImportFields, ImportFieldsQuery, ImportListQuery, ImportPage, ImportPatch, ImportRows, ImportRowsQuery, ImportUpload } from './schemas.ts'
import { undoImport } from './undo.ts'
import { acceptUploads, MAX_FILE_BYTES, safeName } from '../plugins/uploads.ts'

const tag = 'imports'
const JSON_LIMIT_BYTES = 16 * 1024 * 1024

export async function importsRoutes(app: App): Promise<void> {
  const store = (request: FastifyRequest, reply: FastifyReply, file: ReadFile) =>
    write(request, reply, async (tx) => {
      const row = await createImport(tx, request, file)
      return { status: 201, body: await shownImport(tx, request, row.id), version: row.version, location: `/api/v1/imports/${row.id}` }
    })

  app.get('/imports', operation({ id: 'listImports', tag, summary: 'Imports, newest first', access: may.contributeMap, query: ImportListQuery, response: { 200: ImportPage }, example: {} }), async (request, reply) => {
    const page = pageFrom(await listImports(app.db, request.query, request.reach, app.config.secret), request.query, request, reply)
    return { ...page, items: page.items.map(summaryOf) }
  })

  app.get('/imports/fields', operation({ id: 'listImportFields', tag, summary: 'What the columns of a file can give', access: may.contributeMap, query: ImportFieldsQuery, response: { 200: ImportFields }, example: examples.fields }), ({ query: { target } }) =>
    ({ items: Object.entries(fieldsOf[target]).map(([name, field]) => ({ name, required: field.required ?? false, many: field.many ?? false, defaultable: defaultable[target].includes(name), headers: [...field.names] })), nextCursor: null }))

  app.post('/imports', { ...operation({ id: 'createImport', costly: true, tag, summary: 'Send a CSV file as text', description: 'Nothing is written to the register before `commit`.', access: may.contributeMap, body: ImportCreate, response: { 201: Import }, example: examples.create }), bodyLimit: JSON_LIMIT_BYTES }, async (request, reply) => {
    const { target, perimeterId, fileName, content } = request.body
    requireReach(request, perimeterId)
    await store(request, reply, { target, perimeterId, fileName: safeName(fileName), digest: digestOf(content), encoding: 'text', sheet: await parseSheet(requireText(content)) })
  })

  await app.register(async (uploads: App) => {
    await acceptUploads(uploads, () => importErrors['import-too-large']({ params: { limit: '20 Mo' } }))
    uploads.post('/imports/upload', { ...operation({ id: 'uploadImport', costly: true, tag, summary: 'Send a CSV file as a form', access: may.contributeMap, consumes: ['multipart/form-data'], body: ImportUpload, response: { 201: Import }, example: examples.upload }), bodyLimit: MAX_FILE_BYTES + 65_536 }, async (request, reply) => {
      const { target, perimeterId, file } = request.body
      requireReach(request, perimeterId)
      const { text, encoding } = await decodeFile(file.bytes)
      await store(request, reply, { target, perimeterId, fileName: file.name, digest: file.digest, encoding, sheet: await parseSheet(text) })
    })
  })

  app.get('/imports/:id', operation({ id: 'getImport', tag, summary: 'One import with its mapping and reports', access: may.contributeMap, params: idParams, response: { 200: Import }, example: examples.one }), async (request, reply) =>
    sendVersioned(request, reply, await shownImport(app.db, request, request.params.id)))

  app.get('/imports/:id/rows', operation({ id: 'listImportRows', tag, summary: 'The rows of a file, as read', access: may.contributeMap, params: idParams, query: ImportRowsQuery, response: { 200: ImportRows }, example: examples.one }), async (request) => {
    const { limit, cursor } = request.query
    const row = await findImport(app.db, request.params.id, request.reach)
    if (!row) throw importErrors['import-not-found']()
    const from = Number(cursor ?? 0)
    return { items: await sliceRows(app.db, row.id, from, limit), nextCursor: from + limit < row.rowCount ? String(from + limit) : null }
  })

  app.patch('/imports/:id', operation({ id: 'updateImport', tag, summary: 'Change the mapping, the defaults or the choices', access: may.contributeMap, params: idParams, body: ImportPatch, response: { 200: Import }, example: examples.patch }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await patchImport(tx, request, request.params.id, request.body)
      return { body: await shownImport(tx, request, row.id), version: row.version }
    }))

  const steps = [
    { path: 'check', example: examples.one, id: 'checkImport', summary: 'Dry run: what writing the file would do', work: checkImport },
    { path: 'commit', example: examples.commit, id: 'commitImport', summary: 'Write a checked file, all of it or nothing', work: commitImport },
    { path: 'undo', example: examples.undo, id: 'undoImport', summary: 'Take a batch back', work: undoImport },
  ] as const
  for (const { path, example, id, summary, work } of steps) {
    app.post(`/imports/:id/${path}`, operation({ id, tag, summary, access: may.contributeMap, params: idParams, response: { 200: Import }, example }), (request, reply) =>
      write(request, reply, async (tx) => {
        const row = await work(tx, request, request.params.id)
        return { body: await shownImport(tx, request, row.id), version: row.version }
      }))
  }
}
