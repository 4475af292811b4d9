import type { Db } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { createAccessLink, revokeFormer } from '../links/links.ts'
import { cancelCarrying } from '../mails/carrying.ts'
import { queueMail } from '../mails/queue.ts'
import { requireSession } from '../sessions/commands.ts'
import { confirmationErrors } from './errors.ts'
import { confirmationLetter } from './letter.ts'
import { listAddresses } from './queries.ts'
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
    await cancelCarrying(tx, 'confirmation', sessionId, (await revokeFormer(tx, request, of)).map((former) => former.secretHash))
    const link = await createAccessLink(tx, request, { ...of, sessionId, perimeterId: session.perimeterId, expiresInDays })
    const mail = send && holder.address !== '' ? await queueMail(tx, { ...confirmationLetter({ holder, session, link, locale: holder.locale ?? locale }), to: { address: holder.address, name: holder.name }, kind: 'confirmation', link: { path: '/confirmation', secret: link.secret }, about: { type: 'session', id: session.id }, perimeterId: session.perimeterId }) : null
    made.push({ stakeholderId: holder.stakeholderId, name: holder.name, linkId: link.id, expiresAt: link.expiresAt, mailId: mail?.id ?? null, secret: mail ? '' : link.secret })
  }
  return made
}
