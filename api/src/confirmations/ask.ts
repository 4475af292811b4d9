import { type Db, schema } from '@convergence/db'
import { and, eq, inArray } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { hashToken } from '../auth/tokens.ts'
import { type AccessLinkRow, createAccessLink, revokeFormer } from '../links/links.ts'
import { queueMail } from '../mails/queue.ts'
import { requireSession } from '../sessions/commands.ts'
import { confirmationErrors } from './errors.ts'
import { listAddresses } from './queries.ts'
import type { ConfirmationMade, ConfirmationsCreate } from './schemas.ts'

type Session = Awaited<ReturnType<typeof requireSession>>

/** Makes a private link per holder with positions at the session and queues the mail that carries it; where there is no address, the secret is given back. */
export async function askForConfirmation(tx: Db, request: FastifyRequest, sessionId: string, { stakeholderIds, expiresInDays, send }: z.output<typeof ConfirmationsCreate>): Promise<z.output<typeof ConfirmationMade>[]> {
  const session = await requireSession(tx, sessionId, request.reach)
  const holders = await listAddresses(tx, sessionId)
  const asked = stakeholderIds ? stakeholderIds.map((id, i) => {
    const holder = holders.find((h) => h.stakeholderId === id)
    if (!holder) throw confirmationErrors['confirmation-holder-silent']({ errors: [{ pointer: `/stakeholderIds/${i}`, code: 'silent', message: 'no position at this session' }] })
    return holder
  }) : holders
  const made = []
  for (const holder of asked) {
    const of = { purpose: 'confirmation', objectId: sessionId, stakeholderId: holder.stakeholderId } as const
    await cancelWaiting(tx, sessionId, await revokeFormer(tx, request, of))
    const link = await createAccessLink(tx, request, { ...of, sessionId, perimeterId: session.perimeterId, expiresInDays })
    const mail = send && holder.address !== '' ? await queueMail(tx, letterTo(holder, session, link)) : null
    made.push({ stakeholderId: holder.stakeholderId, name: holder.name, linkId: link.id, expiresAt: link.expiresAt, mailId: mail?.id ?? null, secret: mail ? '' : link.secret })
  }
  return made
}

/** A mail with a link that was just revoked would only disappoint. Known by its link: two holders may share an address. */
async function cancelWaiting(tx: Db, sessionId: string, revoked: readonly AccessLinkRow[]): Promise<void> {
  const { mails } = schema
  if (revoked.length === 0) return
  const dead = new Set(revoked.map((link) => link.secretHash))
  const waiting = await tx.select({ id: mails.id, secret: mails.secret }).from(mails).where(and(eq(mails.objectId, sessionId), eq(mails.kind, 'confirmation'), inArray(mails.status, ['queued', 'parked']))).for('update')
  for (const mail of waiting) if (mail.secret !== null && dead.has(hashToken(mail.secret))) await tx.update(mails).set({ status: 'cancelled', secret: null }).where(eq(mails.id, mail.id))
}

function letterTo(holder: { stakeholderId: string; name: string; address: string }, session: Session, link: { secret: string; expiresAt: Date }) {
  const day = (at: Date): string => new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: session.timeZone }).format(at)
  return {
    kind: 'confirmation' as const, to: { address: holder.address, name: holder.name }, locale: 'fr' as const, subject: `Vos positions à la séance du ${day(session.startsAt)} : à relire`,
    body: [
      'Bonjour,',
      `Voici ce qui a été consigné au nom de « ${holder.name} » à la séance « ${session.title} » du ${day(session.startsAt)}. Vous pouvez le confirmer, le corriger ou le contester, sans créer de compte.`,
      { action: 'Relire mes positions' },
      `Ce lien est personnel et vaut jusqu’au ${day(link.expiresAt)}. Une position contestée n’est comptée ni pour ni contre tant qu’elle n’est pas corrigée.`,
    ],
    link: { path: '/confirmation' as const, secret: link.secret }, about: { type: 'session' as const, id: session.id }, perimeterId: session.perimeterId,
  }
}
