import { z } from 'zod'
import { documentTypes } from '../minutes/sending.ts'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { operation } from '../plugins/operation.ts'
import { readDpia } from './facts.ts'
import { Dpia, DpiaDocumentQuery } from './schemas.ts'

const tag = 'register of processings'

/** The impact assessment on data protection, pre-filled (GDPR 35). */
export async function dpiaRoutes(app: App): Promise<void> {
  app.get('/privacy/dpia', operation({ id: 'getDpia', tag, summary: 'The impact assessment on data protection, pre-filled from the configuration', access: may.readPrivacy, response: { 200: Dpia } }), async (request) => readDpia(app.db, request.reach, app.config))

  app.get('/privacy/dpia/document', operation({ id: 'downloadDpia', tag, summary: 'The impact assessment as PDF or DOCX, in French', access: may.readPrivacy, query: DpiaDocumentQuery, response: { 200: z.unknown() }, produces: Object.values(documentTypes), example: {} }), async (request, reply) => {
    const { format } = request.query
    const facts = await readDpia(app.db, request.reach, app.config)
    const bytes = await app.threads.dpiaDocument({ facts, format })
    // A buffer passes by the serialiser of the route; its type is the schema's only on paper.
    return reply.type(documentTypes[format]).header('content-disposition', `attachment; filename="analyse-impact-edition-${facts.edition}.${format}"`).send(Buffer.from(bytes) as never)
  })
}
