import type { Db } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { type Reach, requireReach } from '../plugins/access.ts'
import { requireMatch } from '../plugins/etag.ts'
import { record } from '../plugins/record.ts'
import { noticeErrors } from './errors.ts'
import { findTemplate, insertTemplate, listTemplates, type TemplateRow, updateTemplate } from './queries.ts'
import type { NoticeTemplateCreate, NoticeTemplatePatch } from './schemas.ts'

/** The template, or a 404 that does not tell absent from out of reach. */
export async function requireNoticeTemplate(db: Db, id: string, reach: Reach): Promise<TemplateRow> {
  const row = await findTemplate(db, id, reach)
  if (!row) throw noticeErrors['notice-template-not-found']()
  return row
}

const written = (parts: Record<string, string | undefined>): Record<string, string> => Object.fromEntries(Object.entries(parts).flatMap(([part, text]) => (text === undefined ? [] : [[part, text]])))

/** Begins a template, or the next edition of one (`from`), whose parts it takes over. */
export async function createNoticeTemplate(tx: Db, request: FastifyRequest, body: z.output<typeof NoticeTemplateCreate>): Promise<TemplateRow> {
  const from = body.from ? await requireNoticeTemplate(tx, body.from, request.reach) : null
  const perimeterId = from?.perimeterId ?? body.perimeterId
  if (!perimeterId) throw commonErrors['unknown-reference']({ errors: [{ pointer: '/perimeterId', code: 'missing', message: 'perimeterId' }] })
  requireReach(request, perimeterId)
  const last = from ? Math.max(...(await listTemplates(tx, request.reach)).filter((t) => t.name === from.name && t.perimeterId === perimeterId).map((t) => t.edition), from.edition) : 0
  const row = await insertTemplate(tx, { perimeterId, name: from?.name ?? body.name, edition: last + 1, parts: { ...from?.parts, ...written(body.parts) } })
  await record(tx, request, { type: 'notice-template.created', objectId: row.id, perimeterId, after: { name: row.name, edition: row.edition, parts: row.parts } })
  return row
}

export async function patchNoticeTemplate(tx: Db, request: FastifyRequest, id: string, patch: z.output<typeof NoticeTemplatePatch>): Promise<TemplateRow> {
  const before = await draftAt(tx, request, id)
  return save(tx, request, before, { ...(patch.name === undefined ? {} : { name: patch.name }), ...(patch.parts ? { parts: { ...before.parts, ...written(patch.parts) } } : {}) }, 'notice-template.updated')
}

/** Publishes: from then on it can be sent, and never changes. 422 names each part that is missing (P-04). */
export async function publishNoticeTemplate(tx: Db, request: FastifyRequest, id: string): Promise<TemplateRow> {
  const before = await requireNoticeTemplate(tx, id, request.reach)
  if (before.publishedAt) throw noticeErrors['notice-template-published']()
  if (before.missing.length > 0) throw noticeErrors['notice-template-incomplete']({ params: { count: before.missing.length }, errors: before.missing.map((part) => ({ pointer: `/parts/${part}`, code: 'missing', message: part })) })
  return save(tx, request, before, { publishedAt: new Date() }, 'notice-template.published')
}

/** Drops a draft; what was published stays, since somebody may have read it. */
export async function removeNoticeTemplate(tx: Db, request: FastifyRequest, id: string): Promise<void> {
  await save(tx, request, await draftAt(tx, request, id), { deletedAt: new Date() }, 'notice-template.deleted')
}

async function draftAt(tx: Db, request: FastifyRequest, id: string): Promise<TemplateRow> {
  const before = await requireNoticeTemplate(tx, id, request.reach)
  requireMatch(request, before.version)
  if (before.publishedAt) throw noticeErrors['notice-template-published']()
  return before
}

async function save(tx: Db, request: FastifyRequest, before: TemplateRow, values: Parameters<typeof updateTemplate>[2], type: `notice-template.${string}`): Promise<TemplateRow> {
  const row = await updateTemplate(tx, before, values)
  if (!row) throw commonErrors['stale-version']()
  await record(tx, request, { type, objectId: row.id, perimeterId: row.perimeterId, before, after: row })
  return row
}
