import { type Db, schema } from '@convergence/db'
import { and, asc, eq, inArray, isNull, ne, or, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { createAccessLink, revokeFormer } from '../links/links.ts'
import type { Block } from '../mails/letter.ts'
import { queueMail } from '../mails/queue.ts'
import { record } from '../plugins/record.ts'
import type { SessionRow } from '../sessions/queries.ts'
import { hashOf } from './canonical.ts'
import { freeze, requireForStep } from './commands.ts'
import { minutesErrors } from './errors.ts'
import { findVersion, type MinutesRow, updateMinutes } from './queries.ts'
import type { MinutesCirculate } from './schemas.ts'
import { currentContent } from './view.ts'

const { accessLinks, attendances, invitations, mails, mandates, stakeholders } = schema
/** A link serves the reading and, later, the approved text. */
const LINK_DAYS = 180

interface Recipient { stakeholderId: string; name: string; email: string }

/** Everybody who was invited or came, with the address that the invitation or the mandate gives; empty where none is known. */
export async function recipientsOf(db: Db, sessionId: string): Promise<Recipient[]> {
  const email = sql<string>`coalesce(nullif(max(${invitations.email}), ''), nullif(max(im.email), ''), nullif(max(am.email), ''), '')`
  return db.select({ stakeholderId: stakeholders.id, name: stakeholders.name, email }).from(stakeholders)
    .leftJoin(invitations, and(eq(invitations.stakeholderId, stakeholders.id), eq(invitations.sessionId, sessionId)))
    .leftJoin(attendances, and(eq(attendances.stakeholderId, stakeholders.id), eq(attendances.sessionId, sessionId)))
    .leftJoin(sql`${mandates} im`, sql`im.id = ${invitations.mandateId} and im.deleted_at is null`)
    .leftJoin(sql`${mandates} am`, sql`am.id = ${attendances.mandateId} and am.deleted_at is null`)
    .where(and(isNull(stakeholders.deletedAt), or(sql`${invitations.id} is not null`, sql`${attendances.id} is not null`)))
    .groupBy(stakeholders.id).orderBy(asc(stakeholders.searchName), asc(stakeholders.id))
}

/** The same for the screen: who can be written to, when that was done, and when the link was last used. */
export async function readersOf(db: Db, sessionId: string, minutesId: string | null) {
  const recipients = await recipientsOf(db, sessionId)
  const links = await db.select({ stakeholderId: accessLinks.stakeholderId, createdAt: accessLinks.createdAt, lastUsedAt: accessLinks.lastUsedAt }).from(accessLinks).where(and(eq(accessLinks.purpose, 'minutes'), eq(accessLinks.objectId, sessionId))).orderBy(asc(accessLinks.createdAt))
  const known = new Map<string | null, { sentAt: Date; openedAt: Date | null }>()
  for (const link of links) known.set(link.stakeholderId, { sentAt: link.createdAt, openedAt: link.lastUsedAt ?? known.get(link.stakeholderId)?.openedAt ?? null })
  const waiting = minutesId ? await db.$count(mails, and(eq(mails.objectType, 'minutes'), eq(mails.objectId, minutesId), inArray(mails.status, ['queued', 'sending', 'parked']))) : 0
  return { items: recipients.map(({ stakeholderId, name, email }) => ({ stakeholderId, name, reachable: email !== '', sentAt: known.get(stakeholderId)?.sentAt ?? null, openedAt: known.get(stakeholderId)?.openedAt ?? null })), waiting, nextCursor: null }
}

/** Freezes a version and writes to whoever was invited or came. Taken back and sent again unchanged, it is the same version, and nobody is written to twice. */
export async function circulateMinutes(tx: Db, request: FastifyRequest, sessionId: string, body: z.output<typeof MinutesCirculate>): Promise<{ sent: number; unreachable: string[] }> {
  const { session, row } = await requireForStep(tx, request, sessionId, 'circulated')
  const content = await currentContent(tx, session, row, request.server.config.organisation)
  const last = await findVersion(tx, row.id)
  const same = last?.sha256 === hashOf(content)
  if (same && row.status === 'circulated') throw minutesErrors['minutes-unchanged']({ params: { number: last.number } })
  const version = same ? last : await freeze(tx, request, row, 'circulated', content)
  const after = await updateMinutes(tx, row.id, { status: 'circulated', ...(body.correctionsUntil === undefined ? {} : { correctionsUntil: body.correctionsUntil }) })
  await record(tx, request, { type: 'minutes.circulated', objectId: row.id, perimeterId: session.perimeterId, before: row, after: { ...after, number: version.number, sha256: version.sha256 } })
  const recipients = same ? [] : await recipientsOf(tx, sessionId)
  for (const recipient of recipients) if (recipient.email) await sendTo(tx, request, session, after, version.number, recipient, body.message ?? '')
  return { sent: recipients.filter((r) => r.email).length, unreachable: recipients.filter((r) => !r.email).map((r) => r.name) }
}

async function sendTo(tx: Db, request: FastifyRequest, session: SessionRow, row: MinutesRow, number: number, to: Recipient, message: string): Promise<void> {
  const about = { purpose: 'minutes' as const, objectId: session.id, stakeholderId: to.stakeholderId }
  await revokeFormer(tx, request, about)
  const link = await createAccessLink(tx, request, { ...about, sessionId: session.id, perimeterId: session.perimeterId, expiresInDays: LINK_DAYS })
  await queueMail(tx, {
    kind: 'minutes', to: { address: to.email, name: to.name }, subject: `Procès-verbal : ${session.title}`, body: letter(session, row, number, to.name, message),
    link: { path: '/proces-verbal', secret: link.secret }, about: { type: 'minutes', id: row.id }, perimeterId: session.perimeterId,
  })
}

function letter(session: SessionRow, row: MinutesRow, number: number, name: string, message: string): Block[] {
  const day = (text: string | Date) => new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: session.timeZone }).format(typeof text === 'string' ? new Date(`${text}T12:00:00Z`) : text)
  return [
    'Bonjour,',
    `Le procès-verbal de la séance « ${session.title} », tenue le ${day(session.startsAt)}, est soumis à votre relecture${number > 1 ? ` dans sa version ${number}` : ''}.`,
    ...(message ? [message] : []),
    `Vous pouvez le lire, le télécharger, et demander une correction au nom de ${name}${row.correctionsUntil ? ` jusqu’au ${day(row.correctionsUntil)}` : ''}, sans compte :`,
    { action: 'Lire le procès-verbal' },
    'Ce lien est personnel : qui l’a peut demander une correction en votre nom.',
  ]
}

/** The minutes that a private link opens: what was last sent out, or approved since. */
export async function findSent(db: Db, sessionId: string) {
  const [row] = await db.select({ minutes: schema.minutes, perimeterId: schema.sessions.perimeterId }).from(schema.minutes).innerJoin(schema.sessions, eq(schema.sessions.id, schema.minutes.sessionId)).where(and(eq(schema.minutes.sessionId, sessionId), isNull(schema.sessions.deletedAt), ne(schema.minutes.status, 'draft')))
  const version = row ? await findVersion(db, row.minutes.id) : null
  return row && version ? { row: row.minutes, perimeterId: row.perimeterId, version } : null
}
