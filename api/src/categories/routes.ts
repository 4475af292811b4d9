import { z } from 'zod'
import { type Access, may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { sendVersioned } from '../plugins/etag.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { createCategory, patchCategory, removeCategory, requireCategory } from './commands.ts'
import { examples } from './examples.ts'
import { listCategories } from './queries.ts'
import { Category, CategoryCreate, CategoryPage, CategoryPatch } from './schemas.ts'

const tag = 'categories'
const mayCurate = { roles: ['administrator', 'staff'], scope: null } as const satisfies Access

export async function categoriesRoutes(app: App): Promise<void> {
  app.get('/categories', operation({ id: 'listCategories', tag, summary: 'Categories of stakeholders, in their order', access: may.readMap, response: { 200: CategoryPage }, example: {} }), async () =>
    ({ items: await listCategories(app.db), nextCursor: null }))

  app.post('/categories', operation({ id: 'createCategory', tag, summary: 'Add a category', access: mayCurate, body: CategoryCreate, response: { 201: Category }, example: examples.create }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await createCategory(tx, request, request.body)
      return { status: 201, body: row, version: row.version, location: `/api/v1/categories/${row.id}` }
    }))

  app.get('/categories/:id', operation({ id: 'getCategory', tag, summary: 'One category', access: may.readMap, params: idParams, response: { 200: Category }, example: examples.one }), async (request, reply) =>
    sendVersioned(request, reply, await requireCategory(app.db, request.params.id)))

  app.patch('/categories/:id', operation({ id: 'updateCategory', tag, summary: 'Change a category', access: mayCurate, params: idParams, body: CategoryPatch, response: { 200: Category }, example: examples.patch }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await patchCategory(tx, request, request.params.id, request.body)
      return { body: row, version: row.version }
    }))

  app.delete('/categories/:id', operation({ id: 'deleteCategory', tag, summary: 'Remove a category that nobody carries', access: mayCurate, params: idParams, response: { 204: z.null() }, example: examples.one }), (request, reply) =>
    write(request, reply, async (tx) => {
      await removeCategory(tx, request, request.params.id)
      return { status: 204 }
    }))
}
