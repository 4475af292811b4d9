import { type Db, schema } from '@convergence/db'
import { and, eq, ne, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { requireMatch } from '../plugins/etag.ts'
import { present } from '../plugins/patch.ts'
import { record } from '../plugins/record.ts'
import { tieErrors } from './errors.ts'
import { countTiesOf, findTieType } from './queries.ts'
import type { TieTypeCreate, TieTypePatch } from './schemas.ts'

const { tieTypes } = schema

/** Adds a type of tie; its code is its own for ever. */
export async function createTieType(tx: Db, request: FastifyRequest, body: z.output<typeof TieTypeCreate>) {
  await requireFreeCode(tx, body.code)
  const [row] = await tx.insert(tieTypes).values(body).returning()
  if (!row) throw new Error('insert returned no row')
  await record(tx, request, { type: 'tieType.created', objectId: row.id, after: row })
  return row
}

/** Applies a merge patch; ties that stand are left as they are, whatever kinds the type allows from now on. */
export async function patchTieType(tx: Db, request: FastifyRequest, id: string, patch: z.output<typeof TieTypePatch>) {
  const before = await requireTieType(tx, id)
  requireMatch(request, before.version)
  if (patch.code) await requireFreeCode(tx, patch.code, id)
  const [row] = await tx.update(tieTypes).set({ ...present(patch), version: sql`${tieTypes.version} + 1`, updatedAt: new Date() }).where(and(eq(tieTypes.id, id), eq(tieTypes.version, before.version))).returning()
  if (!row) throw commonErrors['stale-version']()
  await record(tx, request, { type: 'tieType.updated', objectId: id, before, after: row })
  return row
}

/** Removes a type that no tie uses; a removed tie counts, since it can be restored. */
export async function removeTieType(tx: Db, request: FastifyRequest, id: string): Promise<void> {
  const before = await requireTieType(tx, id)
  requireMatch(request, before.version)
  const count = await countTiesOf(tx, id)
  if (count > 0) throw tieErrors['tie-type-in-use']({ params: { count } })
  await tx.delete(tieTypes).where(eq(tieTypes.id, id))
  await record(tx, request, { type: 'tieType.removed', objectId: id, before })
}

export async function requireTieType(db: Db, id: string) {
  const row = await findTieType(db, id)
  if (!row) throw tieErrors['tie-type-not-found']()
  return row
}

async function requireFreeCode(tx: Db, code: string, except?: string): Promise<void> {
  const [taken] = await tx.select({ id: tieTypes.id }).from(tieTypes).where(and(eq(tieTypes.code, code), except ? ne(tieTypes.id, except) : undefined))
  if (taken) throw tieErrors['tie-type-code-taken']()
}
