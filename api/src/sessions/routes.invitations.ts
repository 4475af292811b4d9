import { z } from 'zod'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { sendVersioned } from '../plugins/etag.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { requireSession } from './commands.ts'
import { examples } from './examples.ts'
import { invite, listInvitations, patchInvitation, removeInvitation, requireInvitation } from './invitations.ts'
import { Invitation, InvitationList, InvitationPatch, InvitationsCreate, partParams } from './schemas.parts.ts'

const tag = 'sessions'
const root = '/sessions/:id/invitations'
const one = `${root}/:partId` as const

/** Who was asked to come, and what they answered. */
export async function invitationRoutes(app: App): Promise<void> {
  app.get(root, operation({ id: 'listInvitations', tag, summary: 'Who was asked to come', access: may.readDialogue, params: idParams, response: { 200: InvitationList }, example: examples.one }), async (request) => {
    await requireSession(app.db, request.params.id, request.reach)
    return { items: await listInvitations(app.db, request.params.id), nextCursor: null }
  })

  app.post(root, operation({ id: 'invite', tag, summary: 'Invite stakeholders', description: 'Many at once; answers the whole list.', access: may.writeDialogue, params: idParams, body: InvitationsCreate, response: { 201: InvitationList }, example: examples.invite }), (request, reply) =>
    write(request, reply, async (tx) => ({ status: 201, body: { items: await invite(tx, request, request.params.id, request.body), nextCursor: null } })))

  app.get(one, operation({ id: 'getInvitation', tag, summary: 'One invitation', access: may.readDialogue, params: partParams, response: { 200: Invitation }, example: examples.invitation }), async (request, reply) => {
    await requireSession(app.db, request.params.id, request.reach)
    return sendVersioned(request, reply, await requireInvitation(app.db, request.params.id, request.params.partId))
  })

  app.patch(one, operation({ id: 'updateInvitation', tag, summary: 'Keep the answer to an invitation', access: may.writeDialogue, params: partParams, body: InvitationPatch, response: { 200: Invitation }, example: examples.invitationPatch }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await patchInvitation(tx, request, request.params.id, request.params.partId, request.body)
      return { body: row, version: row.version }
    }))

  app.delete(one, operation({ id: 'deleteInvitation', tag, summary: 'Take an invitation back', access: may.writeDialogue, params: partParams, response: { 204: z.null() }, example: examples.invitationDelete }), (request, reply) =>
    write(request, reply, async (tx) => {
      await removeInvitation(tx, request, request.params.id, request.params.partId)
      return { status: 204 }
    }))
}
