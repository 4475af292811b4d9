import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { operation } from '../plugins/operation.ts'
import { outward } from './compose.ts'
import { editionErrors } from './errors.ts'
import { examples } from './examples.ts'
import { findPublished } from './queries.ts'
import { PublicDocumentQuery, PublicEdition, publicParams } from './schemas.ts'
import { documentTypes, sendEdition } from './sending.ts'
import { frozenContent } from './view.ts'

const tag = 'editions'
/** Published editions, for anybody. */
export async function publicEditionRoutes(app: App): Promise<void> {
  app.get('/public/editions/:reference', operation({ id: 'getPublicEdition', tag, summary: 'A published edition, as anybody reads it', description: 'Small cells are withheld, and whatever they could be had from; nothing leads into the application. Answers 304 to who has it already.', access: may.public, params: publicParams, response: { 200: PublicEdition }, example: examples.published }), async (request, reply) => {
    const edition = await requirePublished(request.params.reference)
    const etag = etagOf(edition.sha256, edition.publishedAt)
    if (isKnown(request, etag)) return unchanged(reply, etag)
    const content = outward(await frozenContent(app.db, edition))
    reply.headers(cached(etag))
    return { content, sha256: edition.sha256, frozenAt: edition.frozenAt, publishedAt: edition.publishedAt }
  })

  app.get('/public/editions/:reference/document', operation({ id: 'downloadPublicEdition', tag, summary: 'A published edition as PDF, DOCX or XLSX', description: 'What the public page says, small cells withheld.', access: may.public, params: publicParams, query: PublicDocumentQuery, response: { 200: z.unknown() }, produces: Object.values(documentTypes), example: examples.publishedDocument }), async (request, reply) => {
    const edition = await requirePublished(request.params.reference)
    const etag = etagOf(`${edition.sha256}-${request.query.format}`, edition.publishedAt)
    if (isKnown(request, etag)) return unchanged(reply, etag)
    return sendEdition(request, reply, edition, outward(await frozenContent(app.db, edition)), request.query.format, cached(etag))
  })

  async function requirePublished(reference: string) {
    const edition = await findPublished(app.db, reference)
    if (!edition?.sha256 || !edition.frozenAt || !edition.publishedAt) throw editionErrors['edition-not-found']()
    return { ...edition, sha256: edition.sha256, frozenAt: edition.frozenAt, publishedAt: edition.publishedAt }
  }
}

const etagOf = (hash: string, publishedAt: Date): string => `"${hash}-${publishedAt.getTime().toString(36)}"`
const isKnown = (request: FastifyRequest, etag: string): boolean => (request.headers['if-none-match'] ?? '').split(',').some((one) => one.trim().replace(/^W\//, '') === etag)
/** Kept by anybody, and asked for again each time: a report that was withdrawn is gone at once. */
const cached = (etag: string) => ({ etag, 'cache-control': 'public, no-cache' })
const unchanged = (reply: FastifyReply, etag: string): never => reply.headers(cached(etag)).code(304).serializer(() => '').send(null) as never
