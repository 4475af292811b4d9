import type { Db } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { type Reach, requireReach } from '../plugins/access.ts'
import { requireMatch } from '../plugins/etag.ts'
import { present } from '../plugins/patch.ts'
import { record } from '../plugins/record.ts'
import { pointsExist } from '../points/queries.ts'
import { sessionTemplateErrors } from './errors.ts'
import { findRemovedTemplate, findTemplate, insertTemplate, type NewItem, replaceItems, type TemplateRow, updateTemplate } from './queries.ts'
import type { SessionTemplateCreate, SessionTemplatePatch } from './schemas.ts'

/** Keeps a kind of session to prepare others from. */
export async function createTemplate(tx: Db, request: FastifyRequest, { items, ...body }: z.output<typeof SessionTemplateCreate>): Promise<TemplateRow> {
  requireReach(request, body.perimeterId)
  await requirePoints(tx, items, request.reach)
  const { title, form, perimeterId } = body
  const id = await insertTemplate(tx, { ...present(body), title, form, perimeterId }, items)
  const row = await requireTemplate(tx, id, 'all')
  await record(tx, request, { type: 'session-template.created', objectId: id, perimeterId, after: row })
  return row
}

/** Applies a merge patch to the version that If-Match names; an agenda in it replaces the one before. */
export async function patchTemplate(tx: Db, request: FastifyRequest, id: string, { items, ...patch }: z.output<typeof SessionTemplatePatch>): Promise<TemplateRow> {
  const before = await requireTemplate(tx, id, request.reach)
  requireMatch(request, before.version)
  if (items) {
    await requirePoints(tx, items, request.reach)
    await replaceItems(tx, id, items)
  }
  return save(tx, request, before, present(patch), 'session-template.updated')
}

export async function removeTemplate(tx: Db, request: FastifyRequest, id: string): Promise<void> {
  const before = await requireTemplate(tx, id, request.reach)
  requireMatch(request, before.version)
  if (!(await updateTemplate(tx, before, { deletedAt: new Date() }))) throw commonErrors['stale-version']()
  await record(tx, request, { type: 'session-template.removed', objectId: id, perimeterId: before.perimeterId, before })
}

export async function restoreTemplate(tx: Db, request: FastifyRequest, id: string): Promise<TemplateRow> {
  const before = await findRemovedTemplate(tx, id, request.reach)
  if (!before) throw sessionTemplateErrors['session-template-not-found']()
  return save(tx, request, before, { deletedAt: null }, 'session-template.restored')
}

/** The template, or a 404 that does not tell absent from out of reach. */
export async function requireTemplate(db: Db, id: string, reach: Reach): Promise<TemplateRow> {
  const row = await findTemplate(db, id, reach)
  if (!row) throw sessionTemplateErrors['session-template-not-found']()
  return row
}

async function requirePoints(tx: Db, items: readonly NewItem[], reach: Reach): Promise<void> {
  for (const [i, { pointId }] of items.entries()) {
    if (pointId && !(await pointsExist(tx, [pointId], reach))) throw commonErrors['unknown-reference']({ errors: [{ pointer: `/items/${i}/pointId`, code: 'unknown', message: 'unknown point' }] })
  }
}

async function save(tx: Db, request: FastifyRequest, before: TemplateRow, change: Parameters<typeof updateTemplate>[2], type: `session-template.${string}`): Promise<TemplateRow> {
  if (!(await updateTemplate(tx, before, change))) throw commonErrors['stale-version']()
  const row = await requireTemplate(tx, before.id, 'all')
  await record(tx, request, { type, objectId: row.id, perimeterId: row.perimeterId, before, after: row })
  return row
}
