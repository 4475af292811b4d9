import type { Db } from '@convergence/db'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { keepFile, sendFile } from '../files/store.ts'
import { nameOf } from '../files/types.ts'
import type { Reach } from '../plugins/access.ts'
import { record } from '../plugins/record.ts'
import type { UploadedFile } from '../plugins/uploads.ts'
import { lockedIndicator, requireValue } from './commands.values.ts'
import { indicatorErrors } from './errors.ts'
import { requireBare } from './commands.ts'
import { findValue, updateValue, type ValueRow } from './queries.values.ts'

/** Adds the file that proves a value: once, and not to what is frozen. */
export async function attachEvidence(tx: Db, request: FastifyRequest, indicatorId: string, id: string, file: UploadedFile, reach: Reach = request.reach): Promise<ValueRow> {
  await lockedIndicator(tx, indicatorId, reach)
  const before = await requireValue(tx, indicatorId, id, reach)
  const { fileId, fileName } = await keepFile(tx, file)
  // The same bytes again: the answer of the first time was lost.
  if (before.evidenceFileId === fileId) return before
  if (before.status === 'frozen') throw indicatorErrors['indicator-value-frozen']()
  if (before.evidenceFileId) throw indicatorErrors['indicator-evidence-there']()
  await updateValue(tx, before, { evidenceFileId: fileId, evidenceName: before.evidenceName || fileName })
  const after = await requireValue(tx, indicatorId, id, reach)
  await record(tx, request, { type: 'indicatorValue.evidenceAdded', objectId: id, perimeterId: after.perimeterId, before, after })
  return after
}

/** The bytes of the evidence of a value, to whoever reads the value; a withdrawn one keeps its own. */
export async function sendEvidence(db: Db, reply: FastifyReply, indicatorId: string, id: string, reach: Reach): Promise<FastifyReply> {
  await requireBare(db, indicatorId, reach)
  const row = await findValue(db, indicatorId, id, reach)
  if (!row) throw indicatorErrors['indicator-value-not-found']()
  if (!row.evidenceFileId || !row.evidenceType) throw indicatorErrors['indicator-evidence-not-found']()
  return sendFile(db, reply, { fileId: row.evidenceFileId, fileName: nameOf(row.evidenceName, row.evidenceType) })
}
