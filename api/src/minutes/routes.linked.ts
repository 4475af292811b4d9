import { type Db, schema } from '@convergence/db'
import { eq } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { linkOf } from '../links/links.ts'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { dayIn } from '../positions/rules.ts'
import { stakeholdersExist } from '../stakeholders/queries.ts'
import { findSent } from './circulation.ts'
import { keepCorrection } from './corrections.ts'
import { minutesErrors } from './errors.ts'
import { examples } from './examples.ts'
import { findMinutes, listCorrections } from './queries.ts'
import { isLocked } from './rules.ts'
import { documentTypes, sendDocument } from './sending.ts'
import { LinkedCorrectionCreate, LinkedDocumentQuery, LinkedMinutes, MinutesCorrection } from './schemas.ts'
import { approverOf } from './view.ts'

const tag = 'minutes'
const byLink = 'By the private link of a letter: `Authorization: Link <secret>`.'

/** Minutes for whoever has no account: read, and have something corrected. */
export async function linkedMinutesRoutes(app: App): Promise<void> {
  app.get('/linked-minutes', operation({ id: 'getLinkedMinutes', tag, summary: 'The minutes that a private link opens', description: byLink, access: may.public, response: { 200: LinkedMinutes }, problems: [401, 404], example: examples.linked }), (request) => viewOfLink(app, request))

  app.get('/linked-minutes/document', operation({ id: 'downloadLinkedMinutes', tag, summary: 'The minutes that a private link opens, as PDF or DOCX', description: byLink, access: may.public, query: LinkedDocumentQuery, response: { 200: z.unknown() }, produces: Object.values(documentTypes), problems: [401, 404], example: examples.linkedDocument }), async (request, reply) => {
    const { link, sent } = await openedBy(app.db, request)
    const { version: { number, sha256, content, createdAt }, row } = sent
    return sendDocument(request, reply, request.query, { content, mark: { status: row.status, preview: false, number, sha256 }, madeAt: createdAt, sessionId: link.objectId, perimeterId: link.perimeterId })
  })

  app.post('/linked-minutes/corrections', operation({ id: 'askLinkedCorrection', tag, summary: 'Ask for a correction by private link', description: `${byLink} Until the day that the letter gives; beside the minutes once they are approved.`, access: may.public, body: LinkedCorrectionCreate, response: { 201: MinutesCorrection }, problems: [401, 404], example: examples.linkedCorrection }), async (request, reply) => {
    const { link } = await openedBy(app.db, request)
    return write(request, reply, async (tx) => {
      const row = await findMinutes(tx, link.objectId, true)
      if (!row) throw minutesErrors['minutes-not-found']()
      if (!isLocked(row.status) && row.correctionsUntil && dayIn(new Date()) > row.correctionsUntil) throw minutesErrors['minutes-corrections-closed']({ params: { day: row.correctionsUntil } })
      const body = await keepCorrection(tx, request, row, link.perimeterId, { text: request.body.text, stakeholderId: link.stakeholderId, userId: null })
      return { status: 201, body, version: body.version }
    })
  })
}

/** The link of a request and what it opens: nothing once its session or its stakeholder was removed. */
async function openedBy(db: Db, request: FastifyRequest) {
  const link = await linkOf(db, request, 'minutes')
  const sent = !link.stakeholderId || (await stakeholdersExist(db, [link.stakeholderId], 'all')) ? await findSent(db, link.objectId) : null
  if (!sent) throw minutesErrors['minutes-not-found']()
  return { link, sent }
}

async function viewOfLink(app: App, request: FastifyRequest) {
  const { link, sent } = await openedBy(app.db, request)
  const [holder] = link.stakeholderId ? await app.db.select({ name: schema.stakeholders.name }).from(schema.stakeholders).where(eq(schema.stakeholders.id, link.stakeholderId)) : []
  const { row, version } = sent
  return {
    holder: holder?.name ?? '', status: row.status, number: version.number, sha256: version.sha256, frozenAt: version.createdAt, content: version.content, correctionsUntil: row.correctionsUntil,
    open: isLocked(row.status) || !row.correctionsUntil || dayIn(new Date()) <= row.correctionsUntil,
    approvedBy: isLocked(row.status) ? await approverOf(app.db, row) : '', approvedOn: isLocked(row.status) ? row.approvedOn : null,
    corrections: link.stakeholderId ? await listCorrections(app.db, row.id, { stakeholderId: link.stakeholderId }) : [],
  }
}
