import { z } from 'zod'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { sendVersioned } from '../plugins/etag.ts'
import { pageFrom } from '../plugins/keyset.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { day, idParams } from '../schemas.ts'
import { createCommitment, patchCommitment, readSheet, removeCommitment, requireCommitment, restoreCommitment } from './commands.ts'
import { examples } from './examples.ts'
import { countFacets } from './facets.ts'
import { listCommitments } from './queries.ts'
import { evidenceRoutes } from './routes.evidence.ts'
import { commitmentPartRoutes } from './routes.parts.ts'
import { verificationRoutes } from './routes.verification.ts'
import { Commitment, CommitmentCreate, CommitmentFacets, CommitmentFacetsQuery, CommitmentListQuery, CommitmentPage, CommitmentPatch, CommitmentSheet } from './schemas.ts'

const tag = 'commitments'
const asOf = z.strictObject({ asOf: day.optional().describe('As it stood at the end of this day') })

export async function commitmentsRoutes(app: App): Promise<void> {
  app.get('/commitments', operation({ id: 'listCommitments', tag, summary: 'Commitments with their state and progress, the next due first', access: may.readDialogue, query: CommitmentListQuery, response: { 200: CommitmentPage }, example: examples.list }), async (request, reply) =>
    pageFrom(await listCommitments(app.db, request.query, request.reach, app.config.secret), request.query, request, reply))

  app.get('/commitments/facets', operation({ id: 'countCommitments', tag, summary: 'How many commitments each value of each filter would leave', access: may.readDialogue, query: CommitmentFacetsQuery, response: { 200: CommitmentFacets }, example: examples.facets }), (request) =>
    countFacets(app.db, request.query, request.reach))

  app.post('/commitments', operation({ id: 'createCommitment', tag, summary: 'Record a commitment', access: may.writeDialogue, body: CommitmentCreate, response: { 201: Commitment }, example: examples.create }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await createCommitment(tx, request, request.body)
      return { status: 201, body: row, version: row.version, location: `/api/v1/commitments/${row.id}` }
    }))

  app.get('/commitments/:id', operation({ id: 'getCommitment', tag, summary: 'One commitment', access: may.readDialogue, params: idParams, response: { 200: Commitment }, example: examples.one }), async (request, reply) =>
    sendVersioned(request, reply, await requireCommitment(app.db, request.params.id, request.reach)))

  app.get('/commitments/:id/sheet', operation({ id: 'getCommitmentSheet', tag, summary: 'A commitment with its milestones and all that was said of it', access: may.readDialogue, params: idParams, query: asOf, response: { 200: CommitmentSheet }, example: examples.sheet }), (request) =>
    readSheet(app.db, request.params.id, request.query.asOf, request.reach))

  app.patch('/commitments/:id', operation({ id: 'updateCommitment', tag, summary: 'Change a commitment; its state changes by events', access: may.writeDialogue, params: idParams, body: CommitmentPatch, response: { 200: Commitment }, example: examples.patch }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await patchCommitment(tx, request, request.params.id, request.body)
      return { body: row, version: row.version }
    }))

  app.delete('/commitments/:id', operation({ id: 'deleteCommitment', tag, summary: 'Remove a commitment noted by mistake; it can be restored', access: may.writeDialogue, params: idParams, response: { 204: z.null() }, example: examples.one }), (request, reply) =>
    write(request, reply, async (tx) => {
      await removeCommitment(tx, request, request.params.id)
      return { status: 204 }
    }))

  app.post('/commitments/:id/restore', operation({ id: 'restoreCommitment', tag, summary: 'Bring a removed commitment back', access: may.writeDialogue, params: idParams, response: { 200: Commitment }, example: examples.one }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await restoreCommitment(tx, request, request.params.id)
      return { body: row, version: row.version }
    }))

  commitmentPartRoutes(app)
  verificationRoutes(app)
  await evidenceRoutes(app)
}
