import { type Db, schema } from '@convergence/db'
import { and, eq, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { principalIn } from '../plugins/access.ts'
import { requireMatch } from '../plugins/etag.ts'
import { present } from '../plugins/patch.ts'
import { record } from '../plugins/record.ts'
import { savedViewErrors } from './errors.ts'
import { countSavedViews, findSavedView, type SavedViewRow } from './queries.ts'
import type { SavedViewCreate, SavedViewPatch } from './schemas.ts'

const { savedViews } = schema
const VIEWS_MAX = 200

/** A view as its reader sees it. */
export const asSeenBy = (userId: string) => (row: SavedViewRow) => ({ ...row, mine: row.ownerId === userId })

export async function createSavedView(tx: Db, request: FastifyRequest, body: z.output<typeof SavedViewCreate>) {
  const { userId } = principalIn(request)
  if ((await countSavedViews(tx, userId)) >= VIEWS_MAX) throw savedViewErrors['too-many-saved-views']({ params: { max: VIEWS_MAX } })
  const [row] = await tx.insert(savedViews).values({ ...present(body), name: body.name, screen: body.screen, state: body.state, ownerId: userId }).returning()
  if (!row) throw new Error('insert returned no row')
  await record(tx, request, { type: 'savedView.created', objectId: row.id, after: row })
  return asSeenBy(userId)(row)
}

/** Applies a merge patch to the version that If-Match names; `state` is replaced whole. */
export async function patchSavedView(tx: Db, request: FastifyRequest, id: string, patch: z.output<typeof SavedViewPatch>) {
  const before = await requireOwn(tx, request, id)
  const [row] = await tx.update(savedViews).set({ ...present(patch), version: sql`${savedViews.version} + 1`, updatedAt: new Date() }).where(and(eq(savedViews.id, id), eq(savedViews.version, before.version))).returning()
  if (!row) throw commonErrors['stale-version']()
  await record(tx, request, { type: 'savedView.updated', objectId: id, before, after: row })
  return asSeenBy(principalIn(request).userId)(row)
}

export async function removeSavedView(tx: Db, request: FastifyRequest, id: string): Promise<void> {
  const before = await requireOwn(tx, request, id)
  await tx.delete(savedViews).where(eq(savedViews.id, id))
  await record(tx, request, { type: 'savedView.removed', objectId: id, before })
}

/** The view, or a 404 that does not tell absent from somebody else's own. */
export async function requireSavedView(db: Db, request: FastifyRequest, id: string): Promise<SavedViewRow> {
  const row = await findSavedView(db, id, principalIn(request).userId)
  if (!row) throw savedViewErrors['saved-view-not-found']()
  return row
}

async function requireOwn(tx: Db, request: FastifyRequest, id: string): Promise<SavedViewRow> {
  const row = await requireSavedView(tx, request, id)
  if (row.ownerId !== principalIn(request).userId) throw savedViewErrors['saved-view-not-yours']()
  requireMatch(request, row.version)
  return row
}
