import { type Db, schema } from '@convergence/db'
import { asc, eq } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import { calendarOf, methodOf } from '../calendar/session-file.ts'
import { createAccessLink } from '../links/links.ts'
import type { Locale } from '../mails/letter.ts'
import { type MailKind, queueMail } from '../mails/queue.ts'
import { siteOf } from '../plugins/site.ts'
import { cancellationLetter, changeLetter, invitationLetter, lapsedProxyLetter, type Letter, type LetterSession, seatFreeLetter } from './letters.ts'
import type { InvitationRow, LockedSession } from './queries.ts'
import { linkDays } from './rules.ts'

const { agendaItems } = schema

/** Path of the page on which the invited answer; the secret of their link stands behind its #. */
export const INVITATION_PATH = '/invitation'

/** A private link to one invitation. */
export const makeLink = (tx: Db, request: FastifyRequest, session: LockedSession, row: InvitationRow) =>
  createAccessLink(tx, request, { purpose: 'invitation', objectId: row.id, stakeholderId: row.stakeholderId, sessionId: session.id, perimeterId: session.perimeterId, expiresInDays: linkDays(session, new Date()) })

/** A session as the letters tell it. */
export async function toldOf(tx: Db, session: LockedSession): Promise<LetterSession> {
  const agenda = await tx.select({ title: agendaItems.title, durationMinutes: agendaItems.durationMinutes }).from(agendaItems).where(eq(agendaItems.sessionId, session.id)).orderBy(asc(agendaItems.rank), asc(agendaItems.id))
  return { ...session, agenda }
}

export const writeInvitation = (tx: Db, request: FastifyRequest, session: LockedSession, told: LetterSession, row: InvitationRow, locale: Locale) => send(tx, request, session, row, 'invitation', invitationLetter(told, row, locale), locale)

export const writeChange = (tx: Db, request: FastifyRequest, session: LockedSession, told: LetterSession, row: InvitationRow, locale: Locale) =>
  session.status === 'cancelled' ? send(tx, request, session, row, 'cancellation', cancellationLetter(told, row, locale), locale) : send(tx, request, session, row, 'invitation_update', changeLetter(told, row, locale), locale)

export async function writeSeatFree(tx: Db, request: FastifyRequest, session: LockedSession, row: InvitationRow): Promise<void> {
  if (row.address !== '') await send(tx, request, session, row, 'seat_free', seatFreeLetter(await toldOf(tx, session), row, 'fr'), 'fr')
}

export async function writeLapsedProxy(tx: Db, request: FastifyRequest, session: LockedSession, row: InvitationRow, proxyName: string): Promise<void> {
  if (row.address !== '') await send(tx, request, session, row, 'invitation_update', lapsedProxyLetter(await toldOf(tx, session), row, proxyName, 'fr'), 'fr')
}

/** Queues a letter to the invited with the calendar file as the session now stands and, while it can be answered, a link. */
async function send(tx: Db, request: FastifyRequest, session: LockedSession, row: InvitationRow, kind: MailKind, letter: Letter, locale: Locale): Promise<void> {
  const url = `${siteOf(request.server)}${INVITATION_PATH}`
  const attendee = { name: row.personName ?? row.stakeholderName, address: row.address }
  const { mailFrom } = request.server.config
  const content = calendarOf(session, { locale, url, attendee, ...(mailFrom ? { organiser: mailFrom } : {}) })
  const answerable = letter.body.some((block) => typeof block === 'object' && 'action' in block)
  const link = answerable ? { link: { path: INVITATION_PATH, secret: (await makeLink(tx, request, session, row)).secret } as const } : {}
  await queueMail(tx, { kind, to: attendee, locale, ...letter, ...link, calendar: { method: methodOf(session), content }, about: { type: 'invitation', id: row.id }, perimeterId: session.perimeterId })
}
