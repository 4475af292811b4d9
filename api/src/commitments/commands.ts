import type { Db } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { type Reach, requireReach } from '../plugins/access.ts'
import { requireMatch } from '../plugins/etag.ts'
import { present } from '../plugins/patch.ts'
import { record } from '../plugins/record.ts'
import { takeReference } from '../plugins/reference.ts'
import { dayIn } from '../positions/rules.ts'
import { commitmentErrors } from './errors.ts'
import { findDefaults, findOwnerName, requireNamed, setAreas } from './neighbours.ts'
import { insertMilestones, listCommitmentAreas, listEvents, listMilestones, listPointImpacts } from './queries.parts.ts'
import { type CommitmentRow, findCommitment, findRemovedCommitment, insertCommitment, updateCommitment } from './queries.ts'
import { mayFollow } from './rules.ts'
import type { CommitmentCreate, CommitmentPatch } from './schemas.ts'

/** The commitment, or a 404 that does not tell absent from out of reach. */
export async function requireCommitment(db: Db, id: string, reach: Reach, asOf?: string): Promise<CommitmentRow> {
  const row = await findCommitment(db, id, reach, asOf)
  if (!row) throw commitmentErrors['commitment-not-found']()
  return row
}

/** Records a commitment; what is left out follows from its point and its session. */
export async function createCommitment(tx: Db, request: FastifyRequest, body: z.output<typeof CommitmentCreate>): Promise<CommitmentRow> {
  await requireNamed(tx, body, request.reach)
  const defaults = await findDefaults(tx, body)
  const perimeterId = body.perimeterId ?? defaults.perimeterId
  if (!perimeterId) throw missing('/perimeterId')
  requireReach(request, perimeterId)
  const owner = body.owner ?? (await findOwnerName(tx, body))
  if (!owner) throw missing('/owner')
  const { session } = defaults
  const madeOn = body.madeOn ?? (session ? dayIn(session.startsAt, session.timeZone) : dayIn(new Date()))
  requireOrder(madeOn, body.dueOn)
  const { areaIds = defaults.areaIds, milestones = [], ...own } = body
  const id = await insertCommitment(tx, { ...present(own), statement: body.statement, owner, madeOn, perimeterId, fictional: defaults.fictional, reference: await takeReference(tx) })
  await setAreas(tx, { id, perimeterId }, areaIds)
  await insertMilestones(tx, id, milestones.map(present))
  const row = await requireCommitment(tx, id, 'all')
  await record(tx, request, { type: 'commitment.created', objectId: id, perimeterId, after: row })
  return row
}

/** Applies a merge patch to the version that If-Match names. */
export async function patchCommitment(tx: Db, request: FastifyRequest, id: string, patch: z.output<typeof CommitmentPatch>): Promise<CommitmentRow> {
  const before = await requireCommitment(tx, id, request.reach)
  requireMatch(request, before.version)
  if (patch.perimeterId) requireReach(request, patch.perimeterId)
  await requireNamed(tx, patch, request.reach)
  requireOrder(patch.madeOn ?? before.madeOn, patch.dueOn === undefined ? before.dueOn : patch.dueOn)
  const { areaIds, ...own } = patch
  if (areaIds) await setAreas(tx, { id, perimeterId: own.perimeterId ?? before.perimeterId }, areaIds)
  return saveCommitment(tx, request, before, present(own), 'commitment.updated')
}

/** Removes a commitment from every list; `restoreCommitment` brings it back with all that was said of it. */
export async function removeCommitment(tx: Db, request: FastifyRequest, id: string): Promise<void> {
  const before = await requireCommitment(tx, id, request.reach)
  requireMatch(request, before.version)
  if (!(await updateCommitment(tx, before, { deletedAt: new Date() }))) throw commonErrors['stale-version']()
  await record(tx, request, { type: 'commitment.removed', objectId: id, perimeterId: before.perimeterId, before })
}

export async function restoreCommitment(tx: Db, request: FastifyRequest, id: string): Promise<CommitmentRow> {
  const before = await findRemovedCommitment(tx, id, request.reach)
  if (!before) throw commitmentErrors['commitment-not-found']()
  return saveCommitment(tx, request, before, { deletedAt: null }, 'commitment.restored')
}

/** A commitment with its milestones, all that was said of it, and its neighbours on the spine. */
export async function readSheet(db: Db, id: string, asOf: string | undefined, reach: Reach) {
  const commitment = await requireCommitment(db, id, reach, asOf)
  const milestones = await listMilestones(db, id)
  const events = await listEvents(db, id)
  return { commitment, milestones, events, mayFollow: [...mayFollow(commitment.state)], areas: await listCommitmentAreas(db, id), impacts: await listPointImpacts(db, commitment.pointId, reach) }
}

/** Writes a change of the row, or only its new version when something about it changed. */
export async function saveCommitment(tx: Db, request: FastifyRequest, before: CommitmentRow, change: Parameters<typeof updateCommitment>[2], type: `commitment.${string}`): Promise<CommitmentRow> {
  if (!(await updateCommitment(tx, before, change))) throw commonErrors['stale-version']()
  const row = await requireCommitment(tx, before.id, 'all')
  await record(tx, request, { type, objectId: row.id, perimeterId: row.perimeterId, before, after: row })
  return row
}

const missing = (pointer: string) => commonErrors['invalid-request']({ errors: [{ pointer, code: 'required', message: 'needed, since nothing named here says it' }] })

function requireOrder(madeOn: string, dueOn: string | null | undefined): void {
  if (dueOn && dueOn < madeOn) throw commitmentErrors['commitment-due-before-made']({ errors: [{ pointer: '/dueOn', code: 'before_made', message: 'dueOn < madeOn' }] })
}
