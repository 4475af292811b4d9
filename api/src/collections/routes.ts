import { demoId } from '@convergence/db'
import { z } from 'zod'
import { uploaded } from '../files/schemas.ts'
import { tooLarge } from '../files/store.ts'
import { linkOf } from '../links/links.ts'
import { may, principalIn } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { pageFrom } from '../plugins/keyset.ts'
import { operation } from '../plugins/operation.ts'
import { acceptUploads, MAX_FILE_BYTES } from '../plugins/uploads.ts'
import { write } from '../plugins/write.ts'
import { CollectionLinkCreate } from '../relays/schemas.ts'
import { idParams } from '../schemas.ts'
import { listDue, readBoard } from './due.ts'
import { attachLinked, giveLinked, readCollection } from './linked.ts'
import { createCollectionLink, remind } from './reminders.ts'
import { BoardPage, BoardQuery, CollectedAnswer, CollectedValue, Collection, CollectionLink, DuePage, DueQuery, Reminded, Reminding } from './schemas.ts'

const tag = 'collections'
const as = 'link:createCollectionLink' as const
const CollectedEvidence = z.strictObject({ file: uploaded }).meta({ id: 'CollectedEvidenceUpload' })
const linked = { description: 'Sent with `Authorization: Link ` and the secret behind the `#` of the link.', access: may.public }
const examples = {
  due: { query: { late: 'true', limit: '20' } },
  board: { query: { theme: 'footprint', periods: '3', limit: '20' } },
  remind: { body: { collectorIds: [demoId('indicator-collector', 'eau/bretagne')] } },
  link: { params: { id: demoId('relay', 'bretagne') }, body: { expiresInDays: 30 } },
  give: { as, body: { collectorId: demoId('indicator-collector', 'eau/bretagne'), periodStart: '2025-01-01', numerator: 2940, denominator: 415, note: 'Relevés des cinq agences.' } },
  evidence: { as, params: { id: demoId('indicator-value', 'eau/bretagne/2025-01-01') }, after: ['giveCollectedValue'], body: { file: { name: 'releves-eau.csv', content: 'agence;m3\nKerlannec;612\n' } } },
}

/** Collection of values: what is awaited from whom, reminders, and the page of a relay without account. */
export async function collectionsRoutes(app: App): Promise<void> {
  app.get('/collections/due', operation({ id: 'listDueValues', tag, summary: 'Values that are asked of people, the first due first', access: may.readReport, query: DueQuery, response: { 200: DuePage }, example: examples.due }), async (request, reply) =>
    pageFrom(await listDue(app.db, request.query, request.reach, principalIn(request).userId, app.config.secret), request.query, request, reply))

  app.get('/collections/board', operation({ id: 'getCollectionBoard', tag, summary: 'Who gives which value, and where the last periods stand', access: may.readReport, query: BoardQuery, response: { 200: BoardPage }, example: examples.board }), async (request, reply) =>
    pageFrom(await readBoard(app.db, request.query, request.reach, app.config.secret), request.query, request, reply))

  app.post('/collections/remind', operation({ id: 'remindCollectors', tag, summary: 'Write to those from whom something is awaited, one mail to each', access: may.writeReport, body: Reminding, response: { 200: Reminded }, example: examples.remind }), (request, reply) =>
    write(request, reply, async (tx) => ({ body: await remind(tx, request, request.body) })))

  app.post('/relays/:id/collection-links', operation({ id: 'createCollectionLink', tag, summary: 'Make the private link on which a relay gives its values; copied or sent', access: may.writeReport, params: idParams, body: CollectionLinkCreate, response: { 201: CollectionLink }, example: examples.link }), (request, reply) =>
    write(request, reply, async (tx) => {
      const body = await createCollectionLink(tx, request, request.params.id, request.body)
      return { status: 201, body, replayBody: { ...body, secret: null }, location: `/api/v1/relays/${request.params.id}` }
    }))

  app.get('/collection', operation({ id: 'getCollection', tag, summary: 'What the holder of a private link is asked to give', ...linked, response: { 200: Collection }, problems: [401], example: { as } }), async (request, reply) => {
    reply.header('cache-control', 'no-store')
    return readCollection(app.db, await linkOf(app.db, request, 'collection'))
  })

  app.post('/collection/values', operation({ id: 'giveCollectedValue', tag, summary: 'Give a value by a private link, or say it anew while it is not validated', ...linked, body: CollectedValue, response: { 201: CollectedAnswer }, problems: [401, 404], example: examples.give }), async (request, reply) => {
    const link = await linkOf(app.db, request, 'collection')
    return write(request, reply, async (tx) => ({ status: 201, body: await giveLinked(tx, request, link, request.body) }))
  })

  await app.register(async (uploads: App) => {
    await acceptUploads(uploads, tooLarge)
    uploads.post('/collection/values/:id/evidence', { ...operation({ id: 'attachCollectedEvidence', tag, summary: 'Add the file that proves a value which one gave by a private link', ...linked, params: idParams, consumes: ['multipart/form-data'], body: CollectedEvidence, response: { 201: CollectedAnswer }, problems: [401], example: examples.evidence }), bodyLimit: MAX_FILE_BYTES + 65_536 }, async (request, reply) => {
      const link = await linkOf(app.db, request, 'collection')
      return write(request, reply, async (tx) => ({ status: 201, body: await attachLinked(tx, request, link, request.params.id, request.body.file) }))
    })
  })
}
