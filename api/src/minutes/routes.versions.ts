import type { Db } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { operation } from '../plugins/operation.ts'
import { idParams } from '../schemas.ts'
import { hashOf } from './canonical.ts'
import { differencesOf } from './differences.ts'
import { documentTypes, sendDocument } from './sending.ts'
import { minutesErrors } from './errors.ts'
import { examples } from './examples.ts'
import { findVersion, listVersions } from './queries.ts'
import { DifferencesQuery, DocumentQuery, MinutesDifferences, MinutesVerification, MinutesVersionContent, MinutesVersionList, numberParams } from './schemas.ts'
import { currentContent, requireMinutes, viewOf } from './view.ts'

const tag = 'minutes'
const root = '/sessions/:id/minutes'

/** What was frozen: versions, their hashes, and what changed from one to the other. */
export async function minutesVersionRoutes(app: App): Promise<void> {
  app.get(`${root}/versions`, operation({ id: 'listMinutesVersions', tag, summary: 'The versions that were frozen, the latest first', access: may.readDialogue, params: idParams, response: { 200: MinutesVersionList }, example: examples.versions }), async (request) => {
    const { row, rights } = await requireMinutes(app.db, request, request.params.id)
    return { items: row ? await listVersions(app.db, row.id, !rights.write) : [], nextCursor: null }
  })

  app.get(`${root}/versions/:number`, operation({ id: 'getMinutesVersion', tag, summary: 'One version with its content and its hash', access: may.readDialogue, params: numberParams, response: { 200: MinutesVersionContent }, example: examples.version }), (request) =>
    requireVersion(app.db, request, request.params.id, request.params.number))

  app.get(`${root}/versions/:number/verification`, operation({ id: 'verifyMinutesVersion', tag, summary: 'Compute the hash of a version anew and compare it with the one kept', access: may.readDialogue, params: numberParams, response: { 200: MinutesVerification }, example: examples.version }), async (request) => {
    const { number, sha256, content } = await requireVersion(app.db, request, request.params.id, request.params.number)
    const computed = hashOf(content)
    return { number, sha256, computed, intact: computed === sha256 }
  })

  app.get(`${root}/document`, operation({ id: 'downloadMinutes', costly: true, tag, summary: 'The minutes as PDF or DOCX', description: 'Made from the same content as the screen, in French or in English. Tagged: headings, tables with their heads, alternatives of figures.', access: may.readDialogue, params: idParams, query: DocumentQuery, response: { 200: z.unknown() }, produces: Object.values(documentTypes), example: examples.pdf }), async (request, reply) => {
    const { id } = request.params
    const { version } = request.query
    const { session, row } = await requireMinutes(app.db, request, id)
    const shown = version === undefined ? await viewOf(app.db, request, id) : null
    const frozen = version ?? shown?.shown
    const found = frozen ? await requireVersion(app.db, request, id, frozen) : null
    const content = found?.content ?? shown?.content
    if (!content) throw minutesErrors['minutes-not-found']()
    const mark = { status: row?.status ?? ('draft' as const), preview: session.status !== 'closed', number: found?.number ?? null, sha256: found?.sha256 ?? null }
    return sendDocument(request, reply, request.query, { content, mark, madeAt: found?.createdAt ?? new Date(), sessionId: id, perimeterId: session.perimeterId })
  })

  app.get(`${root}/differences`, operation({ id: 'compareMinutesVersions', tag, summary: 'What changed from one version to another, or to the records as they are now', access: may.readDialogue, params: idParams, query: DifferencesQuery, response: { 200: MinutesDifferences }, example: examples.differences }), async (request) => {
    const { from, to } = request.query
    const [before, after] = [await requireVersion(app.db, request, request.params.id, from), await contentAt(app.db, request, request.params.id, to)]
    return { from, to: to ?? null, items: differencesOf(before.content, after) }
  })
}

/** A version within reach; who may only read finds the approved ones, never what was still being corrected. */
export async function requireVersion(db: Db, request: FastifyRequest, sessionId: string, number: number) {
  const { row, rights } = await requireMinutes(db, request, sessionId)
  const version = row ? await findVersion(db, row.id, number) : null
  if (!version || (!rights.write && version.status !== 'approved')) throw minutesErrors['minutes-version-not-found']()
  return version
}

async function contentAt(db: Db, request: FastifyRequest, sessionId: string, number: number | undefined) {
  if (number !== undefined) return (await requireVersion(db, request, sessionId, number)).content
  const { session, row, rights } = await requireMinutes(db, request, sessionId)
  if (!rights.write) throw minutesErrors['minutes-version-not-found']()
  return currentContent(db, session, row, request.server.config.organisation)
}
