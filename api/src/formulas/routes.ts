import { z } from 'zod'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { sendVersioned } from '../plugins/etag.ts'
import { pageFrom } from '../plugins/keyset.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { createFormula, patchFormula, removeFormula, requireFormula, restoreFormula, reviseFormula } from './commands.ts'
import { examples } from './examples.ts'
import { listFormulas, listFormulaVersions } from './queries.ts'
import { Formula, FormulaCreate, FormulaListQuery, FormulaPage, FormulaPatch, FormulaVersion, FormulaVersionCreate, FormulaVersionList } from './schemas.ts'

const tag = 'formulas'

export async function formulasRoutes(app: App): Promise<void> {
  app.get('/formulas', operation({ id: 'listFormulas', tag, summary: 'Formulas of ranking, one page', access: may.readMap, query: FormulaListQuery, response: { 200: FormulaPage }, example: examples.list }), async (request, reply) =>
    pageFrom(await listFormulas(app.db, request.query, request.reach, app.config.secret), request.query, request, reply))

  app.post('/formulas', operation({ id: 'createFormula', tag, summary: 'Add a formula with its first terms', access: may.writeMap, body: FormulaCreate, response: { 201: Formula }, example: examples.create }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await createFormula(tx, request, request.body)
      return { status: 201, body: row, version: row.version, location: `/api/v1/formulas/${row.id}` }
    }))

  app.get('/formulas/:id', operation({ id: 'getFormula', tag, summary: 'One formula with the terms in force', access: may.readMap, params: idParams, response: { 200: Formula }, example: examples.one }), async (request, reply) =>
    sendVersioned(request, reply, await requireFormula(app.db, request.params.id, request.reach)))

  app.patch('/formulas/:id', operation({ id: 'updateFormula', tag, summary: 'Change a formula, but not its terms', access: may.writeMap, params: idParams, body: FormulaPatch, response: { 200: Formula }, example: examples.patch }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await patchFormula(tx, request, request.params.id, request.body)
      return { body: row, version: row.version }
    }))

  app.delete('/formulas/:id', operation({ id: 'deleteFormula', tag, summary: 'Remove a formula; it can be restored', description: 'Rankings made with it stay.', access: may.writeMap, params: idParams, response: { 204: z.null() }, example: examples.one }), (request, reply) =>
    write(request, reply, async (tx) => {
      await removeFormula(tx, request, request.params.id)
      return { status: 204 }
    }))

  app.post('/formulas/:id/restore', operation({ id: 'restoreFormula', tag, summary: 'Bring a removed formula back', access: may.writeMap, params: idParams, response: { 200: Formula }, example: examples.one }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await restoreFormula(tx, request, request.params.id)
      return { body: row, version: row.version }
    }))

  app.get('/formulas/:id/versions', operation({ id: 'listFormulaVersions', tag, summary: 'The versions of a formula, the latest first', access: may.readMap, params: idParams, response: { 200: FormulaVersionList }, example: examples.one }), async (request) => {
    await requireFormula(app.db, request.params.id, request.reach)
    return { items: await listFormulaVersions(app.db, request.params.id), nextCursor: null }
  })

  app.post('/formulas/:id/versions', operation({ id: 'reviseFormula', tag, summary: 'Give a formula new terms', description: 'Rankings made with the former version stay as they are.', access: may.writeMap, params: idParams, body: FormulaVersionCreate, response: { 201: FormulaVersion }, example: examples.revise }), (request, reply) =>
    write(request, reply, async (tx) => ({ status: 201, body: await reviseFormula(tx, request, request.params.id, request.body), location: `/api/v1/formulas/${request.params.id}/versions` })))
}
