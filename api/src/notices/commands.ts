import { type Db, schema } from '@convergence/db'
import { and, eq, isNull } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { requirePerson } from '../persons/find.ts'
import { principalIn } from '../plugins/access.ts'
import { record } from '../plugins/record.ts'
import { noticeErrors } from './errors.ts'
import { findNotices, findTemplate, hasAddress, type NoticeRow } from './queries.ts'
import { dueOn, REASON_MIN, stateOf, wordingOf } from './rules.ts'
import type { NoticeCreate } from './schemas.ts'

type Body = z.output<typeof NoticeCreate>
const { notices } = schema
const today = (): string => new Date().toISOString().slice(0, 10)

/** How a person stands, and all that was said about telling them. */
export async function readNotices(db: Db, request: FastifyRequest, stakeholderId: string) {
  const person = await requirePerson(db, stakeholderId, request.reach)
  const items = await findNotices(db, stakeholderId)
  const due = dueOn(person.createdAt.toISOString().slice(0, 10), person.firstContactOn)
  return { state: stateOf(items, due, today()), dueOn: due, items }
}

/** Records that a person was told, need not be, or is covered by the public notice. */
export async function createNotice(tx: Db, request: FastifyRequest, stakeholderId: string, body: Body): Promise<NoticeRow> {
  const person = await requirePerson(tx, stakeholderId, request.reach)
  if (body.happenedOn > today()) throw noticeErrors['notice-in-future']({ errors: [{ pointer: '/happenedOn', code: 'future', message: body.happenedOn }] })
  const values = { sent: sent, exempted: exempted, public: openly }[body.kind]
  const [row] = await tx.insert(notices).values({
    stakeholderId, perimeterId: person.perimeterId, kind: body.kind, happenedOn: body.happenedOn, recordedBy: principalIn(request).userId, ...(await values(tx, request, body, person)),
  }).returning({ id: notices.id })
  const found = (await findNotices(tx, stakeholderId)).find((n) => n.id === row?.id)
  if (!found) throw new Error('insert returned no row')
  await record(tx, request, { type: 'notice.created', objectId: found.id, perimeterId: person.perimeterId, personId: stakeholderId, after: found })
  return found
}

type Person = Awaited<ReturnType<typeof requirePerson>>
const lacking = (...fields: string[]) => noticeErrors['notice-incomplete']({ errors: fields.map((field) => ({ pointer: `/${field}`, code: 'missing', message: field })) })

async function sent(tx: Db, request: FastifyRequest, body: Body) {
  if (!body.channel || !body.templateId) throw lacking(...(body.channel ? [] : ['channel']), ...(body.templateId ? [] : ['templateId']))
  const template = await findTemplate(tx, body.templateId, request.reach)
  if (!template) throw noticeErrors['notice-template-not-found']()
  if (!template.publishedAt) throw noticeErrors['notice-template-draft']()
  return { channel: body.channel, templateId: template.id, wording: wordingOf(template.parts) }
}

async function exempted(_tx: Db, _request: FastifyRequest, body: Body) {
  const reason = body.reason?.trim() ?? ''
  const bad = [...(body.ground ? [] : ['ground']), ...(reason.length < REASON_MIN ? ['reason'] : []), ...((body.reviewOn ?? '') > today() ? [] : ['reviewOn'])]
  if (bad.length > 0) throw lacking(...bad)
  return { ground: body.ground ?? null, reason, reviewOn: body.reviewOn ?? null }
}

/** Covered by the notice that everybody can read: only for who spoke in public, and of whom no address and no words are held (P-02). */
async function openly(tx: Db, _request: FastifyRequest, body: Body, person: Person) {
  if (!body.sourceUrl) throw lacking('sourceUrl')
  if (person.description.trim() || person.internalNote.trim() || (await hasAddress(tx, person.id))) throw noticeErrors['notice-public-refused']()
  return { sourceUrl: body.sourceUrl }
}

/** Takes a notice back as recorded by mistake; it stays readable. */
export async function withdrawNotice(tx: Db, request: FastifyRequest, stakeholderId: string, noticeId: string): Promise<NoticeRow> {
  const person = await requirePerson(tx, stakeholderId, request.reach)
  const before = (await findNotices(tx, stakeholderId)).find((n) => n.id === noticeId)
  if (!before) throw noticeErrors['notice-not-found']()
  const withdrawnAt = new Date()
  const rows = await tx.update(notices).set({ withdrawnAt }).where(and(eq(notices.id, noticeId), isNull(notices.withdrawnAt))).returning({ id: notices.id })
  if (rows.length === 0) throw noticeErrors['notice-withdrawn']()
  await record(tx, request, { type: 'notice.withdrawn', objectId: noticeId, perimeterId: person.perimeterId, personId: stakeholderId, before: { withdrawnAt: null }, after: { withdrawnAt } })
  return { ...before, withdrawnAt }
}
