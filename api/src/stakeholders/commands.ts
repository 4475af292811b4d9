import type { Db } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { tellRectified } from '../persons/recipients.ts'
import { refuseSuppressed } from '../persons/suppression.ts'
import { type Reach, requireReach } from '../plugins/access.ts'
import { requireMatch } from '../plugins/etag.ts'
import { requireIndividualNotice, requireUnquoted } from '../notices/gate.ts'
import { present } from '../plugins/patch.ts'
import { record } from '../plugins/record.ts'
import { takeReference } from '../plugins/reference.ts'
import { stakeholderErrors } from './errors.ts'
import { findCategory, findRemovedStakeholder, findStakeholder, insertStakeholder, isBelow, moveDependants, type StakeholderRow, stakeholdersExist, updateStakeholder } from './queries.ts'
import { archivalOf } from './rules.ts'
import type { StakeholderBatch, StakeholderCreate, StakeholderPatch } from './schemas.ts'

const today = (): string => new Date().toISOString().slice(0, 10)

/** Adds a stakeholder; what is not said comes from its category. */
export async function createStakeholder(tx: Db, request: FastifyRequest, body: z.output<typeof StakeholderCreate>) {
  requireReach(request, body.perimeterId)
  await requireReferences(tx, request.reach, body)
  if (body.kind === 'person') await refuseSuppressed(tx, request.server.config.secret, { name: body.name })
  const category = body.categoryId ? await findCategory(tx, body.categoryId) : null
  const { kind, name, perimeterId } = body
  const defaults = { side: category?.side ?? 'external', sphere: category?.sphere ?? 'observes', contractual: category?.contractual ?? false, since: today() } as const
  const row = await insertStakeholder(tx, { ...defaults, ...present(body), kind, name, perimeterId, reference: await takeReference(tx) })
  await record(tx, request, { type: 'stakeholder.created', objectId: row.id, perimeterId, after: row })
  return row
}

/** Applies a merge patch to the version that If-Match names. */
export async function patchStakeholder(tx: Db, request: FastifyRequest, id: string, patch: z.output<typeof StakeholderPatch>) {
  const before = await requireStakeholder(tx, id, request.reach)
  requireMatch(request, before.version)
  return changeStakeholder(tx, request, before, patch)
}

/** Changes one stakeholder by a patch, under the rules that hold for every change. */
export async function changeStakeholder(tx: Db, request: FastifyRequest, before: StakeholderRow, patch: z.output<typeof StakeholderPatch>) {
  const { id } = before
  if (patch.perimeterId) requireReach(request, patch.perimeterId)
  await requireReferences(tx, request.reach, patch)
  if (patch.parentId && (await isBelow(tx, patch.parentId, id))) throw stakeholderErrors['stakeholder-parent-loop']()
  if ((patch.kind ?? before.kind) === 'person' && (patch.name !== undefined || patch.kind !== undefined)) await refuseSuppressed(tx, request.server.config.secret, { name: patch.name ?? before.name })
  if (patch.description || patch.internalNote) await requireIndividualNotice(tx, id)
  const row = await save(tx, request, before, { ...present(patch), ...archivalOf(before, patch, today()) }, 'stakeholder.updated')
  await tellRectified(tx, request, before, row)
  if (row.kind === 'person' && before.kind !== 'person') await requireUnquoted(tx, [id])
  if (row.perimeterId !== before.perimeterId) await moveDependants(tx, row)
  return row
}

/** Removes a stakeholder from every list; `restoreStakeholder` brings it back as it was. */
export async function removeStakeholder(tx: Db, request: FastifyRequest, id: string) {
  const before = await requireStakeholder(tx, id, request.reach)
  requireMatch(request, before.version)
  return save(tx, request, before, { deletedAt: new Date() }, 'stakeholder.removed')
}

export async function restoreStakeholder(tx: Db, request: FastifyRequest, id: string) {
  const before = await findRemovedStakeholder(tx, id, request.reach)
  if (!before) throw stakeholderErrors['stakeholder-not-found']()
  if (before.kind === 'person') await refuseSuppressed(tx, request.server.config.secret, { name: before.name })
  return save(tx, request, before, { deletedAt: null }, 'stakeholder.restored')
}

/** The same change to many: all or none, each recorded. */
export async function changeStakeholders(tx: Db, request: FastifyRequest, batch: z.output<typeof StakeholderBatch>) {
  await requireReferences(tx, request.reach, { categoryId: batch.categoryId })
  for (const id of [...new Set(batch.ids)].sort()) {
    const before = await findStakeholder(tx, id, request.reach)
    if (!before) throw commonErrors['unknown-reference']()
    const tags = [...new Set([...before.tags.filter((tag) => !batch.removeTags?.includes(tag)), ...(batch.addTags ?? [])])]
    await save(tx, request, before, { tags, ...present({ categoryId: batch.categoryId, status: batch.status }), ...archivalOf(before, batch, today()) }, 'stakeholder.updated')
  }
  return { changed: new Set(batch.ids).size, at: new Date() }
}

/** The stakeholder, or a 404 that does not tell absent from out of reach. */
export async function requireStakeholder(db: Db, id: string, reach: Reach): Promise<StakeholderRow> {
  const row = await findStakeholder(db, id, reach)
  if (!row) throw stakeholderErrors['stakeholder-not-found']()
  return row
}

async function requireReferences(tx: Db, reach: Reach, body: { categoryId?: string | null | undefined; parentId?: string | null | undefined }): Promise<void> {
  if (body.categoryId && !(await findCategory(tx, body.categoryId))) throw commonErrors['unknown-reference']({ errors: [{ pointer: '/categoryId', code: 'unknown', message: 'unknown category' }] })
  if (body.parentId && !(await stakeholdersExist(tx, [body.parentId], reach))) throw commonErrors['unknown-reference']({ errors: [{ pointer: '/parentId', code: 'unknown', message: 'unknown stakeholder' }] })
}

async function save(tx: Db, request: FastifyRequest, before: StakeholderRow, change: Parameters<typeof updateStakeholder>[2], type: `stakeholder.${string}`) {
  const row = await updateStakeholder(tx, before, change)
  if (!row) throw commonErrors['stale-version']()
  await record(tx, request, { type, objectId: row.id, perimeterId: row.perimeterId, before, after: row })
  return row
}
