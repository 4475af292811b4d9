import { z } from 'zod'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { sendVersioned } from '../plugins/etag.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { requireSession } from '../sessions/commands.ts'
import { invite, listInvitations, patchInvitation, removeInvitation, requireInvitation, shownTo } from './commands.ts'
import { examples } from './examples.ts'
import { linkedRoutes } from './routes.linked.ts'
import { ChangeAnnounce, Invitation, InvitationLink, InvitationList, InvitationPatch, InvitationsCreate, InvitationsSend, InvitationsSent, partParams } from './schemas.ts'
import { announceChange, linkInvitation, sendInvitations } from './send.ts'

const tag = 'sessions'
const root = '/sessions/:id/invitations'
const one = `${root}/:partId` as const
const leaves = 'The mails leave by themselves, each with its private link and the calendar file; `lastMail` says what became of them.'

/** Who was asked to come, how they were written to, and what they answered. */
export async function invitationRoutes(app: App): Promise<void> {
  app.get(root, operation({ id: 'listInvitations', tag, summary: 'Who was asked to come', access: may.readDialogue, params: idParams, response: { 200: InvitationList }, example: examples.list }), async (request) => {
    await requireSession(app.db, request.params.id, request.reach)
    return { items: await listInvitations(app.db, request, request.params.id), nextCursor: null }
  })

  app.post(root, operation({ id: 'invite', tag, summary: 'Invite stakeholders', description: 'Many at once, each through its spokesperson on the day unless a mandate is named; answers the whole list. Nothing is sent.', access: may.writeDialogue, params: idParams, body: InvitationsCreate, response: { 201: InvitationList }, example: examples.invite }), (request, reply) =>
    write(request, reply, async (tx) => ({ status: 201, body: { items: await invite(tx, request, request.params.id, request.body), nextCursor: null } })))

  app.post(`${root}/send`, operation({ id: 'sendInvitations', tag, summary: 'Send invitations by e-mail', description: leaves, access: may.writeDialogue, params: idParams, body: InvitationsSend, response: { 200: InvitationsSent }, example: examples.send }), (request, reply) =>
    write(request, reply, async (tx) => ({ body: await sendInvitations(tx, request, request.params.id, request.body) })))

  app.post(`${root}/announce`, operation({ id: 'announceSessionChange', tag, summary: 'Write to the invited that time, place or status changed', description: `To each who was invited by e-mail and does not know how the session stands now. ${leaves}`, access: may.writeDialogue, params: idParams, body: ChangeAnnounce, response: { 200: InvitationsSent }, example: examples.announce }), (request, reply) =>
    write(request, reply, async (tx) => ({ body: await announceChange(tx, request, request.params.id, request.body) })))

  app.get(one, operation({ id: 'getInvitation', tag, summary: 'One invitation', access: may.readDialogue, params: partParams, response: { 200: Invitation }, example: examples.one }), async (request, reply) => {
    await requireSession(app.db, request.params.id, request.reach)
    return sendVersioned(request, reply, shownTo(request, await requireInvitation(app.db, request.params.id, request.params.partId)))
  })

  app.patch(one, operation({ id: 'updateInvitation', tag, summary: 'Change an invitation, or keep its answer on behalf of the invited', access: may.writeDialogue, params: partParams, body: InvitationPatch, response: { 200: Invitation }, example: examples.patch }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await patchInvitation(tx, request, request.params.id, request.params.partId, request.body)
      return { body: row, version: row.version }
    }))

  app.delete(one, operation({ id: 'deleteInvitation', tag, summary: 'Take an invitation back', description: 'Its link stops working; its seat goes to the first who waits.', access: may.writeDialogue, params: partParams, response: { 204: z.null() }, example: examples.remove }), (request, reply) =>
    write(request, reply, async (tx) => {
      await removeInvitation(tx, request, request.params.id, request.params.partId)
      return { status: 204 }
    }))

  app.post(`${one}/link`, operation({ id: 'linkInvitation', tag, summary: 'Make a private link to an invitation, to be given by hand', description: 'Shown once. Counts as sent.', access: may.writeDialogue, params: partParams, response: { 201: InvitationLink }, example: examples.link }), (request, reply) =>
    write(request, reply, async (tx) => {
      const link = await linkInvitation(tx, request, request.params.id, request.params.partId)
      return { status: 201, body: link, replayBody: { ...link, secret: '' }, location: `/api/v1/access-links/${link.id}` }
    }))

  await linkedRoutes(app)
}
