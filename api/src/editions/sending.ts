import type { FastifyReply, FastifyRequest } from 'fastify'
import type { EditionContent } from './content.ts'
import { beforeOf } from './document/before.ts'
import type { EditionFormat } from './document/render.ts'
import type { EditionRow } from './queries.ts'

export const documentTypes: Record<EditionFormat, string> = {
  pdf: 'application/pdf', docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** A report as a file, made on a thread. A frozen one carries the moment of its freeze: the same bytes say the same. */
export async function sendEdition(request: FastifyRequest, reply: FastifyReply, edition: EditionRow, content: EditionContent, format: EditionFormat, headers: Record<string, string> = {}) {
  const { db, config, threads } = request.server
  const before = await beforeOf(db, edition, content, { reach: request.reach, organisation: config.organisation })
  const mark = { status: edition.status, sha256: edition.sha256, frozenAt: edition.frozenAt?.toISOString() ?? null, publishedAt: edition.publishedAt?.toISOString() ?? null }
  const bytes = await threads.editionDocument({ content, mark, before, format, madeAt: edition.frozenAt ?? new Date() })
  const name = `${edition.language === 'fr' ? 'rapport' : 'report'}-${edition.reference}${edition.status === 'draft' ? (edition.language === 'fr' ? '-projet' : '-draft') : ''}${content.audience === 'inside' ? (edition.language === 'fr' ? '-interne' : '-internal') : ''}.${format}`
  // A buffer passes by the serialiser of the route; its type is the schema's only on paper.
  return reply.headers(headers).type(documentTypes[format]).header('content-disposition', `attachment; filename="${name}"`).send(Buffer.from(bytes) as never)
}
