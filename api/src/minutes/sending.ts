import { schema } from '@convergence/db'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { principalIn } from '../plugins/access.ts'
import { languageOf } from '../plugins/language.ts'
import type { DocumentOrder } from './document/render.ts'

export const documentTypes = { pdf: 'application/pdf', docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' } as const
interface Asked { format: keyof typeof documentTypes; language?: 'fr' | 'en' | undefined }

/** Sends the minutes as a file, and keeps who took them out. */
export async function sendDocument(request: FastifyRequest, reply: FastifyReply, { format, language = languageOf(request) }: Asked, document: Pick<DocumentOrder, 'content' | 'mark' | 'madeAt'> & { sessionId: string; perimeterId: string }) {
  const { sessionId, perimeterId, ...order } = document
  const bytes = await request.server.threads.minutesDocument({ ...order, format, language })
  const { reference } = order.content.heading
  await request.server.db.insert(schema.auditEntries).values({ actor: principalIn(request).actor, action: 'export.created', objectType: 'export', perimeterId, after: { of: 'minutes', session: sessionId, format, version: order.mark.number }, traceId: request.id })
  const name = `${language === 'fr' ? 'proces-verbal' : 'minutes'}-${reference}${order.mark.number ? `-v${order.mark.number}` : ''}.${format}`
  // A buffer passes by the serialiser of the route; its type is the schema's only on paper.
  return reply.type(documentTypes[format]).header('content-disposition', `attachment; filename="${name}"`).send(Buffer.from(bytes) as never)
}
