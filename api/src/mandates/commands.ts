import type { Db } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import type { Reach } from '../plugins/access.ts'
import { refuseSuppressed } from '../persons/suppression.ts'
import { addressFor, keptReach } from '../plugins/kept.ts'
import { requireMatch } from '../plugins/etag.ts'
import { requireIndividualNotice } from '../notices/gate.ts'
import { present } from '../plugins/patch.ts'
import { record } from '../plugins/record.ts'
import { findStakeholder, type StakeholderRow } from '../stakeholders/queries.ts'
import { mandateErrors } from './errors.ts'
import { findMandate, findRemovedMandate, insertMandate, type MandateRow, updateMandate } from './queries.ts'
import { endsBeforeStart } from './rules.ts'
import type { MandateCreate, MandatePatch } from './schemas.ts'

/** Gives a person a mandate; it lies in the perimeter of the organisation. */
export async function createMandate(tx: Db, request: FastifyRequest, body: z.output<typeof MandateCreate>) {
  const person = await requireParty(tx, body.personId, request.reach, '/personId')
  const organisation = await requireParty(tx, body.organisationId, request.reach, '/organisationId')
  if (person.kind !== 'person') throw mandateErrors['mandate-person-kind']({ errors: [{ pointer: '/personId', code: 'kind', message: 'not a person' }] })
  if (organisation.kind === 'person') throw mandateErrors['mandate-organisation-kind']({ errors: [{ pointer: '/organisationId', code: 'kind', message: 'a person' }] })
  requireOrder(body)
  if (body.email) await requireIndividualNotice(tx, body.personId)
  if (body.email) await refuseSuppressed(tx, request.server.config.secret, { emails: [body.email] })
  const { personId, organisationId, role } = body
  const row = await insertMandate(tx, { ...present(body), personId, organisationId, role, perimeterId: organisation.perimeterId })
  await record(tx, request, { type: 'mandate.created', objectId: row.id, perimeterId: row.perimeterId, after: audited(row) })
  return row
}

export async function patchMandate(tx: Db, request: FastifyRequest, id: string, patch: z.output<typeof MandatePatch>) {
  const before = await requireMandate(tx, id, request.reach)
  requireMatch(request, before.version)
  const change = present(patch)
  requireOrder({ ...before, ...change })
  if (patch.email) await requireIndividualNotice(tx, before.personId)
  if (patch.email) await refuseSuppressed(tx, request.server.config.secret, { emails: [patch.email] })
  return save(tx, request, before, change, 'mandate.updated')
}

/** Hides a mandate; what was said through it stays said. */
export async function removeMandate(tx: Db, request: FastifyRequest, id: string) {
  const before = await requireMandate(tx, id, request.reach)
  requireMatch(request, before.version)
  return save(tx, request, before, { deletedAt: new Date() }, 'mandate.removed')
}

export async function restoreMandate(tx: Db, request: FastifyRequest, id: string) {
  const before = await findRemovedMandate(tx, id, request.reach)
  if (!before) throw mandateErrors['mandate-not-found']()
  if (before.email) await requireIndividualNotice(tx, before.personId)
  return save(tx, request, before, { deletedAt: null }, 'mandate.restored')
}

/** The mandate, or a 404 that does not tell absent from out of reach. */
export async function requireMandate(db: Db, id: string, reach: Reach): Promise<MandateRow> {
  const row = await findMandate(db, id, reach)
  if (!row) throw mandateErrors['mandate-not-found']()
  return row
}

async function requireParty(tx: Db, id: string, reach: Reach, pointer: string): Promise<StakeholderRow> {
  const row = await findStakeholder(tx, id, reach)
  if (!row) throw commonErrors['unknown-reference']({ errors: [{ pointer, code: 'unknown', message: 'unknown stakeholder' }] })
  return row
}

function requireOrder({ startOn, endOn }: { startOn?: string | null | undefined; endOn?: string | null | undefined }): void {
  if (endsBeforeStart(startOn, endOn)) throw mandateErrors['mandate-ends-before-start']({ errors: [{ pointer: '/endOn', code: 'order', message: 'before the start' }] })
}

async function save(tx: Db, request: FastifyRequest, before: MandateRow, change: Parameters<typeof updateMandate>[2], type: `mandate.${string}`) {
  const row = await updateMandate(tx, before, change)
  if (!row) throw commonErrors['stale-version']()
  await record(tx, request, { type, objectId: row.id, perimeterId: row.perimeterId, before: audited(before), after: audited(row) })
  return row
}

/** What the journal keeps of a mandate: that it has an address, never which. */
const audited = ({ email, ...row }: MandateRow): Record<string, unknown> => ({ ...row, hasEmail: email !== '' })

/** A mandate as the one who asks may see it. */
export const shownTo = <T extends { email: string; perimeterId: string }>(request: FastifyRequest, row: T) => ({ ...row, email: addressFor(keptReach(request), row.perimeterId, row.email) })
