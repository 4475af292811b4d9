import { schema } from '@convergence/db'
import { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { may, principalIn } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { operation } from '../plugins/operation.ts'
import { idParams } from '../schemas.ts'
import { outward } from './compose.ts'
import { examples } from './examples.ts'
import { EditionDocumentQuery } from './schemas.ts'
import { documentTypes, sendEdition } from './sending.ts'
import { contentOf, requireEdition, wireEdition } from './view.ts'

/** The report as files. */
export async function editionDocumentRoutes(app: App): Promise<void> {
  app.get('/editions/:id/document', operation({ id: 'downloadEdition', costly: true, tag: 'editions', summary: 'An edition as PDF, DOCX or XLSX', description: 'Made from the same content as the screen, in the language of the edition. As it leaves the organisation, small cells withheld, unless `audience=inside` is asked for by who may write the report. A draft says so on every page.', access: may.readReport, params: idParams, query: EditionDocumentQuery, response: { 200: z.unknown() }, produces: Object.values(documentTypes), problems: [422], example: examples.document }), async (request, reply) => {
    const { format, audience } = request.query
    const edition = await requireEdition(app.db, request, request.params.id)
    if (audience === 'inside' && !wireEdition(request, edition).may.write) throw commonErrors['role-missing']()
    const content = await contentOf(app.db, edition, request.reach, app.config.organisation)
    // Who took it out is kept, as for every export.
    await app.db.insert(schema.auditEntries).values({ actor: principalIn(request).actor, action: 'export.created', objectType: 'export', perimeterId: edition.perimeterId, after: { of: 'edition', edition: edition.id, format, audience }, traceId: request.id })
    return sendEdition(request, reply, edition, audience === 'inside' ? content : outward(content), format)
  })
}
