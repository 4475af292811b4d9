import type { Db } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors, ProblemError } from '../errors.ts'
import { requireReach } from '../plugins/access.ts'
import { requireMatch } from '../plugins/etag.ts'
import { present } from '../plugins/patch.ts'
import { record } from '../plugins/record.ts'
import { takeReference } from '../plugins/reference.ts'
import { blocksOfOutline, copiedBlocks } from './blocks.ts'
import { editionErrors } from './errors.ts'
import { findOutline } from './outlines.ts'
import { type EditionRow, findEdition, findRemovedEdition, insertBlocks, insertEdition, listBlocks, lockEdition, updateEdition } from './queries.ts'
import { isLocked } from './rules.ts'
import type { EditionCreate, EditionPatch } from './schemas.ts'
import { requireEdition } from './view.ts'

type Create = z.output<typeof EditionCreate>

/** Begins an edition: empty, from an outline, or from the blocks of another edition. */
export async function createEdition(tx: Db, request: FastifyRequest, { outline, copyFrom, ...body }: Create): Promise<EditionRow> {
  requireReach(request, body.perimeterId)
  requirePeriod(body)
  const source = copyFrom ? await requireSource(tx, request, copyFrom) : null
  const previousId = body.previousId ?? (source && source.periodEnd < body.periodEnd ? source.id : null)
  await requirePrevious(tx, request, { previousId, periodEnd: body.periodEnd })
  const plan = outline ? await findOutline(outline) : undefined
  if (outline && !plan) throw editionErrors['outline-not-found']({ errors: [{ pointer: '/outline', code: 'unknown', message: outline }] })
  const { title, periodStart, periodEnd, perimeterId } = body
  const id = await insertEdition(tx, { ...present(body), title, periodStart, periodEnd, perimeterId, previousId, outline: outline ?? source?.outline ?? '', reference: await takeReference(tx) })
  await insertBlocks(tx, plan ? blocksOfOutline(plan, id, body.language ?? 'fr') : source ? copiedBlocks(await listBlocks(tx, source.id), id) : [])
  const row = await requireRow(tx, id)
  await record(tx, request, { type: 'edition.created', objectId: id, perimeterId, after: row })
  return row
}

/** Applies a merge patch to the version that If-Match names; once frozen, only the internal note changes. */
export async function patchEdition(tx: Db, request: FastifyRequest, id: string, patch: z.output<typeof EditionPatch>): Promise<EditionRow> {
  const before = await requireForWriting(tx, request, id)
  requireMatch(request, before.version)
  const { internalNote: _internalNote, ...printed } = present(patch)
  if (isLocked(before.status) && Object.keys(printed).length > 0) throw editionErrors['edition-locked']()
  if (patch.perimeterId) requireReach(request, patch.perimeterId)
  const after = { ...before, ...present(patch) }
  requirePeriod(after)
  if (patch.previousId !== undefined || patch.periodEnd) await requirePrevious(tx, request, { id, previousId: after.previousId, periodEnd: after.periodEnd })
  return save(tx, request, before, present(patch), 'edition.updated')
}

export async function removeEdition(tx: Db, request: FastifyRequest, id: string): Promise<void> {
  const before = await requireForWriting(tx, request, id)
  requireMatch(request, before.version)
  if (isLocked(before.status)) throw editionErrors['edition-locked']()
  if (!(await updateEdition(tx, before, { deletedAt: new Date() }))) throw commonErrors['stale-version']()
  await record(tx, request, { type: 'edition.removed', objectId: id, perimeterId: before.perimeterId, before })
}

export async function restoreEdition(tx: Db, request: FastifyRequest, id: string): Promise<EditionRow> {
  const before = await findRemovedEdition(tx, id, request.reach)
  if (!before) throw editionErrors['edition-not-found']()
  return save(tx, request, before, { deletedAt: null }, 'edition.restored')
}

/** The edition for a write, held until the transaction ends. */
export async function requireForWriting(tx: Db, request: FastifyRequest, id: string): Promise<EditionRow> {
  await lockEdition(tx, id)
  const row = await findEdition(tx, id, request.reach)
  if (!row) throw editionErrors['edition-not-found']()
  return row
}

/** The draft for a write to its blocks. */
export async function requireDraft(tx: Db, request: FastifyRequest, id: string): Promise<EditionRow> {
  const row = await requireForWriting(tx, request, id)
  if (isLocked(row.status)) throw editionErrors['edition-locked']()
  return row
}

export async function save(tx: Db, request: FastifyRequest, before: EditionRow, change: Parameters<typeof updateEdition>[2], type: `edition.${string}`): Promise<EditionRow> {
  if (!(await updateEdition(tx, before, change))) throw commonErrors['stale-version']()
  const row = await requireRow(tx, before.id)
  await record(tx, request, { type, objectId: row.id, perimeterId: row.perimeterId, before, after: row })
  return row
}

async function requireRow(tx: Db, id: string): Promise<EditionRow> {
  const row = await findEdition(tx, id, 'all')
  if (!row) throw new Error('written a moment ago')
  return row
}

/** The edition named in a body: one that cannot be read is a wrong reference (422), since the address asked for is there. */
function requireSource(tx: Db, request: FastifyRequest, id: string): Promise<EditionRow> {
  return requireEdition(tx, request, id).catch((error: unknown) => {
    throw error instanceof ProblemError && error.code === 'edition-not-found' ? commonErrors['unknown-reference']({ errors: [{ pointer: '/copyFrom', code: 'unknown', message: 'no such edition' }] }) : error
  })
}

function requirePeriod({ periodStart, periodEnd }: { periodStart: string; periodEnd: string }): void {
  if (periodEnd < periodStart) throw editionErrors['edition-period']({ errors: [{ pointer: '/periodEnd', code: 'order', message: 'before periodStart' }] })
}

async function requirePrevious(tx: Db, request: FastifyRequest, { id, previousId, periodEnd }: { id?: string; previousId: string | null; periodEnd: string }): Promise<void> {
  if (!previousId) return
  const errors = [{ pointer: '/previousId', code: 'invalid', message: 'another edition of an earlier period' }]
  const previous = await findEdition(tx, previousId, request.reach)
  if (!previous) throw commonErrors['unknown-reference']({ errors })
  if (previousId === id || previous.periodEnd >= periodEnd) throw editionErrors['edition-previous']({ errors })
}
