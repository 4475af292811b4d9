import type { Db } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { principalIn, type Reach } from '../plugins/access.ts'
import { requireMatch } from '../plugins/etag.ts'
import { present } from '../plugins/patch.ts'
import { requireCommitment, saveCommitment } from './commands.ts'
import { commitmentErrors } from './errors.ts'
import { deleteMilestone, type EventRow, findMilestone, insertEvent, insertMilestones, listEvents, listMilestones, type MilestoneRow, orderMilestones, updateMilestone, withdrawEvent } from './queries.parts.ts'
import { type CommitmentRow, lockCommitment } from './queries.ts'
import { type EventKind, isVerdict, mayFollow, owesReason } from './rules.ts'
import type { CommitmentEventCreate, MilestoneCreate, MilestonePatch } from './schemas.parts.ts'

// A clock a little ahead of ours is no date in the future.
const CLOCK_SLACK_MS = 120_000

type NewEvent = z.output<typeof CommitmentEventCreate>
/** Who says it, beside the principal: the counterpart through its private link. */
interface Speaker { stakeholderId?: string }

/** Records what is said of a commitment, when it may follow what was said before. */
export async function recordEvent(tx: Db, request: FastifyRequest, id: string, body: NewEvent, speaker: Speaker = {}): Promise<EventRow> {
  // Who holds the link of a commitment reaches that one and nothing else.
  const before = await lockedCommitment(tx, id, speaker.stakeholderId ? 'all' : request.reach)
  const standing = (await listEvents(tx, id)).filter((event) => !event.withdrawnAt)
  const at = body.at ?? new Date()
  requireEvent(before, body.kind, body.reason)
  const latest = standing[0]
  if (at.getTime() > Date.now() + CLOCK_SLACK_MS || (latest && at < latest.at)) throw commitmentErrors['commitment-event-before']({ errors: [{ pointer: '/at', code: 'out_of_order', message: 'before the latest event, or in the future' }] })
  const { userId, kind } = principalIn(request)
  const eventId = await insertEvent(tx, { ...present(body), kind: body.kind, at, commitmentId: id, recordedBy: kind === 'user' ? userId : null, stakeholderId: speaker.stakeholderId ?? null })
  await saveCommitment(tx, request, before, {}, `commitment.${typeOf(body.kind)}`)
  return requireEventRow(tx, id, eventId)
}

const typeOf = (kind: EventKind): string => (kind === 'progress' ? 'progressed' : kind)

function requireEvent(before: CommitmentRow, kind: EventKind, reason: string | undefined): void {
  if (!mayFollow(before.state).includes(kind)) throw commitmentErrors['commitment-event-refused']({ params: { state: before.state } })
  if (owesReason(kind) && !reason?.trim()) throw commitmentErrors['commitment-reason-missing']({ errors: [{ pointer: '/reason', code: 'required', message: 'needed for this kind' }] })
  if (isVerdict(kind) && !before.counterpartId) throw commitmentErrors['commitment-counterpart-missing']()
}

/** Takes the latest event back: it stays readable, and counts no more. */
export async function takeBackEvent(tx: Db, request: FastifyRequest, id: string, eventId: string): Promise<EventRow> {
  const before = await lockedCommitment(tx, id, request.reach)
  const events = await listEvents(tx, id)
  if (!events.some((event) => event.id === eventId && !event.withdrawnAt)) throw commitmentErrors['commitment-event-not-found']()
  if (events.find((event) => !event.withdrawnAt)?.id !== eventId) throw commitmentErrors['commitment-event-not-latest']()
  await withdrawEvent(tx, eventId)
  await saveCommitment(tx, request, before, {}, 'commitment.eventWithdrawn')
  return requireEventRow(tx, id, eventId)
}

export async function requireEventRow(tx: Db, id: string, eventId: string): Promise<EventRow> {
  const row = (await listEvents(tx, id)).find((event) => event.id === eventId)
  if (!row) throw commitmentErrors['commitment-event-not-found']()
  return row
}

export async function addMilestone(tx: Db, request: FastifyRequest, id: string, body: z.output<typeof MilestoneCreate>): Promise<MilestoneRow> {
  const before = await lockedCommitment(tx, id, request.reach)
  const [row] = await insertMilestones(tx, id, [present(body)])
  if (!row) throw new Error('insert returned no row')
  await saveCommitment(tx, request, before, {}, 'commitment.milestoneAdded')
  return row
}

export async function patchMilestone(tx: Db, request: FastifyRequest, id: string, milestoneId: string, patch: z.output<typeof MilestonePatch>): Promise<MilestoneRow> {
  const before = await lockedCommitment(tx, id, request.reach)
  const milestone = await requireMilestone(tx, id, milestoneId)
  requireMatch(request, milestone.version)
  const row = await updateMilestone(tx, milestone, present(patch))
  if (!row) throw commonErrors['stale-version']()
  await saveCommitment(tx, request, before, {}, 'commitment.milestoneUpdated')
  return row
}

export async function removeMilestone(tx: Db, request: FastifyRequest, id: string, milestoneId: string): Promise<void> {
  const before = await lockedCommitment(tx, id, request.reach)
  requireMatch(request, (await requireMilestone(tx, id, milestoneId)).version)
  await deleteMilestone(tx, milestoneId)
  await saveCommitment(tx, request, before, {}, 'commitment.milestoneRemoved')
}

/** Gives the milestones an order that names each once. */
export async function reorderMilestones(tx: Db, request: FastifyRequest, id: string, ids: readonly string[]): Promise<MilestoneRow[]> {
  const before = await lockedCommitment(tx, id, request.reach)
  const known = (await listMilestones(tx, id)).map((milestone) => milestone.id)
  if (new Set(ids).size !== ids.length || ids.length !== known.length || !known.every((one) => ids.includes(one))) throw commitmentErrors['commitment-order-incomplete']()
  await orderMilestones(tx, id, ids)
  await saveCommitment(tx, request, before, {}, 'commitment.milestonesOrdered')
  return listMilestones(tx, id)
}

/** The milestone of this commitment, or a 404. */
export async function requireMilestone(db: Db, id: string, milestoneId: string): Promise<MilestoneRow> {
  const row = await findMilestone(db, id, milestoneId)
  if (!row) throw commitmentErrors['commitment-milestone-not-found']()
  return row
}

/** The commitment with its row locked, so that what is said of it is said in order. */
export async function lockedCommitment(tx: Db, id: string, reach: Reach): Promise<CommitmentRow> {
  await requireCommitment(tx, id, reach)
  await lockCommitment(tx, id)
  return requireCommitment(tx, id, reach)
}
