import type { Db } from '@convergence/db'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { keepFile, sendFile } from '../files/store.ts'
import type { AccessLinkRow } from '../links/links.ts'
import type { Reach } from '../plugins/access.ts'
import type { UploadedFile } from '../plugins/uploads.ts'
import { requireCommitment, saveCommitment } from './commands.ts'
import { lockedCommitment, requireEventRow } from './commands.parts.ts'
import { commitmentErrors } from './errors.ts'
import { evidenceFileName } from './rules.evidence.ts'
import { type EventRow, listEvents, setEvidence } from './queries.parts.ts'

/** Adds the file that proves an event: once, since what was proved by it is not changed afterwards. */
export async function attachEvidence(tx: Db, request: FastifyRequest, id: string, eventId: string, file: UploadedFile): Promise<EventRow> {
  const before = await lockedCommitment(tx, id, request.reach)
  const event = await requireEventRow(tx, id, eventId)
  if (event.withdrawnAt) throw commitmentErrors['commitment-event-not-found']()
  const { fileId, fileName } = await keepFile(tx, file)
  // The same bytes again: the answer of the first time was lost.
  if (event.evidenceFileId === fileId) return event
  if (event.evidenceFileId) throw commitmentErrors['commitment-evidence-there']()
  await setEvidence(tx, eventId, { evidenceFileId: fileId, evidenceName: event.evidenceName || fileName })
  await saveCommitment(tx, request, before, {}, 'commitment.evidenceAdded')
  return requireEventRow(tx, id, eventId)
}

/** The bytes of the evidence of an event, to whoever reads the commitment; a withdrawn event keeps its own. */
export async function sendEvidence(db: Db, reply: FastifyReply, id: string, eventId: string, reach: Reach): Promise<FastifyReply> {
  await requireCommitment(db, id, reach)
  return send(db, reply, await requireEventRow(db, id, eventId))
}

/** To the counterpart, by its private link: what proves that it is done, and nothing else. */
export async function sendLinkedEvidence(db: Db, reply: FastifyReply, link: AccessLinkRow): Promise<FastifyReply> {
  const commitment = await requireCommitment(db, link.objectId, 'all')
  if (!link.stakeholderId || commitment.counterpartId !== link.stakeholderId) throw commitmentErrors['commitment-not-found']()
  const done = (await listEvents(db, commitment.id)).find((event) => !event.withdrawnAt && event.kind === 'done')
  if (!done) throw commitmentErrors['commitment-evidence-not-found']()
  return send(db, reply, done)
}

async function send(db: Db, reply: FastifyReply, event: EventRow): Promise<FastifyReply> {
  const fileName = evidenceFileName(event)
  if (!event.evidenceFileId || fileName === null) throw commitmentErrors['commitment-evidence-not-found']()
  return sendFile(db, reply, { fileId: event.evidenceFileId, fileName })
}
