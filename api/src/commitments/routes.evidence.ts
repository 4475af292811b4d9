import { z } from 'zod'
import { fileResponse, uploaded } from '../files/schemas.ts'
import { tooLarge } from '../files/store.ts'
import { linkOf } from '../links/links.ts'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { operation } from '../plugins/operation.ts'
import { acceptUploads, MAX_FILE_BYTES } from '../plugins/uploads.ts'
import { write } from '../plugins/write.ts'
import { attachEvidence, sendEvidence, sendLinkedEvidence } from './evidence.ts'
import { examples } from './examples.ts'
import { CommitmentEvent, partParams } from './schemas.parts.ts'

const tag = 'commitments'
const path = '/commitments/:id/events/:partId/evidence'
const EvidenceUpload = z.strictObject({ file: uploaded }).meta({ id: 'EvidenceUpload' })

/** The file that proves what was said of a commitment. */
export async function evidenceRoutes(app: App): Promise<void> {
  await app.register(async (uploads: App) => {
    await acceptUploads(uploads, tooLarge)
    uploads.post(path, { ...operation({ id: 'attachCommitmentEvidence', tag, summary: 'Add the file that proves what was said, as a form; once', access: may.writeDialogue, params: partParams, consumes: ['multipart/form-data'], body: EvidenceUpload, response: { 201: CommitmentEvent }, example: examples.evidence }), bodyLimit: MAX_FILE_BYTES + 65_536 }, (request, reply) =>
      write(request, reply, async (tx) => ({ status: 201, body: await attachEvidence(tx, request, request.params.id, request.params.partId, request.body.file), location: `/api/v1/commitments/${request.params.id}/events/${request.params.partId}/evidence` })))
  })

  app.get(path, operation({ id: 'downloadCommitmentEvidence', tag, summary: 'The bytes of the file that proves what was said', access: may.readDialogue, params: partParams, response: fileResponse, example: examples.evidenceContent }), (request, reply) =>
    sendEvidence(app.db, reply, request.params.id, request.params.partId, request.reach))

  app.get('/verification/evidence', operation({ id: 'downloadVerificationEvidence', tag, summary: 'The bytes of the file that proves that it is done, for the holder of the private link', access: may.public, response: fileResponse, problems: [401, 404], example: examples.linkedEvidence }), async (request, reply) => {
    reply.header('cache-control', 'no-store')
    return sendLinkedEvidence(app.db, reply, await linkOf(app.db, request, 'verification'))
  })
}
