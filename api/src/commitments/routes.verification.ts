import { linkOf } from '../links/links.ts'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { examples } from './examples.ts'
import { VerdictCreate, Verification, VerificationLink, VerificationLinkCreate } from './schemas.verification.ts'
import { createVerificationLink, giveVerdict, readVerification } from './verification.ts'

const tag = 'commitments'

/** Closure by the counterpart: the private link, and what its holder sees and says. */
export function verificationRoutes(app: App): void {
  app.post('/commitments/:id/verification-links', operation({ id: 'createVerificationLink', tag, summary: 'Make the private link on which the counterpart says whether it was kept; copied or sent', access: may.writeDialogue, params: idParams, body: VerificationLinkCreate, response: { 201: VerificationLink }, example: examples.link }), (request, reply) =>
    write(request, reply, async (tx) => {
      const body = await createVerificationLink(tx, request, request.params.id, request.body)
      return { status: 201, body, replayBody: { ...body, secret: null }, location: `/api/v1/commitments/${request.params.id}/sheet` }
    }))

  app.get('/verification', operation({ id: 'getVerification', tag, summary: 'What the holder of a private link is asked to verify', description: 'Sent with `Authorization: Link ` and the secret behind the `#` of the link.', access: may.public, response: { 200: Verification }, problems: [401], example: examples.verification }), async (request, reply) => {
    reply.header('cache-control', 'no-store')
    return readVerification(app.db, await linkOf(app.db, request, 'verification'))
  })

  app.post('/verification', operation({ id: 'giveVerdict', tag, summary: 'Say whether the commitment was kept', access: may.public, body: VerdictCreate, response: { 201: Verification }, problems: [401], example: examples.verdict }), async (request, reply) => {
    const link = await linkOf(app.db, request, 'verification')
    return write(request, reply, async (tx) => ({ status: 201, body: await giveVerdict(tx, request, link, request.body) }))
  })
}
