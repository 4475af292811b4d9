import type { Db } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { requireMatch } from '../plugins/etag.ts'
import { present } from '../plugins/patch.ts'
import { record } from '../plugins/record.ts'
import { categoryErrors } from './errors.ts'
import { countCarriers, deleteCategory, findCategory, insertCategory, lockCategory, updateCategory } from './queries.ts'
import type { CategoryCreate, CategoryPatch } from './schemas.ts'

export async function createCategory(tx: Db, request: FastifyRequest, body: z.output<typeof CategoryCreate>) {
  const { rank, ...rest } = body
  const row = await insertCategory(tx, { ...rest, ...(rank === undefined ? {} : { rank }) })
  if (!row) throw categoryErrors['category-code-taken']()
  await record(tx, request, { type: 'category.created', objectId: row.id, after: row })
  return row
}

export async function patchCategory(tx: Db, request: FastifyRequest, id: string, patch: z.output<typeof CategoryPatch>) {
  const before = await requireCategory(tx, id)
  requireMatch(request, before.version)
  const row = await updateCategory(tx, id, before.version, present(patch))
  if (!row) throw commonErrors['stale-version']()
  await record(tx, request, { type: 'category.updated', objectId: id, before, after: row })
  return row
}

/** Removes a category that no stakeholder carries; the others are refused with their number. */
export async function removeCategory(tx: Db, request: FastifyRequest, id: string): Promise<void> {
  const before = await lockCategory(tx, id)
  if (!before) throw categoryErrors['category-not-found']()
  requireMatch(request, before.version)
  const count = await countCarriers(tx, id)
  if (count > 0) throw categoryErrors['category-in-use']({ params: { count } })
  await deleteCategory(tx, id)
  await record(tx, request, { type: 'category.removed', objectId: id, before })
}

export async function requireCategory(db: Db, id: string) {
  const row = await findCategory(db, id)
  if (!row) throw categoryErrors['category-not-found']()
  return row
}
