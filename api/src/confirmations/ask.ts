import { type Db, schema } from '@convergence/db'
import { and, eq, inArray } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { createAccessLink, revokeFormer } from '../links/links.ts'
import { nameInMail, queueMail } from '../mails/queue.ts'
import { requireSession } from '../sessions/commands.ts'
import { confirmationErrors } from './errors.ts'
import { confirmationLetter } from './letter.ts'
import { type HolderAddress, listAddresses } from './queries.ts'
import type { ConfirmationMade, ConfirmationsCreate } from './schemas.ts'

/** Makes a private link per holder with positions at the session and queues the mail that carries it; where there is no address, the secret is given back. */
export async function askForConfirmation(tx: Db, request: FastifyRequest, sessionId: string, { stakeholderIds, expiresInDays, send, locale }: z.output<typeof ConfirmationsCreate>): Promise<z.output<typeof ConfirmationMade>[]> {
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
    await revokeFormer(tx, request, of)
    await cancelWaiting(tx, sessionId, holder)
    const link = await createAccessLink(tx, request, { ...of, sessionId, perimeterId: session.perimeterId, expiresInDays })
    const mail = send && holder.address !== '' ? await queueMail(tx, { ...confirmationLetter({ holder, session, link, locale: holder.locale ?? locale }), to: { address: holder.address, name: holder.name }, kind: 'confirmation', link: { path: '/confirmation', secret: link.secret }, about: { type: 'session', id: session.id }, perimeterId: session.perimeterId }) : null
    made.push({ stakeholderId: holder.stakeholderId, name: holder.name, linkId: link.id, expiresAt: link.expiresAt, mailId: mail?.id ?? null, secret: mail ? '' : link.secret })
  }
  return made
}

/** A mail with a link that was just revoked would only disappoint. */
async function cancelWaiting(tx: Db, sessionId: string, { address, name }: HolderAddress): Promise<void> {
  const { mails } = schema
  if (address === '') return
  const waiting = await tx.select({ id: mails.id }).from(mails).where(and(eq(mails.objectId, sessionId), eq(mails.kind, 'confirmation'), eq(mails.toAddress, address), eq(mails.toName, nameInMail(name)), inArray(mails.status, ['queued', 'parked']))).for('update')
  if (waiting.length > 0) await tx.update(mails).set({ status: 'cancelled', secret: null }).where(inArray(mails.id, waiting.map((mail) => mail.id)))
}
