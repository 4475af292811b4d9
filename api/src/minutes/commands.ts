import type { Db } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { findBody } from '../bodies/queries.ts'
import { requireQuorum } from '../bodies/quorum.ts'
import { commonErrors } from '../errors.ts'
import { principalIn, type Reach } from '../plugins/access.ts'
import { requireMatch } from '../plugins/etag.ts'
import { present } from '../plugins/patch.ts'
import { record } from '../plugins/record.ts'
import { dayIn } from '../positions/rules.ts'
import { requireSession } from '../sessions/commands.ts'
import type { SessionRow } from '../sessions/queries.ts'
import { hashOf } from './canonical.ts'
import type { MinutesContent } from './content.ts'
import { minutesErrors } from './errors.ts'
import { countCorrections, findMinutes, findVersion, insertMinutes, insertVersion, type MinutesRow, setResult, updateMinutes } from './queries.ts'
import { isLocked, isWritable, mayBecome, type MinutesStatus } from './rules.ts'
import type { MinutesApprove, MinutesPatch } from './schemas.ts'
import { approverOf, currentContent } from './view.ts'

/** Writes the text of minutes under the version that was read; the first writing (If-Match "0") makes them. */
export async function patchMinutes(tx: Db, request: FastifyRequest, sessionId: string, { results, ...text }: z.output<typeof MinutesPatch>): Promise<void> {
  const session = await requireSession(tx, sessionId, request.reach)
  const before = await findMinutes(tx, sessionId, true)
  requireMatch(request, before?.version ?? 0)
  requireWritable(before?.status ?? 'draft')
  const row = before ? await updateMinutes(tx, before.id, present(text)) : await insertMinutes(tx, { ...present(text), sessionId, fictional: session.fictional })
  if (!row) throw commonErrors['stale-version']()
  await record(tx, request, { type: before ? 'minutes.updated' : 'minutes.created', objectId: row.id, perimeterId: session.perimeterId, ...(before ? { before } : {}), after: row })
  await writeResults(tx, request, session, results ?? [])
}

async function writeResults(tx: Db, request: FastifyRequest, session: SessionRow, results: readonly { itemId: string; result: string }[]): Promise<void> {
  for (const [i, { itemId, result }] of results.entries()) {
    const done = await setResult(tx, session.id, itemId, result)
    if (!done) throw commonErrors['unknown-reference']({ errors: [{ pointer: `/results/${i}/itemId`, code: 'unknown', message: 'not an item of this session' }] })
    if (done.before !== result) await record(tx, request, { type: 'agenda-item.updated', objectId: itemId, perimeterId: session.perimeterId, before: { result: done.before }, after: { result } })
  }
}

function requireWritable(status: MinutesStatus): void {
  if (isLocked(status)) throw minutesErrors['minutes-locked']()
  if (!isWritable(status)) throw minutesErrors['minutes-circulated']()
}

/** The session, closed, and its minutes, made if need be and locked until the transaction ends; a step that changes what was approved is refused. */
export async function requireForStep(tx: Db, request: FastifyRequest, sessionId: string, to: MinutesStatus): Promise<{ session: SessionRow; row: MinutesRow }> {
  const session = await requireSession(tx, sessionId, request.reach)
  if (session.status !== 'closed') throw minutesErrors['minutes-session-not-closed']()
  await insertMinutes(tx, { sessionId, fictional: session.fictional })
  const row = await findMinutes(tx, sessionId, true)
  if (!row) throw new Error('inserted a moment ago')
  if (isLocked(row.status) && to !== 'published') throw minutesErrors['minutes-locked']()
  if (!mayBecome(row.status, to)) throw minutesErrors['minutes-transition-refused']({ params: { from: row.status, to } })
  return { session, row }
}

/** Freezes a content as the next version, under its hash. */
export async function freeze(tx: Db, request: FastifyRequest, row: MinutesRow, status: 'circulated' | 'approved', content: MinutesContent): Promise<{ number: number; sha256: string }> {
  const number = ((await findVersion(tx, row.id))?.number ?? 0) + 1
  const sha256 = hashOf(content)
  await insertVersion(tx, { minutesId: row.id, number, status, content, sha256, createdBy: principalIn(request).userId })
  return { number, sha256 }
}

/** Takes minutes that are out for reading back, to correct them. */
export async function reopenMinutes(tx: Db, request: FastifyRequest, sessionId: string): Promise<void> {
  const { session, row } = await requireForStep(tx, request, sessionId, 'corrected')
  const after = await updateMinutes(tx, row.id, { status: 'corrected' })
  await record(tx, request, { type: 'minutes.corrected', objectId: row.id, perimeterId: session.perimeterId, before: row, after })
}

/** Shows approved minutes to every reader. */
export async function publishMinutes(tx: Db, request: FastifyRequest, sessionId: string): Promise<void> {
  const { session, row } = await requireForStep(tx, request, sessionId, 'published')
  const after = await updateMinutes(tx, row.id, { status: 'published', publishedAt: new Date() })
  await record(tx, request, { type: 'minutes.published', objectId: row.id, perimeterId: session.perimeterId, before: row, after })
}

/** Shows published minutes to readers no more; they stay approved. */
export async function unpublishMinutes(tx: Db, request: FastifyRequest, sessionId: string): Promise<void> {
  const session = await requireSession(tx, sessionId, request.reach)
  const row = await findMinutes(tx, sessionId, true)
  if (row?.status !== 'published') throw minutesErrors['minutes-transition-refused']({ params: { from: row?.status ?? 'draft', to: 'approved' } })
  const after = await updateMinutes(tx, row.id, { status: 'approved', publishedAt: null })
  await record(tx, request, { type: 'minutes.unpublished', objectId: row.id, perimeterId: session.perimeterId, before: row, after })
}

/** Approves minutes and locks them: what the records say now is frozen, with who approved it and when. */
export async function approveMinutes(tx: Db, request: FastifyRequest, sessionId: string, body: z.output<typeof MinutesApprove>): Promise<void> {
  const { session, row } = await requireForStep(tx, request, sessionId, 'approved')
  const { asked } = await countCorrections(tx, row.id)
  if (asked > 0) throw minutesErrors['minutes-corrections-pending']({ params: { count: asked } })
  const approvedAtSessionId = await requireApproval(tx, session, body, request.reach)
  const { organisation } = request.server.config
  if (body.currentSha256 && body.currentSha256 !== hashOf(await currentContent(tx, session, row, organisation))) throw minutesErrors['minutes-changed-since']()
  const approved = { approvedByBodyId: body.bodyId ?? null, approvedAtSessionId, approvedBy: body.approvedBy ?? '', approvedOn: body.approvedOn }
  const content = await currentContent(tx, session, row, organisation, { by: await approverOf(tx, approved), on: body.approvedOn })
  const version = await freeze(tx, request, row, 'approved', content)
  const after = await updateMinutes(tx, row.id, { ...approved, status: 'approved' })
  await record(tx, request, { type: 'minutes.approved', objectId: row.id, perimeterId: session.perimeterId, before: row, after: { ...after, number: version.number, sha256: version.sha256 } })
}

/** Refuses an approval by nobody, out of its time, or by a body without its quorum; gives the meeting at which the body approved. */
async function requireApproval(tx: Db, session: SessionRow, body: z.output<typeof MinutesApprove>, reach: Reach): Promise<string | null> {
  if (!body.bodyId && !body.approvedBy) throw minutesErrors['minutes-approval-incomplete']({ errors: [{ pointer: '/approvedBy', code: 'required', message: 'bodyId or approvedBy' }] })
  // The session's own body, or one within reach: another is answered as an absent one.
  const known = body.bodyId === session.bodyId ? 'all' : reach
  if (body.bodyId && (await findBody(tx, body.bodyId, known)) === null) throw commonErrors['unknown-reference']({ errors: [{ pointer: '/bodyId', code: 'unknown', message: 'unknown body' }] })
  const meetingId = body.bodyId ? (body.approvedAtSessionId ?? (session.bodyId === body.bodyId ? session.id : null)) : null
  const meeting = body.bodyId ? await requireQuorum(tx, body.bodyId, meetingId) : null
  const heldOn = dayIn(session.startsAt, session.timeZone)
  if (meeting?.day && meeting.day < heldOn) throw minutesErrors['minutes-approval-day']({ errors: [{ pointer: '/approvedAtSessionId', code: 'out_of_range', message: 'a meeting before the session' }] })
  if (body.approvedOn < (meeting?.day ?? heldOn) || body.approvedOn > dayIn(new Date(), session.timeZone)) throw minutesErrors['minutes-approval-day']({ errors: [{ pointer: '/approvedOn', code: 'out_of_range', message: 'between the session, or the meeting of the body, and today' }] })
  return meetingId
}
